package integration

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// reading is a row of the queue tests. One without a note is bad.
type reading struct {
	ID       int            `db:"id"`
	Producer int            `db:"producer"`
	Seq      int            `db:"seq"`
	Note     sql.NullString `db:"note"`
}

const (
	queueProducers = 16
	queueRows      = 125 // of each producer
	queueSize      = 50
)

// readings are the rows of a producer. Every 40th row of all is bad.
func readings(producer int) []reading {
	rows := make([]reading, queueRows)
	for i := range rows {
		id := i*queueProducers + producer
		rows[i] = reading{id, producer, i, sql.NullString{String: fmt.Sprint("note ", id), Valid: id%40 != 7}}
	}
	return rows
}

// queueTable creates a table whose only key numbers the rows as they are written, so that a row that is written twice shows.
func queueTable(t *testing.T, on reach) {
	number := pick(on, map[string]string{
		"sqlite":   "INTEGER PRIMARY KEY AUTOINCREMENT",
		"postgres": "BIGSERIAL PRIMARY KEY",
		"mysql":    "BIGINT AUTO_INCREMENT PRIMARY KEY",
	})
	on.create(t, "readings (number "+number+", id INT NOT NULL, producer INT NOT NULL, seq INT NOT NULL, note VARCHAR(40) NOT NULL)")
}

func insertReadings(rows []reading) builder.Bulk {
	return builder.Insert("readings").From(builder.Structs(rows))
}

// TestQueue: 16 producers add rows, some flushes fail because of a bad row, and each failure stops a queue. The next queue takes
// over what is left without the bad rows. The table holds exactly the rows that were told to be applied, each producer's in order.
func TestQueue(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		queueTable(t, on)
		r := &relay{ex: exec.New(on.db, on.dialect)}
		r.start()
		produce(t, func(row reading) error {
			r.add(row)
			return nil
		})
		r.close()
		if r.wrong != nil {
			t.Fatal(r.wrong)
		}
		if r.failures == 0 || len(r.bad) != len(badReadings()) {
			t.Errorf("%d queues stopped, for %d bad rows", r.failures, len(r.bad))
		}
		compareQueue(t, on, r.applied, r.bad)
	})
}

// TestQueueSkipsBadRows: the queue goes on, and tells exactly which rows it has set aside.
func TestQueueSkipsBadRows(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		queueTable(t, on)
		var applied, bad []reading
		told := exec.OnFlush(func(_ context.Context, f exec.Flush[reading]) {
			rejected := make(map[int]bool)
			for _, bad := range f.Result.Rejected {
				rejected[bad.Row] = true
			}
			for i, row := range f.Rows {
				if rejected[i] {
					bad = append(bad, row)
				} else {
					applied = append(applied, row)
				}
			}
			if f.Err != nil || f.Result.Created != int64(len(f.Rows)-len(rejected)) {
				t.Errorf("%d rows, %d of them bad: %+v", len(f.Rows), len(rejected), f.Result)
			}
		})
		q, err := exec.NewQueue(exec.New(on.db, on.dialect, exec.SkipBadRows(-1)), insertReadings, exec.FlushAt(queueSize), told)
		if err != nil {
			t.Fatal(err)
		}
		produce(t, func(row reading) error { return q.Add(context.Background(), row) })
		if err := q.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		compareQueue(t, on, applied, bad)
	})
}

// TestQueueCloseGivesUp: a flush that waits for a lock is stopped with the context of Close, and all its rows come back.
func TestQueueCloseGivesUp(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		on.create(t, "held (id INT PRIMARY KEY, n INT NOT NULL)")
		on.must(t, "INSERT INTO held VALUES (1, 0)")
		holder, err := on.db.Beginx()
		if err != nil {
			t.Fatal(err)
		}
		defer holder.Rollback()
		holder.MustExec("UPDATE held SET n = 1 WHERE id = 1")

		begun := make(chan struct{}, 2)
		columns := []string{"id", "n"}
		q, err := exec.NewQueue(exec.New(on.db, on.dialect), func(rows [][]any) builder.Bulk {
			begun <- struct{}{}
			return builder.Update("held").Key("id").Set("n").From(builder.Tuples(columns, rows))
		}, exec.FlushAt(1))
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		for n := range 2 {
			if err := q.Add(ctx, []any{1, n + 2}); err != nil {
				t.Fatal(err)
			}
		}
		<-begun
		cancel()
		var stopped *exec.QueueError[[]any]
		if err := q.Close(ctx); !errors.As(err, &stopped) || !errors.Is(err, context.Canceled) || len(stopped.Unapplied()) != 2 {
			t.Errorf("got %v", err)
		}
		if err := holder.Rollback(); err != nil {
			t.Error(err)
		}
		if n := on.one(t, "SELECT n FROM held"); n != 0 {
			t.Errorf("a row that came back is stored: %d", n)
		}
		on.idle(t)
	})
}

