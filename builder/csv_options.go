package builder

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
)

// CSVOption says how [CSV] reads its input.
type CSVOption func(*csvOptions)

type csvOptions struct {
	columns   []string // given; nil: the first line has them
	noHeader  bool
	rename    map[string]string
	nulls     []csvNull
	parse     map[string]func(string) (any, error)
	delimiter rune
	chosen    bool // the delimiter
	comment   rune
	lazy      bool
}

// csvNull is a text that is NULL, in some columns or in all.
type csvNull struct {
	text    string
	columns []string
}

// CSVNoHeader says that the first line is a row, and names the columns. By default, the first line has their names.
func CSVNoHeader(columns ...string) CSVOption {
	return func(o *csvOptions) { o.columns, o.noHeader = slices.Clone(columns), true }
}

// CSVRename gives a column of the header line another name, which is the one that other options use.
func CSVRename(header, column string) CSVOption {
	return func(o *csvOptions) { o.rename[header] = column }
}

// CSVNull says that a text, in the given columns or else in all, is NULL. By default none is, and an empty cell is an empty text.
// A text in quotes counts as well: encoding/csv does not tell them apart.
func CSVNull(text string, columns ...string) CSVOption {
	return func(o *csvOptions) { o.nulls = append(o.nulls, csvNull{text, slices.Clone(columns)}) }
}

// CSVParse makes a value of the texts in a column: [ParseInt], [ParseFloat], [ParseBool], [ParseTime], [ParseBytes] or a function of
// your own, whose error is reported with the line and the column. It does not see what [CSVNull] names. By default, the database gets
// the text and reads it as its column's type.
func CSVParse(column string, parse func(text string) (any, error)) CSVOption {
	return func(o *csvOptions) { o.parse[column] = parse }
}

// CSVDelimiter sets what stands between cells, such as ';' or '\t'. By default, a comma; then a header line that is one cell with
// a semicolon, a tab or a bar in it is refused, because such a file hardly has one column. CSVDelimiter(',') takes it.
func CSVDelimiter(delimiter rune) CSVOption {
	return func(o *csvOptions) { o.delimiter, o.chosen = delimiter, true }
}

// CSVComment sets the character that makes a line a comment when it stands first. By default there are no comments.
func CSVComment(first rune) CSVOption {
	return func(o *csvOptions) { o.comment = first }
}

// CSVLazyQuotes allows a quote within a cell without quotes, and one that is not doubled within quotes. By default both are errors.
func CSVLazyQuotes() CSVOption {
	return func(o *csvOptions) { o.lazy = true }
}

// reader reads records as the options say. A record is used again for the next.
func (o *csvOptions) reader(text io.Reader) *csv.Reader {
	r := csv.NewReader(text)
	r.Comma, r.Comment, r.LazyQuotes, r.ReuseRecord = o.delimiter, o.comment, o.lazy, true
	return r
}

// check refuses options that name a column that is not there, or make no sense.
func (o *csvOptions) check(header, columns []string) error {
	known := func(option, column string, among []string) error {
		if !slices.Contains(among, column) {
			return invalid("CSV", "%s: there is no column %q, only %q", option, column, among)
		}
		return nil
	}
	for from := range o.rename {
		if err := known("CSVRename", from, header); err != nil {
			return err
		}
	}
	for column, parse := range o.parse {
		if err := known("CSVParse", column, columns); err != nil {
			return err
		}
		if parse == nil {
			return invalid("CSV", "CSVParse: the function for the column %q is nil", column)
		}
	}
	for _, null := range o.nulls {
		for _, column := range null.columns {
			if err := known("CSVNull", column, columns); err != nil {
				return err
			}
		}
	}
	return nil
}

// delimited points at CSVDelimiter where a line is one cell, and holds what stands between the cells of other files. Who has chosen the
// comma means it.
func (o *csvOptions) delimited(record []string) string {
	if o.chosen || len(record) != 1 {
		return ""
	}
	i := strings.IndexAny(record[0], ";\t|")
	if i < 0 {
		return ""
	}
	return fmt.Sprintf(", with %q in it: CSVDelimiter says what stands between cells", record[0][i])
}

// nullsOf lists the texts that are NULL in a column.
func (o *csvOptions) nullsOf(column string) []string {
	var texts []string
	for _, null := range o.nulls {
		if len(null.columns) == 0 || slices.Contains(null.columns, column) {
			texts = append(texts, null.text)
		}
	}
	return texts
}
