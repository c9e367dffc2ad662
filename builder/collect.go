package builder

import (
	"errors"
	"fmt"
	"iter"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// Chunks cuts the rows into chunks that a statement of the dialect can hold. The text itself comes from a [Speller].
func (j Job) Chunks(d dialect.Dialect) iter.Seq2[Chunk, error] {
	return func(yield func(Chunk, error) bool) {
		if j.size == 0 {
			return
		}
		limit, err := newBudget(j, d)
		if err != nil {
			yield(Chunk{}, err)
			return
		}
		c := collector{budget: limit, width: len(j.Statement.RowColumns()), order: j.order}
		for row, err := range j.input() {
			var full Chunk
			if err == nil {
				full, err = c.add(row)
			}
			if err != nil {
				yield(Chunk{}, fmt.Errorf("builder: %s: %w", j.Statement.Target(), err))
				return
			}
			if full.Rows.N > 0 && !yield(full, nil) {
				return
			}
		}
		if last := c.take(); last.Rows.N > 0 {
			yield(last, nil)
		}
	}
}

// inputRow is a row of values and its position in the input.
type inputRow struct {
	at     int
	values []any
}

// input yields the rows in the order in which they are to be sent.
func (j Job) input() iter.Seq2[inputRow, error] {
	if j.whole {
		return inKeyOrder(j.numbered(), j.order)
	}
	return j.numbered()
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
			if !yield(inputRow{at, values}, err) || err != nil {
				return
			}
			at++
		}
	}
}

// collector gathers rows into chunks.
type collector struct {
	budget
	width int
	order []int

	n             int
	index         []int // the input positions of the rows
	values        []any
	exprs         map[dialect.Cell]dialect.Expr
	params, bytes int
}

// add appends a row. The chunk before it is returned when the row does not fit in.
func (c *collector) add(in inputRow) (full Chunk, err error) {
	row, err := c.measure(in.values)
	if err != nil {
		return Chunk{}, &RowError{in.at, err}
	}
	if c.n > 0 && !c.fits(c.n, c.params+row.params, c.bytes+row.bytes) {
		full = c.take()
	}
	if c.values == nil {
		c.values, c.index = make([]any, 0, c.width*c.room), make([]int, 0, c.room)
		c.params, c.bytes = c.fixedParams, c.fixedBytes
	}
	for column, e := range row.exprs {
		if c.exprs == nil {
			c.exprs = make(map[dialect.Cell]dialect.Expr)
		}
		c.exprs[dialect.Cell{Row: c.n, Column: column}] = e
	}
	c.values, c.index = append(c.values, in.values...), append(c.index, in.at)
	c.params, c.bytes, c.n = c.params+row.params, c.bytes+row.bytes, c.n+1
	return full, nil
}

// take returns the chunk so far and starts the next.
func (c *collector) take() Chunk {
	if c.n == 0 {
		return Chunk{}
	}
	chunk := Chunk{Rows: dialect.Rows{N: c.n, Exprs: c.exprs}, Values: c.values, Width: c.width, index: c.index}
	c.n, c.values, c.index, c.exprs = 0, nil, nil, nil
	chunk.sortBy(c.order)
	chunk.First, _ = chunk.Span()
	return chunk
}

// size is what one row takes of a budget.
type size struct {
	params, bytes int
	exprs         map[int]dialect.Expr
}

// measure sizes a row and resolves its expressions.
func (c *collector) measure(values []any) (size, error) {
	s := size{params: c.rowParams, bytes: c.rowBytes}
	for i, v := range values {
		bytes, params := cellBytes(v), 1
		if bytes == isExpr {
			e, err := resolve(v.(sq.Sqlizer))
			if err != nil {
				return s, fmt.Errorf("column %d: %w", i+1, err)
			}
			if s.exprs == nil {
				s.exprs = make(map[int]dialect.Expr)
			}
			s.exprs[i] = e
			bytes, params = len(e.SQL), len(e.Args)
			for _, arg := range e.Args {
				bytes += cellBytes(arg)
			}
		}
		s.params += c.weight[i] * params
		s.bytes += c.weight[i] * bytes
	}
	return s, c.refuse(s)
}

// resolve turns a cell into SQL and refuses references to columns, which a cell cannot have.
func resolve(cell sq.Sqlizer) (dialect.Expr, error) {
	refs, err := dialect.Refs(cell)
	if err != nil {
		return dialect.Expr{}, err
	}
	if len(refs) > 0 {
		return dialect.Expr{}, errors.New("a cell cannot refer to Stored or Incoming columns")
	}
	return dialect.Resolve(cell)
}
