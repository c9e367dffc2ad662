package builder

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// CSV is a source of the lines of a CSV text in UTF-8, read by [encoding/csv]: the first line names the columns, cells stand between
// commas, and those with a comma, a quote or a line break in them stand in quotes ("), with quotes doubled. Options change that.
//
//	file, err := os.Open("users.csv")
//	if err != nil {
//		return err
//	}
//	defer file.Close()
//	users := builder.CSV(file, builder.CSVNull(""), builder.CSVParse("age", builder.ParseInt))
//	res, err := ex.Run(ctx, builder.Insert("users").From(users))
//
// A byte order mark at the start and empty lines are skipped; within quotes, a carriage return before a line break is dropped. A line
// with more or fewer cells than there are columns is an error, and so is an empty or repeated name of a column. Errors name the line,
// counted from one. A cell is in memory as a whole: a quote that is never closed makes one of the rest of the text.
//
// The header line is read when the statement is checked. The reader can be read once, and is not closed.
func CSV(r io.Reader, options ...CSVOption) Source {
	if r == nil {
		return broken{invalid("CSV", "the reader is nil")}
	}
	o := csvOptions{rename: map[string]string{}, parse: map[string]func(string) (any, error){}, delimiter: ','}
	for _, f := range options {
		f(&o)
	}
	s := &csvSource{options: o, text: r}
	s.columns = sync.OnceValues(s.start)
	return s
}

type csvSource struct {
	options csvOptions
	text    io.Reader
	in      *bufio.Reader            // set by the first call of columns, like the next
	line    int                      // at which the rows begin, from one
	columns func() ([]string, error) // reads the header line once
	used    atomic.Bool
}

func (s *csvSource) Columns(context.Context) ([]string, error) { return s.columns() }

// start reads the header line, if there is one, and settles the columns.
func (s *csvSource) start() ([]string, error) {
	in, err := newInput(s.text)
	if err != nil {
		return nil, fmt.Errorf("CSV: %w", err)
	}
	o := &s.options
	s.in, s.line = in, 1
	header, what := o.columns, "CSVNoHeader"
	if !o.noHeader {
		what = "the header line"
		if header, err = s.header(); err != nil {
			return nil, err
		}
	}
	columns := slices.Clone(header)
	for i, h := range header {
		if to, ok := o.rename[h]; ok {
			columns[i] = to
		}
	}
	if len(columns) == 0 {
		return nil, invalid("CSV", "%s names no columns", what)
	}
	if err := checkNames("CSV", what, columns); err != nil {
		return nil, err
	}
	if hint := o.delimited(header); hint != "" && !o.noHeader {
		return nil, invalid("CSV", "the header line is one cell%s", hint)
	}
	return columns, o.check(header, columns)
}

// header reads the header line, and no further.
func (s *csvSource) header() ([]string, error) {
	records := s.options.reader(s.in)
	record, err := records.Read()
	if err == io.EOF {
		return nil, errors.New("CSV: the text is empty, and has no header line: CSVNoHeader names the columns of a text without one")
	}
	if err != nil {
		return nil, fmt.Errorf("CSV: the header line: %w", err)
	}
	last, _ := records.FieldPos(len(record) - 1)
	s.line = last + strings.Count(record[len(record)-1], "\n") + 1
	return record, nil
}

func (s *csvSource) Rows(ctx context.Context, columns []string) iter.Seq2[[]any, error] {
	have, err := s.columns()
	if err != nil {
		return failed(err)
	}
	at, err := positions(have, columns)
	if err != nil {
		return failed(err)
	}
	cells := make([]csvCell, len(at))
	for i, p := range at {
		cells[i] = csvCell{columns[i], p, s.options.nullsOf(columns[i]), s.options.parse[columns[i]]}
	}
	return once(&s.used, "CSV", func(yield func([]any, error) bool) {
		r := csvRows{options: &s.options, cells: cells, before: s.line - 1, text: recording{in: s.in}}
		r.records = s.options.reader(bufio.NewReaderSize(&r.text, recordedBytes))
		r.records.FieldsPerRecord = len(have)
		r.read(readingOf(ctx), yield)
	})
}
