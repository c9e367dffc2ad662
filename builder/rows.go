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
		j.told.begin()
		at, structs, lines := 0, j.told.last.number, 0
		passed := func() bool { // on the rows that the source went past
			for _, bad := range j.told.takeBad() {
				if !yield(inputRow{at: at, line: bad.Line, unfit: bad}, nil) {
					return false
				}
				at++
			}
			return true
		}
		for values, err := range j.rows {
			if !passed() {
				return
			}
			row := inputRow{at: at, values: values}
			switch {
			case err != nil && j.told.full:
				yield(row.last(err), nil)
				return
			case err == nil:
				row.line = j.told.lineOf(values, &lines)
				err = row.check(j, width, &structs)
			}
			if !yield(row, err) || err != nil {
				return
			}
			at++
		}
		passed()
	}
}

// last is the row with which the rows end, because too many before it are set aside: so is it.
func (r inputRow) last(err error) inputRow {
	bad, ok := err.(*RowError)
	if !ok {
		bad = &RowError{Err: err}
	}
	return inputRow{at: r.at, line: bad.Line, unfit: bad}
}

// check looks at the row's width, and adds what is known of its struct.
func (r *inputRow) check(j Job, width int, structs *int) error {
	if len(r.values) != width {
		bad := ragged(r.values, width)
		bad.Row, bad.Line = r.at, r.line
		if !j.setAside {
			return bad
		}
		r.unfit = bad
		return nil
	}
	if j.reading == nil {
		return nil
	}
	return r.prepared(j.reading, structs)
}

// ragged is the error of a row that has not one value for each column.
func ragged(values []any, width int) *RowError {
	return &RowError{Err: fmt.Errorf("%d values for %d columns", len(values), width), cells: slices.Clone(values)}
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
