package builder

import (
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
)

// chunkBytes is where a chunk is full by its size. A larger statement saves nothing: the round trip is long paid for by
// then, and text and arguments are held in memory more than once on their way.
const chunkBytes = 4 << 20

// budget is what a chunk may hold: rows, bind parameters and bytes; the smallest decides.
type budget struct {
	dialect string
	limits  dialect.Limits
	rows    int
	most    int // rows that a statement can have, whatever the batch size; zero: no bound
	room    int // rows to make room for at once

	weight      []int // how often a column's cell stands in one statement
	fixedParams int   // parameters of a statement without rows
	fixedBytes  int   // bytes of a statement besides the rows' cells
	rowParams   int   // parameters per row that are not cells
	rowBytes    int   // bytes of text per row
}

// newBudget measures the statement with one and with two rows.
func newBudget(st dialect.Statement, batch, size int, d dialect.Dialect) (budget, error) {
	one, err := st.Spell(d, dialect.Plain(1))
	if err != nil {
		return budget{}, err
	}
	two, err := st.Spell(d, dialect.Plain(2))
	if err != nil {
		return budget{}, err
	}
	if len(one.Steps) == 0 || len(one.Steps) != len(two.Steps) {
		return budget{}, fmt.Errorf("%s spells %d steps for one row and %d for two: a dialect has the same steps for any number of rows, "+
			"and Needed of a step tells whether it is sent", d.Name(), len(one.Steps), len(two.Steps))
	}
	b := budget{dialect: d.Name(), limits: d.Limits()}
	for _, most := range []int{one.MaxRows, b.limits.Rows} {
		if most > 0 && (b.most == 0 || most < b.most) {
			b.most = most
		}
	}
	if b.rows = batch; b.most > 0 {
		b.rows = min(batch, b.most)
	}
	b.weight = make([]int, len(st.RowColumns()))
	for i, step := range one.Steps {
		b.addStep(step, len(two.Steps[i].SQL)-len(step.SQL))
	}
	b.room = b.expected(size)
	return b, nil
}

// expected is how many rows the first chunk will have, as far as it can be known; at most the default batch size when it cannot.
func (b *budget) expected(size int) int {
	if size >= 0 {
		return min(b.full(b.rows), size)
	}
	return min(b.full(b.rows), DefaultBatchSize)
}

// full is how many rows a full chunk of the given batch size has by its rows and parameters.
func (b *budget) full(batch int) int {
	perRow := b.rowParams
	for _, n := range b.weight {
		perRow += n
	}
	n := batch
	if b.most > 0 {
		n = min(n, b.most)
	}
	if b.limits.Params > 0 && perRow > 0 {
		n = min(n, max(1, (b.limits.Params-b.fixedParams)/perRow))
	}
	return n
}

// addStep takes the larger of the step's needs and those so far. An argument that is gathered is one parameter, with the bytes of its cells.
func (b *budget) addStep(step dialect.Step, rowText int) {
	fixed, perRow, gathered, slots, text := 0, 0, 0, make([]int, len(b.weight)), len(step.SQL)
	for _, run := range step.Args {
		if run.Gather != nil {
			fixed, gathered = fixed+1, gathered+len(run.Slots)
			for _, s := range run.Slots {
				b.weight[s.Column] = max(b.weight[s.Column], 1)
			}
			continue
		}
		if !run.PerRow {
			fixed += len(run.Slots)
			for _, s := range run.Slots {
				text += cellBytes(s.Value)
			}
			continue
		}
		for _, s := range run.Slots {
			perRow++
			if s.Column != dialect.Fixed {
				slots[s.Column]++
			}
		}
	}
	cells := 0
	for i, n := range slots {
		cells += n
		b.weight[i] = max(b.weight[i], n)
	}
	b.rowParams = max(b.rowParams, perRow-cells)
	b.fixedParams = max(b.fixedParams, fixed)
	b.fixedBytes = max(b.fixedBytes, text)
	b.rowBytes = max(b.rowBytes, rowText+4*(perRow+gathered)) // $1 grows to $65535, and a list has separators
}

// fits tells whether n rows are not yet a full chunk and the next one's needs are within the limits.
func (b *budget) fits(n, params, bytes int) bool {
	return n < b.rows && (b.limits.Params == 0 || params <= b.limits.Params) && bytes <= b.maxBytes()
}

// maxBytes is where a chunk is full by its size.
func (b *budget) maxBytes() int {
	if b.limits.Bytes > 0 {
		return min(chunkBytes, b.limits.Bytes)
	}
	return chunkBytes
}

// refuse returns an error for a row that is over a limit by itself.
func (b *budget) refuse(row size) error {
	if n := b.fixedParams + row.params; b.limits.Params > 0 && n > b.limits.Params {
		return fmt.Errorf("%w: it needs %d bind parameters, and %s allows %d in a statement", ErrTooLarge, n, b.dialect, b.limits.Params)
	}
	if n := b.fixedBytes + row.bytes; b.limits.Bytes > 0 && n > b.limits.Bytes {
		return fmt.Errorf("%w: it takes about %d bytes, and %s allows %d in a statement", ErrTooLarge, n, b.dialect, b.limits.Bytes)
	}
	return nil
}
