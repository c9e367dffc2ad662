package exec

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/sqbulk/sqbulk/builder"
)

// Queue collects rows that are added one at a time, from one goroutine or many, and writes them in bulk: when enough rows wait
// ([FlushAt]), when the first of them has waited long enough ([FlushAfter]), on Flush and on Close. Its methods are safe for
// concurrent use.
//
//	q, err := exec.NewQueue(ex, func(rows []Event) builder.Bulk {
//		return builder.Insert("events").From(builder.Structs(rows))
//	})
//	err = q.Add(ctx, event)
//	err = q.Close(ctx)
//
// Flushes run in the background, one at a time. Each is one transaction, all or nothing, whatever the executor's options say. Rows
// are written in the order in which they were added.
//
// The first error stops the queue: from then on every call returns the same [*QueueError], which holds the rows that are not
// applied. So each row that Add has taken is committed, or set aside by [SkipBadRows] and told to [OnFlush], or in the error.
type Queue[T any] struct {
	ex      *Executor
	build   func(rows []T) builder.Bulk
	onFlush func(context.Context, Flush[T]) // nil: nobody is told
	size    int
	after   time.Duration
	ctx     context.Context // that of the flushes
	cancel  context.CancelCauseFunc

	mu      sync.Mutex
	waiting *batch[T] // the rows of the next flush
	running *batch[T] // the flush that runs; nil: none
	err     error     // the *QueueError, once the queue has stopped
	closed  bool
}

// NewQueue returns a queue that writes through an executor. build is called for each flush and returns the statement for its rows,
// all of them and in their order; it may keep the slice. An error means that the options cannot be right.
//
// The executor's options hold for each flush, except for those of the transaction. It must be one on a *sqlx.DB, or on a *sqlx.Conn
// that nobody else uses until the queue is closed.
func NewQueue[T any](ex *Executor, build func(rows []T) builder.Bulk, opts ...QueueOption) (*Queue[T], error) {
	o := newQueueOptions(opts)
	if err := o.check(ex); err != nil {
		return nil, err
	}
	if build == nil {
		return nil, errors.New("exec: a queue needs a function that builds its statements")
	}
	onFlush, err := listener[T](o)
	if err != nil {
		return nil, err
	}
	q := &Queue[T]{ex: ex, build: build, onFlush: onFlush, size: o.size, after: o.after, waiting: newBatch[T]()}
	q.ctx, q.cancel = context.WithCancelCause(context.Background())
	return q, nil
}

// Add adds a row, which must not be changed until it is flushed. It waits only while as many rows as one flush takes are waiting and
// a flush runs, and no longer than until ctx ends. ctx is not that of the flush.
//
// An error means that this row was not taken: the [*QueueError] of an earlier flush, [ErrQueueClosed], or that of ctx.
func (q *Queue[T]) Add(ctx context.Context, row T) error {
	for {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("exec: the row was not added: %w", err)
		}
		busy, err := q.add(row)
		if busy == nil {
			return err
		}
		select {
		case <-busy.done:
		case <-ctx.Done():
		}
	}
}

// add adds a row, or returns the flush that has to be done before there is room.
func (q *Queue[T]) add(row T) (busy *batch[T], err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	b := q.waiting
	switch {
	case q.err != nil:
		return nil, q.err
	case q.closed:
		return nil, ErrQueueClosed
	case len(b.rows) == q.size:
		return q.running, nil
	}
	b.rows = append(b.rows, row)
	if len(b.rows) == q.size {
		q.flush(b)
	} else if len(b.rows) == 1 && q.after > 0 {
		b.timer = time.AfterFunc(q.after, func() {
			q.mu.Lock()
			defer q.mu.Unlock()
			q.flush(b)
		})
	}
	return nil, nil
}

// Flush writes the waiting rows and returns when every row that was added before is committed. Without rows, nothing is sent.
//
// An error is the [*QueueError] of this flush or an earlier one, or that of ctx: then the flush goes on without the caller.
func (q *Queue[T]) Flush(ctx context.Context) error {
	select {
	case <-q.flushed(false):
	case <-ctx.Done():
		return fmt.Errorf("exec: the flush goes on: %w", ctx.Err())
	}
	return q.failure()
}

// Close writes the waiting rows and returns when every row is committed and nothing runs any more. Add is an error from now on.
//
// When ctx ends first, the flush that runs is stopped, and the error is a [*QueueError] with the rows that are not applied. A commit
// on its way to the server is waited for all the same. Closing again returns the same again.
func (q *Queue[T]) Close(ctx context.Context) error {
	done := q.flushed(true)
	select {
	case <-done:
	case <-ctx.Done():
		q.cancel(fmt.Errorf("exec: the context of Close ended: %w", ctx.Err()))
		<-done
	}
	q.cancel(nil)
	return q.failure()
}

// flushed makes the waiting rows due. Its channel is closed when all rows so far are written, or will not be.
func (q *Queue[T]) flushed(closing bool) <-chan struct{} {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = q.closed || closing
	last := q.waiting
	switch {
	case len(last.rows) > 0:
		q.flush(last)
	case q.running != nil:
		last = q.running
	default:
		none := make(chan struct{})
		close(none)
		return none
	}
	return last.done
}

// failure is the error with which the queue has stopped, if it has.
func (q *Queue[T]) failure() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.err
}
