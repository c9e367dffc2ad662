package exec

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// pass is one try at a run: its connection, its statements, and what they did so far.
type pass struct {
	*run
	session *session
	steps   *steps
	speller *builder.Speller
	result  Result
	tuned   dialect.Dialect // the dialect for this connection and table
	found   []found         // stored rows for the caller's structs, until they are committed
	sent    builder.Chunk   // what was sent last: a chunk, or a part of one
	lock    dialect.TableLock
	either  *updateOrCreate // nil for another statement, and before the first chunk
}

// chunks runs the chunks. Each following chunk is collected before the current one is sent, because it tells whether the
// current text will be used again.
func (p *pass) chunks(ctx context.Context, chunk builder.Chunk, next func() (builder.Chunk, error, bool)) error {
	for {
		following, inputErr, more := next()
		if inputErr != nil && p.options.scope == atomic {
			return inputErr
		}
		again := more && inputErr == nil && p.keepsStatements() &&
			chunk.SameText(following)
		if err := p.chunk(ctx, chunk, again); err != nil {
			return err
		}
		if inputErr != nil || !more {
			return inputErr
		}
		chunk = following
	}
}

// keepsStatements tells whether a prepared statement lasts to the next chunk. One that database/sql prepares in a transaction ends
// with it.
func (p *pass) keepsStatements() bool {
	return p.options.scope != perChunk || !p.session.owned() || p.session.control != nil
}

// effect is what a chunk did.
type effect struct {
	rows     int // accepted
	counts   dialect.Counts
	rejected []RowError
	found    []found
	lists    lists
}

// chunk runs one chunk, again and again when it has a transaction of its own; again says that the next chunk has the same
// text.
func (p *pass) chunk(ctx context.Context, c builder.Chunk, again bool) error {
	started := time.Now()
	var done effect
	try := func() (err error) {
		mark := p.into.mark()
		if done, err = p.attempt(ctx, c, again); err != nil {
			p.into.rewind(mark)
		}
		return err
	}
	var err error
	if p.options.scope == perChunk && p.session.owned() {
		err = p.retry(ctx, p.result, try)
	} else {
		err = try()
	}
	e := Event{Kind: ChunkDone, Chunk: p.result.Chunks + 1, Rows: c.Rows.N, Duration: time.Since(started)}
	if err != nil {
		e.Kind, e.Err, e.Result = ChunkFailed, err, p.result
		p.observe(ctx, e)
		return err
	}
	p.keep(c, done)
	e.Result = p.result
	if c.Rows.N > 0 {
		p.observe(ctx, e)
	}
	return nil
}

// keep adds what a chunk did to the result.
func (p *pass) keep(c builder.Chunk, done effect) {
	if c.Rows.N > 0 {
		p.result.Chunks++
	}
	p.result.Statements = p.steps.sent
	p.result.add(done.rows, done.counts)
	p.result.Duplicates += int64(len(c.Dropped))
	p.result.Rejected = append(p.result.Rejected, done.rejected...)
	p.lists.add(done.lists)
	if p.options.scope == atomic && p.session.owned() {
		p.found = append(p.found, done.found...)
	} else if p.back != nil {
		p.back.fill(done.found)
	}
	if !p.options.outcomes {
		return
	}
	for _, row := range c.Dropped {
		p.result.record(row, Duplicate)
	}
	for _, bad := range done.rejected {
		p.result.record(bad.Row, Rejected)
	}
	if done.rows > 0 {
		p.result.record(c.Input(0), outcome(done.counts))
	}
}

// attempt sends a chunk, in a transaction of its own when that is asked for.
func (p *pass) attempt(ctx context.Context, c builder.Chunk, again bool) (effect, error) {
	if err := ctx.Err(); err != nil {
		return effect{}, p.failed(ctx, c, err)
	}
	var done effect
	for _, bad := range c.Invalid {
		if err := p.setAside(RowError{Row: bad.Row, Cause: bad.Err}, bad.Values, &done); err != nil {
			return effect{}, p.failed(ctx, c, err)
		}
	}
	if c.Rows.N == 0 {
		return done, nil
	}
	own := p.options.scope == perChunk && p.session.owned()
	if own {
		if err := p.begin(ctx); err != nil {
			return effect{}, p.failed(ctx, c, err)
		}
	}
	if err := p.ready(ctx); err != nil {
		return effect{}, p.failed(ctx, c, err)
	}
	var err error
	switch {
	case p.options.skip != 0:
		err = p.isolate(ctx, c, again, &done)
	case (p.job.Version != "" || p.feeds()) && !p.session.owned():
		// A stale row is no error of the database, which has applied the others; nor is a value that the driver refuses
		// while rows are fed.
		err = p.guarded(ctx, c, again, &done)
	default:
		err = p.apply(ctx, c, again, &done)
	}
	if err == nil && own {
		err = p.commit(ctx)
	}
	if err != nil {
		return effect{}, p.failed(ctx, c, err)
	}
	return done, nil
}

