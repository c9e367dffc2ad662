package exec

import (
	"context"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// expect prepares for a run whose first chunk is known: it learns what can be known of the pool's connections without a statement, has
// the texts of the chunk prepared that were sent before, and tells whether the run is one statement that needs no transaction.
func (r *run) expect(ctx context.Context, first builder.Chunk) (alone bool, err error) {
	if !session.IsPool(r.ex.db) || r.strategy != Statements || !first.Shared() || first.Rows.N == 0 {
		return false, nil
	}
	if err := r.ex.inspect(ctx); err != nil {
		return false, err
	}
	tuned, ok := r.ex.tunedBefore(r.job.Statement)
	if !ok {
		return false, nil
	}
	if _, parts := r.job.Statement.(dialect.UpdateOrCreate); parts {
		return false, nil
	}
	r.speller = builder.NewSpeller(tuned)
	sp, err := r.speller.Spell(first)
	if err != nil {
		return false, err
	}
	alone = r.ex.alone && len(sp.Steps) == 1 && r.needsNoTx(first)
	if !r.ex.prepared.Driver && (alone || r.options.scope != noTx) {
		r.prepareAhead(ctx, sp)
	}
	return alone, nil
}

// prepareAhead has texts prepared that were sent before, within the time of a statement.
func (r *run) prepareAhead(ctx context.Context, sp *dialect.Spelling) {
	if r.options.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, r.options.timeout)
		defer cancel()
	}
	r.ex.kept.Ahead(ctx, r.ex.db, texts(sp)...)
}

// texts are those of the steps that are sent in any case, with arguments.
func texts(sp *dialect.Spelling) []string {
	var all []string
	for _, step := range sp.Steps {
		if len(step.Args) > 0 && !step.Conditional() {
			all = append(all, step.SQL)
		}
	}
	return all
}

// needsNoTx tells whether nothing but the statement is to be done for the run, whose first chunk is given.
func (r *run) needsNoTx(first builder.Chunk) bool {
	o := r.options
	only := first.Last && o.workers == 1 && o.scope != noTx
	plain := !o.isolates() && !o.lockTable && o.isolation == 0 && r.job.Version == ""
	told := r.into != nil || r.back != nil || r.hooks != nil && r.hooks.after
	return only && plain && !told
}

// inspect learns from a connection of the pool, once.
func (e *Executor) inspect(ctx context.Context) error {
	e.mu.Lock()
	known := e.inspected != nil
	e.mu.Unlock()
	if known {
		return nil
	}
	s, err := session.Open(ctx, e.db, session.Settings{Dialect: e.dialect})
	if err != nil {
		return err
	}
	defer s.Close(ctx)
	if err := s.CheckConn(e.dialect); err != nil {
		return err
	}
	d, alone := s.Inspect(e.dialect), s.NeedsNoTx()
	e.mu.Lock()
	defer e.mu.Unlock()
	e.inspected, e.alone, e.prepared = d, alone, s.Prepared
	return nil
}

// tunedBefore is the dialect for a statement, as far as it can be known without asking; ok is false where a question is left.
func (e *Executor) tunedBefore(s dialect.Statement) (d dialect.Dialect, ok bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	d = e.inspected
	for range maxQuestions {
		probe, asks := d.Probe(probed(s))
		if !asks {
			return d, true
		}
		answer, known := e.answers[questionKey(probe.Step)]
		if !known {
			return nil, false
		}
		var err error
		if d, err = tuneBy(probe, answer); err != nil {
			return nil, false
		}
	}
	return d, true
}
