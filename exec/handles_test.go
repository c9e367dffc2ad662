package exec_test

import (
	"errors"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// TestHandles: every handle runs the same; what the caller opened stays the caller's.
func TestHandles(t *testing.T) {
	write := func(m sqlmock.Sqlmock) { m.ExpectExec("INSERT").WillReturnResult(affected(1)) }
	run := func(t *testing.T, db exec.DB, opts ...exec.Option) {
		t.Helper()
		res, err := exec.New(db, fake{needsTx: true}).Run(ctx, insert(1), opts...)
		if err != nil || res.Created != 1 || !res.Exact {
			t.Fatalf("got %+v, %v", res, err)
		}
	}
	t.Run("sql.DB", func(t *testing.T) {
		db, mock := newMock(t)
		mock.ExpectBegin()
		write(mock)
		mock.ExpectCommit()
		run(t, db.DB)
	})
	t.Run("sqlx.Conn", func(t *testing.T) {
		db, mock := newMock(t)
		conn, err := db.Connx(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // the connection is usable afterwards
			mock.ExpectBegin()
			write(mock)
			mock.ExpectCommit()
			run(t, conn)
		}
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	})
	t.Run("sql.Conn", func(t *testing.T) {
		db, mock := newMock(t)
		conn, err := db.Conn(ctx)
		if err != nil {
			t.Fatal(err)
		}
		mock.ExpectBegin()
		write(mock)
		mock.ExpectCommit()
		run(t, conn)
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	})
	for name, opts := range map[string][]exec.Option{"atomic": nil, "per chunk": {exec.PerChunk()}, "none": {exec.NoTx()}} {
		t.Run("sqlx.Tx, "+name, func(t *testing.T) {
			db, mock := newMock(t)
			tx := begin(t, db, mock)
			write(mock)
			run(t, tx, opts...)
			write(mock)
			run(t, tx, opts...)
			mock.ExpectCommit()
			if err := tx.Commit(); err != nil {
				t.Error(err)
			}
		})
	}
}

// begin opens the caller's transaction.
func begin(t *testing.T, db *sqlx.DB, mock sqlmock.Sqlmock) *sqlx.Tx {
	t.Helper()
	mock.ExpectBegin()
	tx, err := db.BeginTxx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	return tx
}

// TestCallersTransactionAfterAnError: neither rolled back nor committed; the rows before the error are counted.
func TestCallersTransactionAfterAnError(t *testing.T) {
	db, mock := newMock(t)
	tx := begin(t, db, mock)
	mock.ExpectExec("INSERT").WillReturnResult(affected(2))
	mock.ExpectPrepare("INSERT").WillBeClosed().ExpectExec().WillReturnError(fault{dialect.Fault{Kind: dialect.UniqueViolation}})
	res, err := exec.New(tx, fake{}).Run(ctx, insert(4).BatchSize(2))
	var failed *exec.ChunkError
	if !errors.As(err, &failed) || failed.Applied != 2 || res.Rows != 2 || res.Created != 2 {
		t.Errorf("got %+v, %+v", res, err)
	}
	mock.ExpectRollback()
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
}
