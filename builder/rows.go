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
	if j.zeroIDs != nil {
		z := *j.zeroIDs
		if z.window = j.window; j.size > 0 { // the rows are in memory
			z.window = j.size
		}
		rows = z.apply(rows)
	}
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
		at, structs := 0, 0
		if j.reading != nil {
			structs = j.reading.last.number
		}
		for values, err := range j.rows {
			row := inputRow{at: at, values: values}
			if err == nil && len(values) != width {
				err = row.ragged(width, j.setAside)
			}
			if err == nil && j.reading != nil {
				err = row.prepared(j.reading, &structs)
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

// prepared adds what is known of the row's struct. structs is how many were read until the row before.
func (r *inputRow) prepared(known *reading, structs *int) error {
	p, err := known.of(r.values, *structs)
	if err != nil {
		return &RowError{Row: r.at, Err: err}
	}
	*structs = p.number
	if r.object = p.row; p.unfit != nil {
		r.values, r.unfit, r.refused = slices.Clone(r.values), &RowError{Row: r.at, Err: p.unfit}, true
	}
	return nil
}
