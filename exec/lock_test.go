package exec_test

import (
	"errors"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// The two kinds of locks: one that ends with its transaction, and one that is held around all of them.
var (
	txLock   = dialect.TableLock{Take: dialect.Step{SQL: "LOCK"}}
	heldLock = dialect.TableLock{Take: dialect.Step{SQL: "TAKE", Read: dialect.ReadNumbers}, Release: dialect.Step{SQL: "GIVE"}}
)

func TestLockTable(t *testing.T) {
	refused := errors.New("refused")
	for _, tt := range []struct {
		name    string
		lock    dialect.TableLock
		options []exec.Option
		expect  func(m sqlmock.Sqlmock)
		err     string
	}{
		{"first in the transaction", txLock, nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("LOCK").WillReturnResult(affected(0))
			m.ExpectExec("INSERT").WillReturnResult(affected(2))
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectCommit()
		}, ""},
		{"first in each transaction", txLock, []exec.Option{exec.PerChunk()}, func(m sqlmock.Sqlmock) {
			for _, n := range []int64{2, 1} {
				m.ExpectBegin()
				m.ExpectExec("LOCK").WillReturnResult(affected(0))
				m.ExpectExec("INSERT").WillReturnResult(affected(n))
				m.ExpectCommit()
			}
		}, ""},
		{"around all transactions", heldLock, []exec.Option{exec.PerChunk()}, func(m sqlmock.Sqlmock) {
			m.ExpectQuery("TAKE").WillReturnRows(numbersRows(1)).RowsWillBeClosed()
			for _, n := range []int64{2, 1} {
				m.ExpectBegin()
				m.ExpectExec("INSERT").WillReturnResult(affected(n))
				m.ExpectCommit()
			}
			m.ExpectExec("GIVE").WillReturnResult(affected(0))
		}, ""},
		{"given back after the rollback", heldLock, nil, func(m sqlmock.Sqlmock) {
			m.ExpectQuery("TAKE").WillReturnRows(numbersRows(1))
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnError(refused)
			m.ExpectRollback()
			m.ExpectExec("GIVE").WillReturnResult(affected(0))
		}, "exec: items: chunk 1, rows 0-1: refused"},
		{"not given", heldLock, nil, func(m sqlmock.Sqlmock) {
			m.ExpectQuery("TAKE").WillReturnRows(numbersRows(0))
			m.ExpectClose()
		}, "exec: locking items: the lock was not given"},
		{"refused before the transaction", heldLock, nil, func(m sqlmock.Sqlmock) {
			m.ExpectQuery("TAKE").WillReturnError(refused)
			m.ExpectClose()
		}, "exec: locking items: refused"},
		{"refused in the transaction", txLock, nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("LOCK").WillReturnError(refused)
			m.ExpectRollback()
		}, "exec: locking items: refused"},
		{"not given back: the connection is closed", heldLock, nil, func(m sqlmock.Sqlmock) {
			m.ExpectQuery("TAKE").WillReturnRows(numbersRows(1))
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnResult(affected(2))
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectCommit()
			m.ExpectExec("GIVE").WillReturnError(refused)
			m.ExpectClose()
		}, ""},
		{"nothing to send", dialect.TableLock{}, nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnResult(affected(2))
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectCommit()
		}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			tt.expect(mock)
			_, err := exec.New(db, matching{lock: tt.lock}).Run(ctx, insert(3).BatchSize(2), append(tt.options, exec.LockTable(true))...)
			if got := text(err); got != tt.err {
				t.Errorf("got %q, want %q", got, tt.err)
			}
		})
	}
}

// text is an error's text; empty for none.
func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
