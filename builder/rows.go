package builder

import (
	"fmt"
	"iter"
	"slices"
)

// inputRow is a row of values and its position in the input.
type inputRow struct {
	at      int
	values  []any // nil: there is no row
	object  any   // the struct that it was read from, when rows are prepared
	unfit   error // why it is not to be sent
	opens   bool  // the chunks so far are full
	dropped []int // the positions of rows before it that are not sent
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
			if err == nil && len(values) != width {
				err = &RowError{at, fmt.Errorf("the source yields %d values for %d columns", len(values), width)}
			}
			row := inputRow{at: at, values: values}
			if j.current != nil {
				row.object = *j.current
			}
			if err != nil {
				if unfit := asUnfit(err); unfit != nil {
					row.values, row.unfit, err = slices.Clone(values), unfit.err, nil
				}
			}
			if !yield(row, err) || err != nil {
				return
			}
			at++
		}
	}
}
