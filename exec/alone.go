package exec

import (
	"context"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// KeepStatements says how many prepared statements outlive a run, for each executor; 0: none. A text is prepared when the executor sends it
// for the second time; the one that was not used for the longest time is closed for another. They are those of the pool, one on each of its
// connections that needs it, and closing the pool closes them. It is refused in a run's options.
//
// By default, 32 on SQLite, MySQL and MariaDB, where a statement belongs to its connection for sure, and none on PostgreSQL. There pgx keeps
// statements by itself. Through lib/pq it pays, but not behind a pooler such as pgbouncer in transaction mode, where the next client
// may get the server's connection, and with it a statement of the same name.
//
// MySQL allows max_prepared_stmt_count statements on the server, 16,382 by default, on all connections together. Where there is no room the
// text is sent as it is.
func KeepStatements(most int) Option {
	return func(o *options) { o.keep, o.keepSet = most, true; o.say(kept, "KeepStatements") }
}

// keptByDefault is how many statements are kept where a statement belongs to its connection.
const keptByDefault = 32

// keeps are the statements that stay prepared.
func (o options) keeps(d dialect.Dialect) *session.Kept {
	most := o.keep
	if !o.keepSet && d != nil && d.Prepared(nil).Last {
		most = keptByDefault
	}
	return session.NewKept(most)
}

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
	if !r.ex.prepared.Driver {
		r.ex.kept.Ahead(ctx, r.ex.db, texts(sp)...)
	}
	return r.ex.alone && len(sp.Steps) == 1 && r.needsNoTx(first), nil
}

// texts are those of the steps that are sent in any case, with arguments.
func texts(sp *dialect.Spelling) []string {
	var all []string
	for _, step := range sp.Steps {
		if len(step.Args) > 0 && step.Needed == nil {
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
