package exec_test

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"
	sq "github.com/Masterminds/squirrel"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// matching is a dialect that tells which rows exist, and locks tables.
type matching struct {
	fake
	lock dialect.TableLock
}

func (m matching) Match(s dialect.Match, rows dialect.Rows) (dialect.Spelling, error) {
	step, err := m.write("MATCH", rows, len(s.Key), 0)
	step.Read = dialect.ReadNumbers
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: func(int, []dialect.Answer) (c dialect.Counts) { return c }}, err
}

func (m matching) LockTable(string) (dialect.TableLock, error) { return m.lock, nil }

// orCreate updates or creates items.
func orCreate(n int) builder.UpdateOrCreateBuilder {
	return builder.UpdateOrCreate("items").Shared(sq.Eq{"shop": 7}).Key("id").Set("name").From(builder.Structs(items(n)))
}

// exist is the answer that the given rows of the question, from one, have a stored row.
func exist(rows ...int) *sqlmock.Rows {
	answer := sqlmock.NewRows([]string{"n", "first", "found"})
	for _, r := range rows {
		answer.AddRow(r, r, 1)
	}
	return answer
}

// withShop are the arguments of an INSERT of the items with the given ids and the shared column.
func withShop(ids []int) []driver.Value {
	args := []driver.Value{"fixed"}
	for _, id := range ids {
		args = append(args, id, fmt.Sprint("name ", id), 7)
	}
	return args
}

// expectInsert expects an INSERT of items in its savepoint.
func expectInsert(m sqlmock.Sqlmock, ids ...int) {
	m.ExpectExec(dialect.SetInner).WillReturnResult(affected(0))
	m.ExpectExec("INSERT").WithArgs(withShop(ids)...).WillReturnResult(affected(int64(len(ids))))
	m.ExpectExec(dialect.ReleaseInner).WillReturnResult(affected(0))
}

// expectLoss expects an INSERT of items that meets an error, and what undoes it.
func expectLoss(m sqlmock.Sqlmock, f dialect.Fault, ids ...int) {
	m.ExpectExec(dialect.SetInner).WillReturnResult(affected(0))
	m.ExpectExec("INSERT").WithArgs(withShop(ids)...).WillReturnError(fault{f})
	if f.Kind == dialect.UniqueViolation {
		m.ExpectExec(dialect.RollbackToInner).WillReturnResult(affected(0))
		m.ExpectExec(dialect.ReleaseInner).WillReturnResult(affected(0))
	}
}

// expectUpdate expects an UPDATE of items.
func expectUpdate(m sqlmock.Sqlmock, ids ...int) {
	m.ExpectExec("UPDATE").WithArgs(argsOf(ids)...).WillReturnResult(affected(int64(len(ids))))
}

