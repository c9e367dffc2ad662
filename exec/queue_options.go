package exec

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// DefaultFlushAfter is the longest time that a row waits in a [Queue] which does not say it by [FlushAfter].
const DefaultFlushAfter = time.Second

// QueueOption changes when a [Queue] flushes and whom it tells; see [NewQueue].
type QueueOption func(*queueOptions)

type queueOptions struct {
	size    int
	after   time.Duration
	onFlush any // a func(context.Context, Flush[T]); nil: nobody is told
}

// FlushAt sets how many waiting rows start a flush; it is also the most rows of one. By default, [builder.DefaultBatchSize].
//
// A queue holds at most twice as many rows: those of the flush that runs and those that wait for the next.
func FlushAt(rows int) QueueOption {
	return func(o *queueOptions) { o.size = rows }
}

// FlushAfter sets how long a row waits at most until its flush is due: the time counts from the first waiting row, so an idle queue
// does nothing. A due flush starts as soon as the one before it is done. By default, [DefaultFlushAfter]; with zero, time
// starts no flush.
func FlushAfter(d time.Duration) QueueOption {
	return func(o *queueOptions) { o.after = d }
}

// OnFlush sets a function that is told about each flush, the failed ones too, when it is done. By default, nobody is told.
//
// Calls come one after another, in the order of the flushes, each before the next flush starts and before the [Queue.Flush] or
// [Queue.Close] that waits for the flush returns. So the function must not call the queue's methods, and while it runs, rows only
// wait. A panic in it stops the queue like an error. T is the queue's row type.
func OnFlush[T any](f func(ctx context.Context, f Flush[T])) QueueOption {
	return func(o *queueOptions) { o.onFlush = f }
}

// Flush is what became of the rows of one flush, for [OnFlush].
type Flush[T any] struct {
	// Rows are the rows in the order in which they were added. The positions in Result and Err are those of this slice. The
	// function may keep it, but must not change it.
	Rows []T
	// Result counts what was done: nothing when Err is set. Its Rejected are rows that [SkipBadRows] set aside; nobody else
	// is told about them.
	Result Result
	// Err is why the flush failed; nil: it is committed. The rows of a failed flush come back in the [QueueError] as well.
	Err error
}

// check refuses impossible options, and those of an executor that a queue cannot keep.
func (o queueOptions) check(ex *Executor) error {
	if err := ex.checkHandle(); err != nil {
		return err
	}
	if err := ex.options.check(); err != nil {
		return err
	}
	skips := ex.options.skip != 0
	switch {
	case o.size < 1:
		return errors.New("exec: FlushAt is less than 1")
	case o.after < 0:
		return errors.New("exec: FlushAfter is negative")
	case !session.Owns(ex.db):
		return errors.New("exec: a queue begins and ends a transaction for each flush: give its executor a *sqlx.DB, not a transaction")
	case ex.options.rejects != nil:
		return errors.New("exec: a queue hands bad rows to OnFlush: give its executor no RejectTo")
	case skips && o.onFlush == nil:
		return errors.New("exec: a queue whose executor skips bad rows needs OnFlush, or these rows would be lost")
	}
	return nil
}

// newQueueOptions are the options of NewQueue over the defaults.
func newQueueOptions(opts []QueueOption) queueOptions {
	o := queueOptions{size: builder.DefaultBatchSize, after: DefaultFlushAfter}
	for _, f := range opts {
		f(&o)
	}
	return o
}

// listener returns the function of OnFlush, if there is one for rows of this type.
func listener[T any](o queueOptions) (func(context.Context, Flush[T]), error) {
	if o.onFlush == nil {
		return nil, nil
	}
	f, ok := o.onFlush.(func(context.Context, Flush[T]))
	if !ok {
		return nil, fmt.Errorf("exec: OnFlush has a %T, and the queue needs a %T", o.onFlush, f)
	}
	return f, nil
}
