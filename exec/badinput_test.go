package exec_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
	"github.com/sqbulk/sqbulk/sqlite"
)

// badInput is a statement that must be refused before anything is sent, and what the error has to say.
type badInput struct {
	name    string
	dialect dialect.Dialect
	bulk    builder.Bulk
	options []exec.Option
	want    []string
}

var (
	pg      = postgres.Dialect{}
	my      = mysql.Dialect{}
	maria   = mysql.MariaDB{}
	lite    = sqlite.Dialect{}
	anyDB   = []dialect.Dialect{pg, my, maria, lite}
	ab      = builder.Insert("t").Columns("a", "b").Values(1, 2)
	abUp    = ab.OnConflict("a").DoUpdate("b")
	abUpd   = builder.Update("t").Key("a").Set("b").Values(1, 2)
	aDelete = builder.Delete("t").Key("a").Values(1)
)

// wide is a row of n columns.
func wide(n int) builder.InsertBuilder {
	columns, values := make([]string, n), make([]any, n)
	for i := range columns {
		columns[i] = fmt.Sprint("c", i)
	}
	return builder.Insert("t").Columns(columns...).Values(values...)
}

// deep is a row of one cell with n parameters.
func deep(n int) builder.InsertBuilder {
	cell := sq.Expr("coalesce("+strings.TrimSuffix(strings.Repeat("?,", n), ",")+")", make([]any, n)...)
	return builder.Insert("t").Columns("a").Values(cell)
}

// TestBadInput: every case is refused with an error that says what is wrong and where, and the database hears nothing of it: no
// statement, no BEGIN.
func TestBadInput(t *testing.T) {
	for _, tt := range slices.Concat(rowCases(), statementCases(), limitCases()) {
		t.Run(tt.name, func(t *testing.T) {
			db, rec := newRecorder(t)
			err := try(func() error { return runOrQuery(exec.New(db, tt.dialect), tt.bulk, tt.options) })
			checkRefused(t, err, rec, tt.want)
		})
	}
}

// TestUnsupported: the same for what one database lacks.
func TestUnsupported(t *testing.T) {
	for _, tt := range unsupportedCases() {
		t.Run(tt.name, func(t *testing.T) {
			db, rec := newRecorder(t)
			err := try(func() error { return runOrQuery(exec.New(db, tt.dialect), tt.bulk, tt.options) })
			checkRefused(t, err, rec, tt.want)
			if !errors.Is(err, errors.ErrUnsupported) {
				t.Errorf("%v does not wrap errors.ErrUnsupported", err)
			}
		})
	}
}

// try turns a panic into an error that no case expects.
func try(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = errors.New("a panic instead of an error")
		}
	}()
	return f()
}

// runOrQuery runs a statement the way that it asks for.
func runOrQuery(ex *exec.Executor, b builder.Bulk, opts []exec.Option) error {
	job, err := b.Job(builder.JobOptions{})
	if err == nil && len(job.Statement.ReturnedColumns()) > 0 {
		var got []int64
		_, err = ex.Query(ctx, b, &got, opts...)
		return err
	}
	_, err = ex.Run(ctx, b, opts...)
	return err
}

func checkRefused(t *testing.T, err error, rec *recorder, want []string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	for _, w := range want {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("the error %.300q does not say %q", err, w)
		}
	}
	if len(err.Error()) > 1000 {
		t.Errorf("the error has %d bytes", len(err.Error()))
	}
	if sent := rec.verbs(); sent != "" {
		t.Errorf("the database was sent: %s", sent)
	}
}

// TestBadInputOnEveryDatabase: what is wrong everywhere is refused everywhere, in the same words.
func TestBadInputOnEveryDatabase(t *testing.T) {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for _, d := range anyDB {
		t.Run(d.Name(), func(t *testing.T) {
			for _, tt := range []struct {
				ctx  context.Context
				bulk builder.Bulk
				want string
			}{
				{cancelled, ab, "nothing was sent: context canceled"},
				{ctx, ab.Values(3), "row 1"},
				{ctx, aDelete.Where(sq.Eq{}), "empty condition"},
				{ctx, builder.Delete("t").Values(1), "needs Key"},
				{ctx, ab.DoUpdate("b"), "DoUpdate needs OnConflict"},
				{ctx, aDelete.Where("x = ?"), "more placeholders"},
				{ctx, abUpd.SetExpr("c", sq.Expr("?")), "more placeholders"},
				{ctx, deep(70_000), "bind parameters"},
			} {
				db, rec := newRecorder(t)
				_, err := exec.New(db, d).Run(tt.ctx, tt.bulk)
				checkRefused(t, err, rec, []string{tt.want})
			}
		})
	}
}
