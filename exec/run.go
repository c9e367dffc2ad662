package exec

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// run is one call of Run or Query.
type run struct {
	ex      *Executor
	options options
	job     builder.Job
	into    *collector // nil: no rows are returned
	session *session
	steps   *steps
	speller *builder.Speller
	result  Result
}

// run checks the statement, collects the first chunk, and only then takes a connection.
func (e *Executor) run(ctx context.Context, stmt builder.Bulk, into *collector, opts []Option) (Result, error) {
	r := &run{ex: e, options: e.options.with(opts), into: into, result: Result{Exact: true}}
	if err := r.options.check(); err != nil {
		return Result{}, err
	}
	if err := ctx.Err(); err != nil {
		return Result{}, fmt.Errorf("exec: nothing was sent: %w", err)
	}
	var err error
	r.job, err = stmt.Job(builder.JobOptions{BatchSize: r.options.batch, Count: r.options.count, Mapper: e.mapper})
	if err != nil {
		return Result{}, err
	}
	returned := len(r.job.Statement.ReturnedColumns())
	if (returned > 0) != (into != nil) {
		return Result{}, wrongCall(returned > 0)
	}
	if into != nil {
		into.columns = returned
	}
	next, stop := iter.Pull2(r.job.Chunks(e.dialect))
	defer stop()
	first, err, ok := next()
	if !ok || err != nil {
		return Result{Exact: err == nil}, err
	}
	return r.all(ctx, first, next)
}

// wrongCall says which of Run and Query a statement needs.
func wrongCall(returns bool) error {
	if returns {
		return errors.New("exec: the statement returns rows: use Query, or leave out Returning")
	}
	return errors.New("exec: Query needs a statement with Returning")
}

// all runs the chunks on one connection.
func (r *run) all(ctx context.Context, first builder.Chunk, next func() (builder.Chunk, error, bool)) (Result, error) {
	var err error
	if r.session, err = newSession(ctx, r.ex.db, r.ex.dialect); err != nil {
		return Result{}, err
	}
	defer r.session.close(ctx)
	r.steps = &steps{session: r.session, into: r.into, prepared: make(map[*dialect.Spelling][]statement)}
	defer r.steps.close()

	if r.options.scope == atomic {
		if err := r.begin(ctx); err != nil {
			return Result{}, err
		}
	}
	chunk, ok := first, true
	for ok && err == nil {
		following, inputErr, more := next()
		if inputErr != nil && r.options.scope == atomic {
			err = inputErr
			break
		}
		again := more && inputErr == nil && chunk.Shared() && following.Shared() && chunk.Rows.N == following.Rows.N
		if err = r.chunk(ctx, chunk, again); err == nil {
			err = inputErr
		}
		chunk, ok = following, more
	}
	if err == nil && r.options.scope == atomic {
		err = r.commit(ctx)
	}
	if err != nil && r.options.scope == atomic && r.session.owned() {
		return Result{}, err
	}
	return r.result, err
}

// chunk runs one chunk; again says that the next one has the same text.
func (r *run) chunk(ctx context.Context, c builder.Chunk, again bool) error {
	counts, err := r.attempt(ctx, c, again)
	if err != nil {
		return r.failed(c, err)
	}
	r.result.add(c.Rows.N, counts)
	return nil
}

// attempt sends a chunk, in a transaction of its own when that is asked for.
func (r *run) attempt(ctx context.Context, c builder.Chunk, again bool) (dialect.Counts, error) {
	if r.options.scope == perChunk {
		if err := r.begin(ctx); err != nil {
			return dialect.Counts{}, err
		}
	}
	if r.speller == nil {
		d, err := r.tune(ctx, r.ex.dialect)
		if err != nil {
			return dialect.Counts{}, err
		}
		r.speller = builder.NewSpeller(r.job.Statement, d)
	}
	spelling, err := r.speller.Spell(c)
	if err != nil {
		return dialect.Counts{}, err
	}
	answers, err := r.steps.run(ctx, spelling, c, again)
	r.result.Statements += len(answers)
	if err != nil {
		return dialect.Counts{}, err
	}
	counts := spelling.Tally(c.Rows.N, answers)
	counts.Inexact = counts.Inexact || spelling.NeedsTx && r.session.owned() && !r.session.open
	if r.options.scope == perChunk {
		err = r.commit(ctx)
	}
	return counts, err
}

// begin opens a transaction, unless the caller has one.
func (r *run) begin(ctx context.Context) error {
	if !r.session.owned() {
		return nil
	}
	return r.session.begin(ctx)
}

// commit ends the transaction that begin opened.
func (r *run) commit(ctx context.Context) error {
	if !r.session.open {
		return nil
	}
	return r.session.commit(ctx)
}

// failed says where an error happened and what stays applied.
func (r *run) failed(c builder.Chunk, err error) error {
	if r.options.scope == perChunk {
		r.session.rollback(context.Background())
	}
	e := &ChunkError{Chunk: r.result.Chunks + 1, First: c.First, Last: c.First + c.Rows.N - 1, Row: -1, Err: err}
	e.Fault = r.ex.dialect.Classify(err)
	if row, ok := faultRow(e.Fault, r.steps.last, c.Rows); ok {
		e.Row = c.First + row
	}
	if r.options.scope != atomic || !r.session.owned() {
		e.Applied = r.result.Rows
	}
	return e
}
