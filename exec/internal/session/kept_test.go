package session

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"
)

var ctx = context.Background()

// mocked is a pool that expects statements.
func mocked(t *testing.T) (*sql.DB, sqlmock.Sqlmock) {
	t.Helper()
	db, mock, err := sqlmock.New(sqlmock.QueryMatcherOption(sqlmock.QueryMatcherEqual))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := mock.ExpectationsWereMet(); err != nil {
			t.Error(err)
		}
	})
	return db, mock
}

// TestKept: a text is prepared when it comes for the second time; the one that was not used for the longest time is closed for another.
func TestKept(t *testing.T) {
	db, mock := mocked(t)
	k := NewKept(2)
	k.Ahead(ctx, db, "a", "b", "c")
	if k.Len() != 0 || k.use("a") != nil {
		t.Fatal("texts are kept that came once")
	}
	mock.ExpectPrepare("a").WillBeClosed()
	mock.ExpectPrepare("b")
	k.Ahead(ctx, db, "a", "b")
	k.Ahead(ctx, db, "a", "b") // nothing more
	mock.ExpectPrepare("c")
	k.Ahead(ctx, db, "c")
	if k.Len() != 2 || k.use("a") != nil || k.use("b") == nil || k.use("c") == nil {
		t.Errorf("%d are kept", k.Len())
	}
}

// TestKeptInUse: a statement that is in use is closed when it is given back.
func TestKeptInUse(t *testing.T) {
	db, mock := mocked(t)
	k := NewKept(1)
	k.Ahead(ctx, db, "a", "b")
	mock.ExpectPrepare("a").WillBeClosed().ExpectExec().WillReturnResult(sqlmock.NewResult(0, 1))
	k.Ahead(ctx, db, "a")
	one := k.use("a")
	k.Close()
	if _, err := one.stmt.ExecContext(ctx); err != nil {
		t.Fatal(err)
	}
	one.release()
	if _, err := one.stmt.ExecContext(ctx); err == nil {
		t.Error("it is still open")
	}
	if k.Ahead(ctx, db, "a", "a"); k.Len() != 0 {
		t.Error("something is kept after Close")
	}
}

// TestKeptNot: a text that cannot be prepared is no error, and is tried again when it comes twice more; nothing is kept where none may be.
func TestKeptNot(t *testing.T) {
	db, mock := mocked(t)
	k := NewKept(1)
	k.Ahead(ctx, db, "a")
	mock.ExpectPrepare("a").WillReturnError(errors.New("no room"))
	k.Ahead(ctx, db, "a")
	k.Ahead(ctx, db, "a")
	if k.Len() != 0 {
		t.Error("it is kept")
	}
	mock.ExpectPrepare("a")
	if k.Ahead(ctx, db, "a"); k.Len() != 1 {
		t.Error("it is not kept")
	}
	none := NewKept(0)
	if none.Ahead(ctx, db, "a", "a"); none.use("a") != nil || (*Kept)(nil).use("a") != nil {
		t.Error("one is kept where none may be")
	}
}

// TestKeptMemory: texts that come once are forgotten.
func TestKeptMemory(t *testing.T) {
	db, _ := mocked(t)
	k := NewKept(3)
	for i := range 1000 {
		k.Ahead(ctx, db, fmt.Sprint("text ", i))
	}
	if len(k.texts) > 3*seenTexts {
		t.Errorf("%d texts are remembered", len(k.texts))
	}
}

// TestKeptTogether: goroutines prepare, use and lose the same texts. It is a test for the race detector.
func TestKeptTogether(t *testing.T) {
	db, mock, err := sqlmock.New(sqlmock.QueryMatcherOption(sqlmock.QueryMatcherEqual))
	if err != nil {
		t.Fatal(err)
	}
	mock.MatchExpectationsInOrder(false)
	for range 400 { // more than will come
		for _, text := range []string{"a", "b", "c"} {
			mock.ExpectPrepare(text)
		}
	}
	k := NewKept(2)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 100 {
				text := string("abc"[i%3])
				k.Ahead(ctx, db, text)
				if one := k.use(text); one != nil {
					one.takes([]any{i})
					one.release()
				}
			}
		})
	}
	all.Wait()
	if k.Len() > 2 {
		t.Errorf("%d are kept", k.Len())
	}
	if k.Close(); k.Len() != 0 {
		t.Error("some are left")
	}
}
