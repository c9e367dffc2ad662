package exec_test

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"
	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// chooser is a fake dialect that knows a faster way from three rows on, in statements of four rows. Its plain statements hold two.
type chooser struct {
	small
	needs   string
	refuses bool // the driver
	asks    bool // whether the table suits
}

// small is the fake dialect with room for the cells of two rows and the fixed argument.
type small struct{ fake }

func (small) Limits() dialect.Limits { return dialect.Limits{Params: 5} }

func (c chooser) Choices(dialect.Statement) []dialect.Choice {
	return []dialect.Choice{{Strategy: exec.Copy, Dialect: faster(c), Rows: 3, Needs: c.needs}}
}

// faster spells the faster way.
type faster chooser

func (f faster) Limits() dialect.Limits { return dialect.Limits{} }

func (f faster) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	sp, err := feeder{}.Insert(i, rows)
	sp.BatchSize = 4
	return sp, err
}

func (f faster) CheckConn(any) error {
	if f.refuses {
		return fmt.Errorf("%w: this driver", errors.ErrUnsupported)
	}
	return nil
}

func (f faster) Probe(dialect.Statement) (dialect.Probe, bool) {
	return dialect.Probe{Step: dialect.Step{SQL: "SUITS", Read: dialect.ReadNumbers}, Tuned: func(a dialect.Answer) dialect.Dialect {
		if f.asks = false; a.Rows[0][0] == 1 {
			return f
		}
		return f.small
	}}, f.asks
}

// streamed is an insert of n rows whose number is not known.
func streamed(n int) builder.InsertBuilder {
	return builder.Insert("items").From(builder.Seq(slices.Values(items(n))))
}

func insertAny(rows [][]any) builder.InsertBuilder {
	return builder.Insert("items").From(builder.Tuples([]string{"id", "name"}, rows))
}

// TestAuto: what is chosen, and what is sent when the choice turns out to be wrong.
func TestAuto(t *testing.T) {
	answer := func(n driver.Value) *sqlmock.Rows { return sqlmock.NewRows([]string{"n"}).AddRow(n) }
	fed := func(m sqlmock.Sqlmock, ids ...int) { expectFed(m, "FEED", ids...) }
	textOf := func(ids []int) string {
		return "INSERT ? " + strings.TrimSuffix(strings.Repeat("(?, ?), ", len(ids)), ", ")
	}
	again := func(m sqlmock.Sqlmock, ids ...int) *sqlmock.ExpectedPrepare {
		p := m.ExpectPrepare(textOf(ids)).WillBeClosed()
		p.ExpectExec().WithArgs(argsOf(ids)...).WillReturnResult(affected(int64(len(ids))))
		return p
	}
	sent := func(m sqlmock.Sqlmock, ids ...int) {
		m.ExpectExec(textOf(ids)).WithArgs(argsOf(ids)...).WillReturnResult(affected(int64(len(ids))))
	}
	twice := func(m sqlmock.Sqlmock) {
		m.ExpectExec("INSERT ? (?, ?), (?, ?)").WithArgs(argsOf([]int{0, 1})...).WillReturnResult(affected(2))
		p := m.ExpectPrepare("INSERT ? (?, ?), (?, ?)").WillBeClosed()
		p.ExpectExec().WithArgs(argsOf([]int{2, 3})...).WillReturnResult(affected(2))
	}
	auto := []exec.Option{exec.Auto()}
	result := func(rows, chunks, statements int) exec.Result {
		return exec.Result{Rows: int64(rows), Created: int64(rows), Chunks: chunks, Statements: statements, Exact: true}
	}
	runCases(t, []statementCase{
		{"rows enough", chooser{}, insert(5), auto, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			fed(m, 0, 1, 2, 3)
			fed(m, 4)
			m.ExpectCommit()
		}, result(5, 2, 2)},
		{"too few rows", chooser{}, insert(2), auto, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			sent(m, 0, 1)
			m.ExpectCommit()
		}, result(2, 1, 1)},
		{"a long stream", chooser{}, streamed(3), auto, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			fed(m, 0, 1, 2)
			m.ExpectCommit()
		}, result(3, 1, 1)},
		{"a short stream", chooser{}, streamed(2), auto, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			sent(m, 0, 1)
			m.ExpectCommit()
		}, result(2, 1, 1)},
		{"nothing was asked for by name", chooser{}, insert(3), []exec.Option{exec.Strategy(exec.Statements)}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			sent(m, 0, 1)
			sent(m, 2)
			m.ExpectCommit()
		}, result(3, 2, 2)},
		{"a right that is not allowed", chooser{needs: "a right"}, insert(2), []exec.Option{exec.Auto(exec.Staging)}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			sent(m, 0, 1)
			m.ExpectCommit()
		}, result(2, 1, 1)},
		{"a right that is allowed", chooser{needs: "a right"}, insert(3), []exec.Option{exec.Auto(exec.Copy)}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			fed(m, 0, 1, 2)
			m.ExpectCommit()
		}, result(3, 1, 1)},
		{"no transaction", chooser{}, insert(2), []exec.Option{exec.Auto(), exec.NoTx()}, func(m sqlmock.Sqlmock) { sent(m, 0, 1) }, result(2, 1, 1)},
		{"the driver cannot", chooser{refuses: true}, insert(5), auto, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			twice(m)
			sent(m, 4)
			m.ExpectCommit()
		}, result(5, 2, 3)},
		{"expressions", chooser{}, insertAny([][]any{{0, "name 0"}, {1, "name 1"}, {2, sq.Expr("now(?, ?)", 1, 2)}, {3, "name 3"}, {4, "name 4"}}), auto, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			sent(m, 0)
			p := again(m, 1)
			m.ExpectExec("INSERT ? (?, now(?, ?))").WithArgs("fixed", 2, 1, 2).WillReturnResult(affected(1))
			p.ExpectExec().WithArgs(argsOf([]int{3})...).WillReturnResult(affected(1))
			fed(m, 4)
			m.ExpectCommit()
		}, result(5, 2, 5)},
		{"the table suits", chooser{asks: true}, insert(3), auto, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery("SUITS").WillReturnRows(answer(1))
			fed(m, 0, 1, 2)
			m.ExpectCommit()
		}, result(3, 1, 2)},
		{"the table does not suit", chooser{asks: true}, insert(5), []exec.Option{exec.Auto(), exec.PerChunk()}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery("SUITS").WillReturnRows(answer(0))
			sent(m, 0, 1)
			again(m, 2, 3)
			m.ExpectCommit()
			m.ExpectBegin()
			sent(m, 4)
			m.ExpectCommit()
		}, result(5, 2, 4)},
	})
}

