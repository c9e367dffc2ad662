package exec

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// pass is one try at a run on one connection, or with Workers on one of them: its statements, and the chunk that it is at.
type pass struct {
	*run
	total   *total
	session *session.Session
	into    *collector // what the chunk returns; nil: no rows are returned
	speller *builder.Speller
	tuned   dialect.Dialect // the dialect for this connection and table
	// rows in a statement of the strategy in use, and in a plain one, where they are not those that chunks were collected for
	most, mostPlain int
	plainly         bool          // the chunk has cells that only plain statements take
	number          int           // of the chunk, from one, in the order in which chunks are sent
	sent            builder.Chunk // what was sent last: a chunk, or a part of one
	last            dialect.Step  // the step of it that ran last, for errors
	count           int           // statements that were sent and are not in the total yet
	unread          bool          // statements of the chunk were sent, and the chunk is not through
	lock            dialect.TableLock
	either          *updateOrCreate // nil for another statement, and before the first chunk
}

// chunks runs the chunks, one after the other.
func (p *pass) chunks(ctx context.Context, chunk builder.Chunk, next func() (builder.Chunk, error, bool)) error {
	for {
		if err := p.chunk(ctx, chunk, p.total.result.Chunks+1); err != nil {
			return err
		}
		following, err, more := next()
		if err != nil || !more {
			return err
		}
		chunk = following
	}
}

// effect is what a chunk did.
type effect struct {
	rows     int // accepted
	counts   dialect.Counts
	rejected []RowError
	found    []found
	lists    lists
}

// chunk runs one chunk, again and again when it has a transaction of its own.
func (p *pass) chunk(ctx context.Context, c builder.Chunk, number int) error {
	started := time.Now()
	p.number = number
	var done effect
	try := func() (err error) {
		p.into.rewind(0)
		p.total.setAside(p, 0)
		done, err = p.attempt(ctx, c)
		return err
	}
	var err error
	if p.options.scope == perChunk && p.session.Owned() {
		err = p.retry(ctx, p.tell, try)
	} else {
		err = try()
	}
	e := Event{Kind: ChunkDone, Chunk: number, Rows: c.Rows.N, Duration: time.Since(started)}
	if err != nil {
		e.Kind, e.Err = ChunkFailed, err
		p.total.setAside(p, 0)
		p.tell(ctx, e)
		return err
	}
	p.keep(ctx, c, done, e)
	return nil
}

// attempt sends a chunk, in a transaction of its own when that is asked for.
func (p *pass) attempt(ctx context.Context, c builder.Chunk) (effect, error) {
	if err := ctx.Err(); err != nil {
		return effect{}, p.failed(ctx, c, err)
	}
	var done effect
	for _, bad := range c.Invalid {
		if err := p.setAside(unsent(bad), &done); err != nil {
			return effect{}, p.failed(ctx, c, err)
		}
	}
	if c.Rows.N == 0 {
		return done, nil
	}
	own := p.options.scope == perChunk && p.session.Owned() && !p.alone
	if own {
		if err := p.begin(ctx); err != nil {
			return effect{}, p.failed(ctx, c, err)
		}
	}
	if err := p.ready(ctx); err != nil {
		return effect{}, p.failed(ctx, c, err)
	}
	err := p.applyParts(ctx, c, &done)
	if err == nil && own {
		err = p.commit(ctx)
	}
	if err != nil {
		p.keepParts(done)
		return effect{}, p.failed(ctx, c, err)
	}
	return done, nil
}

// applyParts sends a chunk, which is one part in nearly all cases, the way that the options ask for.
func (p *pass) applyParts(ctx context.Context, c builder.Chunk, done *effect) error {
	for _, part := range p.parts(c) {
		if err := p.applyPart(ctx, part, done); err != nil {
			return err
		}
	}
	return nil
}

// applyPart sends a chunk.
func (p *pass) applyPart(ctx context.Context, c builder.Chunk, done *effect) error {
	switch {
	case p.options.isolates():
		return p.isolate(ctx, c, done)
	case (p.job.Version != "" || p.feeds) && !p.session.Owned():
		// A stale row is no error of the database, which has applied the others; nor is a value that the driver refuses
		// while rows are fed.
		return p.guarded(ctx, c, done)
	}
	return p.apply(ctx, c, done)
}

// apply sends the rows of a chunk and reads back what the caller's structs want.
func (p *pass) apply(ctx context.Context, c builder.Chunk, done *effect) error {
	p.sent = c
	counts, err := p.send(ctx, c, done)
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
	p.unread = true // what was written may be lost to the caller until it is read back
	pairs, err := p.readBack(ctx, c, p.tuned)
	if err != nil {
		return err
	}
	p.unread = false
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
	if err := p.measure(d); err != nil {
		return err
	}
	if p.tuned, p.speller = d, p.run.speller; p.speller == nil || p.options.workers > 1 {
		p.speller = builder.NewSpeller(d)
	}
	if _, ok := p.job.Statement.(dialect.UpdateOrCreate); ok {
		p.either = p.newUpdateOrCreate()
	}
	return nil
}

// send runs the steps of a chunk and counts.
func (p *pass) send(ctx context.Context, c builder.Chunk, done *effect) (dialect.Counts, error) {
	if p.either != nil {
		return p.either.run(ctx, c, done)
	}
	spelling, err := p.spell(c)
	if err != nil {
		return dialect.Counts{}, err
	}
	answers, err := p.runSteps(ctx, spelling, c)
	if err != nil {
		return dialect.Counts{}, err
	}
	counts, err := tally(spelling, c.Rows.N, answers)
	if err != nil {
		return dialect.Counts{}, err
	}
	counts.Inexact = counts.Inexact || spelling.NeedsTx && !p.session.InTx()
	return counts, nil
}

