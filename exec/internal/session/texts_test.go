package session

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/dialect"
)

// plain is a dialect that spells nothing.
type plain struct {
	dialect.Dialect
	prepared dialect.Prepared
}

func (p plain) Prepared(any) dialect.Prepared { return p.prepared }
func (plain) WriteLock() string               { return "" }
func (plain) CheckFloat(float64) error        { return nil }

var (
	errStale = errors.New("stale")
	done     = sqlmock.NewResult(0, 1)
)

func (plain) Classify(err error) dialect.Fault {
	if errors.Is(err, errStale) {
		return dialect.Fault{Kind: dialect.StaleStatement}
	}
	return dialect.Fault{}
}

// values are a row.
type values []any

func (values) Len() int                  { return 1 }
func (v values) Args(dialect.Step) []any { return v }
func (values) MayBeNull([]int) bool      { return false }

// step is a statement with one argument for each row.
func step(text string) dialect.Step {
	return dialect.Step{SQL: text, Read: dialect.ReadAffected, Args: []dialect.Args{{Slots: []dialect.Slot{{}}, PerRow: true}}}
}

// runs sends steps for a row.
func runs(s *Session, row values, steps ...dialect.Step) error {
	_, err := s.Run(ctx, &dialect.Spelling{Steps: steps}, row, nil)
	return err
}

// opened is a session on a mock.
func opened(t *testing.T, d plain, set Settings) (*Session, sqlmock.Sqlmock) {
	t.Helper()
	db, mock := mocked(t)
	set.Dialect = d
	s, err := Open(ctx, db, set)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(ctx) })
	return s, mock
}

func expect(m sqlmock.Sqlmock, text string, arg driver.Value) {
	m.ExpectExec(text).WithArgs(arg).WillReturnResult(done)
}

// TestTexts: the text that was not used for the longest time is forgotten, and its statement closed.
func TestTexts(t *testing.T) {
	s, mock := opened(t, plain{}, Settings{})
	expect(mock, "a", 1)
	mock.ExpectPrepare("a").WillBeClosed().ExpectExec().WithArgs(2).WillReturnResult(done)
	for i := range mostTexts {
		expect(mock, fmt.Sprint("other ", i), 3)
	}
	expect(mock, "a", 4) // as one that was never sent
	var all []dialect.Step
	for i := range mostTexts {
		all = append(all, step(fmt.Sprint("other ", i)))
	}
	err := errors.Join(runs(s, values{1}, step("a")), runs(s, values{2}, step("a")), runs(s, values{3}, all...), runs(s, values{4}, step("a")))
	if err != nil || len(s.texts) != mostTexts {
		t.Errorf("%d texts, %v", len(s.texts), err)
	}
}

