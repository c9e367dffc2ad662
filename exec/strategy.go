package exec

import (
	"errors"
	"fmt"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

const (
	// Statements sends rows as bind parameters of multi-row statements, on every database. This is the default.
	Statements = dialect.Statements
	// Copy streams the rows of a plain insert into the table: COPY on PostgreSQL through lib/pq.
	Copy = dialect.Copy
	// Staging streams the rows of an insert, upsert, update or delete into a temporary table, and then runs the statement with
	// that table as its rows: on PostgreSQL through lib/pq. It needs the right to create temporary tables.
	Staging = dialect.Staging
)

// Strategy says how rows get to the server. By default, [Statements]; no other way is ever chosen by itself.
//
// Results, counts and errors are the same. Chunks have [FedRows] rows unless a batch size is given. What a strategy cannot do is
// an error that wraps [errors.ErrUnsupported] before anything is sent: another database or driver, cells that are expressions,
// [Outcomes], [Executor.WriteBack] and [Executor.UpdateOrCreate]; with Copy, Returning and OnConflict. [NoTx] is refused, for
// rows are fed in a transaction. docs/strategies.md has the details.
func Strategy(s dialect.Strategy) Option {
	return func(o *options) { o.strategy = s }
}

// FedRows is the most rows in a chunk of [Copy] and [Staging], where no batch size is given. With 100,000 rows of six columns on
// PostgreSQL 15, COPY with chunks of 1,000 rows took 1.6 times as long, and with chunks of 50,000 0.97 times
// (BenchmarkStrategy of internal/benchmarks).
const FedRows = 10_000

// rows is the batch size that the builder gets.
func (o options) rows() int {
	if o.batch == 0 && o.strategy != Statements {
		return FedRows
	}
	return o.batch
}

// feeds tells whether rows are fed.
func (r *run) feeds() bool { return r.options.strategy != Statements }

// load settles the dialect, and refuses what its strategy cannot do.
func (r *run) load() error {
	r.dialect = r.ex.dialect
	s := r.options.strategy
	if !r.feeds() {
		return nil
	}
	_, looksFirst := r.job.Statement.(dialect.UpdateOrCreate)
	switch {
	case r.options.scope == noTx:
		return fmt.Errorf("exec: Strategy(%v) needs a transaction: use Atomic or PerChunk instead of NoTx", s)
	case r.options.outcomes || r.rowByRow:
		return r.cannot("the outcome of each row (Outcomes, AfterSave of an upsert or update)")
	case r.back != nil:
		return r.cannot("WriteBack")
	case looksFirst:
		return r.cannot("UpdateOrCreate")
	}
	loader, ok := r.ex.dialect.(dialect.Loader)
	if !ok {
		return r.cannot("this database")
	}
	d, err := loader.Load(s)
	if err != nil {
		return err
	}
	r.dialect = d
	_, err = builder.NewSpeller(d).Spell(builder.Chunk{Rows: dialect.Plain(1), Statement: r.job.Statement})
	return err
}

// cannot is the error for what the strategy does not do.
func (r *run) cannot(what string) error {
	return fmt.Errorf("exec: %s: %w: Strategy(%v) with %s: leave out Strategy",
		r.ex.dialect.Name(), errors.ErrUnsupported, r.options.strategy, what)
}

// check asks the dialect about the driver, where there is a connection to look at.
func (s *session) check() error {
	checker, ok := s.dialect.(dialect.ConnChecker)
	if !ok || s.conn == nil {
		return nil
	}
	var refused error
	err := s.conn.Raw(func(driverConn any) error {
		refused = checker.CheckConn(driverConn)
		return nil
	})
	return errors.Join(refused, err)
}
