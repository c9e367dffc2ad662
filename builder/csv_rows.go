package builder

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// csvRows reads the rows of a CSV text.
type csvRows struct {
	options *csvOptions
	cells   []csvCell
	before  int // lines before the first of the rows
	text    recording
	records *csv.Reader // reads text
}

// read yields the cells of each record. One that cannot be read ends with its last line: the next begins behind it.
func (r *csvRows) read(asked *reading, yield func([]any, error) bool) {
	values := make([]any, len(r.cells))
	for n := 0; ; n++ {
		from := r.records.InputOffset()
		r.text.keepFrom(from)
		record, err := r.records.Read()
		if err == io.EOF {
			return
		}
		var wrong *csv.ParseError
		if err != nil && !errors.As(err, &wrong) {
			yield(nil, ended(n, err))
			return
		}
		var bad *RowError
		if err != nil {
			bad = r.unread(record, wrong)
		} else if bad = r.values(record, values); bad == nil {
			asked.at(r.line(0), values)
		}
		if bad != nil {
			bad.Row = n
		}
		if !asked.pass(bad, values, yield) {
			return
		}
	}
}

// line is the line at which a cell of the record begins.
func (r *csvRows) line(cell int) int {
	line, _ := r.records.FieldPos(cell)
	return r.before + line
}

// unread says why a record could not be read.
func (r *csvRows) unread(record []string, wrong *csv.ParseError) *RowError {
	bad := &RowError{Line: r.before + wrong.StartLine}
	if wrong.Err == csv.ErrFieldCount {
		bad.Err = fmt.Errorf("%w: %d for %d columns%s", wrong.Err, len(record), r.records.FieldsPerRecord, r.options.delimited(record))
		bad.cells = texts(record)
		return bad
	}
	where := fmt.Sprintf("at byte %d", wrong.Column)
	if wrong.Line != wrong.StartLine {
		where = fmt.Sprintf("%s of line %d", where, r.before+wrong.Line)
	}
	cause := *wrong
	cause.StartLine, cause.Line = bad.Line, r.before+wrong.Line
	bad.Err = &discreet{where + ": " + wrong.Err.Error(), &cause}
	bad.text = strings.Trim(r.text.until(r.records.InputOffset()), "\r\n")
	return bad
}

// values makes the values of a record.
func (r *csvRows) values(record []string, values []any) *RowError {
	for i := range r.cells {
		v, err := r.cells[i].value(record)
		if err != nil {
			bad := &RowError{Line: r.line(r.cells[i].at), Column: r.cells[i].column, Err: err}
			for _, c := range r.cells {
				bad.cells = append(bad.cells, record[c.at])
			}
			return bad
		}
		values[i] = v
	}
	return nil
}

// texts are the cells of a record that is used again.
func texts(record []string) []any {
	cells := make([]any, len(record))
	for i, c := range record {
		cells[i] = c
	}
	return cells
}

// recordedBytes is how much of a text is read at once.
const recordedBytes = 64 << 10

// recording is a reader that remembers the end of what was read, for a record of which encoding/csv gives only a part.
type recording struct {
	in   io.Reader
	text []byte
	from int64 // the position of text in all that was read
	keep int64 // nobody asks for what is before
}

// Read implements [io.Reader].
func (r *recording) Read(p []byte) (int, error) {
	if skip := int(r.keep - r.from); skip > 0 {
		r.text, r.from = slices.Delete(r.text, 0, skip), r.keep
	}
	n, err := r.in.Read(p)
	r.text = append(r.text, p[:n]...)
	return n, err
}

// keepFrom says that what is before a position is not asked for any more.
func (r *recording) keepFrom(position int64) { r.keep = position }

// until is what was read from the position that is kept to another one.
func (r *recording) until(position int64) string {
	return string(r.text[r.keep-r.from : position-r.from])
}

// csvCell is how the texts of a column are read.
type csvCell struct {
	column string
	at     int
	nulls  []string
	parse  func(string) (any, error)
}

// value makes a value of the cell of a record.
func (c *csvCell) value(record []string) (any, error) {
	text := record[c.at]
	if slices.Contains(c.nulls, text) {
		return nil, nil
	}
	if c.parse == nil {
		return text, nil
	}
	return c.parse(text)
}
