package exec

import (
	"fmt"
	"slices"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// Auto has the executor choose the strategy of each run, by the statement, the number of rows, the database, the driver, the table and
// the other options. docs/strategies.md has the table; [Executor.Plan] says what would be chosen, and why. By default, and whenever
// nothing else is known to be faster, it is [Statements].
//
// A strategy that needs a right which plain statements do not need is chosen only if it is among those allowed: Auto(exec.Staging)
// allows temporary tables. In a caller's transaction, where the driver is not known, rows are never fed.
func Auto(allowed ...dialect.Strategy) Option {
	return func(o *options) { o.auto, o.allowed, o.strategy = true, allowed, Statements; o.say(strategies, "Auto") }
}

// choose settles the strategy of a run, and why.
func (r *run) choose() {
	r.strategy, r.why = Statements, "nothing is faster for this statement on this database"
	for _, c := range r.ex.dialect.Choices(r.job.Statement) {
		if r.why = r.against(c); r.why != "" {
			continue
		}
		r.strategy, r.pays = c.Strategy, c.Rows
		r.why = fmt.Sprintf("it pays from %d rows on", c.Rows)
		return
	}
	r.plain()
}

// against says what speaks against a choice; empty: nothing does, and the run uses it.
func (r *run) against(c dialect.Choice) string {
	switch n := r.job.Len(); {
	case c.Needs != "" && !slices.Contains(r.options.allowed, c.Strategy):
		return fmt.Sprintf("%#v needs %s, and is not among those that Auto allows", c.Strategy, c.Needs)
	case n >= 0 && n < c.Rows:
		return fmt.Sprintf("%v pays from %d rows on", c.Strategy, c.Rows)
	}
	if err := r.suits(c.Strategy); err != nil {
		return err.Error()
	}
	if err := r.use(c.Strategy, c.Dialect); err != nil {
		return err.Error()
	}
	if r.feeds && r.ex.db != nil && !session.Owns(r.ex.db) { // a plan needs no database
		return fmt.Sprintf("%#v in a transaction of yours, where the driver is not known", c.Strategy)
	}
	return ""
}

// plain goes back to plain statements.
func (r *run) plain() { r.dialect, r.feeds, r.strategy = r.ex.dialect, false, Statements }

// reconsider goes back to plain statements when the first chunk shows that the rows are too few.
func (r *run) reconsider(first builder.Chunk) {
	if r.options.auto && r.job.Len() < 0 && first.Rows.N < r.pays {
		r.plain()
	}
}

// parts cuts a chunk where it was collected for another strategy than the one that is used in the end.
func (p *pass) parts(c builder.Chunk) []builder.Chunk {
	most := c.Rows.N
	p.plainly = p.feeds && p.options.auto && !c.Shared()
	switch {
	case p.plainly:
		most = max(1, p.mostPlain/mostArgs(c))
	case p.options.auto:
		most = p.most
	}
	if c.Rows.N <= most {
		return []builder.Chunk{c}
	}
	var all []builder.Chunk
	for i := 0; i < c.Rows.N; i += most {
		all = append(all, c.Slice(i, min(i+most, c.Rows.N)))
	}
	return all
}

// mostArgs is the most arguments that one of the chunk's cells has.
func mostArgs(c builder.Chunk) int {
	most := 1
	for _, e := range c.Rows.Exprs {
		most = max(most, len(e.Args))
	}
	return most
}

// dialectOf is the dialect that spells a chunk before anything is known of the table: only plain statements take cells that are
// expressions.
func (r *run) dialectOf(c builder.Chunk) dialect.Dialect {
	if r.options.auto && !c.Shared() {
		return r.ex.dialect
	}
	return r.dialect
}

// spell spells a chunk.
func (p *pass) spell(c builder.Chunk) (*dialect.Spelling, error) {
	if p.plainly {
		sp, err := c.Statement.Spell(p.ex.dialect, c.Rows)
		return &sp, err
	}
	return p.speller.Spell(c)
}

// measure notes how many rows of the run's chunks a statement can have.
func (p *pass) measure(tuned dialect.Dialect) error {
	if !p.options.auto {
		return nil
	}
	fit, err := p.job.Fit(tuned)
	if err != nil {
		return err
	}
	plain, err := p.job.Fit(p.ex.dialect)
	p.most, p.mostPlain = fit.Rows, plain.Rows
	return err
}