// TestNeverPrepared: a text without arguments, a question, and what is beside fed rows.
func TestNeverPrepared(t *testing.T) {
	s, mock := opened(t, plain{}, Settings{})
	ask := step("ask")
	ask.Needed = func(int, []dialect.Answer) bool { return true }
	for range 3 {
		mock.ExpectExec("set").WillReturnResult(done)
		expect(mock, "ask", 1)
	}
	for range 3 {
		if err := runs(s, values{1}, dialect.Step{SQL: "set", Read: dialect.ReadAffected}, ask); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTextsOfATransaction: what ends with the transaction is not used after it; what lasts is.
func TestTextsOfATransaction(t *testing.T) {
	for _, lasts := range []bool{false, true} {
		s, mock := opened(t, plain{prepared: dialect.Prepared{Last: lasts}}, Settings{})
		mock.ExpectBegin()
		expect(mock, "a", 1)
		p := mock.ExpectPrepare("a").WillBeClosed()
		p.ExpectExec().WithArgs(2).WillReturnResult(done)
		mock.ExpectCommit()
		mock.ExpectBegin()
		if lasts {
			p.ExpectExec().WithArgs(3).WillReturnResult(done)
		} else {
			expect(mock, "a", 3)
		}
		mock.ExpectRollback()
		err := errors.Join(s.Begin(ctx, false), runs(s, values{1}, step("a")), runs(s, values{2}, step("a")), s.Commit(ctx),
			s.Begin(ctx, false), runs(s, values{3}, step("a")))
		if s.Rollback(ctx); err != nil {
			t.Errorf("lasts %v: %v", lasts, err)
		}
		s.Close(ctx)
	}
}

// TestTyped: where a database would convert values of another type, they are sent with the text.
func TestTyped(t *testing.T) {
	for _, typed := range []bool{false, true} {
		s, mock := opened(t, plain{prepared: dialect.Prepared{Typed: typed}}, Settings{})
		expect(mock, "a", 1)
		p := mock.ExpectPrepare("a")
		p.ExpectExec().WithArgs(2).WillReturnResult(done)
		if typed {
			expect(mock, "a", "x")
		} else {
			p.ExpectExec().WithArgs("x").WillReturnResult(done)
		}
		p.ExpectExec().WithArgs(3).WillReturnResult(done)
		for _, v := range []any{1, 2, "x", 3} {
			if err := runs(s, values{v}, step("a")); err != nil {
				t.Errorf("typed %v: %v", typed, err)
			}
		}
	}
}

// TestStale: where the server has no room for a statement, or has forgotten it, its text is sent.
func TestStale(t *testing.T) {
	s, mock := opened(t, plain{}, Settings{})
	expect(mock, "a", 1)
	mock.ExpectPrepare("a").WillReturnError(errStale)
	expect(mock, "a", 2)
	p := mock.ExpectPrepare("a").WillBeClosed()
	p.ExpectExec().WithArgs(3).WillReturnError(errStale)
	expect(mock, "a", 3)
	expect(mock, "a", 4)
	for _, v := range []any{1, 2, 3, 4} {
		if err := runs(s, values{v}, step("a")); err != nil {
			t.Fatal(err)
		}
	}
}

// TestKeptInATransaction: a statement of the pool is used in the transaction, and not prepared again; where the server has forgotten it, the
// text is sent, and it is not kept any more.
func TestKeptInATransaction(t *testing.T) {
	db, mock := mocked(t)
	k := NewKept(2)
	k.Ahead(ctx, db, "a")
	p := mock.ExpectPrepare("a").WillBeClosed()
	k.Ahead(ctx, db, "a")
	for _, err := range []error{nil, errStale} {
		mock.ExpectBegin()
		p.ExpectExec().WithArgs(1).WillReturnResult(done).WillReturnError(err)
		if err != nil {
			expect(mock, "a", 1)
		}
		mock.ExpectCommit()
		s, opening := Open(ctx, db, Settings{Dialect: plain{}, Kept: k})
		if err := errors.Join(opening, s.Begin(ctx, false), runs(s, values{1}, step("a")), s.Commit(ctx)); err != nil {
			t.Fatal(err)
		}
		if s.Close(ctx); (k.Len() == 0) != (err != nil) {
			t.Errorf("after %v %d are kept", err, k.Len())
		}
	}
}

// TestAlone: without a transaction and a connection of its own, statements run on the pool.
func TestAlone(t *testing.T) {
	db, mock := mocked(t)
	k := NewKept(2)
	k.Ahead(ctx, db, "a")
	p := mock.ExpectPrepare("a")
	k.Ahead(ctx, db, "a")
	s, err := Open(ctx, db, Settings{Dialect: plain{}, Kept: k, Alone: true})
	if err != nil || db.Stats().InUse != 0 || s.InTx() || !s.Owned() {
		t.Fatalf("%d connections in use, %v", db.Stats().InUse, err)
	}
	p.ExpectExec().WithArgs(1).WillReturnResult(done)
	expect(mock, "b", 1)
	expect(mock, "b", 2) // another connection may get it: it is not prepared here
	if err := errors.Join(runs(s, values{1}, step("a"), step("b")), runs(s, values{2}, step("b"))); err != nil {
		t.Error(err)
	}
	s.GiveUp()
	if s.Close(ctx); k.Len() != 1 {
		t.Error("the statement of the pool is gone")
	}
}
