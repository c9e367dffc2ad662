package builder

import (
	"fmt"
	"iter"
	"slices"
)

// inputRow is a row of values and its position in the input.
type inputRow struct {
	at      int
	line    int       // of a text, from one; zero: there is none
	values  []any     // nil: there is no row
	object  any       // the struct that it was read from, when rows are prepared
	unfit   *RowError // why it is not to be sent; nil: it is
	refused bool      // it was read, and looked at
	opens   bool      // the chunks so far are full
	dropped []int     // the positions of rows before it that are not sent
}

// skipped tells that there is no row to send.
func (r inputRow) skipped() bool { return r.values == nil || r.unfit != nil }

// input yields the rows in the order in which they are to be sent; full is the number of rows in a full chunk.
func (j Job) input(full int) iter.Seq2[inputRow, error] {
	rows := j.numbered()
	if j.whole {
		rows = inKeyOrder(rows, j.order)
	}
	if j.distinct == nil {
		return rows
	}
	d := *j.distinct
	if d.window, d.size = 0, j.size; j.windowed() {
		d.window, d.size = full, full
	}
	return d.apply(rows)
}

// numbered yields the rows of the source, each of the statement's width.
func (j Job) numbered() iter.Seq2[inputRow, error] {
	width := len(j.Statement.RowColumns())
	return func(yield func(inputRow, error) bool) {
		at := 0
		for values, err := range j.rows {
			row := inputRow{at: at, values: values}
			if err == nil && len(values) != width {
				err = row.ragged(width, j.setAside)
			}
			if j.current != nil {
				row.object = *j.current
			}
			if err != nil {
				if unfit := asUnfit(err); unfit != nil {
					row.values, row.unfit, row.refused, err = slices.Clone(values), &RowError{Row: at, Err: unfit.err}, true, nil
				}
			}
			if !yield(row, err) || err != nil {
				return
			}
			at++
		}
	}
}

// ragged refuses a row of another width.
func (r *inputRow) ragged(width int, setAside bool) error {
	e := &RowError{Row: r.at, Line: r.line, Err: fmt.Errorf("%d values for %d columns", len(r.values), width), cells: slices.Clone(r.values)}
	if !setAside {
		return e
	}
	r.unfit = e
	return nil
}
