package exec_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/sqbulk/sqbulk/exec"
)

const (
	producers    = 16
	producerRows = 500
)

// TestQueueRows: 16 producers add rows while a third of the transactions fail in one way or another. Each failure stops a queue, and
// the next one takes over what it leaves. In the end every row is stored once, each producer's in its order.
func TestQueueRows(t *testing.T) {
	db, l := newLedger(t)
	ways := []fate{refused, deadlocked, commitRefused, commitStored, commitLost}
	faults := 0
	l.fate = func(n int) fate {
		if n%3 > 0 {
			return fine
		}
		faults++
		return ways[n/3%len(ways)]
	}
	r := &relay{t: t, ledger: l, ex: exec.New(db, fake{}, atOnce(2))}
	r.q = r.next()

	var all sync.WaitGroup
	for p := range producers {
		all.Go(func() {
			for i := range producerRows {
				r.add(item{int64(p), fmt.Sprintf("%06d", i)})
			}
		})
	}
	all.Wait()
	r.close()

	got := l.rows()
	if !slices.Equal(got, r.applied) {
		t.Errorf("%d rows are stored, and %d are told to be", len(got), len(r.applied))
	}
	of := make(map[int64][]string)
	for _, row := range got {
		of[row.ID] = append(of[row.ID], row.Name)
	}
	for p := range producers {
		names := of[int64(p)]
		if len(names) != producerRows || !slices.IsSorted(names) || len(slices.Compact(names)) != producerRows {
			t.Errorf("producer %d: %d rows are stored, in order: %v", p, len(names), slices.IsSorted(names))
		}
	}
	if n := l.transactions(); faults != n/3 || r.failures < 2*len(ways) {
		t.Errorf("%d of %d transactions went wrong, and %d queues stopped", faults, n, r.failures)
	}
}

// relay is a queue, and when it stops the next one.
type relay struct {
	t      *testing.T
	ex     *exec.Executor
	ledger *ledger

	mu       sync.RWMutex
	q        *exec.Queue[item]
	failures int
	applied  []item // the rows that are told to be stored
}

// next starts a queue.
func (r *relay) next() *exec.Queue[item] {
	q, err := exec.NewQueue(r.ex, insertItems, exec.FlushAt(40), exec.OnFlush(func(_ context.Context, f exec.Flush[item]) {
		if f.Err == nil {
			r.applied = append(r.applied, f.Rows...) // flushes run one at a time
		}
	}))
	if err != nil {
		panic(err)
	}
	return q
}

// add adds a row to the queue of the moment.
func (r *relay) add(row item) {
	for {
		r.mu.RLock()
		q := r.q
		err := q.Add(ctx, row)
		r.mu.RUnlock()
		if err == nil {
			return
		}
		r.replace(q)
	}
}

// close closes queues until one has written everything.
func (r *relay) close() {
	for r.q.Close(ctx) != nil {
		r.replace(r.q)
	}
}

// replace starts the next queue with the rows that a stopped one leaves, before anybody else adds one.
func (r *relay) replace(old *exec.Queue[item]) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.q != old {
		return
	}
	left := r.left(old)
	r.q = r.next()
	for len(left) > 0 {
		if r.q.Add(ctx, left[0]) == nil {
			left = left[1:]
			continue
		}
		left = append(r.left(r.q), left...)
		r.q = r.next()
	}
}

// left are the rows that a stopped queue leaves. Those of unknown fate are looked up.
func (r *relay) left(q *exec.Queue[item]) []item {
	err := q.Close(ctx)
	var failed *exec.QueueError[item]
	if !errors.As(err, &failed) {
		r.t.Errorf("the queue stopped with %v", err)
		return nil
	}
	r.failures++
	if !failed.Unknown {
		return failed.Unapplied()
	}
	stored := r.ledger.rows()
	if slices.Contains(stored, failed.Rows[0]) {
		r.applied = append(r.applied, failed.Rows...)
		return failed.Unapplied()
	}
	return slices.Concat(failed.Rows, failed.Waiting)
}
