package builder

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

// CSVText is the text of a [CSV] source, for a database that reads it by itself.
type CSVText struct {
	// Insert is the statement; its columns are those of the text, in the order of the cells.
	Insert dialect.Insert
	// Format is how the text is written.
	Format dialect.CSVFormat
	// Text is what follows the header line and a byte order mark.
	Text io.Reader
	// Line is the number of the line, from one, at which Text begins.
	Line int
}

// CSVText returns the text of the [CSV] source that was given to From, instead of its rows. The header line is read here; the text can be
// had once.
//
// What only [CSV] itself can do is an error that wraps [errors.ErrUnsupported]: CSVParse, CSVComment, CSVLazyQuotes, more than one text
// that is NULL, a delimiter that is not ASCII, and Columns that leave out some of the text's.
func (b InsertBuilder) CSVText() (CSVText, error) {
	where := "Insert(" + b.into.Table + ")"
	s, ok := b.input.source.(*csvSource)
	if !ok {
		return CSVText{}, invalid(where, "CopyCSV needs From(builder.CSV(…))")
	}
	columns, err := s.columns()
	if err != nil {
		return CSVText{}, err
	}
	if _, err := b.Job(JobOptions{}); err != nil {
		return CSVText{}, err
	}
	if len(b.into.Columns) > 0 && len(b.into.Columns) != len(columns) {
		return CSVText{}, unread("Columns that leave out columns of the text")
	}
	format, err := s.options.format(columns)
	if err != nil {
		return CSVText{}, err
	}
	if s.used.Swap(true) {
		return CSVText{}, fmt.Errorf("CSV: %w", ErrReadOnce)
	}
	b.into.Columns = columns
	if b.conflict.given || b.conflict.acts() {
		b.into.Conflict = &b.conflict.to
	}
	return CSVText{Insert: b.into, Format: format, Text: s.in, Line: s.line}, nil
}

// format is how the database reads the text, where it can.
func (o *csvOptions) format(columns []string) (dialect.CSVFormat, error) {
	f := dialect.CSVFormat{Delimiter: o.delimiter}
	switch {
	case len(o.parse) > 0:
		return f, unread("CSVParse")
	case o.comment != 0:
		return f, unread("CSVComment")
	case o.lazy:
		return f, unread("CSVLazyQuotes")
	case o.delimiter <= 0 || o.delimiter > 0x7f:
		return f, unread("a delimiter that is not ASCII")
	}
	for i, null := range o.nulls {
		if i > 0 && null.text != f.Null {
			return f, unread("CSVNull with more than one text")
		}
		f.Null = null.text
	}
	for _, c := range columns {
		if slices.Contains(o.nullsOf(c), f.Null) {
			f.NullColumns = append(f.NullColumns, c)
		}
	}
	return f, nil
}

// unread is the error for what the database cannot do.
func unread(what string) error {
	return fmt.Errorf("builder: CSV: %w: %s, when the database reads the text: use Run instead of CopyCSV", errors.ErrUnsupported, what)
}
