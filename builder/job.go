package builder

import (
	"errors"
	"fmt"
	"iter"
	"slices"

	sq "github.com/Masterminds/squirrel"
	"github.com/jmoiron/sqlx/reflectx"

	"github.com/sqbulk/sqbulk/dialect"
)

// Bulk is a bulk statement: an [InsertBuilder], an [UpdateBuilder] or a [DeleteBuilder].
type Bulk interface {
	// Job checks the statement and settles its columns. It reads no rows.
	Job(o JobOptions) (Job, error)
}

// JobOptions are what the one who runs a statement decides.
type JobOptions struct {
	// BatchSize is the most rows in one statement, for builders that do not say; zero: [DefaultBatchSize].
	BatchSize int
	// RowByRow asks for statements of one row each, whatever the batch size.
	RowByRow bool
	// Count asks for statements that tell created, updated, unchanged and unmatched rows apart.
	Count bool
	// Sort asks for the rows of each chunk in the order of the key by which they find stored rows, so that concurrent runs
	// lock rows in one order.
	Sort bool
	// Mapper maps struct fields to columns; nil: sqlx's default, the db tag.
	Mapper *reflectx.Mapper
}

// Job is a checked statement and its rows.
type Job struct {
	// Statement is what a dialect spells.
	Statement dialect.Statement

	rows  iter.Seq2[[]any, error]
	size  int
	batch int
	order []int // positions of the columns to sort by
}

// Len is the number of rows; -1 when it is not known before they are read.
func (j Job) Len() int { return j.size }

// Rereadable tells whether the rows can be read again, from the first: those of Values, and of a source that knows its
// Len.
func (j Job) Rereadable() bool { return j.size >= 0 }

// Chunk is the rows of one statement.
type Chunk struct {
	// First is the position of the chunk in the input, from zero; see Input for a single row's.
	First int
	// Rows says how many rows there are, and which cells are SQL.
	Rows dialect.Rows
	// Values are the cells, row after row.
	Values []any
	// Width is the number of cells in a row.
	Width int

	index []int // the input positions of the rows, when they were sorted
}

// Input is the position in the input of the chunk's row i, both from zero.
func (c Chunk) Input(i int) int {
	if c.index != nil {
		return c.index[i]
	}
	return c.First + i
}

// Row is the cells of the chunk's row i.
func (c Chunk) Row(i int) []any { return c.Values[i*c.Width : (i+1)*c.Width] }

// Span is the input positions of the chunk's first and last row in the order of the input.
func (c Chunk) Span() (first, last int) {
	if len(c.index) == 0 {
		return c.First, c.First + c.Rows.N - 1
	}
	return slices.Min(c.index), slices.Max(c.index)
}

// Slice is the chunk's rows from i up to, not including, j.
func (c Chunk) Slice(i, j int) Chunk {
	part := Chunk{First: c.First + i, Rows: dialect.Plain(j - i), Values: c.Values[i*c.Width : j*c.Width], Width: c.Width}
	if c.index != nil {
		part.index = c.index[i:j]
	}
	for cell, e := range c.Rows.Exprs {
		if cell.Row < i || cell.Row >= j {
			continue
		}
		if part.Rows.Exprs == nil {
			part.Rows.Exprs = make(map[dialect.Cell]dialect.Expr)
		}
		part.Rows.Exprs[dialect.Cell{Row: cell.Row - i, Column: cell.Column}] = e
	}
	return part
}

// Shared tells whether all chunks with the same number of rows have the same text.
func (c Chunk) Shared() bool { return c.Rows.Exprs == nil }

// Args are the arguments of one of the chunk's steps; not to be changed.
func (c Chunk) Args(s dialect.Step) []any {
	if c.Shared() && s.InRowOrder(c.Width) {
		return c.Values
	}
	return s.AppendArgs(make([]any, 0, s.Params(c.Rows)), c.Rows, c.Values, c.Width)
}

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
		for values, err := range j.rows {
			var full Chunk
			if err == nil {
				full, err = c.add(values)
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

// collector gathers rows into chunks.
type collector struct {
	budget
	width int
	order []int

	first         int // the input position of the chunk's first row
	n             int
	values        []any
	exprs         map[dialect.Cell]dialect.Expr
	params, bytes int
}

// add appends a row. The chunk before it is returned when the row does not fit in.
func (c *collector) add(values []any) (full Chunk, err error) {
	row, err := c.measure(values)
	if err != nil {
		return Chunk{}, &RowError{c.first + c.n, err}
	}
	if c.n > 0 && !c.fits(c.n, c.params+row.params, c.bytes+row.bytes) {
		full = c.take()
	}
	if c.values == nil {
		c.values = make([]any, 0, c.width*c.room)
		c.params, c.bytes = c.fixedParams, c.fixedBytes
	}
	for column, e := range row.exprs {
		if c.exprs == nil {
			c.exprs = make(map[dialect.Cell]dialect.Expr)
		}
		c.exprs[dialect.Cell{Row: c.n, Column: column}] = e
	}
	c.values = append(c.values, values...)
	c.params, c.bytes, c.n = c.params+row.params, c.bytes+row.bytes, c.n+1
	return full, nil
}

// take returns the chunk so far and starts the next.
func (c *collector) take() Chunk {
	chunk := Chunk{First: c.first, Rows: dialect.Rows{N: c.n, Exprs: c.exprs}, Values: c.values, Width: c.width}
	c.first, c.n, c.values, c.exprs = c.first+c.n, 0, nil, nil
	chunk.sortBy(c.order)
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
	if len(values) != c.width {
		return s, fmt.Errorf("the source yields %d values for %d columns", len(values), c.width)
	}
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
