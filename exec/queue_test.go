package exec_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"weak"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// insertItems is the statement of the queues.
func insertItems(rows []item) builder.Bulk {
	return builder.Insert("items").Columns("id", "name").From(builder.Structs(rows))
}

// newQueue is a queue of items, and what it tells about its flushes.
func newQueue(t *testing.T, ex *exec.Executor, opts ...exec.QueueOption) (*exec.Queue[item], *[]exec.Flush[item]) {
	t.Helper()
	var told []exec.Flush[item]
	note := exec.OnFlush(func(_ context.Context, f exec.Flush[item]) { told = append(told, f) })
	q, err := exec.NewQueue(ex, insertItems, append([]exec.QueueOption{note}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return q, &told
}

// add adds rows that have to be taken.
func add(t *testing.T, q *exec.Queue[item], rows ...item) {
	t.Helper()
	for _, row := range rows {
		if err := q.Add(ctx, row); err != nil {
			t.Fatal(err)
		}
	}
}

// stored checks what the ledger holds.
func stored(t *testing.T, l *ledger, want []item) {
	t.Helper()
	if got := l.rows(); !slices.Equal(got, want) {
		t.Errorf("%d rows are stored, not %d: %v", len(got), len(want), got)
	}
}

// inBubble runs a test where time passes when every goroutine waits. No goroutine may be left at its end.
func inBubble(t *testing.T, f func(t *testing.T, ex *exec.Executor, l *ledger), opts ...exec.Option) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		db, l := newLedger(t)
		f(t, exec.New(db, fake{}, opts...), l)
	})
}

func TestQueueFlushesAtSize(t *testing.T) {
	inBubble(t, func(t *testing.T, ex *exec.Executor, l *ledger) {
		q, told := newQueue(t, ex, exec.FlushAt(3), exec.FlushAfter(0))
		rows := items(7)
		for i, row := range rows {
			add(t, q, row)
			synctest.Wait()
			stored(t, l, rows[:(i+1)/3*3])
		}
		time.Sleep(time.Hour)
		stored(t, l, rows[:6])
		if err := q.Close(ctx); err != nil {
			t.Fatal(err)
		}
		stored(t, l, rows)
		for i, f := range *told {
			part := rows[i*3 : min(i*3+3, 7)]
			if !slices.Equal(f.Rows, part) || f.Err != nil || f.Result.Created != int64(len(part)) || !f.Result.Exact {
				t.Errorf("flush %d: %+v", i, f)
			}
		}
		if len(*told) != 3 || l.transactions() != 3 {
			t.Errorf("told of %d flushes in %d transactions, not 3", len(*told), l.transactions())
		}
	})
}

// TestQueueFlushesAfter: the time counts from the first waiting row, and without rows nothing is sent.
func TestQueueFlushesAfter(t *testing.T) {
	inBubble(t, func(t *testing.T, ex *exec.Executor, l *ledger) {
		const wait = 10 * time.Second
		start := time.Now()
		var at []time.Duration
		q, _ := newQueue(t, ex, exec.FlushAfter(wait), exec.OnFlush(func(context.Context, exec.Flush[item]) {
			at = append(at, time.Since(start))
		}))
		rows := items(4)
		time.Sleep(3 * time.Second)
		add(t, q, rows[0])
		time.Sleep(6 * time.Second)
		add(t, q, rows[1])
		time.Sleep(4*time.Second - 1)
		synctest.Wait()
		stored(t, l, nil)
		time.Sleep(1 * time.Nanosecond)
		synctest.Wait()
		stored(t, l, rows[:2])
		time.Sleep(time.Hour)
		add(t, q, rows[2])
		if err := q.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		stored(t, l, rows[:3])
		time.Sleep(wait / 2) // the time of the row that has been flushed does not count for the next
		add(t, q, rows[3])
		time.Sleep(wait)
		synctest.Wait()
		stored(t, l, rows)
		hour := time.Hour + 13*time.Second
		if want := []time.Duration{13 * time.Second, hour, hour + wait/2 + wait}; !slices.Equal(at, want) {
			t.Errorf("flushed at %v, not %v", at, want)
		}
		if err := q.Close(ctx); err != nil || l.transactions() != 3 {
			t.Errorf("closed with %v after %d transactions", err, l.transactions())
		}
	})
}

