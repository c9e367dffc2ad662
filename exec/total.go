package exec

import (
	"context"
	"sync"

	"github.com/sqbulk/sqbulk/builder"
)

// total is what a try at a run did so far. The connections of the run share it.
type total struct {
	mu     sync.Mutex // held while the observer is called too: it is told one thing at a time, in the order of the counts
	result Result
	found  []found       // stored rows for the caller's structs, until the structs may change
	aside  map[*pass]int // how many bad rows are set aside in the chunks that are not through
}

func newTotal() *total { return &total{result: Result{Exact: true}, aside: make(map[*pass]int)} }

// applied is the number of rows that are.
func (t *total) applied() int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.result.Rows
}

// setAside notes how many bad rows the chunk of a pass has, and returns how many all chunks have.
func (t *total) setAside(p *pass, n int) (all int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.aside[p] = n
	all = len(t.result.Rejected)
	for _, n := range t.aside {
		all += n
	}
	return all
}

// end counts the last statements of a pass.
func (t *total) end(p *pass) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.countStatements(p)
	delete(t.aside, p)
}

// countStatements counts what a pass has sent since the last time. t.mu is held.
func (t *total) countStatements(p *pass) {
	t.result.Statements += p.count
	p.count = 0
}

// tell tells the observer of something, with the counts so far.
func (p *pass) tell(ctx context.Context, e Event) {
	p.total.mu.Lock()
	defer p.total.mu.Unlock()
	e.Result = p.total.result
	p.observe(ctx, e)
}

// keep adds what a chunk did, and tells the observer.
func (p *pass) keep(ctx context.Context, c builder.Chunk, done effect, e Event) {
	t := p.total
	t.mu.Lock()
	defer t.mu.Unlock()
	t.countStatements(p)
	t.result.Duplicates += int64(len(c.Dropped))
	p.addTo(t, done)
	p.run.into.take(p.into)
	p.lists.add(done.lists)
	if p.options.outcomes {
		t.result.recordAll(c, done)
	}
	if c.Rows.N > 0 {
		t.result.Chunks++
		e.Result = t.result
		p.observe(ctx, e)
	}
}

// keepParts adds to the total the parts of a chunk that failed, where each of them has taken effect by itself.
func (p *pass) keepParts(done effect) {
	if p.options.scope != noTx || p.session.InTx() {
		return
	}
	p.total.mu.Lock()
	defer p.total.mu.Unlock()
	p.addTo(p.total, done)
}

// addTo adds what was done to the total, which is locked.
func (p *pass) addTo(t *total, done effect) {
	t.aside[p] = 0
	t.result.add(done.rows, done.counts)
	t.result.Rejected = append(t.result.Rejected, done.rejected...)
	if p.back != nil && p.fillsLast() {
		t.found = append(t.found, done.found...)
	} else if p.back != nil {
		p.back.fill(done.found)
	}
}

// fillsLast tells whether the caller's structs change only at the end of the run: what they get is not committed before, or they are
// still read on other connections.
func (p *pass) fillsLast() bool {
	return p.options.scope == atomic && p.session.Owned() || p.options.workers > 1
}

// recordAll stores the outcomes of a chunk's rows; at most one was sent.
func (r *Result) recordAll(c builder.Chunk, done effect) {
	for _, row := range c.Dropped {
		r.record(row, Duplicate)
	}
	for _, bad := range done.rejected {
		r.record(bad.Row, Rejected)
	}
	if done.rows > 0 {
		r.record(c.Input(0), outcome(done.counts))
	}
}