// runSteps sends the steps of a spelling for a chunk, or for a part of one.
func (p *pass) runSteps(ctx context.Context, sp *dialect.Spelling, c builder.Chunk) ([]dialect.Answer, error) {
	return p.runInto(ctx, sp, c, p.into.reader())
}

// runInto is runSteps with another reader of returned rows.
func (p *pass) runInto(ctx context.Context, sp *dialect.Spelling, c builder.Chunk, into session.Reader) ([]dialect.Answer, error) {
	sent, err := p.session.Run(ctx, sp, c, into)
	p.last, p.count = sent.Last, p.count+sent.Statements
	p.unread = err != nil && sent.Statements > 0
	return sent.Answers, err
}

// tally counts. An answer of another shape than the statement's, as a mock may give, is an error instead of a panic.
func tally(sp *dialect.Spelling, n int, answers []dialect.Answer) (c dialect.Counts, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("exec: an answer of the counting statements has too few rows or columns, which docs/sqlmock.md lists: %v", p)
		}
	}()
	return sp.Tally(n, answers), nil
}

// begin opens a transaction, unless the caller has one, and takes the lock that belongs to it.
func (p *pass) begin(ctx context.Context) error {
	if p.session.Owned() {
		if err := p.session.Begin(ctx, p.looksFirst()); err != nil {
			return txError(err)
		}
	}
	return p.takeLock(ctx)
}

// looksFirst tells whether the chunks look at stored rows before they write.
func (p *pass) looksFirst() bool {
	if _, ok := p.job.Statement.(dialect.UpdateOrCreate); ok {
		return true
	}
	one, err := p.job.Statement.Spell(p.dialect, dialect.Plain(1))
	return err == nil && len(one.Steps) > 1 && one.Steps[0].Read == dialect.ReadNumbers
}

// commit ends the transaction that begin opened.
func (p *pass) commit(ctx context.Context) error { return txError(p.session.Commit(ctx)) }

// failed rolls a chunk's own transaction back, and says where the error happened and what stays applied.
func (p *pass) failed(ctx context.Context, c builder.Chunk, err error) error {
	if p.options.scope == perChunk {
		p.session.Rollback(ctx)
	}
	if ended := ctx.Err(); ended != nil && !errors.Is(err, ended) {
		err = fmt.Errorf("%w: %w", ended, err) // a driver may report it in the server's words
	}
	if p.unanswered(ctx, err) {
		err = fmt.Errorf("%w: %w", ErrCommitUnknown, err)
	}
	e := &ChunkError{Table: p.job.Statement.Target(), Chunk: p.number, Row: -1, Err: err}
	e.First, e.Last = c.Span()
	e.Fault = p.withColumn(p.fault(ctx, err))
	if k := e.Fault.Kind; p.job.Counts() && (k == dialect.Forbidden || k == dialect.NotSupported) {
		e.Err = fmt.Errorf("%w (it may be the count that is refused: exec.Count(false) sends the plain statement)", err)
	}
	if e.Fault.Kind == dialect.StaleStatement {
		p.ex.forgetAnswers()
		p.speller, p.run.speller = nil, nil // another try asks anew
	}
	var bad RowError
	var saving *saveError
	if errors.As(err, &bad) {
		e.Row, e.Line, e.Fault = bad.Row, bad.Line, bad.Fault
		if _, alone := err.(RowError); alone {
			e.Err = bad.Err
		}
	} else if errors.As(err, &saving) {
		e.Row = saving.row
	} else if row, ok := p.faultRow(e.Fault, p.sent); ok {
		e.Row, e.Line = p.sent.Input(row), p.sent.Line(row)
	}
	if p.options.scope != atomic || !p.session.Owned() {
		e.Applied, e.Committed = p.total.applied(), p.session.Owned()
	}
	return e
}

// unanswered tells whether statements that are transactions by themselves were sent, and the fate of the chunk is not known: it
// was cut short on the way to the server, or between its write and its count.
func (p *pass) unanswered(ctx context.Context, err error) bool {
	if p.session.InTx() || !p.alone && p.options.scope != noTx || !p.unread {
		return false
	}
	return ctx.Err() != nil || errors.Is(err, context.DeadlineExceeded) || p.dialect.Classify(err).Kind == dialect.ConnectionLost
}

// fault says what an error means.
func (p *pass) fault(ctx context.Context, err error) dialect.Fault {
	var stale *staleRows
	if ctx.Err() == nil && errors.As(err, &stale) {
		return dialect.Fault{Kind: dialect.StaleRow}
	}
	return p.session.Fault(ctx, err)
}

// faultRow finds the row of the chunk, from zero, that a fault points at. A row number is the input's only in an INSERT and where
// rows are fed, or the feeding is checked: in a join it is that of the joined rows.
func (p *pass) faultRow(f dialect.Fault, c builder.Chunk) (int, bool) {
	if p.either != nil {
		return p.either.faultRow(f)
	}
	last := p.last
	if _, insert := p.job.Statement.(dialect.Insert); !insert && last.Feed == nil && last.Check == nil {
		f.Row = 0
	}
	return faultRow(f, last, c.Rows)
}

// faultRow finds the row of the chunk, from zero, that a fault points at: by its number, or by a bind parameter of the
// step.
func faultRow(f dialect.Fault, step dialect.Step, rows dialect.Rows) (int, bool) {
	if f.Row > 0 && f.Row <= rows.N {
		return f.Row - 1, true
	}
	if f.Param < 1 || rows.Exprs != nil {
		return 0, false
	}
	param := f.Param - 1
	for _, run := range step.Args {
		n := len(run.Slots)
		if run.PerRow {
			n *= rows.N
		}
		if param < n {
			return param / len(run.Slots), run.PerRow
		}
		param -= n
	}
	return 0, false
}
