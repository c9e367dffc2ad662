package exec

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/sqbulk/sqbulk/builder"
)

// crew is the workers of a run: each has a connection of its own, and takes one chunk after the other.
type crew struct {
	*run
	ctx   context.Context
	first *pass         // that of the first worker
	tasks chan task     // without a buffer: only who has a connection is given a chunk
	stop  chan struct{} // closed after the first failure

	working sync.WaitGroup
	mu      sync.Mutex
	failed  []failure
	panic   any // what a worker has panicked with
}

// task is a chunk and its number, from one.
type task struct {
	builder.Chunk
	number int
}

// failure is an error and the number of its chunk.
type failure struct {
	number int
	err    error
}

// errWorkerExited is the error of a run whose caller's code has ended the goroutine of a worker.
var errWorkerExited = errors.New("exec: the goroutine of a worker was ended by runtime.Goexit")

// newCrew returns a crew whose first worker has its connection.
func newCrew(ctx context.Context, first *pass) *crew {
	return &crew{run: first.run, ctx: ctx, first: first, tasks: make(chan task), stop: make(chan struct{})}
}

// share runs the chunks, and returns when every connection is given back.
func (w *crew) share(chunk builder.Chunk, next func() (builder.Chunk, error, bool)) error {
	inputErr := w.handOutAll(chunk, next)
	if w.panic != nil {
		panic(w.panic)
	}
	res := &w.first.total.result
	res.Rejected = slices.Clone(res.Rejected) // an observer may have kept it
	slices.SortFunc(res.Rejected, func(a, b RowError) int { return cmp.Compare(a.Row, b.Row) })
	if len(w.failed) == 0 {
		return inputErr
	}
	return w.failure(res.Rows)
}

// handOutAll hands out the chunks and waits until the workers are through with them, also when the source panics.
func (w *crew) handOutAll(chunk builder.Chunk, next func() (builder.Chunk, error, bool)) error {
	waiting, end := context.WithCancel(w.ctx)
	defer func() {
		end()
		close(w.tasks)
		w.working.Wait()
	}()
	w.start(func() (*pass, error) { return w.first, nil })
	number := 1
	for started := 1; ; started++ {
		if started > 1 && started <= w.options.workers {
			w.start(func() (*pass, error) { return w.newPass(waiting, w.first.total) })
		}
		if !w.handOut(task{chunk, number}) {
			return nil
		}
		number += min(chunk.Rows.N, 1)
		following, err, more := next()
		if err == nil && !more {
			return w.cutShort()
		}
		if err != nil {
			return err
		}
		chunk = following
	}
}

// handOut gives a chunk to a worker, or returns false after a failure.
func (w *crew) handOut(c task) bool {
	select {
	case <-w.stop:
		return false
	default:
	}
	select {
	case w.tasks <- c:
		return true
	case <-w.stop:
		return false
	}
}

// cutShort is the error when the rows may have ended because the context has.
func (w *crew) cutShort() error {
	if err := w.ctx.Err(); err != nil {
		return fmt.Errorf("exec: the context ended while rows were read: %w", err)
	}
	return nil
}

// start starts a worker. One that gets no connection is not missed: the first has one.
func (w *crew) start(connect func() (*pass, error)) {
	w.working.Go(func() {
		f := failure{err: errWorkerExited}
		defer func() { w.ended(f, recover()) }()
		p, err := connect()
		if err != nil {
			f.err = nil
			return
		}
		defer p.close(w.ctx)
		f.err = w.work(p, &f.number)
	})
}

// work runs chunks until there are no more, or one fails.
func (w *crew) work(p *pass, number *int) error {
	for c := range w.tasks {
		*number = c.number
		if err := p.chunk(w.ctx, c.Chunk, c.number); err != nil {
			return err
		}
	}
	return nil
}

// ended notes how a worker has ended.
func (w *crew) ended(f failure, panicked any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if f.err == nil {
		return
	}
	if panicked != nil {
		w.panic = panicked
	}
	if w.failed = append(w.failed, f); len(w.failed) == 1 {
		close(w.stop)
	}
}

// failure is the errors of the chunks that failed, in the order of the input. Rows may have been committed after an error.
func (w *crew) failure(applied int64) error {
	slices.SortFunc(w.failed, func(a, b failure) int { return cmp.Compare(a.number, b.number) })
	errs := make([]error, len(w.failed))
	for i, f := range w.failed {
		errs[i] = f.err
		var failed *ChunkError
		if errors.As(f.err, &failed) {
			failed.Applied = applied
		}
	}
	if len(errs) == 1 {
		return errs[0]
	}
	return errors.Join(errs...)
}
