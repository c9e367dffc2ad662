package exec_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// once never retries, so that every error is the end.
var once = exec.Retry(exec.RetryPolicy{Attempts: 1})

// TestChunkError runs 6 rows in statements of 2, of which the second fails.
func TestChunkError(t *testing.T) {
	unique := dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "items_pkey"}
	for _, tt := range []struct {
		name    string
		fault   dialect.Fault
		scope   exec.Option
		applied int64
		row     int
		text    string
	}{
		{"atomic", unique, exec.Atomic(), 0, -1, `exec: items: chunk 2, rows 2-3: unique violation of "items_pkey": driver says unique violation`},
		{"a transaction per chunk", unique, exec.PerChunk(), 2, -1, "chunk 2, rows 2-3"},
		{"no transaction", unique, exec.NoTx(), 2, -1, "chunk 2, rows 2-3"},
		{"a fault that is not known", dialect.Fault{}, exec.Atomic(), 0, -1, "exec: items: chunk 2, rows 2-3: driver says unknown error"},
		{"first row", dialect.Fault{Kind: dialect.InvalidValue, Row: 1}, exec.Atomic(), 0, 2, "chunk 2, rows 2-3, row 2: invalid value"},
		{"second row", dialect.Fault{Kind: dialect.InvalidValue, Row: 2}, exec.Atomic(), 0, 3, "row 3: invalid value"},
		{"no such row", dialect.Fault{Kind: dialect.InvalidValue, Row: 3}, exec.Atomic(), 0, -1, "rows 2-3: invalid value"},
		{"parameter that is no cell", dialect.Fault{Kind: dialect.InvalidValue, Param: 1}, exec.Atomic(), 0, -1, "rows 2-3: invalid value"},
		{"first parameter of the first row", dialect.Fault{Kind: dialect.InvalidValue, Param: 2}, exec.Atomic(), 0, 2, "row 2"},
		{"last parameter of the first row", dialect.Fault{Kind: dialect.InvalidValue, Param: 3}, exec.Atomic(), 0, 2, "row 2"},
		{"first parameter of the second row", dialect.Fault{Kind: dialect.InvalidValue, Param: 4}, exec.Atomic(), 0, 3, "row 3"},
		{"last parameter", dialect.Fault{Kind: dialect.InvalidValue, Param: 5}, exec.Atomic(), 0, 3, "row 3"},
		{"no such parameter", dialect.Fault{Kind: dialect.InvalidValue, Param: 6}, exec.Atomic(), 0, -1, "rows 2-3: invalid value"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			mock.MatchExpectationsInOrder(true)
			perChunk, none := tt.name == "a transaction per chunk", tt.name == "no transaction"
			if !none {
				mock.ExpectBegin()
			}
			if perChunk { // what is prepared in a transaction would end with it
				mock.ExpectExec("INSERT").WillReturnResult(affected(2))
				mock.ExpectCommit()
				mock.ExpectBegin()
				mock.ExpectExec("INSERT").WillReturnError(fault{tt.fault})
			} else {
				mock.ExpectExec("INSERT").WillReturnResult(affected(2))
				mock.ExpectPrepare("INSERT").WillBeClosed().ExpectExec().WillReturnError(fault{tt.fault})
			}
			if !none {
				mock.ExpectRollback()
			}
			res, err := exec.New(db, fake{}, once, tt.scope).Run(ctx, insert(6).BatchSize(2))
			var failed *exec.ChunkError
			if !errors.As(err, &failed) {
				t.Fatalf("got %v, want a ChunkError", err)
			}
			if failed.Chunk != 2 || failed.First != 2 || failed.Last != 3 || failed.Row != tt.row || failed.Applied != tt.applied {
				t.Errorf("got %+v, want row %d, %d applied", failed, tt.row, tt.applied)
			}
			if res.Rows != tt.applied || res.Created != tt.applied {
				t.Errorf("the result is %+v, want %d rows", res, tt.applied)
			}
			if !strings.Contains(err.Error(), tt.text) || strings.Contains(err.Error(), "name 2") {
				t.Errorf("got %q, want %q", err, tt.text)
			}
			checkKinds(t, err, tt.fault.Kind)
		})
	}
}