// TestUpdateOrCreateSequences is what is sent for three rows.
func TestUpdateOrCreateSequences(t *testing.T) {
	taken := dialect.Fault{Kind: dialect.UniqueViolation}
	for _, tt := range []struct {
		name           string
		uc             builder.UpdateOrCreateBuilder
		options        []exec.Option
		expect         func(m sqlmock.Sqlmock)
		created, found []int
		statements     int
	}{
		{"some exist", orCreate(3), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery("MATCH").WithArgs("fixed", 0, 1, 2).WillReturnRows(exist(3, 1, 1)).RowsWillBeClosed()
			expectInsert(m, 1)
			expectUpdate(m, 0, 2)
			m.ExpectCommit()
		}, []int{1}, []int{0, 2}, 3},
		{"none exist", orCreate(3), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery("MATCH").WillReturnRows(exist())
			expectInsert(m, 0, 1, 2)
			m.ExpectCommit()
		}, []int{0, 1, 2}, nil, 2},
		{"all exist", orCreate(3), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery("MATCH").WillReturnRows(exist(1, 2, 3))
			expectUpdate(m, 0, 1, 2)
			m.ExpectCommit()
		}, nil, []int{0, 1, 2}, 2},
		{"no rows", orCreate(0), nil, func(sqlmock.Sqlmock) {}, nil, nil, 0},
		{"a transaction per chunk", orCreate(3).BatchSize(2), []exec.Option{exec.PerChunk()}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery("MATCH").WithArgs("fixed", 0, 1).WillReturnRows(exist(2))
			expectInsert(m, 0)
			expectUpdate(m, 1)
			m.ExpectCommit()
			m.ExpectBegin()
			m.ExpectQuery("MATCH").WithArgs("fixed", 2).WillReturnRows(exist())
			expectInsert(m, 2)
			m.ExpectCommit()
		}, []int{0, 2}, []int{1}, 5},
		{"what comes again is prepared", orCreate(4).BatchSize(2), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery("MATCH").WithArgs("fixed", 0, 1).WillReturnRows(exist(1))
			expectInsert(m, 1)
			expectUpdate(m, 0)
			m.ExpectPrepare("MATCH").WillBeClosed().ExpectQuery().WithArgs("fixed", 2, 3).WillReturnRows(exist(1))
			m.ExpectExec(dialect.SetInner).WillReturnResult(affected(0))
			m.ExpectPrepare("INSERT").WillBeClosed().ExpectExec().WithArgs(withShop([]int{3})...).WillReturnResult(affected(1))
			m.ExpectExec(dialect.ReleaseInner).WillReturnResult(affected(0))
			m.ExpectPrepare("UPDATE").WillBeClosed().ExpectExec().WithArgs(argsOf([]int{2})...).WillReturnResult(affected(1))
			m.ExpectCommit()
		}, []int{1, 3}, []int{0, 2}, 6},
		{"a lost race ends as an update", orCreate(3), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery("MATCH").WillReturnRows(exist(2))
			expectLoss(m, taken, 0, 2)
			m.ExpectQuery("MATCH").WithArgs("fixed", 0, 2).WillReturnRows(exist(2))
			expectInsert(m, 0)
			expectUpdate(m, 1, 2)
			m.ExpectCommit()
		}, []int{0}, []int{1, 2}, 5},
		{"lost twice, until nothing is left to insert", orCreate(3), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery("MATCH").WillReturnRows(exist(2))
			expectLoss(m, taken, 0, 2)
			m.ExpectQuery("MATCH").WillReturnRows(exist(2))
			expectLoss(m, taken, 0)
			m.ExpectQuery("MATCH").WithArgs("fixed", 0).WillReturnRows(exist(1))
			expectUpdate(m, 0, 1, 2)
			m.ExpectCommit()
		}, nil, []int{0, 1, 2}, 6},
		{"a retry starts the lists again", orCreate(3).BatchSize(2), []exec.Option{exec.Retry(exec.RetryPolicy{Attempts: 2})}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery("MATCH").WillReturnRows(exist())
			expectInsert(m, 0, 1)
			m.ExpectQuery("MATCH").WillReturnRows(exist())
			expectLoss(m, dialect.Fault{Kind: dialect.Deadlock}, 2)
			m.ExpectRollback()
			m.ExpectBegin()
			m.ExpectQuery("MATCH").WillReturnRows(exist(2))
			expectInsert(m, 0)
			expectUpdate(m, 1)
			m.ExpectQuery("MATCH").WillReturnRows(exist())
			m.ExpectExec(dialect.SetInner).WillReturnResult(affected(0))
			m.ExpectPrepare("INSERT").WillBeClosed().ExpectExec().WithArgs(withShop([]int{2})...).WillReturnResult(affected(1))
			m.ExpectExec(dialect.ReleaseInner).WillReturnResult(affected(0))
			m.ExpectCommit()
		}, []int{0, 2}, []int{1}, 5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			tt.expect(mock)
			res, err := exec.New(db, matching{}).UpdateOrCreate(ctx, tt.uc, tt.options...)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(res.CreatedRows, tt.created) || !reflect.DeepEqual(res.FoundRows, tt.found) {
				t.Errorf("created %v and found %v, want %v and %v", res.CreatedRows, res.FoundRows, tt.created, tt.found)
			}
			if res.Created != int64(len(tt.created)) || res.Updated != int64(len(tt.found)) || res.Statements != tt.statements || !res.Exact {
				t.Errorf("got %+v", res.Result)
			}
		})
	}
}

