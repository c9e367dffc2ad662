package builder

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// Chunks cuts the rows into chunks that a statement of the dialect can hold. The text itself comes from a [Speller].
//
// Rows that lack the same columns share chunks of their own, so that they come in another order than in the input. What waits for
// its chunk to fill is at most two batches of rows.
func (j Job) Chunks(d dialect.Dialect) iter.Seq2[Chunk, error] {
	return func(yield func(Chunk, error) bool) {
		if j.size == 0 {
			return
		}
		j := j.sized(d)
		all := gathering{job: j, dialect: d, open: make(map[shape]*collector)}
		whole, _, err := all.collector("")
		if err != nil {
			yield(Chunk{}, err)
			return
		}
		for row, err := range j.input(whole.full(j.window)) {
			var full []Chunk
			if err == nil {
				full, err = all.add(row)
			}
			for _, c := range full { // they were full before a row that is at fault
				if !yield(c, nil) {
					return
				}
			}
			if err != nil {
				yield(Chunk{}, fmt.Errorf("builder: %s: %w", j.Statement.Target(), err))
				return
			}
		}
		rest := append(all.rest(), all.leftover()...)
		for i, c := range rest {
			c.Last = i == len(rest)-1
			if !yield(c, nil) {
				return
			}
		}
	}
}

// heldRows is how many full chunks of rows may wait that lack some column.
const heldRows = 2

// shapesKept is how many shapes are gathered at once. Rows of more shapes hardly ever share a statement.
const shapesKept = 64

// gathering gathers rows into chunks, by their shapes.
type gathering struct {
	job     Job
	dialect dialect.Dialect
	open    map[shape]*collector
	held    int // rows that lack some column
	aside   aside
}

// add takes a row and returns the chunks that are full before it.
func (g *gathering) add(row inputRow) (full []Chunk, err error) {
	if row.opens {
		full = g.rest()
	}
	g.aside.Dropped = append(g.aside.Dropped, row.dropped...)
	if row.unfit != nil {
		return g.refuse(full, row, row.unfit)
	}
	if row.skipped() {
		return full, nil
	}
	s := shapeOf(row.values)
	if s != "" && len(g.open) > shapesKept {
		full = append(full, g.rest()...)
	}
	c, unfit, err := g.collector(s)
	switch {
	case err != nil:
		return full, &RowError{Row: row.at, Line: row.line, Err: err}
	case unfit != nil:
		return g.refuse(full, row, unfit)
	}
	whole := row
	if s != "" {
		row.values = pick(row.values, c.columns)
		g.held++
	}
	needs, err := c.measure(row.values)
	if err != nil {
		return g.refuse(full, whole, err)
	}
	if c.isFull(needs) {
		full = g.keep(full, c.take())
	}
	c.add(row, needs)
	if s != "" && g.held > heldRows*g.job.batch {
		full = g.keep(full, g.largest().take())
	}
	return full, nil
}

// refuse sets a row aside, where that is asked for. Many of them are told without waiting for a chunk.
func (g *gathering) refuse(full []Chunk, row inputRow, why error) ([]Chunk, error) {
	e, ok := why.(*RowError)
	if !ok {
		e = &RowError{Err: why}
	}
	e.Row, e.Line = row.at, cmp.Or(e.Line, row.line)
	if !row.refused && !g.job.setAside {
		return full, e
	}
	g.aside.Invalid = append(g.aside.Invalid, row.invalid(e))
	if len(g.aside.Invalid) < g.job.batch {
		return full, nil
	}
	return append(full, g.leftover()...), nil
}

// invalid is a row that is not to be sent. The source may use its values again.
func (r inputRow) invalid(e *RowError) InvalidRow {
	bad := InvalidRow{Row: r.at, Line: e.Line, Column: e.Column, Values: e.cells, Text: e.text, Refused: r.refused, Err: e.Err}
	if bad.Values == nil {
		bad.Values = slices.Clone(r.values)
	}
	return bad
}

// leftover is a chunk without rows for what is set aside, if anything is.
func (g *gathering) leftover() []Chunk {
	a := g.aside
	if len(a.Invalid)+len(a.Dropped) == 0 {
		return nil
	}
	g.aside = aside{}
	c := Chunk{Statement: g.job.Statement, aside: a}
	if len(a.Invalid) > 0 {
		c.First = a.Invalid[0].Row
	}
	return []Chunk{c}
}

