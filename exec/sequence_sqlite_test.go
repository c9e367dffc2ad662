package exec_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/sqlite"
)

// The beginnings of the statements that SQLite is sent.
const (
	liteLock   = "ROLLBACK; BEGIN IMMEDIATE"
	liteInsert = `INSERT INTO "items" ("id", "name") VALUES (?, ?)`
	liteLook   = `…SELECT …count(*)… FROM "items" WHERE …"items"."id"`
	liteUpdate = `…UPDATE "items" SET "name" = sqbulk."_2" FROM `
	liteAsk    = `…FROM sqlite_master UNION ALL…`
	liteDelete = `DELETE FROM "items" WHERE "items"."id" IN (?`
)

// looks expects the begin of a transaction that looks before it writes.
func looks(m sqlmock.Sqlmock) {
	m.ExpectBegin()
	m.ExpectExec(liteLock).WillReturnResult(affected(0))
}

func TestSQLiteSequences(t *testing.T) {
	lite := sqlite.Dialect{}
	runCases(t, []statementCase{
		{"10,000 rows are 10 executions of one prepared INSERT", lite, insert(10_000), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(liteInsert).WillReturnResult(affected(1000))
			p := m.ExpectPrepare(liteInsert).WillBeClosed()
			for range 9 {
				p.ExpectExec().WillReturnResult(affected(1000))
			}
			m.ExpectCommit()
		}, exec.Result{Rows: 10_000, Created: 10_000, Chunks: 10, Statements: 10, Exact: true}},
		{"counted upsert: look, write, look", lite, upsert(3), nil, func(m sqlmock.Sqlmock) {
			looks(m)
			m.ExpectQuery(liteLook).WithArgs(0, 0, 1, 2).WillReturnRows(numbersRows(1, 0)).RowsWillBeClosed()
			m.ExpectExec(liteInsert).WithArgs(0, "name 0", 1, "name 1", 2, "name 2").WillReturnResult(affected(3))
			m.ExpectQuery(liteLook).WithArgs(0, 1, 2).WillReturnRows(numbersRows(3, 0)).RowsWillBeClosed()
			m.ExpectCommit()
		}, exec.Result{Rows: 3, Created: 2, Updated: 1, Chunks: 1, Statements: 3, Exact: true}},
		{"counted upsert in chunks: all three are prepared", lite, upsert(5).BatchSize(2), nil, func(m sqlmock.Sqlmock) {
			looks(m)
			m.ExpectQuery(liteLook).WillReturnRows(numbersRows(1, 0))
			m.ExpectExec(liteInsert).WillReturnResult(affected(2))
			m.ExpectQuery(liteLook).WillReturnRows(numbersRows(2, 0))
			m.ExpectPrepare(liteLook).WillBeClosed().ExpectQuery().WillReturnRows(numbersRows(1, 0))
			m.ExpectPrepare(liteInsert).WillBeClosed().ExpectExec().WillReturnResult(affected(2))
			m.ExpectPrepare(liteLook).WillBeClosed().ExpectQuery().WillReturnRows(numbersRows(2, 0))
			m.ExpectQuery(liteLook).WithArgs(0, 4).WillReturnRows(numbersRows(1, 0))
			m.ExpectExec(liteInsert).WithArgs(4, "name 4").WillReturnResult(affected(1))
			m.ExpectQuery(liteLook).WithArgs(4).WillReturnRows(numbersRows(1, 0))
			m.ExpectCommit()
		}, exec.Result{Rows: 5, Created: 2, Updated: 3, Chunks: 3, Statements: 9, Exact: true}},
		{"counted upsert without a transaction is not exact", lite, upsert(1), []exec.Option{exec.NoTx()}, func(m sqlmock.Sqlmock) {
			m.ExpectQuery(liteLook).WillReturnRows(numbersRows(0, 0))
			m.ExpectExec(liteInsert).WillReturnResult(affected(1))
			m.ExpectQuery(liteLook).WillReturnRows(numbersRows(1, 0))
		}, exec.Result{Rows: 1, Created: 1, Chunks: 1, Statements: 3}},
		{"upsert without counting", lite, upsert(3), []exec.Option{exec.Count(false)}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(liteInsert).WillReturnResult(affected(3))
			m.ExpectCommit()
		}, exec.Result{Rows: 3, Chunks: 1, Statements: 1}},
		{"do nothing needs no counting", lite, insert(4).OnConflict("id").DoNothing(), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(liteInsert).WillReturnResult(affected(1))
			m.ExpectCommit()
		}, exec.Result{Rows: 4, Created: 1, Skipped: 3, Chunks: 1, Statements: 1, Exact: true}},
		{"counted update: look, write", lite, update(4), nil, func(m sqlmock.Sqlmock) {
			looks(m)
			m.ExpectQuery("…SELECT …count(").WillReturnRows(numbersRows(2, 2, 2)).RowsWillBeClosed()
			m.ExpectExec(liteUpdate).WillReturnResult(affected(2))
			m.ExpectCommit()
		}, exec.Result{Rows: 4, Updated: 2, Unmatched: 2, Chunks: 1, Statements: 2, Exact: true}},
		{"rows that were left alone: the table is asked afterwards", lite, upsert(3).OnlyChanged(), nil, func(m sqlmock.Sqlmock) {
			looks(m)
			m.ExpectQuery(liteLook).WillReturnRows(numbersRows(2, 0))
			m.ExpectExec(liteInsert).WillReturnResult(affected(2))
			m.ExpectQuery(liteLook).WillReturnRows(numbersRows(3))
			m.ExpectQuery(liteAsk).WithArgs("items").WillReturnRows(numbersRows(1, 0, 0, 0)).RowsWillBeClosed()
			m.ExpectCommit()
		}, exec.Result{Rows: 3, Created: 1, Updated: 1, Unchanged: 1, Chunks: 1, Statements: 4, Exact: true}},
		{"where all were written, nothing is asked; where it is asked, it is never prepared", lite, update(6).BatchSize(2).OnlyChanged(), nil, func(m sqlmock.Sqlmock) {
			looks(m)
			m.ExpectQuery("SELECT sum(unmatched)…").WillReturnRows(numbersRows(0, 2, 2))
			m.ExpectExec(liteUpdate).WillReturnResult(affected(1))
			m.ExpectQuery(liteAsk).WillReturnRows(numbersRows(1, 1, 0, 1))
			look := m.ExpectPrepare("SELECT sum(unmatched)…").WillBeClosed()
			look.ExpectQuery().WillReturnRows(numbersRows(0, 2, 2))
			write := m.ExpectPrepare(liteUpdate).WillBeClosed()
			write.ExpectExec().WillReturnResult(affected(1))
			m.ExpectQuery(liteAsk).WillReturnRows(numbersRows(1, 1, 0, 1))
			look.ExpectQuery().WillReturnRows(numbersRows(0, 2, 2))
			write.ExpectExec().WillReturnResult(affected(2))
			m.ExpectCommit()
		}, exec.Result{Rows: 6, Updated: 4, Unchanged: 2, Chunks: 3, Statements: 8}},
		{"update without counting", lite, update(250).BatchSize(100), []exec.Option{exec.Count(false)}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(liteUpdate).WillReturnResult(affected(100))
			p := m.ExpectPrepare(liteUpdate).WillBeClosed()
			p.ExpectExec().WillReturnResult(affected(100))
			m.ExpectExec(liteUpdate).WillReturnResult(affected(50))
			m.ExpectCommit()
		}, exec.Result{Rows: 250, Updated: 250, Chunks: 3, Statements: 3}},
		{"delete, a transaction per chunk", lite, remove(3).BatchSize(2), []exec.Option{exec.PerChunk()}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(liteDelete).WithArgs(0, 1).WillReturnResult(affected(2))
			m.ExpectCommit()
			m.ExpectBegin()
			m.ExpectExec(liteDelete).WithArgs(2).WillReturnResult(affected(0))
			m.ExpectCommit()
		}, exec.Result{Rows: 3, Deleted: 2, Chunks: 2, Statements: 2, Exact: true}},
	})
}