// TestQueueDueWhileOneRuns: a flush that became due in the meantime starts when the one before it is done.
func TestQueueDueWhileOneRuns(t *testing.T) {
	inBubble(t, func(t *testing.T, ex *exec.Executor, l *ledger) {
		release := make(chan struct{})
		l.during = func(context.Context) error { <-release; return nil }
		q, _ := newQueue(t, ex, exec.FlushAt(2), exec.FlushAfter(time.Second))
		rows := items(3)
		add(t, q, rows...)
		time.Sleep(time.Minute)
		if n := l.transactions(); n != 1 {
			t.Errorf("%d transactions have begun", n)
		}
		close(release)
		synctest.Wait()
		stored(t, l, rows)
		if err := q.Close(ctx); err != nil {
			t.Error(err)
		}
	})
}

// TestQueueHoldsBack: twice the size is held at most. A row that has to wait is taken when there is room, unless its context ends.
func TestQueueHoldsBack(t *testing.T) {
	inBubble(t, func(t *testing.T, ex *exec.Executor, l *ledger) {
		release := make(chan struct{})
		l.during = func(context.Context) error { <-release; return nil }
		q, told := newQueue(t, ex, exec.FlushAt(2))
		rows := items(5)
		add(t, q, rows[:4]...)

		impatient, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel()
		if err := q.Add(impatient, item{99, "never"}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a full queue took a row, or did not wait: %v", err)
		}
		if err := q.Add(impatient, item{99, "never"}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a context that had ended: %v", err)
		}
		taken := make(chan error, 1)
		go func() { taken <- q.Add(ctx, rows[4]) }()
		synctest.Wait()
		if len(taken) > 0 {
			t.Error("a full queue took a row")
		}
		release <- struct{}{}
		if err := <-taken; err != nil {
			t.Error(err)
		}
		close(release)
		if err := q.Close(ctx); err != nil {
			t.Error(err)
		}
		stored(t, l, rows)
		if len(*told) != 3 {
			t.Errorf("%d flushes", len(*told))
		}
	})
}