// TestUpdateOrCreateCounts: rows that are left alone, and stored rows that a trigger keeps from the update.
func TestUpdateOrCreateCounts(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectQuery("MATCH").WillReturnRows(exist(1))
	expectInsert(mock, 1)
	mock.ExpectCommit()
	only := builder.UpdateOrCreate("items").Shared(sq.Eq{"shop": 7}).Key("id").OnCreate("name").From(builder.Structs(items(2)))
	res, err := exec.New(db, matching{}).Run(ctx, only)
	if want := (exec.Result{Rows: 2, Created: 1, Unchanged: 1, Chunks: 1, Statements: 2, Exact: true}); err != nil || !reflect.DeepEqual(res, want) {
		t.Errorf("got %+v, %v, want %+v", res, err, want)
	}
	mock.ExpectBegin()
	mock.ExpectQuery("MATCH").WillReturnRows(exist(1, 2))
	mock.ExpectExec("UPDATE").WillReturnResult(affected(1))
	mock.ExpectCommit()
	res, err = exec.New(db, matching{}).Run(ctx, orCreate(2))
	if want := (exec.Result{Rows: 2, Updated: 1, Skipped: 1, Chunks: 1, Statements: 2}); err != nil || !reflect.DeepEqual(res, want) {
		t.Errorf("got %+v, %v, want %+v", res, err, want)
	}
}

// TestUpdateOrCreateInTx: the caller's transaction is neither begun nor ended.
func TestUpdateOrCreateInTx(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec("LOCK").WillReturnResult(affected(0))
	mock.ExpectQuery("MATCH").WillReturnRows(exist())
	expectLoss(mock, dialect.Fault{Kind: dialect.UniqueViolation}, 0, 1)
	mock.ExpectPrepare("MATCH").WillBeClosed().ExpectQuery().WillReturnRows(exist(1))
	expectInsert(mock, 1)
	expectUpdate(mock, 0)
	mock.ExpectRollback()
	tx := db.MustBegin()
	d := matching{lock: dialect.TableLock{Take: dialect.Step{SQL: "LOCK"}}}
	res, err := exec.New(tx, d).UpdateOrCreate(ctx, orCreate(2), exec.PerChunk(), exec.LockTable(true))
	if err != nil || res.Created != 1 || res.Updated != 1 {
		t.Errorf("got %+v, %v", res, err)
	}
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
}

// TestUpdateOrCreateFails is what ends a run, and what the error says.
func TestUpdateOrCreateFails(t *testing.T) {
	begun := func(expect func(m sqlmock.Sqlmock)) func(m sqlmock.Sqlmock) {
		return func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			expect(m)
			m.ExpectRollback()
		}
	}
	answer := func(numbers ...int64) func(m sqlmock.Sqlmock) {
		return begun(func(m sqlmock.Sqlmock) { m.ExpectQuery("MATCH").WillReturnRows(numbersRows(numbers...)) })
	}
	reversed := builder.Tuples([]string{"id", "name"}, [][]any{{5, "e"}, {4, "d"}, {3, "c"}})
	for _, tt := range []struct {
		name   string
		uc     builder.UpdateOrCreateBuilder
		expect func(m sqlmock.Sqlmock)
		row    int // of the ChunkError; -2: another error
		says   string
	}{
		{"another unique key", orCreate(3), begun(func(m sqlmock.Sqlmock) {
			m.ExpectQuery("MATCH").WillReturnRows(exist(2))
			expectLoss(m, dialect.Fault{Kind: dialect.UniqueViolation, Row: 2}, 0, 2)
			m.ExpectQuery("MATCH").WillReturnRows(exist())
		}), 2, "unique violation"},
		{"a parameter of the insert", orCreate(3), begun(func(m sqlmock.Sqlmock) {
			m.ExpectQuery("MATCH").WillReturnRows(exist(1))
			expectLoss(m, dialect.Fault{Kind: dialect.InvalidValue, Param: 6}, 1, 2)
		}), 2, "invalid value"},
		{"a row number of the update is not the input's", orCreate(3), begun(func(m sqlmock.Sqlmock) {
			m.ExpectQuery("MATCH").WillReturnRows(exist(1, 2, 3))
			m.ExpectExec("UPDATE").WillReturnError(fault{dialect.Fault{Kind: dialect.InvalidValue, Row: 2}})
		}), -1, "invalid value"},
		{"one key twice", orCreate(3), answer(3, 1, 0), -1, "rows 0 and 2 have one key"},
		{"one key twice, by the input's positions", orCreate(0).From(reversed), answer(3, 2, 0), -1, "rows 0 and 1 have one key"},
		{"an answer about a row that was not asked for", orCreate(3), answer(4, 4, 1), -1, "not asked for"},
		{"an answer with a row before the first", orCreate(3), answer(1, 0, 1), -1, "not asked for"},
		{"an answer of another shape", orCreate(3), answer(1, 1), -1, "not asked for"},
		{"a key that is an expression", orCreate(0).From(builder.Tuples([]string{"id", "name"}, [][]any{{1, "a"}, {sq.Expr("f()"), "b"}})),
			begun(func(sqlmock.Sqlmock) {}), -1, "row 1: its key is an expression"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			tt.expect(mock)
			res, err := exec.New(db, matching{}).UpdateOrCreate(ctx, tt.uc)
			var failed *exec.ChunkError
			if !errors.As(err, &failed) || failed.Row != tt.row || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want row %d, %q", err, tt.row, tt.says)
			}
			if !reflect.DeepEqual(res, exec.UpdateOrCreateResult{}) {
				t.Errorf("got %+v", res)
			}
		})
	}
}