// TestSQLiteInACallersTransaction: the steps run in it, and it is neither begun nor ended here.
func TestSQLiteInACallersTransaction(t *testing.T) {
	db, mock := newMock(t)
	tx := begin(t, db, mock)
	mock.ExpectQuery(liteLook).WillReturnRows(numbersRows(0, 0))
	mock.ExpectExec(liteInsert).WillReturnResult(affected(1))
	mock.ExpectQuery(liteLook).WillReturnRows(numbersRows(1, 0))
	res, err := exec.New(tx, sqlite.Dialect{}).Run(ctx, upsert(1))
	if err != nil || res.Created != 1 || !res.Exact {
		t.Errorf("got %+v, %v", res, err)
	}
	mock.ExpectCommit()
	if err := tx.Commit(); err != nil {
		t.Error(err)
	}
}

// liteError has the shape of the errors of SQLite's drivers: an extended code, and a text.
type liteError struct {
	code int
	text string
}

func (e liteError) Error() string { return fmt.Sprintf("%s (%d)", e.text, e.code) }
func (e liteError) Code() int     { return e.code }

// TestSQLiteFaults: a violation rolls back, a busy database is tried again.
func TestSQLiteFaults(t *testing.T) {
	unique := liteError{2067, "constraint failed: UNIQUE constraint failed: items.id"}
	t.Run("unique violation", func(t *testing.T) {
		db, mock := newMock(t)
		mock.ExpectBegin()
		mock.ExpectExec(liteInsert).WillReturnError(unique)
		mock.ExpectRollback()
		_, err := exec.New(db, sqlite.Dialect{}).Run(ctx, insert(2))
		var failed *exec.ChunkError
		if !errors.As(err, &failed) || !errors.Is(err, dialect.UniqueViolation) || !errors.Is(err, unique) {
			t.Errorf("got %v, want a unique violation", err)
		}
	})
	t.Run("busy", func(t *testing.T) {
		db, mock := newMock(t)
		mock.ExpectBegin()
		mock.ExpectExec(liteInsert).WillReturnError(liteError{5, "database is locked"})
		mock.ExpectRollback()
		mock.ExpectBegin()
		mock.ExpectExec(liteInsert).WillReturnResult(affected(2))
		mock.ExpectCommit()
		if _, err := exec.New(db, sqlite.Dialect{}, atOnce(2)).Run(ctx, insert(2)); err != nil {
			t.Error(err)
		}
	})
}
