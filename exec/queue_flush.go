package exec

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"
)

// batch is the rows of one flush.
type batch[T any] struct {
	rows  []T
	due   bool          // the flush starts as soon as none runs
	timer *time.Timer   // makes it due; nil: time does not
	done  chan struct{} // closed when the rows are written, or will not be
}

func newBatch[T any]() *batch[T] { return &batch[T]{done: make(chan struct{})} }

// stop stops the timer.
func (b *batch[T]) stop() {
	if b.timer != nil {
		b.timer.Stop()
	}
}

// flush makes a batch due, and starts its flush unless one runs. q.mu is held.
func (q *Queue[T]) flush(b *batch[T]) {
	b.due = true
	q.next()
}

// next starts the flush of the waiting rows, when it is due and none runs. q.mu is held.
func (q *Queue[T]) next() {
	if q.running != nil || !q.waiting.due {
		return
	}
	q.running, q.waiting = q.waiting, newBatch[T]()
	q.running.stop()
	go q.write(q.running)
}

// write writes the rows of a flush and tells what became of them. Whatever the caller's functions do, the flush is finished.
func (q *Queue[T]) write(b *batch[T]) {
	applied, err := false, errExited
	defer func() { q.finish(b, applied, err) }()

	f := Flush[T]{Rows: b.rows}
	f.Result, f.Err = q.run(b.rows)
	applied = f.Err == nil
	if !applied {
		err = f.Err
	}
	err = errors.Join(f.Err, q.tell(f))
}

// run runs the statement of a flush. The caller's code that it calls runs before the commit, so a panic in it means that nothing is
// applied.
func (q *Queue[T]) run(rows []T) (res Result, err error) {
	defer recovered("a flush", &err)
	res, err = q.ex.Run(q.ctx, q.build(rows), Atomic(), Workers(1))
	if gaveUp := context.Cause(q.ctx); err != nil && gaveUp != nil {
		err = fmt.Errorf("%w: %w", gaveUp, err)
	}
	return res, err
}

// tell calls the function of OnFlush.
func (q *Queue[T]) tell(f Flush[T]) (err error) {
	defer recovered("OnFlush", &err)
	if q.onFlush != nil {
		q.onFlush(q.ctx, f)
	}
	return nil
}

// recovered makes a panic an error.
func recovered(where string, err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("exec: panic in %s: %v\n%s", where, p, debug.Stack())
	}
}

// finish notes what became of a flush, wakes those who wait for it, and starts the next when it is due.
func (q *Queue[T]) finish(b *batch[T], applied bool, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if err != nil {
		q.fail(b, applied, err)
	}
	q.running = nil
	close(b.done)
	q.next()
}

// fail stops the queue: nothing is sent any more, and the rows that are not applied are those of the error. q.mu is held.
func (q *Queue[T]) fail(b *batch[T], applied bool, err error) {
	left := q.waiting
	failed := &QueueError[T]{Waiting: left.rows, Err: err}
	if !applied {
		failed.Rows, failed.Unknown = b.rows, errors.Is(err, ErrCommitUnknown)
	}
	q.err, q.waiting = failed, newBatch[T]()
	left.stop()
	close(left.done)
}