// checkKinds checks that an error is of its kind and of no other, and leads to the driver's error.
func checkKinds(t *testing.T, err error, want dialect.Kind) {
	t.Helper()
	for kind := dialect.UniqueViolation; kind <= dialect.Forbidden; kind++ {
		if errors.Is(err, kind) != (kind == want) {
			t.Errorf("errors.Is(%v, %v) is %v", err, kind, kind != want)
		}
	}
	var cause fault
	if !errors.As(err, &cause) || cause.Kind != want {
		t.Errorf("%v does not wrap the driver's error", err)
	}
}

// TestChunkErrorOfSortedRows: rows are sent in the order of their key, and the error names the place in the input.
func TestChunkErrorOfSortedRows(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec("UPDATE").WithArgs("fixed", 10, "d", 20, "c", 30, "b", 40, "a").
		WillReturnError(fault{dialect.Fault{Kind: dialect.CheckViolation, Param: 4}})
	mock.ExpectRollback()
	b := builder.Update("items").Key("id").Set("name").From(builder.Structs([]item{{40, "a"}, {30, "b"}, {20, "c"}, {10, "d"}}))
	_, err := exec.New(db, fake{}).Run(ctx, b)
	var failed *exec.ChunkError
	if !errors.As(err, &failed) || failed.Row != 2 || failed.First != 0 || failed.Last != 3 {
		t.Errorf("got %+v, want row 2 of rows 0-3", failed)
	}
}

// TestFaultsOutsideChunks: an error of BEGIN or COMMIT is the database's as well, and what it means can be asked for.
func TestFaultsOutsideChunks(t *testing.T) {
	serialization := fault{dialect.Fault{Kind: dialect.SerializationFailure}}
	foreign := fault{dialect.Fault{Kind: dialect.ForeignKeyViolation}} // a deferred constraint
	lost := fault{dialect.Fault{Kind: dialect.ConnectionLost}}
	for _, tt := range []struct {
		name    string
		dialect dialect.Dialect
		fault   fault
		expect  func(m sqlmock.Sqlmock, err error)
		commit  bool
	}{
		{"begin", fake{}, serialization, func(m sqlmock.Sqlmock, err error) {
			m.ExpectBegin().WillReturnError(err)
		}, false},
		{"commit", fake{}, serialization, func(m sqlmock.Sqlmock, err error) {
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectCommit().WillReturnError(err)
		}, true},
		{"commit, deferred constraint", fake{}, foreign, func(m sqlmock.Sqlmock, err error) {
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectCommit().WillReturnError(err)
		}, true},
		{"commit, connection lost", fake{}, lost, func(m sqlmock.Sqlmock, err error) {
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectCommit().WillReturnError(err)
		}, true},
		{"the lock before a look", locking{}, serialization, func(m sqlmock.Sqlmock, err error) {
			m.ExpectBegin()
			m.ExpectExec("LOCK").WillReturnError(err)
			m.ExpectRollback()
		}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			tt.expect(mock, tt.fault)
			bulk := builder.Bulk(insert(1))
			if tt.dialect == (locking{}) {
				bulk = update(1)
			}
			res, err := exec.New(db, tt.dialect, once).Run(ctx, bulk)
			var failed *exec.TxError
			if !errors.As(err, &failed) || failed.Commit != tt.commit || failed.Fault.Kind != tt.fault.Kind {
				t.Fatalf("got %v, want a TxError; at the commit: %v", err, tt.commit)
			}
			if res.Rows != 0 || res.Created != 0 {
				t.Errorf("the result is %+v", res)
			}
			if errors.Is(err, exec.ErrCommitUnknown) != (tt.fault.Kind == lost.Kind) {
				t.Errorf("%v: ErrCommitUnknown is wrong", err)
			}
			checkKinds(t, err, tt.fault.Kind)
		})
	}
}

