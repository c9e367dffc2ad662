package exec

import (
	"errors"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// badRow is the only row of a chunk, which the database refuses.
func (p *pass) badRow(c builder.Chunk, f dialect.Fault, err error) RowError {
	return RowError{
		Row: c.Input(0), Line: c.Line(0), Fault: p.withColumn(f), Err: err,
		cells: append([]any(nil), c.Full(0, len(p.job.Statement.RowColumns()))...),
	}
}

// unsent is a row that is not sent.
func unsent(bad builder.InvalidRow) RowError {
	r := RowError{Row: bad.Row, Line: bad.Line, Err: bad.Err, cells: bad.Values, text: bad.Text}
	var (
		duplicate *builder.DuplicateError
		null      *builder.NullKeyError
	)
	switch {
	case bad.Refused:
		r.kind = "refused"
	case errors.Is(bad.Err, builder.ErrTooLarge):
		r.Fault.Kind = dialect.TooLarge
	case bad.Column != "":
		r.Fault = dialect.Fault{Kind: dialect.InvalidValue, Columns: []string{bad.Column}}
	case errors.As(bad.Err, &duplicate):
		r.kind, r.Fault.Columns = "duplicate key", duplicate.Key
	case errors.As(bad.Err, &null):
		r.kind, r.Fault.Columns = "null key", null.Null
	default:
		r.kind = "invalid row"
	}
	return r
}

// withColumn adds the column of the argument that a database names, where it names no column.
func (p *pass) withColumn(f dialect.Fault) dialect.Fault {
	if f.Param < 1 || len(f.Columns) > 0 {
		return f
	}
	step, c := p.last, p.sent
	if p.either != nil && p.either.broken.chunk.Statement != nil {
		step, c = p.either.broken.step, p.either.broken.chunk
	}
	if at, ok := paramColumn(f.Param, step, c.Rows); ok {
		if columns := p.sent.Statement.RowColumns(); at < len(columns) {
			f.Columns = []string{columns[at]}
		}
	}
	return f
}

// paramColumn finds the column, by its place among those of a row, whose cell is a bind parameter of the step. A step whose rows have cells
// that are expressions has another number of parameters.
func paramColumn(param int, step dialect.Step, rows dialect.Rows) (column int, ok bool) {
	if rows.Exprs != nil {
		return 0, false
	}
	at := param - 1
	for _, run := range step.Args {
		n := len(run.Slots)
		switch {
		case n == 0:
			continue
		case run.Gather != nil && at == 0:
			return run.Slots[0].Column, n == 1
		case run.Gather != nil:
			at--
			continue
		case run.PerRow:
			n *= rows.N
		}
		if at < n {
			column = run.Slots[at%len(run.Slots)].Column
			return column, column != dialect.Fixed
		}
		at -= n
	}
	return 0, false
}

// mostAside is how many rows a source may go past one after the other: one more than are allowed, so that the run fails by that one.
func (o options) mostAside() int {
	switch {
	case o.skip > 0:
		return o.skip + 1
	case o.skip == 0 && o.find:
		return 1
	}
	return o.skip
}
