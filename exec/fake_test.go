package exec_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// ctx never ends. (That of a test does, and the end would roll back what a run left open.)
var ctx = context.Background()

// fake is a dialect with the plainest SQL. An upsert that counts has a step before the write and one after it.
type fake struct {
	dialect.Base
	needsTx bool
	tuned   string // shows in the text what Tuned or Inspect returned
}

func (fake) Name() string              { return "fake" }
func (fake) Limits() dialect.Limits    { return dialect.Limits{} }
func (fake) Quote(table string) string { return table }

// fault is a driver's error whose meaning the fake dialect knows.
type fault struct{ dialect.Fault }

func (f fault) Error() string { return "driver says " + f.Kind.String() }

func (fake) Classify(err error) dialect.Fault {
	var f fault
	errors.As(err, &f)
	return f.Fault
}

func (f fake) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	write, err := f.write("INSERT"+f.tuned, rows, len(i.Columns), len(i.Returning))
	steps := []dialect.Step{write}
	at := 0
	if i.Conflict != nil && i.Count {
		steps, at = []dialect.Step{{SQL: "RESET"}, write, {SQL: "ASK", Read: dialect.ReadNumbers}}, 1
	}
	return dialect.Spelling{Steps: steps, NeedsTx: f.needsTx, Tally: func(n int, answers []dialect.Answer) dialect.Counts {
		c := dialect.Counts{Created: answers[at].Affected, Inexact: !i.Count}
		for _, row := range answers[at].Rows {
			c.Created++
			for _, updated := range row {
				c.Created, c.Updated = c.Created-updated, c.Updated+updated
			}
		}
		if at > 0 && len(answers[2].Rows) > 0 {
			c.Updated = answers[2].Rows[0][0]
			c.Created -= c.Updated
		}
		return c
	}}, err
}

func (f fake) Update(u dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	step, err := f.write("UPDATE", rows, len(u.RowColumns()), len(u.Returning))
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: func(n int, a []dialect.Answer) dialect.Counts {
		return dialect.Counts{Updated: a[0].Affected, Unmatched: int64(n) - a[0].Affected}
	}}, err
}

func (f fake) Delete(x dialect.Delete, rows dialect.Rows) (dialect.Spelling, error) {
	step, err := f.write("DELETE", rows, len(x.Key), len(x.Returning))
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: func(n int, a []dialect.Answer) dialect.Counts {
		return dialect.Counts{Deleted: a[0].Affected}
	}}, err
}

// write is the verb, a fixed argument, and the cells: "INSERT ? (?, ?), (?, ?)".
func (f fake) write(verb string, rows dialect.Rows, width, returning int) (dialect.Step, error) {
	w := dialect.NewWriter(dialect.Question, rows)
	w.SQL(verb, " ")
	w.Value("fixed")
	w.SQL(" ")
	w.EachRow(", ", func() { w.Cells("(", dialect.Columns(width), ")") })
	if returning > 0 {
		return w.Step(dialect.ReadRows)
	}
	return w.Step(dialect.ReadAffected)
}

// locking takes a lock in a transaction that looks before it writes.
type locking struct{ fake }

func (locking) WriteLock() string { return "LOCK" }

// Update looks, and then writes.
func (l locking) Update(u dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	sp, err := l.fake.Update(u, rows)
	sp.Steps = append([]dialect.Step{{SQL: "LOOK", Read: dialect.ReadNumbers}}, sp.Steps...)
	tally := sp.Tally
	sp.Tally = func(n int, a []dialect.Answer) dialect.Counts { return tally(n, a[1:]) }
	return sp, err
}

// lasting keeps prepared statements on their connection, and those of the pool from run to run.
type lasting struct{ fake }

func (lasting) Prepared(any) dialect.Prepared { return dialect.Prepared{Last: true} }

// prober asks about the table of an upsert that counts.
type prober struct{ fake }