// TestFailures are other ways for a chunk to fail; each ends with a rollback and names the chunk.
func TestFailures(t *testing.T) {
	boom := errors.New("boom")
	for _, tt := range []struct {
		name   string
		bulk   builder.Bulk
		expect func(m sqlmock.Sqlmock)
	}{
		{"prepare", insert(2).BatchSize(1), func(m sqlmock.Sqlmock) {
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectPrepare("INSERT").WillReturnError(boom)
		}},
		{"affected rows", insert(1), func(m sqlmock.Sqlmock) {
			m.ExpectExec("INSERT").WillReturnResult(sqlmock.NewErrorResult(boom))
		}},
		{"the step before", upsert(1), func(m sqlmock.Sqlmock) {
			m.ExpectExec("RESET").WillReturnError(boom)
		}},
		{"the step after", upsert(1), func(m sqlmock.Sqlmock) {
			m.ExpectExec("RESET").WillReturnResult(affected(0))
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectQuery("ASK").WillReturnError(boom)
		}},
		{"its rows", upsert(1), func(m sqlmock.Sqlmock) {
			m.ExpectExec("RESET").WillReturnResult(affected(0))
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectQuery("ASK").WillReturnRows(numbersRows(1, 2).AddRow(int64(3), int64(4)).RowError(1, boom))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			mock.ExpectBegin()
			tt.expect(mock)
			mock.ExpectRollback()
			_, err := exec.New(db, fake{}).Run(ctx, tt.bulk)
			var failed *exec.ChunkError
			if !errors.Is(err, boom) || !errors.As(err, &failed) || failed.Chunk > 2 {
				t.Errorf("got %v, want boom in a chunk", err)
			}
		})
	}
}

// TestInputError: a bad row after two chunks. Everything in one transaction is undone; committed chunks stay.
func TestInputError(t *testing.T) {
	rows := []*item{{1, "a"}, {2, "b"}, {3, "c"}, nil}
	b := builder.Insert("items").BatchSize(1).From(builder.Structs(rows))
	t.Run("atomic", func(t *testing.T) {
		db, mock := newMock(t)
		mock.ExpectBegin()
		mock.ExpectExec("INSERT").WillReturnResult(affected(1))
		mock.ExpectPrepare("INSERT").WillBeClosed().ExpectExec().WillReturnResult(affected(1))
		mock.ExpectRollback()
		checkInputError(t, db, b, 0)
	})
	t.Run("a transaction per chunk", func(t *testing.T) {
		db, mock := newMock(t)
		mock.ExpectBegin()
		mock.ExpectExec("INSERT").WillReturnResult(affected(1))
		mock.ExpectCommit()
		mock.ExpectBegin()
		mock.ExpectExec("INSERT").WillReturnResult(affected(1))
		mock.ExpectCommit()
		checkInputError(t, db, b, 2, exec.PerChunk())
	})
}

func checkInputError(t *testing.T, db exec.DB, b builder.Bulk, applied int64, opts ...exec.Option) {
	t.Helper()
	res, err := exec.New(db, fake{}).Run(ctx, b, opts...)
	var row *builder.RowError
	if !errors.As(err, &row) || row.Row != 3 || res.Rows != applied {
		t.Errorf("got %+v, %v; want %d rows and an error in row 3", res, err, applied)
	}
}

// TestLostTransactionControl: a connection that cannot be rolled back is closed, so that nobody inherits its transaction.
func TestLostTransactionControl(t *testing.T) {
	db, mock := newMock(t)
	boom := errors.New("boom")
	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WillReturnError(boom)
	mock.ExpectRollback().WillReturnError(errors.New("not done"))
	mock.ExpectBegin().WillReturnError(errors.New("a transaction is open"))
	mock.ExpectClose()
	if _, err := exec.New(db, fake{}).Run(ctx, insert(1)); !errors.Is(err, boom) {
		t.Errorf("got %v, want boom", err)
	}
	if n := db.Stats().OpenConnections; n != 0 {
		t.Errorf("%d connections are open", n)
	}
}
