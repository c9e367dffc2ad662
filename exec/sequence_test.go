package exec_test

import (
	"errors"
	"reflect"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"
	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// TestSequences is what is sent for 5 rows in statements of 2: two full chunks share a prepared text, the tail is sent directly.
func TestSequences(t *testing.T) {
	five := insert(5).BatchSize(2)
	for _, tt := range []struct {
		name       string
		dialect    dialect.Dialect
		bulk       builder.Bulk
		options    []exec.Option
		expect     func(m sqlmock.Sqlmock)
		statements int
		exact      bool
	}{
		{"atomic", fake{}, five, nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("INSERT").WithArgs("fixed", 0, "name 0", 1, "name 1").WillReturnResult(affected(2))
			p := m.ExpectPrepare("INSERT").WillBeClosed()
			p.ExpectExec().WithArgs("fixed", 2, "name 2", 3, "name 3").WillReturnResult(affected(2))
			m.ExpectExec("INSERT ? (?, ?)").WithArgs("fixed", 4, "name 4").WillReturnResult(affected(1))
			m.ExpectCommit()
		}, 3, true},
		{"a transaction per chunk", fake{needsTx: true}, five, []exec.Option{exec.PerChunk()}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnResult(affected(2))
			m.ExpectCommit()
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnResult(affected(2))
			m.ExpectCommit()
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectCommit()
		}, 3, true},
		{"no transaction", fake{}, five, []exec.Option{exec.NoTx()}, func(m sqlmock.Sqlmock) {
			m.ExpectExec("INSERT").WillReturnResult(affected(2))
			m.ExpectPrepare("INSERT").WillBeClosed().ExpectExec().WillReturnResult(affected(2))
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
		}, 3, true},
		{"no transaction where the count needs one", fake{needsTx: true}, five, []exec.Option{exec.NoTx()}, func(m sqlmock.Sqlmock) {
			m.ExpectExec("INSERT").WillReturnResult(affected(2))
			m.ExpectPrepare("INSERT").ExpectExec().WillReturnResult(affected(2))
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
		}, 3, false},
		{"one chunk", fake{}, insert(5), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnResult(affected(5))
			m.ExpectCommit()
		}, 1, true},
		{"one full chunk and a tail", fake{}, insert(5), []exec.Option{exec.BatchSize(3)}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnResult(affected(3))
			m.ExpectExec("INSERT").WillReturnResult(affected(2))
			m.ExpectCommit()
		}, 2, true},
		{"the statement's own batch size", fake{}, five, []exec.Option{exec.BatchSize(5)}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnResult(affected(2))
			m.ExpectPrepare("INSERT").ExpectExec().WillReturnResult(affected(2))
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectCommit()
		}, 3, true},
		{"counted, three steps of which one has arguments", fake{}, upsert(4).BatchSize(2), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("RESET").WillReturnResult(affected(0))
			m.ExpectExec("INSERT").WillReturnResult(affected(3))
			m.ExpectQuery("ASK").WillReturnRows(numbersRows(1)).RowsWillBeClosed()
			m.ExpectExec("RESET").WillReturnResult(affected(0))
			m.ExpectPrepare("INSERT").WillBeClosed().ExpectExec().WillReturnResult(affected(2))
			m.ExpectQuery("ASK").WillReturnRows(numbersRows(0)).RowsWillBeClosed()
			m.ExpectCommit()
		}, 6, true},
		{"not counted", fake{}, upsert(4).BatchSize(2), []exec.Option{exec.Count(false)}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnResult(affected(2))
			m.ExpectPrepare("INSERT").ExpectExec().WillReturnResult(affected(2))
			m.ExpectCommit()
		}, 2, false},
		{"a lock before a look, in each transaction", locking{}, update(3).BatchSize(2), []exec.Option{exec.PerChunk()}, func(m sqlmock.Sqlmock) {
			for _, n := range []int64{2, 1} {
				m.ExpectBegin()
				m.ExpectExec("LOCK").WillReturnResult(affected(0))
				m.ExpectQuery("LOOK").WillReturnRows(numbersRows(0))
				m.ExpectExec("UPDATE").WillReturnResult(affected(n))
				m.ExpectCommit()
			}
		}, 4, true},
		{"no lock without a look", locking{}, insert(1), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectCommit()
		}, 1, true},
		{"statements that last longer than their transaction", lasting{}, insert(3).BatchSize(1), []exec.Option{exec.PerChunk()}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectCommit()
			m.ExpectBegin()
			p := m.ExpectPrepare("INSERT").WillBeClosed()
			p.ExpectExec().WillReturnResult(affected(1))
			m.ExpectCommit()
			m.ExpectBegin()
			p.ExpectExec().WillReturnResult(affected(1))
			m.ExpectCommit()
		}, 3, true},
		{"update", fake{}, builder.Update("items").Key("id").Set("name").From(builder.Structs(items(3))), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("UPDATE").WillReturnResult(affected(3))
			m.ExpectCommit()
		}, 1, true},
		{"delete", fake{}, builder.Delete("items").Key("id").From(builder.Structs(items(3))), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("DELETE").WithArgs("fixed", 0, 1, 2).WillReturnResult(affected(3))
			m.ExpectCommit()
		}, 1, true},
		{"an expression keeps its chunk apart", fake{}, builder.Insert("items").Columns("id").BatchSize(1).Values(1).Values(2).
			Values(sq.Expr("f(?)", 3)).Values(4), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("INSERT ? (?)").WithArgs("fixed", 1).WillReturnResult(affected(1))
			p := m.ExpectPrepare("INSERT ? (?)").WillBeClosed()
			p.ExpectExec().WithArgs("fixed", 2).WillReturnResult(affected(1))
			m.ExpectExec("INSERT ? (f(?))").WithArgs("fixed", 3).WillReturnResult(affected(1))
			p.ExpectExec().WithArgs("fixed", 4).WillReturnResult(affected(1))
			m.ExpectCommit()
		}, 4, true},
		{"the table is asked first, inside the transaction", prober{}, upsert(1), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery("KIND OF ?").WithArgs("items").WillReturnRows(numbersRows(7)).RowsWillBeClosed()
			m.ExpectExec("RESET").WillReturnResult(affected(0))
			m.ExpectExec("INSERT tuned [[7]] ?").WillReturnResult(affected(1))
			m.ExpectQuery("ASK").WillReturnRows(numbersRows(0))
			m.ExpectCommit()
		}, 4, true},
		{"the table is not asked when nothing depends on it", prober{}, upsert(1), []exec.Option{exec.Count(false)}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("INSERT ?").WillReturnResult(affected(1))
			m.ExpectCommit()
		}, 1, false},
		{"the connection is looked at", inspector{}, insert(1), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("INSERT on *sqlmock.sqlmock ?").WillReturnResult(affected(1))
			m.ExpectCommit()
		}, 1, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			tt.expect(mock)
			res, err := exec.New(db, tt.dialect).Run(ctx, tt.bulk, tt.options...)
			if err != nil {
				t.Fatal(err)
			}
			if res.Statements != tt.statements || res.Exact != tt.exact {
				t.Errorf("got %+v, want %d statements, exact %v", res, tt.statements, tt.exact)
			}
		})
	}
}

