package exec

import (
	"context"
	"time"
)

// Observer is told what a run does, from the goroutine that runs it; with [Workers], from the goroutines of the workers, one at a time.
// It must not block, and must not use the run's transaction.
type Observer interface {
	// Observe is called once for each event, in order. With [Workers], chunks are done in any order.
	Observe(ctx context.Context, e Event)
}

// ObserverFunc is a function as an [Observer].
type ObserverFunc func(ctx context.Context, e Event)

// Observe implements [Observer].
func (f ObserverFunc) Observe(ctx context.Context, e Event) { f(ctx, e) }

// Event is something that happened in a run.
type Event struct {
	// Kind says what happened, and which fields are set.
	Kind EventKind
	// Table is the table that is written.
	Table string
	// Chunk is the number of the chunk, from one, in the order in which chunks are sent (ChunkDone, ChunkFailed).
	Chunk int
	// Rows is the number of rows in the chunk (ChunkDone, ChunkFailed).
	Rows int
	// Total is the number of input rows of the whole run; -1 when it is not known.
	Total int
	// Result is the run so far, with the chunk when it is done. With Retrying it is what stays: nothing when all chunks are one
	// transaction, and then the rows start again from zero. Until the transaction is committed everything may still be undone.
	Result Result
	// Attempt is the number of the attempt that failed, from one (Retrying).
	Attempt int
	// Duration is how long the chunk took, with its retries, or how long the pause before the next attempt will be (Retrying).
	Duration time.Duration
	// Elapsed is the time since the run began: all its attempts, the pauses between them, and the time that the source took.
	Elapsed time.Duration
	// Err is why the chunk failed or the transaction is tried again.
	Err error
}

// Done is the number of input rows that the run is through with: accepted, set aside by [SkipBadRows], or not sent because of
// [Duplicates]. It goes up to Total, and back when a transaction is tried again; see Result.
func (e Event) Done() int64 {
	return e.Result.Rows + e.Result.Duplicates + int64(len(e.Result.Rejected))
}

// Rate is the input rows per second since the run began, Done by Elapsed; 0 when no time has passed. The time of attempts that were
// undone counts.
func (e Event) Rate() float64 {
	if e.Elapsed <= 0 {
		return 0
	}
	return float64(e.Done()) / e.Elapsed.Seconds()
}

// EventKind says what happened.
type EventKind int

const (
	// ChunkDone is a chunk that ran, and was committed when it has a transaction of its own.
	ChunkDone EventKind = iota
	// ChunkFailed is a chunk that failed. A retry may follow.
	ChunkFailed
	// Retrying is a transaction that will be tried again after a pause.
	Retrying
)

// observe tells the observer, if there is one.
func (r *run) observe(ctx context.Context, e Event) {
	if r.options.observer == nil {
		return
	}
	e.Table, e.Total, e.Elapsed = r.job.Statement.Target(), r.job.Len(), time.Since(r.started)
	r.options.observer.Observe(ctx, e)
}
