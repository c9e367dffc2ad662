package exec

import (
	"errors"
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
)

const (
	// Statements sends rows as bind parameters of multi-row statements, on every database. This is the default.
	Statements = dialect.Statements
	// Copy streams the rows of a plain insert into the table: COPY on PostgreSQL, through lib/pq, or through
	// pgx with the dialect of github.com/sqbulk/sqbulk/pgxcopy; LOAD DATA LOCAL on MySQL and MariaDB, where the dialect has Readers.
	Copy = dialect.Copy
	// Staging streams the rows of an insert, upsert, update or delete into a temporary table, and then runs the statement with
	// that table as its rows, on the same databases and through the same drivers as Copy. It needs the right to create temporary tables.
	Staging = dialect.Staging
	// Arrays binds the rows of an insert, upsert, update or delete as one array for each column, so that the text is the same for any
	// number of rows: unnest on PostgreSQL, through any driver.
	Arrays = dialect.Arrays
)

// Strategy says how rows get to the server. By default, [Statements]; another way is chosen only where [Auto] asks for it.
//
// Results, counts and errors are the same. Chunks have as many rows as suits the strategy, unless a batch size is given. What a strategy cannot do is
// an error that wraps [errors.ErrUnsupported] before anything is sent: another database or driver, cells that are expressions,
// [Outcomes], [Executor.WriteBack] and [Executor.UpdateOrCreate]; with Copy, Returning and OnConflict. [NoTx] is refused with Copy
// and Staging, for rows are fed in a transaction. docs/strategies.md has the details.
func Strategy(s dialect.Strategy) Option {
	return func(o *options) { o.strategy, o.auto = s, false; o.say(strategies, fmt.Sprintf("Strategy(%v)", s)) }
}

// load settles the strategy and its dialect, and refuses what the strategy cannot do.
func (r *run) load() error {
	r.dialect, r.strategy, r.why = r.ex.dialect, r.options.strategy, "asked for"
	switch {
	case r.options.auto:
		r.choose()
		return nil
	case r.strategy == Statements:
		r.why = "the default"
		return nil
	}
	if err := r.suits(r.strategy); err != nil {
		return err
	}
	d, err := r.ex.dialect.Load(r.strategy)
	if err == errors.ErrUnsupported { // of dialect.Base
		return r.cannot(r.strategy, "this database")
	}
	if err != nil {
		return err
	}
	return r.use(r.strategy, d)
}

// suits refuses what no strategy but plain statements can do.
func (r *run) suits(s dialect.Strategy) error {
	_, looksFirst := r.job.Statement.(dialect.UpdateOrCreate)
	switch {
	case r.options.outcomes || r.rowByRow:
		return r.cannot(s, "the outcome of each row (Outcomes, AfterSave of an upsert or update)")
	case r.back != nil:
		return r.cannot(s, "WriteBack")
	case looksFirst:
		return r.cannot(s, "UpdateOrCreate")
	}
	return nil
}

// use makes the dialect of a strategy that of the run, if it can spell the statement.
func (r *run) use(s dialect.Strategy, d dialect.Dialect) error {
	one, err := r.job.Statement.Spell(d, dialect.Plain(1))
	if err != nil {
		return err
	}
	if r.dialect, r.feeds = d, one.Feeds(); r.feeds && r.options.scope == noTx {
		return fmt.Errorf("exec: Strategy(%#v) needs a transaction: use Atomic or PerChunk instead of NoTx", s)
	}
	return nil
}

// cannot is the error for what the strategy does not do.
func (r *run) cannot(s dialect.Strategy, what string) error {
	return fmt.Errorf("exec: %s: %w: Strategy(%#v) with %s: leave out Strategy",
		r.ex.dialect.Name(), errors.ErrUnsupported, s, what)
}
