package builder

import (
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

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

	index []int // the input positions of the rows; nil: they follow First
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
