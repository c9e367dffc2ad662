package exec_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// stopped is the error of a queue that has stopped.
func stopped(t *testing.T, err error) *exec.QueueError[item] {
	t.Helper()
	var failed *exec.QueueError[item]
	if !errors.As(err, &failed) {
		t.Fatalf("not a QueueError: %v", err)
	}
	return failed
}

// TestQueueError: a failed flush stops the queue, and every row is stored, in the error, or of unknown fate.
func TestQueueError(t *testing.T) {
	for _, tt := range []struct {
		name    string
		fate    fate
		is      error
		unknown bool
		written bool // the failed rows are stored all the same
	}{
		{"refused", refused, dialect.UniqueViolation, false, false},
		{"deadlock", deadlocked, dialect.Deadlock, false, false},
		{"commit refused", commitRefused, dialect.UniqueViolation, false, false},
		{"commit unanswered, stored", commitStored, exec.ErrCommitUnknown, true, true},
		{"commit unanswered, lost", commitLost, exec.ErrCommitUnknown, true, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, ex *exec.Executor, l *ledger) {
				release := make(chan struct{})
				l.fate = func(n int) fate {
					if n > 1 {
						return tt.fate
					}
					return fine
				}
				l.during = func(context.Context) error { <-release; return nil }
				q, told := newQueue(t, ex, exec.FlushAt(2))
				rows := items(5)
				add(t, q, rows[:4]...) // two are stored, two fail
				release <- struct{}{}
				add(t, q, rows[4]) // waits
				held := make(chan error, 1)
				go func() { held <- q.Flush(ctx) }()
				synctest.Wait()
				close(release)

				failed := stopped(t, <-held)
				if !slices.Equal(failed.Rows, rows[2:4]) || !slices.Equal(failed.Waiting, rows[4:]) || failed.Unknown != tt.unknown {
					t.Errorf("got %+v", failed)
				}
				unapplied := rows[2:]
				if tt.unknown {
					unapplied = rows[4:]
				}
				if got := failed.Unapplied(); !slices.Equal(got, unapplied) {
					t.Errorf("not applied: %v", got)
				}
				if !errors.Is(failed, tt.is) {
					t.Errorf("got %v", failed)
				}
				begun := l.transactions()
				never := item{99, "never"}
				for _, err := range []error{q.Add(ctx, never), q.Flush(ctx), q.Close(ctx), q.Close(ctx), q.Add(ctx, never)} {
					if err != error(failed) {
						t.Errorf("then got %v", err)
					}
				}
				time.Sleep(time.Hour)
				if l.transactions() != begun {
					t.Error("something was sent after the error")
				}
				if last := (*told)[1]; len(*told) != 2 || !slices.Equal(last.Rows, rows[2:4]) || !errors.Is(last.Err, tt.is) ||
					last.Result.Rows != 0 {
					t.Errorf("told of %+v", *told)
				}
				want := rows[:2]
				if tt.written {
					want = rows[:4]
				}
				stored(t, l, want)
			}, atOnce(2))
		})
	}
}

// TestQueueErrorWakes: those who wait for room learn of the error, and their rows are not taken.
func TestQueueErrorWakes(t *testing.T) {
	inBubble(t, func(t *testing.T, ex *exec.Executor, l *ledger) {
		release := make(chan struct{})
		l.fate = func(int) fate { return refused }
		l.during = func(context.Context) error { <-release; return nil }
		q, _ := newQueue(t, ex, exec.FlushAt(1))
		add(t, q, items(2)...)
		held := make(chan error, 3)
		for range cap(held) {
			go func() { held <- q.Add(ctx, item{99, "never"}) }()
		}
		synctest.Wait()
		close(release)
		for range cap(held) {
			if failed := stopped(t, <-held); !slices.Equal(failed.Unapplied(), items(2)) {
				t.Errorf("not applied: %v", failed.Unapplied())
			}
		}
		stopped(t, q.Close(ctx))
		stored(t, l, nil)
	})
}

// TestQueueErrorNamesTheRow: positions in the cause are those of Rows.
func TestQueueErrorNamesTheRow(t *testing.T) {
	inBubble(t, func(t *testing.T, ex *exec.Executor, l *ledger) {
		q, _ := newQueue(t, ex, exec.FlushAt(3))
		rows := items(6)
		rows[4].Name = "bad"
		add(t, q, rows...)
		failed := stopped(t, q.Close(ctx))
		var chunk *exec.ChunkError
		if !errors.As(failed, &chunk) || failed.Rows[chunk.Row] != rows[4] {
			t.Errorf("got %+v", chunk)
		}
		want := "exec: the queue has stopped, with 3 rows not applied and 0 waiting: exec: items: chunk 1, rows 0-2, row 1: "
		if !strings.HasPrefix(failed.Error(), want) {
			t.Errorf("got %q", failed)
		}
		stored(t, l, rows[:3])
	})
}

