package builder

import "github.com/sqbulk/sqbulk/dialect"

// Pick is a chunk of the chunk's given rows, in that order.
func (c Chunk) Pick(rows []int) Chunk {
	part := c
	part.aside, part.Rows, part.objects = aside{}, dialect.Plain(len(rows)), nil
	part.Values, part.origins = make([]any, 0, len(rows)*c.Width), make([]origin, len(rows))
	for i, row := range rows {
		part.Values, part.origins[i] = append(part.Values, c.Row(row)...), c.origin(row)
		for column := range c.Width {
			e, ok := c.Rows.Exprs[dialect.Cell{Row: row, Column: column}]
			if !ok {
				continue
			}
			if part.Rows.Exprs == nil {
				part.Rows.Exprs = make(map[dialect.Cell]dialect.Expr)
			}
			part.Rows.Exprs[dialect.Cell{Row: i, Column: column}] = e
		}
	}
	return part
}
