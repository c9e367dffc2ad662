package exec

import (
	"errors"
	"fmt"
	"slices"
)

// ErrQueueClosed is returned by [Queue.Add] after [Queue.Close].
var ErrQueueClosed = errors.New("exec: the queue is closed")

// errExited is the error of a queue whose caller's code has ended the goroutine of a flush.
var errExited = errors.New("exec: the goroutine of a flush was ended by runtime.Goexit")

// QueueError is the error of a [Queue] that has stopped: it holds every row that was added and is not applied for certain.
//
//	var stopped *exec.QueueError[Event]
//	if errors.As(err, &stopped) { … save stopped.Unapplied() … }
//
// There is one for each queue, complete from the start, and every call returns the same: save its rows once. They must not be
// changed.
type QueueError[T any] struct {
	// Rows are the rows of the flush that failed, in the order in which they were added. The positions in Err, such as
	// [ChunkError].Row, are those of this slice. It is empty when the flush is applied and OnFlush panicked.
	Rows []T
	// Unknown tells that Err wraps [ErrCommitUnknown]: Rows may be applied, all of them or none.
	Unknown bool
	// Waiting are the rows that were added after Rows and never sent.
	Waiting []T
	// Err is the cause.
	Err error
}

// Unapplied returns the rows that are not applied for certain, in the order in which they were added: Waiting and, unless their
// fate is unknown, Rows.
func (e *QueueError[T]) Unapplied() []T {
	if e.Unknown {
		return slices.Clone(e.Waiting)
	}
	return slices.Concat(e.Rows, e.Waiting)
}

// Error says how many rows are concerned, and the cause.
func (e *QueueError[T]) Error() string {
	fate := "not applied"
	if e.Unknown {
		fate = "of unknown fate"
	}
	return fmt.Sprintf("exec: the queue has stopped, with %d rows %s and %d waiting: %v", len(e.Rows), fate, len(e.Waiting), e.Err)
}

// Unwrap returns the cause.
func (e *QueueError[T]) Unwrap() error { return e.Err }