// produce lets every producer add its rows.
func produce(t *testing.T, add func(reading) error) {
	var all sync.WaitGroup
	for p := range queueProducers {
		all.Go(func() {
			for _, row := range readings(p) {
				if err := add(row); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
}

// badReadings are the bad rows of all producers.
func badReadings() (bad []reading) {
	for p := range queueProducers {
		for _, row := range readings(p) {
			if !row.Note.Valid {
				bad = append(bad, row)
			}
		}
	}
	return bad
}

// compareQueue checks that the table holds the applied rows in their order, that the others are the bad ones, and that none is
// missing.
func compareQueue(t *testing.T, on reach, applied, bad []reading) {
	t.Helper()
	var stored []reading
	if err := on.db.Select(&stored, "SELECT id, producer, seq, note FROM readings ORDER BY number"); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(stored, applied) {
		t.Errorf("%d rows are stored, and %d told to be, or in another order", len(stored), len(applied))
	}
	seen := make([]int, queueProducers*queueRows)
	next := make([]int, queueProducers)
	for _, row := range stored {
		if seen[row.ID]++; row.Seq < next[row.Producer] {
			t.Errorf("row %d of producer %d is stored after row %d", row.Seq, row.Producer, next[row.Producer]-1)
		}
		next[row.Producer] = row.Seq + 1
	}
	for _, row := range bad {
		if seen[row.ID]++; row.Note.Valid {
			t.Errorf("row %d is not bad", row.ID)
		}
	}
	differ := few{t: t}
	for id, n := range seen {
		if n != 1 {
			differ.errorf("row %d is accounted for %d times", id, n)
		}
	}
	on.idle(t)
}

// relay is a queue, and when it stops the next one.
type relay struct {
	ex *exec.Executor

	mu           sync.RWMutex
	q            *exec.Queue[reading]
	failures     int
	applied, bad []reading
	wrong        error
}

// start starts the next queue.
func (r *relay) start() {
	told := exec.OnFlush(func(_ context.Context, f exec.Flush[reading]) {
		if f.Err == nil {
			r.applied = append(r.applied, f.Rows...)
		}
	})
	var err error
	r.q, err = exec.NewQueue(r.ex, insertReadings, exec.FlushAt(queueSize), told)
	if err != nil {
		panic(err)
	}
}

// add adds a row to the queue of the moment.
func (r *relay) add(row reading) {
	for {
		r.mu.RLock()
		q := r.q
		err := q.Add(context.Background(), row)
		r.mu.RUnlock()
		if err == nil {
			return
		}
		r.replace(q)
	}
}

// close closes queues until one has written everything.
func (r *relay) close() {
	for r.q.Close(context.Background()) != nil {
		r.replace(r.q)
	}
}

// replace starts the next queue with the good rows that a stopped one leaves, before anybody else adds one.
func (r *relay) replace(old *exec.Queue[reading]) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.q != old {
		return
	}
	left := r.left()
	r.start()
	for len(left) > 0 {
		if r.q.Add(context.Background(), left[0]) == nil {
			left = left[1:]
			continue
		}
		left = append(r.left(), left...)
		r.start()
	}
}

// left are the good rows of the failed flush, and all that wait.
func (r *relay) left() (left []reading) {
	err := r.q.Close(context.Background())
	r.failures++
	var stopped *exec.QueueError[reading]
	if !errors.As(err, &stopped) || !errors.Is(err, dialect.NotNullViolation) || stopped.Unknown {
		r.wrong = fmt.Errorf("the queue stopped with %w", err)
		return nil
	}
	for _, row := range stopped.Rows {
		if row.Note.Valid {
			left = append(left, row)
		} else {
			r.bad = append(r.bad, row)
		}
	}
	return append(left, stopped.Waiting...)
}
