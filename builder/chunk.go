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
	// Last tells that no chunk follows. A chunk that was full before the input ended may be the last one all the same.
	Last bool

	// Statement is the job's statement, for the columns that the rows have.
	Statement dialect.Statement

	aside
	shape   shape
	columns []int    // which of the job's columns the rows have; nil: all
	objects []any    // the structs of the rows; nil: unknown
	origins []origin // where the rows come from; nil: they follow First
}

// origin is where a row comes from.
type origin struct {
	row  int // its position in the input, from zero
	line int // of a text, from one; zero: there is none
}

// aside is what was set aside since the chunk before.
type aside struct {
	// Dropped are the positions of the rows that are not sent, as a [DuplicatePolicy] says.
	Dropped []int
	// Invalid are the rows that Prepare of [JobOptions] has refused and, with SetAside, those that cannot be sent.
	Invalid []InvalidRow
}

// InvalidRow is a row that is not to be sent.
type InvalidRow struct {
	Row     int    // its position in the input, from zero
	Line    int    // the line of a text at which it, or the cell, begins, from one; zero: it does not come from a text
	Column  string // the column whose cell is at fault, where it is one cell
	Values  []any  // its cells, [Unset] where it lacks a column; of another number than the columns where that is the mistake
	Text    string // how it stands in a text, where it could not be cut into cells
	Refused bool   // by Prepare of [JobOptions]
	Err     error  // why
}

// Input is the position in the input of the chunk's row i, both from zero.
func (c Chunk) Input(i int) int { return c.origin(i).row }

// Line is the line of a text at which the chunk's row i begins, from one; zero when it does not come from a text.
func (c Chunk) Line(i int) int { return c.origin(i).line }

func (c Chunk) origin(i int) origin {
	if c.origins != nil {
		return c.origins[i]
	}
	return origin{row: c.First + i}
}

// Row is the cells of the chunk's row i.
func (c Chunk) Row(i int) []any { return c.Values[i*c.Width : (i+1)*c.Width] }

// Value is the value of the chunk's row i by its column's position in the job's rows; ok is false when the row lacks it, or it is SQL.
func (c Chunk) Value(i, column int) (v any, ok bool) {
	if c.columns != nil {
		if column = slices.Index(c.columns, column); column < 0 {
			return nil, false
		}
	}
	_, isExpr := c.Rows.Exprs[dialect.Cell{Row: i, Column: column}]
	return c.Row(i)[column], !isExpr
}

// Struct is a pointer to the struct that row i was read from, when rows are prepared; otherwise nil.
func (c Chunk) Struct(i int) any {
	if c.objects == nil {
		return nil
	}
	return c.objects[i]
}

// Full is the cells of the chunk's row i, [Unset] where the row lacks one of the job's width columns.
func (c Chunk) Full(i, width int) []any {
	if c.columns == nil {
		return c.Row(i)
	}
	row := slices.Repeat([]any{Unset}, width)
	for k, at := range c.columns {
		row[at] = c.Row(i)[k]
	}
	return row
}

// Span is the input positions of the chunk's first and last row in the order of the input.
func (c Chunk) Span() (first, last int) {
	if len(c.origins) == 0 {
		return c.First, c.First + max(c.Rows.N, 1) - 1
	}
	first, last = c.origins[0].row, c.origins[0].row
	for _, o := range c.origins[1:] {
		first, last = min(first, o.row), max(last, o.row)
	}
	return first, last
}

// Slice is the chunk's rows from i up to, not including, j.
func (c Chunk) Slice(i, j int) Chunk {
	part := c
	part.aside = aside{}
	part.Rows, part.Values = dialect.Plain(j-i), c.Values[i*c.Width:j*c.Width]
	if c.origins != nil {
		part.origins = c.origins[i:j]
	}
	if c.objects != nil {
		part.objects = c.objects[i:j]
	}
	part.First, _ = part.Span()
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

// Len is the number of rows.
func (c Chunk) Len() int { return c.Rows.N }

// Shared tells whether all chunks with the same number of rows have the same text.
func (c Chunk) Shared() bool { return c.Rows.Exprs == nil }

// Args are the arguments of one of the chunk's steps; not to be changed.
func (c Chunk) Args(s dialect.Step) []any {
	if c.Shared() && s.InRowOrder(c.Width) {
		return c.Values
	}
	return s.AppendArgs(make([]any, 0, s.Params(c.Rows)), c.Rows, c.Values, c.Width)
}