// TestUpdateOrCreatePartly: after an error, the lists are those of the committed chunks.
func TestUpdateOrCreatePartly(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectQuery("MATCH").WillReturnRows(exist(1))
	expectInsert(mock, 1)
	expectUpdate(mock, 0)
	mock.ExpectCommit()
	mock.ExpectBegin()
	mock.ExpectQuery("MATCH").WillReturnRows(exist())
	expectInsert(mock, 2, 3)
	mock.ExpectCommit().WillReturnError(sql.ErrTxDone)
	res, err := exec.New(db, matching{}).UpdateOrCreate(ctx, orCreate(4).BatchSize(2), exec.PerChunk())
	if err == nil || fmt.Sprint(res.Created, res.Updated, res.CreatedRows, res.FoundRows) != "1 1 [1] [0]" {
		t.Errorf("got %+v, %v", res, err)
	}
}

// TestUpdateOrCreateRefused: nothing is sent.
func TestUpdateOrCreateRefused(t *testing.T) {
	held := matching{lock: dialect.TableLock{Take: dialect.Step{SQL: "TAKE"}, Release: dialect.Step{SQL: "GIVE"}}}
	for _, tt := range []struct {
		name        string
		dialect     dialect.Dialect
		inTx        bool
		bulk        builder.Bulk
		options     []exec.Option
		says        string
		unsupported bool
	}{
		{"no transaction", matching{}, false, orCreate(1), []exec.Option{exec.NoTx()}, "UpdateOrCreate needs a transaction", false},
		{"a lock without a transaction", matching{}, false, insert(1), []exec.Option{exec.NoTx(), exec.LockTable(true)}, "LockTable needs a transaction", false},
		{"a dialect that cannot tell", fake{}, false, orCreate(1), nil, "telling which rows exist", true},
		{"a dialect that cannot lock", fake{}, false, insert(1), []exec.Option{exec.LockTable(true)}, "LockTable", true},
		{"a lock that outlives the caller's transaction", held, true, orCreate(2), []exec.Option{exec.LockTable(true)}, "before it begins", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			var handle exec.DB = db
			if tt.inTx {
				mock.ExpectBegin()
				mock.ExpectRollback()
				tx := db.MustBegin()
				defer func(tx *sqlx.Tx) { _ = tx.Rollback() }(tx)
				handle = tx
			}
			_, err := exec.New(handle, tt.dialect).Run(ctx, tt.bulk, tt.options...)
			if err == nil || !strings.Contains(err.Error(), tt.says) || errors.Is(err, errors.ErrUnsupported) != tt.unsupported {
				t.Errorf("got %v, want %q", err, tt.says)
			}
		})
	}
}