func TestResult(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec("RESET").WillReturnResult(affected(0))
	mock.ExpectExec("INSERT").WillReturnResult(affected(2))
	mock.ExpectQuery("ASK").WillReturnRows(numbersRows(1))
	mock.ExpectExec("RESET").WillReturnResult(affected(0))
	mock.ExpectPrepare("INSERT").ExpectExec().WillReturnResult(affected(2))
	mock.ExpectQuery("ASK").WillReturnRows(numbersRows(0))
	mock.ExpectExec("RESET").WillReturnResult(affected(0))
	mock.ExpectExec("INSERT").WillReturnResult(affected(1))
	mock.ExpectQuery("ASK").WillReturnRows(numbersRows(1))
	mock.ExpectCommit()
	res, err := exec.New(db, fake{}).Run(ctx, upsert(5).BatchSize(2))
	if err != nil {
		t.Fatal(err)
	}
	if want := (exec.Result{Rows: 5, Created: 3, Updated: 2, Chunks: 3, Statements: 9, Exact: true}); !reflect.DeepEqual(res, want) {
		t.Errorf("got %+v, want %+v", res, want)
	}
}

// TestProbeOncePerTable: an executor keeps answers that may be kept, per table, and not what it did not find.
func TestProbeOncePerTable(t *testing.T) {
	db, mock := newMock(t)
	ex := exec.New(db, keeper{}, exec.NoTx())
	run := func(table string) {
		t.Helper()
		mock.ExpectExec("RESET").WillReturnResult(affected(0))
		mock.ExpectExec("INSERT tuned").WillReturnResult(affected(1))
		mock.ExpectQuery("ASK").WillReturnRows(numbersRows(0))
		b := builder.Insert(table).Columns("id", "v").Values(1, 2).OnConflict("id").DoUpdate()
		if _, err := ex.Run(ctx, b); err != nil {
			t.Fatal(err)
		}
	}
	ask := func(table string, rows *sqlmock.Rows) {
		mock.ExpectQuery("KIND OF ?").WithArgs(table).WillReturnRows(rows)
	}
	ask("a", numbersRows(1))
	run("a")
	run("a")
	ask("b", numbersRows(2))
	run("b")
	run("a")
	ask("missing", sqlmock.NewRows([]string{"n"}))
	run("missing")
	ask("missing", numbersRows(3))
	run("missing")
	run("missing")
}

