package exec_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// The tests of this file hold what internal/mutate found that no other test held.

// TestWorkersFillLast: with Workers, structs change when all connections are through, since the others are still read.
func TestWorkersFillLast(t *testing.T) {
	db, mock := newMock(t)
	mock.MatchExpectationsInOrder(false)
	for i, email := range []string{"a", "b"} {
		mock.ExpectBegin()
		mock.ExpectExec("INSERT").WithArgs("fixed", email).WillReturnResult(affected(1))
		mock.ExpectQuery("SELECT").WithArgs("fixed", email).WillReturnRows(storedRows(email, i+1))
		mock.ExpectCommit()
	}
	rows := accounts("a", "b")
	early := int64(0)
	look := exec.ObserverFunc(func(context.Context, exec.Event) { early += rows[0].ID + rows[1].ID })
	ex := exec.New(db, selecting{}, exec.PerChunk(), exec.Workers(2), exec.Count(false), exec.Observe(look))
	if _, err := ex.WriteBack(ctx, addAccounts(rows).BatchSize(1), rows); err != nil {
		t.Fatal(err)
	}
	if early != 0 || rows[0].ID != 1 || rows[1].ID != 2 {
		t.Errorf("ids seen while chunks ran: %d; filled %+v", early, rows)
	}
}

// TestStatementsCloseFirst: what was prepared is closed before its connection is: modernc.org/sqlite panics otherwise.
func TestStatementsCloseFirst(t *testing.T) {
	db, rec := newRecorder(t)
	rec.ends = true
	lost := errors.New("lost")
	const tail = "INSERT ? (?, ?)"
	rec.refuse = map[string]error{tail: lost, "ROLLBACK": lost}
	rec.on["ROLLBACK"] = func() { rec.refuse["BEGIN"] = lost }
	_, err := exec.New(db, lasting{}, exec.PerChunk()).Run(ctx, insert(5).BatchSize(2))
	if !errors.Is(err, lost) {
		t.Fatal(err)
	}
	if got := rec.verbs(); !strings.Contains(got, "CLOSE HANGUP") || strings.Contains(got, "HANGUP CLOSE") {
		t.Errorf("got %s", got)
	}
}

// TestStatementsCloseBeforeCommit: behind a pooler, another connection of the server would get a CLOSE that comes after COMMIT.
func TestStatementsCloseBeforeCommit(t *testing.T) {
	db, rec := newRecorder(t)
	rec.ends = true
	if _, err := exec.New(db, fake{}).Run(ctx, insert(4).BatchSize(2)); err != nil {
		t.Fatal(err)
	}
	if got, want := rec.verbs(), "BEGIN INSERT INSERT CLOSE COMMIT"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestLockKeepsItsConnection: a connection that dies with its lock is not replaced by one without.
func TestLockKeepsItsConnection(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectQuery("TAKE").WillReturnRows(numbersRows(1))
	mock.ExpectBegin().WillReturnError(fault{dialect.Fault{Kind: dialect.ConnectionLost}})
	mock.ExpectExec("GIVE").WillReturnResult(affected(0))
	_, err := exec.New(db, matching{lock: heldLock}).Run(ctx, insert(2), exec.LockTable(true))
	var failed *exec.TxError
	if !errors.As(err, &failed) || failed.Fault.Kind != dialect.ConnectionLost || strings.Contains(err.Error(), "expectation") {
		t.Errorf("got %v", err)
	}
}

// TestReadBackUnanswered: without a transaction, rows whose look-up is cut off were written, and the caller is told that this is not known.
func TestReadBackUnanswered(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectExec("INSERT").WillReturnResult(affected(1))
	mock.ExpectQuery("SELECT").WillReturnError(fault{dialect.Fault{Kind: dialect.ConnectionLost}})
	rows := accounts("a")
	_, err := exec.New(db, selecting{}).WriteBack(ctx, addAccounts(rows), rows, exec.NoTx(), exec.Count(false))
	if !errors.Is(err, exec.ErrCommitUnknown) {
		t.Errorf("got %v", err)
	}
}

// TestFeedGoesOn: in a caller's transaction, rows that are fed are not cut short by the context: the rows so far would be applied.
func TestFeedGoesOn(t *testing.T) {
	db, mock := newMock(t)
	tx := begin(t, db, mock)
	mock.ExpectExec(dialect.SetSavepoint).WillReturnResult(affected(0))
	ending, end := context.WithCancel(ctx)
	defer end()
	p := mock.ExpectPrepare("FEED").WillBeClosed()
	p.ExpectExec().WithArgs(0, ends{end}).WillReturnResult(affected(0))
	p.ExpectExec().WithArgs(1, "name 1").WillReturnResult(affected(0))
	p.ExpectExec().WithArgs().WillReturnResult(affected(2))
	_, err := exec.New(tx, feeder{}).Run(ending, insert(2), exec.Strategy(exec.Copy))
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	mock.ExpectRollback()
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
}

// ends is an argument whose arrival ends a context.
type ends struct{ end func() }

// Match implements [sqlmock.Argument].
func (e ends) Match(driver.Value) bool {
	e.end()
	return true
}
