package exec

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// run is one call of Run or Query.
type run struct {
	ex       *Executor
	options  options
	started  time.Time
	job      builder.Job
	into     *collector      // nil: no rows are returned
	back     *writeBack      // nil: no structs are filled
	hooks    *hooks          // nil: the rows have no methods to call
	lists    *lists          // nil: created and found rows are not listed
	dialect  dialect.Dialect // that of the strategy
	feeds    bool            // its rows are fed
	strategy dialect.Strategy
	why      string           // why this strategy
	pays     int              // from so many rows on, when it was chosen
	rowByRow bool             // AfterSave needs the outcome of each row
	alone    bool             // the run is one statement, without a transaction
	speller  *builder.Speller // that of the first chunk, where the dialect is known before
}

// run checks the statement and runs it, again when its transaction loses against others.
func (r *run) run(ctx context.Context, stmt builder.Bulk) (Result, error) {
	r.started = time.Now()
	if err := r.prepare(ctx, stmt); err != nil {
		return Result{}, err
	}
	var result Result
	pass := func() (err error) {
		r.into.rewind(0)
		r.hooks.rewind()
		r.lists.rewind()
		result, err = r.pass(ctx)
		if errors.Is(err, dialect.Deadlock) {
			r.job = r.job.InKeyOrder() // another try takes its locks in one order, across chunks
		}
		return withTable(err, r.job.Statement.Target())
	}
	var err error
	whole := r.whole()
	if whole && r.job.Rereadable() {
		fromZero := func(ctx context.Context, e Event) {
			e.Result.Exact = true
			r.observe(ctx, e)
		}
		err = r.retry(ctx, fromZero, pass)
	} else if err = pass(); whole && err != nil && r.retryable(err) {
		err = fmt.Errorf("%w (not tried again: the source can be read only once)", err)
	}
	if whole && err != nil {
		return Result{}, err
	}
	if rejects := r.writeRejects(result); rejects != nil {
		err = errors.Join(err, rejects)
	}
	return result, err
}

// whole tells whether everything is in one transaction of ours.
func (r *run) whole() bool { return r.options.scope == atomic && session.Owns(r.ex.db) }

// prepare checks everything that can be checked before a row is read.
func (r *run) prepare(ctx context.Context, stmt builder.Bulk) error {
	if r.ex.db == nil {
		return errNoHandle
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("exec: nothing was sent: %w", err)
	}
	if err := r.plan(ctx, stmt); err != nil {
		return err
	}
	if r.back != nil {
		return r.back.plan(&r.job, r.dialect, r.options.matchBy)
	}
	returned := len(r.job.Statement.ReturnedColumns())
	if (returned > 0) != (r.into != nil) {
		return wrongCall(returned > 0)
	}
	if r.into != nil {
		r.into.columns = returned
	}
	return nil
}

// plan settles the job and the strategy, and refuses what the options do not allow.
func (r *run) plan(ctx context.Context, stmt builder.Bulk) error {
	if err := r.ex.checkHandle(); err != nil {
		return err
	}
	if err := r.options.check(); err != nil {
		return err
	}
	if err := r.options.checkIsolation(r.ex.db, r.ex.dialect); err != nil {
		return err
	}
	if err := r.settle(ctx, stmt); err != nil {
		return err
	}
	if err := r.useless(); err != nil {
		return err
	}
	if err := r.load(); err != nil {
		return err
	}
	if r.job.Version != "" && r.options.scope == noTx {
		return errors.New("exec: Version needs a transaction: a chunk with a stale row could not be undone; leave out NoTx")
	}
	if err := r.checkTx(); err != nil {
		return err
	}
	return r.checkWorkers()
}

// settle asks the builder for the job.
func (r *run) settle(ctx context.Context, stmt builder.Bulk) (err error) {
	o := builder.JobOptions{
		BatchSize: r.options.batch, RowByRow: r.options.outcomes, Count: r.options.count, Sort: true, Mapper: r.ex.mapper, Context: ctx,
		Duplicates: r.options.duplicates, RejectNullKeys: r.options.rejectNullKeys, SetAside: r.options.mostAside(),
		Prepare: func(row reflect.Type) func(any) error { return r.meet(ctx, row) },
	}
	if r.job, err = stmt.Job(o); err != nil {
		return err
	}
	switch {
	case r.hooks != nil && r.hooks.after && !o.RowByRow && !oneOutcome(r.job.Statement):
		o.RowByRow, o.Count, r.rowByRow = true, true, true
	case r.job.Version != "" && !o.Count:
		o.Count = true // fewer matches than rows are stale ones
	default:
		return nil
	}
	r.job, err = stmt.Job(o)
	return err
}