// keeper is a prober whose answers may be kept.
type keeper struct{ prober }

func (k keeper) Probe(s dialect.Statement) (dialect.Probe, bool) {
	p, ok := k.prober.Probe(s)
	p.Kept = true
	return p, ok
}

// TestProbeInEachRun: what a run has learned of a table counts for its chunks, and not for the next run, for tables change.
func TestProbeInEachRun(t *testing.T) {
	db, mock := newMock(t)
	ex := exec.New(db, prober{}, exec.NoTx())
	run := func(table string) {
		t.Helper()
		mock.ExpectExec("RESET").WillReturnResult(affected(0))
		mock.ExpectExec("INSERT tuned").WillReturnResult(affected(1))
		mock.ExpectQuery("ASK").WillReturnRows(numbersRows(0))
		mock.ExpectExec("RESET").WillReturnResult(affected(0))
		mock.ExpectPrepare("INSERT tuned").WillBeClosed().ExpectExec().WillReturnResult(affected(1))
		mock.ExpectQuery("ASK").WillReturnRows(numbersRows(0))
		b := builder.Insert(table).Columns("id", "v").Values(1, 2).Values(3, 4).OnConflict("id").DoUpdate().BatchSize(1)
		if _, err := ex.Run(ctx, b); err != nil {
			t.Fatal(err)
		}
	}
	ask := func(table string, rows *sqlmock.Rows) {
		mock.ExpectQuery("KIND OF ?").WithArgs(table).WillReturnRows(rows)
	}
	ask("a", numbersRows(1))
	run("a")
	ask("a", numbersRows(2))
	run("a")
	ask("missing", sqlmock.NewRows([]string{"n"}))
	run("missing")
	ask("missing", numbersRows(3))
	run("missing")
}

func TestProbeFails(t *testing.T) {
	db, mock := newMock(t)
	denied := errors.New("permission denied")
	mock.ExpectBegin()
	mock.ExpectQuery("KIND OF").WillReturnError(denied)
	mock.ExpectRollback()
	if _, err := exec.New(db, prober{}).Run(ctx, upsert(1)); !errors.Is(err, denied) {
		t.Errorf("got %v, want %v", err, denied)
	}
}