// TestQueueCloseGivesUp: when the context of Close ends, the flush that runs is stopped, and no row is lost.
func TestQueueCloseGivesUp(t *testing.T) {
	inBubble(t, func(t *testing.T, ex *exec.Executor, l *ledger) {
		l.during = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
		q, _ := newQueue(t, ex, exec.FlushAt(2))
		add(t, q, items(3)...)
		brief, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel()
		err := q.Close(brief)
		failed := stopped(t, err)
		if !slices.Equal(failed.Rows, items(2)) || !slices.Equal(failed.Unapplied(), items(3)) || failed.Unknown {
			t.Errorf("got %+v", failed)
		}
		if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "the context of Close ended") {
			t.Errorf("got %v", err)
		}
		stored(t, l, nil)
	})
}

// TestQueueCloseWaitsForTheCommit: a commit on its way is waited for, and what follows is not sent.
func TestQueueCloseWaitsForTheCommit(t *testing.T) {
	inBubble(t, func(t *testing.T, ex *exec.Executor, l *ledger) {
		release := make(chan struct{})
		l.committing = func() { <-release }
		q, _ := newQueue(t, ex, exec.FlushAt(2))
		add(t, q, items(3)...)
		ended, cancel := context.WithCancel(ctx)
		closed := make(chan error, 1)
		go func() { closed <- q.Close(ended) }()
		synctest.Wait()
		cancel()
		synctest.Wait()
		if len(closed) > 0 {
			t.Error("Close returned while a flush ran")
		}
		close(release)
		failed := stopped(t, <-closed)
		if !slices.Equal(failed.Unapplied(), items(3)[2:]) || !errors.Is(failed, context.Canceled) || l.transactions() != 1 {
			t.Errorf("got %+v after %d transactions", failed, l.transactions())
		}
		stored(t, l, items(2))
	})
}

// panicker is a value that panics when it is read.
type panicker struct{}

func (panicker) Value() (driver.Value, error) { panic("the value") }

// TestQueuePanics: whatever the caller's functions do, the queue stops with an error and every row is accounted for.
func TestQueuePanics(t *testing.T) {
	build := func(f func()) func([]item) builder.Bulk {
		return func(rows []item) builder.Bulk { f(); return insertItems(rows) }
	}
	nothing := func() {}
	for _, tt := range []struct {
		name    string
		build   func([]item) builder.Bulk
		onFlush func()
		want    string
		applied bool
	}{
		{"build", build(func() { panic("the cause") }), nothing, "panic in a flush: the cause", false},
		{"build, an exit", build(runtime.Goexit), nothing, "Goexit", false},
		{"no statement", func([]item) builder.Bulk { return nil }, nothing, "panic in a flush: runtime error", false},
		{"a value", func([]item) builder.Bulk {
			return builder.Insert("items").Columns("id", "name").Values(1, panicker{})
		}, nothing, "panic in a flush: the value", false},
		{"OnFlush", build(nothing), func() { panic("the cause") }, "panic in OnFlush: the cause", true},
		{"OnFlush, an exit", build(nothing), runtime.Goexit, "Goexit", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, ex *exec.Executor, l *ledger) {
				q, err := exec.NewQueue(ex, tt.build, exec.FlushAt(2),
					exec.OnFlush(func(context.Context, exec.Flush[item]) { tt.onFlush() }))
				if err != nil {
					t.Fatal(err)
				}
				release := make(chan struct{})
				l.during = func(context.Context) error { <-release; return nil }
				add(t, q, items(2)...)
				// While the first flush runs, a row waits; when it fails at once, no row is taken any more.
				waiting := q.Add(ctx, item{2, "name 2"}) == nil
				close(release)
				failed := stopped(t, q.Close(ctx))
				var want []item
				if !tt.applied {
					want = items(2)
				}
				if waiting {
					want = items(3)[2-len(want):]
				}
				if got := failed.Unapplied(); !slices.Equal(got, want) || failed.Unknown {
					t.Errorf("got %+v, want %v", failed, want)
				}
				if !strings.Contains(failed.Error(), tt.want) {
					t.Errorf("got %v", failed)
				}
				if tt.applied {
					stored(t, l, items(2))
				} else {
					stored(t, l, nil)
				}
			})
		})
	}
}

// TestQueueFailsTwice: a flush that fails and a panic about it are both in the error.
func TestQueueFailsTwice(t *testing.T) {
	for name, end := range map[string]func(){"panic": func() { panic("the cause") }, "exit": runtime.Goexit} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, ex *exec.Executor, l *ledger) {
				l.fate = func(int) fate { return commitLost }
				q, err := exec.NewQueue(ex, insertItems, exec.OnFlush(func(context.Context, exec.Flush[item]) { end() }))
				if err != nil {
					t.Fatal(err)
				}
				add(t, q, items(2)...)
				failed := stopped(t, q.Close(ctx))
				if !failed.Unknown || !slices.Equal(failed.Rows, items(2)) || !errors.Is(failed, exec.ErrCommitUnknown) {
					t.Errorf("got %+v", failed)
				}
				if name == "panic" && !strings.Contains(failed.Error(), "panic in OnFlush: the cause") {
					t.Errorf("got %v", failed)
				}
			})
		})
	}
}