// TestAutoInTx: in a caller's transaction the driver is not known.
func TestAutoInTx(t *testing.T) {
	db, mock := newMock(t)
	tx := begin(t, db, mock)
	for _, ids := range [][]int{{0, 1}, {2}} {
		text := "INSERT ? " + strings.TrimSuffix(strings.Repeat("(?, ?), ", len(ids)), ", ")
		mock.ExpectExec(text).WithArgs(argsOf(ids)...).WillReturnResult(affected(int64(len(ids))))
	}
	ex := exec.New(tx, chooser{}, exec.Auto())
	if p, err := ex.Plan(insert(3)); err != nil || p.Strategy != exec.Statements || !strings.Contains(p.Why, "transaction of yours") {
		t.Errorf("%v, %q, %v", p.Strategy, p.Why, err)
	}
	if _, err := ex.Run(ctx, insert(3)); err != nil {
		t.Error(err)
	}
	mock.ExpectRollback()
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
}

// TestAutoPlan: Plan says what is chosen and why.
func TestAutoPlan(t *testing.T) {
	db, _ := newMock(t)
	for _, tt := range []struct {
		name     string
		dialect  dialect.Dialect
		bulk     builder.Bulk
		opts     []exec.Option
		strategy dialect.Strategy
		why      string
	}{
		{"no other way", fake{}, insert(9), nil, exec.Statements, "nothing is faster"},
		{"rows enough", chooser{}, insert(3), nil, exec.Copy, "it pays from 3 rows on"},
		{"too few rows", chooser{}, insert(2), nil, exec.Statements, "COPY pays from 3 rows on"},
		{"not known", chooser{}, streamed(1), nil, exec.Copy, "it pays from 3 rows on"},
		{"right", chooser{needs: "a right"}, insert(3), nil, exec.Statements, "exec.Copy needs a right"},
		{"outcomes", chooser{}, insert(3), []exec.Option{exec.Outcomes(true)}, exec.Statements, "Outcomes"},
		{"no transaction", chooser{}, insert(3), []exec.Option{exec.NoTx()}, exec.Statements, "needs a transaction"},
		{"statement", chooser{}, update(3), nil, exec.Copy, "it pays"}, // the fake's faster way spells it too
	} {
		p, err := exec.New(db, tt.dialect, exec.Auto()).Plan(tt.bulk, tt.opts...)
		if err != nil || p.Strategy != tt.strategy || !strings.Contains(p.Why, tt.why) {
			t.Errorf("%s: %v, %q, %v", tt.name, p.Strategy, p.Why, err)
		}
	}
	if p, err := exec.New(nil, chooser{}, exec.Auto()).Plan(insert(3)); err != nil || p.Strategy != exec.Copy {
		t.Errorf("without a database: %v, %q, %v", p.Strategy, p.Why, err)
	}
}