// oneOutcome tells whether all rows of a statement have the same outcome.
func oneOutcome(s dialect.Statement) bool {
	i, ok := s.(dialect.Insert)
	return ok && i.Conflict == nil
}

// wrongCall says which of Run and Query a statement needs.
func wrongCall(returns bool) error {
	if returns {
		return errors.New("exec: the statement returns rows: use Query, or leave out Returning")
	}
	return errors.New("exec: Query needs a statement with Returning")
}

// pass runs all chunks once. The first chunk is collected, and so checked, before a connection is taken.
func (r *run) pass(ctx context.Context) (Result, error) {
	chunks := r.pull()
	defer chunks.stop()
	first, err, ok := chunks.next()
	if !ok {
		err = ctx.Err() // a source may have ended early because of it
	}
	if !ok || err != nil {
		return Result{Exact: err == nil}, err
	}
	r.reconsider(first)
	if err := r.check(first); err != nil {
		return Result{}, err
	}
	lock, err := r.tableLock()
	if err != nil {
		return Result{}, err
	}
	if r.alone, err = r.expect(ctx, first); err != nil {
		return Result{}, err
	}
	t := newTotal()
	p, err := r.newPass(ctx, t)
	if err != nil {
		return Result{}, err
	}
	p.lock = lock
	if r.options.workers > 1 {
		err = newCrew(ctx, p).share(first, chunks.next)
	} else {
		err = p.all(ctx, first, chunks.next)
	}
	if r.back != nil && (err == nil || r.options.scope == perChunk) {
		r.back.fill(t.found)
	}
	return t.result, err
}

// newPass takes a connection and checks it.
func (r *run) newPass(ctx context.Context, t *total) (*pass, error) {
	set := session.Settings{Dialect: r.ex.dialect, Timeout: r.options.timeout, Feeds: r.feeds, Isolation: r.options.isolation,
		Kept: r.ex.kept, Alone: r.alone, Prepared: r.ex.prepared}
	s, err := session.Open(ctx, r.ex.db, set)
	if err != nil {
		return nil, err
	}
	switch err := s.CheckConn(r.dialect); {
	case r.options.auto && errors.Is(err, errors.ErrUnsupported): // the driver's connections are all alike
		r.plain()
		s.Feeds = false
	case err != nil:
		s.Close(ctx)
		return nil, err
	}
	return &pass{run: r, total: t, session: s, into: r.into.part()}, nil
}

// close gives the connection back.
func (p *pass) close(ctx context.Context) {
	p.session.Close(ctx)
	p.total.end(p)
}

// all runs the chunks on this connection alone, in one transaction where that is asked for, and gives it back.
func (p *pass) all(ctx context.Context, first builder.Chunk, next func() (builder.Chunk, error, bool)) error {
	defer p.close(ctx)
	release, err := p.holdLock(ctx)
	if err != nil {
		return err
	}
	defer release()
	if p.options.scope != atomic || p.alone {
		return p.chunks(ctx, first, next)
	}
	if err := p.begin(ctx); err != nil {
		return err
	}
	if err := p.chunks(ctx, first, next); err != nil {
		return err
	}
	return p.commit(ctx)
}

// sendable yields the chunks, and ends at the first one with rows that must not be sent.
func (r *run) sendable() iter.Seq2[builder.Chunk, error] {
	return func(yield func(builder.Chunk, error) bool) {
		for c, err := range r.job.Chunks(r.dialect) {
			if err == nil {
				err = r.refuse(c)
			}
			if !yield(c, err) || err != nil {
				return
			}
		}
	}
}

// check refuses a chunk that cannot be spelled, or whose stored rows could not be found again, before anything is sent.
// Chunks without expressions were checked when they were collected.
func (r *run) check(c builder.Chunk) error {
	if c.Shared() {
		return nil
	}
	if _, err := c.Statement.Spell(r.dialectOf(c), c.Rows); err != nil {
		return err
	}
	if r.back == nil {
		return nil
	}
	_, err := r.back.keys(c)
	return err
}