func (prober) Probe(s dialect.Statement) (dialect.Probe, bool) {
	i, ok := s.(dialect.Insert)
	if !ok || i.Conflict == nil || !i.Count {
		return dialect.Probe{}, false
	}
	w := dialect.NewWriter(dialect.Question, dialect.Rows{})
	w.SQL("KIND OF ")
	w.Value(i.Table)
	step, _ := w.Step(dialect.ReadNumbers)
	return dialect.Probe{Step: step, Tuned: func(a dialect.Answer) dialect.Dialect {
		return fake{tuned: fmt.Sprint(" tuned ", a.Rows)}
	}}, true
}

// inspector learns the type of the driver's connection.
type inspector struct{ fake }

func (inspector) Inspect(conn any) dialect.Dialect { return fake{tuned: fmt.Sprintf(" on %T", conn)} }

// resending expects statements as a connection is sent them: a text that comes for the second time is prepared.
type resending struct {
	sqlmock.Sqlmock
	seen map[string]*sqlmock.ExpectedPrepare // by text and number of arguments; nil: it came once
}

func newResending(m sqlmock.Sqlmock) *resending {
	return &resending{m, make(map[string]*sqlmock.ExpectedPrepare)}
}

// exec expects a statement with arguments.
func (r *resending) exec(text string, args []driver.Value) *sqlmock.ExpectedExec {
	key := fmt.Sprint(text, len(args))
	prepared, again := r.seen[key]
	switch {
	case !again:
		r.seen[key] = nil
		return r.ExpectExec(text).WithArgs(args...)
	case prepared == nil:
		prepared = r.ExpectPrepare(text).WillBeClosed()
		r.seen[key] = prepared
	}
	return prepared.ExpectExec().WithArgs(args...)
}

// matches tells whether a statement begins as wanted; … stands for any text.
func matches(want, got string) error {
	rest := got
	for i, part := range strings.Split(want, "…") {
		at := strings.Index(rest, part)
		if at < 0 || i == 0 && at > 0 {
			return fmt.Errorf("got %.200q, want %q", got, want)
		}
		rest = rest[at+len(part):]
	}
	return nil
}

// newMock is a mock that compares statements with matches. At the end of the test it checks that everything expected came, and
// that no connection is still taken.
func newMock(t *testing.T) (*sqlx.DB, sqlmock.Sqlmock) {
	t.Helper()
	db, mock, err := sqlmock.New(sqlmock.QueryMatcherOption(sqlmock.QueryMatcherFunc(matches)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := mock.ExpectationsWereMet(); err != nil {
			t.Error(err)
		}
		if n := db.Stats().InUse; n != 0 {
			t.Errorf("%d connections were not given back", n)
		}
		mock.ExpectClose()
		db.Close()
	})
	return sqlx.NewDb(db, "sqlmock"), mock
}

func affected(n int64) driver.Result { return sqlmock.NewResult(0, n) }

// numbersRows is a result of one row of integers.
func numbersRows(n ...int64) *sqlmock.Rows {
	columns, values := make([]string, len(n)), make([]driver.Value, len(n))
	for i := range n {
		columns[i], values[i] = fmt.Sprint("n", i), n[i]
	}
	return sqlmock.NewRows(columns).AddRow(values...)
}

// item is a row of the tests.
type item struct {
	ID   int64  `db:"id"`
	Name string `db:"name"`
}

func items(n int) []item {
	all := make([]item, n)
	for i := range all {
		all[i] = item{int64(i), fmt.Sprint("name ", i)}
	}
	return all
}

func insert(n int) builder.InsertBuilder {
	return builder.Insert("items").Columns("id", "name").From(builder.Structs(items(n)))
}

func upsert(n int) builder.InsertBuilder { return insert(n).OnConflict("id").DoUpdate("name") }

// source is a Source from a function.
type source struct {
	columns []string
	rows    iter.Seq2[[]any, error]
}

func (s source) Columns(context.Context) ([]string, error)                        { return s.columns, nil }
func (s source) Rows(_ context.Context, columns []string) iter.Seq2[[]any, error] { return s.rows }

// argsOf are the arguments of an INSERT of the items with the given ids.
func argsOf(ids []int) []driver.Value {
	args := []driver.Value{"fixed"}
	for _, id := range ids {
		args = append(args, id, fmt.Sprint("name ", id))
	}
	return args
}