// apply sends the rows of a chunk and reads back what the caller's structs want.
func (p *pass) apply(ctx context.Context, c builder.Chunk, again bool, done *effect) error {
	p.sent = c
	counts, err := p.send(ctx, c, again, done)
	if err != nil {
		return err
	}
	if p.job.Version != "" && counts.Unmatched > 0 {
		return &staleRows{counts.Unmatched, c.Rows.N}
	}
	done.rows += c.Rows.N
	done.counts.Add(counts)
	if err := p.saved(ctx, c, counts); err != nil {
		return err
	}
	if p.back == nil {
		return nil
	}
	p.steps.open = true // what was written may be lost to the caller until it is read back
	pairs, err := p.readBack(ctx, c, p.tuned)
	if err != nil {
		return err
	}
	p.steps.open = false
	done.found = append(done.found, pairs...)
	return nil
}

// ready tunes the dialect to the connection and the table before the first chunk.
func (p *pass) ready(ctx context.Context) error {
	if p.speller != nil {
		return nil
	}
	d, err := p.tune(ctx, p.dialect)
	if err != nil {
		return err
	}
	p.tuned, p.speller = d, builder.NewSpeller(d)
	if _, ok := p.job.Statement.(dialect.UpdateOrCreate); ok {
		p.either = p.newUpdateOrCreate()
	}
	return nil
}

// send runs the steps of a chunk and counts.
func (p *pass) send(ctx context.Context, c builder.Chunk, again bool, done *effect) (dialect.Counts, error) {
	if p.either != nil {
		return p.either.run(ctx, c, again, done)
	}
	spelling, err := p.speller.Spell(c)
	if err != nil {
		return dialect.Counts{}, err
	}
	answers, err := p.steps.run(ctx, spelling, c, again)
	if err != nil {
		return dialect.Counts{}, err
	}
	counts, err := tally(spelling, c.Rows.N, answers)
	if err != nil {
		return dialect.Counts{}, err
	}
	counts.Inexact = counts.Inexact || spelling.NeedsTx && !p.session.inTx()
	return counts, nil
}

// tally counts. An answer of another shape than the statement's, as a mock may give, is an error instead of a panic.
func tally(sp *dialect.Spelling, n int, answers []dialect.Answer) (c dialect.Counts, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("exec: an answer of the counting statements has too few rows or columns: %v", p)
		}
	}()
	return sp.Tally(n, answers), nil
}

// begin opens a transaction, unless the caller has one, and takes the lock that belongs to it.
func (p *pass) begin(ctx context.Context) error {
	if p.session.owned() {
		if err := p.session.begin(ctx); err != nil {
			return err
		}
	}
	return p.takeLock(ctx)
}

// commit ends the transaction that begin opened.
func (p *pass) commit(ctx context.Context) error {
	if !p.session.open {
		return nil
	}
	return p.session.commit(ctx)
}

// failed rolls a chunk's own transaction back, and says where the error happened and what stays applied.
func (p *pass) failed(ctx context.Context, c builder.Chunk, err error) error {
	if p.options.scope == perChunk {
		p.session.rollback(ctx)
	}
	if ended := ctx.Err(); ended != nil && !errors.Is(err, ended) {
		err = fmt.Errorf("%w: %w", ended, err) // a driver may report it in the server's words
	}
	if p.unanswered(ctx, err) {
		err = fmt.Errorf("%w: %w", ErrCommitUnknown, err)
	}
	e := &ChunkError{Chunk: p.result.Chunks + 1, Row: -1, Err: err}
	e.First, e.Last = c.Span()
	e.Fault = p.fault(ctx, err)
	var bad RowError
	var saving *saveError
	if errors.As(err, &bad) {
		e.Row = bad.Row
	} else if errors.As(err, &saving) {
		e.Row = saving.row
	} else if row, ok := p.faultRow(e.Fault, p.sent); ok {
		e.Row = p.sent.Input(row)
	}
	if p.options.scope != atomic || !p.session.owned() {
		e.Applied, e.Committed = p.result.Rows, p.session.owned()
	}
	return e
}

// unanswered tells whether statements that are transactions by themselves were sent, and the fate of the chunk is not known: it
// was cut short on the way to the server, or between its write and its count.
func (p *pass) unanswered(ctx context.Context, err error) bool {
	if p.session.inTx() || p.options.scope != noTx || !p.steps.open {
		return false
	}
	return ctx.Err() != nil || errors.Is(err, context.DeadlineExceeded) || p.dialect.Classify(err).Kind == dialect.ConnectionLost
}

// fault says what an error means.
func (p *pass) fault(ctx context.Context, err error) dialect.Fault { return p.session.fault(ctx, err) }

// faultRow finds the row of the chunk, from zero, that a fault points at. A row number is the input's only in an INSERT and where
// rows are fed: in a join it is that of the joined rows.
func (p *pass) faultRow(f dialect.Fault, c builder.Chunk) (int, bool) {
	if p.either != nil {
		return p.either.faultRow(f)
	}
	if _, insert := p.job.Statement.(dialect.Insert); !insert && p.steps.last.Feed == nil {
		f.Row = 0
	}
	return faultRow(f, p.steps.last, c.Rows)
}
