package session

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"github.com/sqbulk/sqbulk/dialect"
)

// rollbackTimeout bounds a rollback after the caller's context has ended.
const rollbackTimeout = 10 * time.Second

// DB is a handle of database/sql or of sqlx.
type DB interface {
	// ExecContext runs a statement that returns no rows.
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	// QueryContext runs a statement that returns rows.
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	// PrepareContext prepares a statement that is run again and again.
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// connection is a pinned connection: a *sql.Conn or *sqlx.Conn.
type connection interface {
	DB
	BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error)
	Raw(f func(driverConn any) error) error
}

// pool hands out connections: a *sql.DB or *sqlx.DB.
type pool interface {
	DB
	Conn(ctx context.Context) (*sql.Conn, error)
}

// Settings are what does not change while a session lasts.
type Settings struct {
	// Dialect knows the database's transactions and errors, whatever spells the statements.
	Dialect dialect.Dialect
	// Timeout bounds each statement, and a begin that may wait for a lock; zero: only the context does.
	Timeout time.Duration
	// Feeds tells that rows are fed: what waits can then only be ended with the transaction.
	Feeds bool
	// Isolation is the level of transactions that the driver begins.
	Isolation sql.IsolationLevel
	// Kept are the statements of the pool that stay prepared; nil: there are none.
	Kept *Kept
	// Alone tells that statements are sent by themselves, without a transaction, on any connection of a pool.
	Alone bool
	// Prepared says what may be done with prepared statements, of a session that is Alone; others ask their connection.
	Prepared dialect.Prepared
}

// Session is one connection.
type Session struct {
	Settings
	db      DB         // where statements run: the open transaction, or the connection
	conn    connection // nil in a caller's transaction
	pool    pool       // nil: the connection is the caller's, or may not be replaced
	release func() error
	tx      *sql.Tx // the transaction of ours that is open
	abort   func()  // ends the open transaction of a session that feeds
	texts   texts   // what was sent
}

// Open pins a connection.
func Open(ctx context.Context, db DB, set Settings) (*Session, error) {
	s := &Session{Settings: set, db: db, release: func() error { return nil }}
	switch h := db.(type) {
	case pool:
		if s.pool = h; set.Alone {
			return s, nil
		}
		if err := s.connect(ctx); err != nil {
			return nil, err
		}
	case connection:
		s.conn = h
		s.look()
	default:
		s.Prepared = set.Dialect.Prepared(nil)
	}
	return s, nil
}

// connect takes a connection of the pool.
func (s *Session) connect(ctx context.Context) error {
	conn, err := s.pool.Conn(ctx)
	if err != nil {
		if kind := s.Fault(ctx, err).Kind; kind != dialect.Unknown {
			err = fmt.Errorf("%w: %w", kind, err)
		}
		return fmt.Errorf("exec: connection: %w", err)
	}
	s.db, s.conn, s.release = conn, conn, conn.Close
	s.look()
	return nil
}

// look asks what may be done with prepared statements on the connection.
func (s *Session) look() {
	s.Prepared = s.Dialect.Prepared(nil)
	_ = s.conn.Raw(func(driverConn any) error {
		s.Prepared = s.Dialect.Prepared(driverConn)
		return nil
	})
}

// Owns tells whether transactions on a handle are ours to begin and end.
func Owns(db DB) bool { return IsPool(db) || isConnection(db) }

// IsPool tells whether a handle has several connections to give.
func IsPool(db DB) bool {
	_, ok := db.(pool)
	return ok
}

func isConnection(db DB) bool {
	_, ok := db.(connection)
	return ok
}

// Owned tells whether transactions are ours to begin and end.
func (s *Session) Owned() bool { return s.conn != nil || s.Settings.Alone }

// InTx tells whether a transaction is open, ours or the caller's.
func (s *Session) InTx() bool { return s.tx != nil || !s.Owned() }

// Begun tells whether a transaction of ours is open.
func (s *Session) Begun() bool { return s.tx != nil }

// Pin keeps a connection that dies from being replaced, since it has something that another one would not have.
func (s *Session) Pin() { s.pool = nil }

// Fault says what an error means: nothing, when the caller ended the run; a statement that outlived its own time timed out.
func (s *Session) Fault(ctx context.Context, err error) dialect.Fault {
	var arg *dialect.ArgError
	switch {
	case ctx.Err() != nil:
		return dialect.Fault{}
	case errors.Is(err, context.DeadlineExceeded):
		return dialect.Fault{Kind: dialect.Timeout}
	case errors.As(err, &arg):
		return arg.Fault()
	}
	return s.Dialect.Classify(err)
}

// Inspect lets a dialect learn from the driver's connection, where there is one to look at.
func (s *Session) Inspect(d dialect.Dialect) dialect.Dialect {
	if s.conn == nil {
		return d
	}
	_ = s.conn.Raw(func(driverConn any) error {
		if tuned := d.Inspect(driverConn); tuned != nil {
			d = tuned
		}
		return nil
	})
	return d
}

// NeedsNoTx tells whether a statement through the driver's connection needs no transaction around it.
func (s *Session) NeedsNoTx() (alone bool) {
	_ = s.conn.Raw(func(driverConn any) error {
		alone = s.Dialect.Alone(driverConn)
		return nil
	})
	return alone
}

// CheckConn asks a dialect about the driver, where there is a connection to look at.
func (s *Session) CheckConn(d dialect.Dialect) error {
	if s.conn == nil {
		return nil
	}
	var refused error
	err := s.conn.Raw(func(driverConn any) error {
		refused = d.CheckConn(driverConn)
		return nil
	})
	return errors.Join(refused, err)
}

// onConn works on the driver's connection, in the open transaction of a session that feeds. Nobody else has it meanwhile, so that a
// rollback that comes with the end of the context waits until the work is done or the server has given up.
func (s *Session) onConn(ctx context.Context, work func(conn any) error) (err error) {
	raw := s.conn.Raw(func(conn any) error {
		stop := context.AfterFunc(ctx, s.abort)
		err = work(conn)
		if !stop() && err == nil {
			err = ctx.Err()
		}
		return nil // an ErrBadConn would close the connection here, which waits for its transaction: the rollback says it again
	})
	if err == nil {
		err = raw
	}
	return err
}

// OnConn does the work of one statement on the driver's connection, within its time, in the open transaction of a session that feeds.
func (s *Session) OnConn(ctx context.Context, work func(ctx context.Context, conn any) error) error {
	_, err := s.within(ctx, func(ctx context.Context) (dialect.Answer, error) {
		return dialect.Answer{}, s.onConn(ctx, func(conn any) error { return work(ctx, conn) })
	})
	return err
}

// GiveUp closes the connection instead of letting it be used again. What was prepared is closed before: modernc.org/sqlite panics when
// it is closed after its connection.
func (s *Session) GiveUp() {
	_ = s.texts.forget()
	if s.conn == nil {
		return
	}
	_ = s.conn.Raw(func(any) error { return driver.ErrBadConn })
}

// Close rolls back what is open and gives the connection back.
func (s *Session) Close(ctx context.Context) {
	_ = s.texts.forget()
	s.Rollback(ctx)
	_ = s.release()
}