// TestQueueKeepsNothing: rows that are written are garbage, although the time for which they might have waited is not over.
func TestQueueKeepsNothing(t *testing.T) {
	db, _ := newLedger(t)
	q, err := exec.NewQueue(exec.New(db, fake{}), func(rows []*item) builder.Bulk {
		return builder.Insert("items").Columns("id", "name").From(builder.Structs(rows))
	}, exec.FlushAt(3), exec.FlushAfter(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	var rows []weak.Pointer[item]
	for i := range 30 {
		row := &item{int64(i), "name"}
		rows = append(rows, weak.Make(row))
		if err := q.Add(ctx, row); err != nil {
			t.Fatal(err)
		}
	}
	if err := q.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	kept := 0
	for _, row := range rows {
		if row.Value() != nil {
			kept++
		}
	}
	if kept > len(rows)/2 { // the goroutine of a flush may be at its very end
		t.Errorf("%d rows are kept after they were written", kept)
	}
	if err := q.Close(ctx); err != nil {
		t.Error(err)
	}
}

// TestQueueFlushGoesOn: a Flush that is not waited for is done all the same.
func TestQueueFlushGoesOn(t *testing.T) {
	inBubble(t, func(t *testing.T, ex *exec.Executor, l *ledger) {
		release := make(chan struct{})
		l.during = func(context.Context) error { <-release; return nil }
		q, _ := newQueue(t, ex)
		add(t, q, items(3)...)
		impatient, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel()
		if err := q.Flush(impatient); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		second := make(chan error, 1)
		go func() { second <- q.Flush(ctx) }() // nothing waits, and it waits for the flush that runs
		synctest.Wait()
		if len(second) > 0 {
			t.Error("Flush returned before the rows were written")
		}
		close(release)
		if err := <-second; err != nil {
			t.Error(err)
		}
		stored(t, l, items(3))
		if err := q.Close(ctx); err != nil {
			t.Error(err)
		}
	})
}

func TestQueueClosed(t *testing.T) {
	inBubble(t, func(t *testing.T, ex *exec.Executor, l *ledger) {
		empty, _ := newQueue(t, ex)
		for range 2 {
			if err := errors.Join(empty.Flush(ctx), empty.Close(ctx)); err != nil {
				t.Error(err)
			}
		}
		if l.transactions() != 0 {
			t.Error("an empty queue sent something")
		}
		release := make(chan struct{})
		l.during = func(context.Context) error { <-release; return nil }
		q, _ := newQueue(t, ex, exec.FlushAt(1))
		add(t, q, items(2)...)
		held, closed := make(chan error, 1), make(chan error, 2)
		go func() { held <- q.Add(ctx, item{99, "never"}) }()
		synctest.Wait()
		for range cap(closed) {
			go func() { closed <- q.Close(ctx) }()
		}
		synctest.Wait()
		close(release)
		if err := errors.Join(<-closed, <-closed, q.Close(ctx), q.Flush(ctx)); err != nil {
			t.Error(err)
		}
		if err := <-held; err != exec.ErrQueueClosed {
			t.Errorf("a row that had to wait until the queue was closed: %v", err)
		}
		if err := q.Add(ctx, item{99, "never"}); err != exec.ErrQueueClosed {
			t.Errorf("a row for a closed queue: %v", err)
		}
		stored(t, l, items(2))
	})
}

// TestQueueManyChunks: a flush of several statements is one transaction.
func TestQueueManyChunks(t *testing.T) {
	inBubble(t, func(t *testing.T, ex *exec.Executor, l *ledger) {
		q, told := newQueue(t, ex, exec.FlushAt(5))
		add(t, q, items(5)...)
		if err := q.Close(ctx); err != nil {
			t.Fatal(err)
		}
		stored(t, l, items(5))
		if f := (*told)[0]; f.Result.Chunks != 3 || l.transactions() != 1 {
			t.Errorf("%d chunks in %d transactions", f.Result.Chunks, l.transactions())
		}
	}, exec.BatchSize(2), exec.PerChunk())
}

// TestQueueSkipsBadRows: bad rows are told, by their position in the flush, and the others are stored.
func TestQueueSkipsBadRows(t *testing.T) {
	inBubble(t, func(t *testing.T, ex *exec.Executor, l *ledger) {
		q, told := newQueue(t, ex, exec.FlushAt(3))
		rows := items(6)
		rows[1].Name, rows[5].Name = "bad", "bad"
		add(t, q, rows...)
		if err := q.Close(ctx); err != nil {
			t.Fatal(err)
		}
		stored(t, l, []item{rows[0], rows[2], rows[3], rows[4]})
		var bad []item
		for _, f := range *told {
			for _, r := range f.Result.Rejected {
				bad = append(bad, f.Rows[r.Row])
			}
		}
		if !slices.Equal(bad, []item{rows[1], rows[5]}) {
			t.Errorf("rejected: %v", bad)
		}
	}, exec.SkipBadRows(-1))
}

func TestQueueOptionsRefused(t *testing.T) {
	db, l := newLedger(t)
	ex := exec.New(db, fake{})
	tx, err := db.Beginx()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	for _, tt := range []struct {
		name string
		ex   *exec.Executor
		opts []exec.QueueOption
		want string
	}{
		{"size", ex, []exec.QueueOption{exec.FlushAt(0)}, "FlushAt"},
		{"time", ex, []exec.QueueOption{exec.FlushAfter(-1)}, "FlushAfter"},
		{"type", ex, []exec.QueueOption{exec.OnFlush(func(context.Context, exec.Flush[string]) {})}, "exec.Flush[string]"},
		{"transaction", exec.New(tx, fake{}), nil, "*sqlx.DB"},
		{"executor", exec.New(db, fake{}, exec.BatchSize(-1)), nil, "BatchSize"},
		{"bad rows", exec.New(db, fake{}, exec.SkipBadRows(1)), nil, "OnFlush"},
		{"rejects", exec.New(db, fake{}, exec.SkipBadRows(1), exec.RejectTo(&strings.Builder{})), nil, "RejectTo"},
	} {
		if _, err := exec.NewQueue(tt.ex, insertItems, tt.opts...); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v", tt.name, err)
		}
	}
	if _, err := exec.NewQueue[item](ex, nil); err == nil {
		t.Error("a queue without statements")
	}
	if n := l.transactions(); n != 1 {
		t.Errorf("%d transactions besides the test's", n-1)
	}
}