// keep appends a chunk, if it is one, with what was set aside before it.
func (g *gathering) keep(all []Chunk, c Chunk) []Chunk {
	if c.Rows.N == 0 {
		return all
	}
	if c.shape != "" {
		g.held -= c.Rows.N
	}
	c.aside, g.aside = g.aside, aside{}
	return append(all, c)
}

// collector returns the one for a shape; unfit is why no statement can be made of such rows.
func (g *gathering) collector(s shape) (c *collector, unfit, err error) {
	if c := g.open[s]; c != nil {
		return c, nil, nil
	}
	c = &collector{shape: s, order: g.job.order, statement: g.job.Statement}
	size := g.job.size
	if s != "" {
		c.columns = s.present()
		if c.statement, unfit = narrow(c.statement, pick(c.statement.RowColumns(), c.columns)); unfit != nil {
			return nil, unfit, nil
		}
		if c.order, err = positions(c.statement.RowColumns(), pick(g.job.Statement.RowColumns(), c.order)); err != nil {
			c.order = nil // rows without a key are in no order
		}
		size = 0 // room is made when it is needed
	}
	c.width = len(c.statement.RowColumns())
	c.budget, err = newBudget(c.statement, g.job.batch, size, g.dialect)
	g.open[s] = c
	return c, nil, err
}

// largest is the one with the most rows that lack some column.
func (g *gathering) largest() (most *collector) {
	for s, c := range g.open {
		if s != "" && (most == nil || c.n > most.n || c.n == most.n && s < most.shape) {
			most = c
		}
	}
	return most
}

// rest takes what is left, in the order of the input, and forgets the shapes.
func (g *gathering) rest() (all []Chunk) {
	for s, c := range g.open {
		all = g.keep(all, c.take())
		if s != "" {
			delete(g.open, s)
		}
	}
	slices.SortFunc(all, func(a, b Chunk) int { return cmp.Compare(a.First, b.First) })
	return all
}

// collector gathers rows into chunks.
type collector struct {
	budget
	shape     shape
	columns   []int // which of the job's columns the rows have; nil: all
	statement dialect.Statement
	width     int
	order     []int // positions of the columns to sort by

	n             int
	origins       []origin
	values        []any
	objects       []any // the structs of the rows, when they are prepared
	exprs         map[dialect.Cell]dialect.Expr
	params, bytes int
}

// isFull tells whether there are rows, and one with these needs does not fit in with them.
func (c *collector) isFull(row size) bool {
	return c.n > 0 && !c.fits(c.n, c.params+row.params, c.bytes+row.bytes)
}

// add appends a row.
func (c *collector) add(in inputRow, row size) {
	if c.values == nil {
		c.values, c.origins = make([]any, 0, c.width*c.room), make([]origin, 0, c.room)
		c.params, c.bytes = c.fixedParams, c.fixedBytes
	}
	if row.exprs != nil && c.exprs == nil {
		c.exprs = make(map[dialect.Cell]dialect.Expr)
	}
	for column, e := range row.exprs {
		c.exprs[dialect.Cell{Row: c.n, Column: column}] = e
	}
	c.values, c.origins = append(c.values, in.values...), append(c.origins, origin{in.at, in.line})
	if in.object != nil {
		c.objects = append(c.objects, in.object)
	}
	c.params, c.bytes, c.n = c.params+row.params, c.bytes+row.bytes, c.n+1
}

// take returns the chunk so far and starts the next.
func (c *collector) take() Chunk {
	if c.n == 0 {
		return Chunk{}
	}
	chunk := Chunk{Rows: dialect.Rows{N: c.n, Exprs: c.exprs}, Values: c.values, Width: c.width,
		Statement: c.statement, shape: c.shape, columns: c.columns, origins: c.origins, objects: c.objects}
	c.n, c.values, c.origins, c.exprs, c.objects = 0, nil, nil, nil, nil
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
				return s, &RowError{Column: c.statement.RowColumns()[i], Err: err}
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
