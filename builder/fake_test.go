package builder_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// fake is a dialect with chosen limits that notes how it is asked. An update needs each key twice, as CASE does.
type fake struct {
	dialect.Base
	limits  dialect.Limits
	maxRows int
	usual   int
	calls   *[]int // the number of rows of each call
}

func (f fake) Name() string                                   { return "fake" }
func (f fake) Limits() dialect.Limits                         { return f.limits }
func (f fake) Quote(table string) string                      { return dialect.QuoteQualified(table, `"`) }
func (f fake) Classify(err error) dialect.Fault               { return dialect.Fault{} }
func (f fake) tally(int, []dialect.Answer) (c dialect.Counts) { return c }

// spelling writes one plain step.
func (f fake) spelling(rows dialect.Rows, write func(w *dialect.Writer)) (dialect.Spelling, error) {
	if f.calls != nil {
		*f.calls = append(*f.calls, rows.N)
	}
	w := dialect.NewWriter(dialect.Dollar, rows)
	w.Refs(name("stored."), name("incoming."))
	write(w)
	step, err := w.Step(dialect.ReadAffected)
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: f.tally, MaxRows: f.maxRows, BatchSize: f.usual}, err
}

func name(prefix string) dialect.Spell {
	return func(w *dialect.Writer, column string) bool { w.SQL(prefix, column); return true }
}

func (f fake) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	return f.spelling(rows, func(w *dialect.Writer) {
		expressions(w, i.Prefixes, "", " ")
		w.SQL("INSERT ", i.Table, " (", strings.Join(i.Columns, ", "), ") VALUES ")
		w.EachRow(", ", func() { w.Cells("(", dialect.Columns(len(i.Columns)), ")") })
		if c := i.Conflict; c != nil {
			w.SQL(fmt.Sprintf(" CONFLICT %v %s", c.Columns, c.Constraint))
			optional(w, " WHERE ", c.Where)
			assignments(w, c.Set)
			optional(w, " IF ", c.UpdateWhere)
		}
		expressions(w, i.Suffixes, " ", "")
	})
}

func (f fake) Update(u dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	return f.spelling(rows, func(w *dialect.Writer) {
		expressions(w, u.Prefixes, "", " ")
		w.SQL("UPDATE ", u.Table, fmt.Sprintf(" %v%v ", u.Key, u.Columns))
		w.EachRow(", ", func() { w.Cells("(", dialect.Columns(len(u.RowColumns())), ")") })
		assignments(w, u.Set)
		w.SQL(" IN ")
		w.EachRow(", ", func() { w.Cells("(", dialect.Columns(len(u.Key)), ")") })
		optional(w, " AND ", u.Where)
		expressions(w, u.Suffixes, " ", "")
	})
}

func (f fake) Delete(x dialect.Delete, rows dialect.Rows) (dialect.Spelling, error) {
	return f.spelling(rows, func(w *dialect.Writer) {
		expressions(w, x.Prefixes, "", " ")
		w.SQL("DELETE ", x.Table, " IN ")
		w.EachRow(", ", func() { w.Cells("(", dialect.Columns(len(x.Key)), ")") })
		optional(w, " AND ", x.Where)
		expressions(w, x.Suffixes, " ", "")
	})
}

func expressions(w *dialect.Writer, all []sq.Sqlizer, before, after string) {
	for _, e := range all {
		w.SQL(before)
		w.Expr(e)
		w.SQL(after)
	}
}

func optional(w *dialect.Writer, before string, e sq.Sqlizer) {
	if e != nil {
		w.SQL(before)
		w.Expr(e)
	}
}

func assignments(w *dialect.Writer, set []dialect.Assignment) {
	for _, a := range set {
		w.SQL(" SET ", a.Column)
		optional(w, " = ", a.Expr)
	}
}

// text is the SQL of a single statement, for comparing.
func text(t *testing.T, b interface {
	Dialect(dialect.Dialect) builder.Bound
}) string {
	t.Helper()
	sql, args, err := b.Dialect(fake{}).ToSql()
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(sql, " ", args)
}

// chunks runs a builder through a dialect.
func chunks(t *testing.T, b builder.Bulk, d dialect.Dialect) []builder.Chunk {
	t.Helper()
	all, err := tryChunks(b, d)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// tryChunks reports a panic as an error, so that one bad case does not hide the others.
func tryChunks(b builder.Bulk, d dialect.Dialect) (all []builder.Chunk, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	job, err := b.Job(builder.JobOptions{})
	if err != nil {
		return nil, err
	}
	for c, err := range job.Chunks(d) {
		if err != nil {
			return all, err
		}
		all = append(all, c)
	}
	return all, nil
}

// cellsOf are the values of a source, read through an INSERT.
func cellsOf(t *testing.T, s builder.Source, columns ...string) [][]any {
	t.Helper()
	b := builder.Insert("t").From(s)
	if len(columns) > 0 {
		b = b.Columns(columns...)
	}
	var rows [][]any
	for _, c := range chunks(t, b, fake{}) {
		rows = slices.AppendSeq(rows, slices.Chunk(c.Values, c.Width))
	}
	return rows
}
