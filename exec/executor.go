package exec

import (
	"context"
	"database/sql"
	"runtime"
	"sync"

	"github.com/jmoiron/sqlx"
	"github.com/jmoiron/sqlx/reflectx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// DB is what an [Executor] runs on: a *sqlx.DB, a *sqlx.Conn or a *sqlx.Tx; those of database/sql do as well.
type DB interface {
	// ExecContext runs a statement that returns no rows.
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	// QueryContext runs a statement that returns rows.
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	// PrepareContext prepares a statement that is run again and again.
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// Executor runs bulk statements on a database. It is safe for concurrent use when its database handle is, as a *sqlx.DB
// is.
type Executor struct {
	db      DB
	dialect dialect.Dialect
	mapper  *reflectx.Mapper
	unsafe  bool // returned columns without a field are dropped
	options options

	mu      sync.Mutex
	answers map[string]dialect.Answer // by question, those that may be kept

	inspected dialect.Dialect  // what is known of the pool's connections; nil: nobody has looked
	alone     bool             // a statement through them needs no transaction
	prepared  dialect.Prepared // what may be done with statements that are prepared on them
	kept      *session.Kept    // statements of the pool that stay prepared
}

// New returns an Executor. The options are the defaults of its runs.
//
// With a *sqlx.Tx, statements run in the caller's transaction, which is never committed or rolled back here; the
// transaction options have no effect, and [Workers] is refused. A handle of another type is refused when something is run, unless it embeds
// one of them, or [InTx] declares that it is inside a transaction.
func New(db DB, d dialect.Dialect, opts ...Option) *Executor {
	e := &Executor{db: db, dialect: d, answers: make(map[string]dialect.Answer)}
	if db != nil && !isNil(db) {
		switch h := db.(type) {
		case *sqlx.DB:
			e.mapper = h.Mapper
		case *sqlx.Conn:
			e.mapper = h.Mapper
		case *sqlx.Tx:
			e.mapper = h.Mapper
		}
	}
	e.unsafe = isUnsafe(db)
	e.options = defaults().with(opts)
	e.kept = e.options.keeps(d)
	runtime.AddCleanup(e, (*session.Kept).Close, e.kept) // the pool lives on
	return e
}

// Run runs a statement over all its rows and returns what became of them. An error of the database is a [*ChunkError].
//
// Without rows, nothing is sent. When an error is returned, the Result counts what is applied all the same: nothing when
// everything is in one transaction, the committed chunks otherwise.
func (e *Executor) Run(ctx context.Context, stmt builder.Bulk, opts ...Option) (Result, error) {
	r := &run{ex: e, options: e.options.with(opts)}
	return r.run(ctx, stmt)
}

// Query runs a statement that has a Returning list and appends the returned rows to dest, a pointer to a slice of structs,
// of pointers to structs, or of single values. Columns are matched to fields as sqlx does: one without a
// field is an error, unless the handle is that of sqlx's method Unsafe, which drops it.
//
// The order of the rows is the database's; match them by key. When an error is returned, dest gets the rows of the chunks that stay
// applied all the same.
func (e *Executor) Query(ctx context.Context, stmt builder.Bulk, dest any, opts ...Option) (Result, error) {
	into, err := newCollector(dest, e.mapper, e.unsafe)
	if err != nil {
		return Result{}, err
	}
	r := &run{ex: e, options: e.options.with(opts), into: into}
	res, err := r.run(ctx, stmt)
	if err == nil || res.Rows > 0 { // after an error, the rows of the chunks that stay applied
		into.finish()
	}
	return res, err
}
