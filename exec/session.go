package exec

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

// connection is a pinned connection: a *sql.Conn or *sqlx.Conn.
type connection interface {
	DB
	BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error)
	Raw(f func(driverConn any) error) error
}

// pool hands out connections: a *sql.DB or *sqlx.DB.
type pool interface {
	Conn(ctx context.Context) (*sql.Conn, error)
	Stats() sql.DBStats
}

// session is the one connection that a run uses.
type session struct {
	DB                 // where statements run: the open transaction, when it is the driver's, or the connection
	conn    connection // nil in a caller's transaction
	pool    pool       // nil: the connection is the caller's
	release func() error
	forget  func() // closes what was prepared
	dialect dialect.Dialect
	timeout time.Duration     // of the begin, where it may wait for a lock; zero: none
	control dialect.TxControl // nil: transactions are the driver's
	tx      *sql.Tx           // the open transaction, when it is the driver's
	open    bool              // a transaction of ours is open
	feeds   bool              // rows are fed: what waits can only be ended with the transaction
	abort   func()            // ends the open transaction of a session that feeds
}

// newSession pins a connection.
func newSession(ctx context.Context, db DB, d dialect.Dialect) (*session, error) {
	s := &session{DB: db, dialect: d, release: func() error { return nil }}
	s.control, _ = d.(dialect.TxControl)
	switch h := db.(type) {
	case pool:
		s.pool = h
		if err := s.connect(ctx); err != nil {
			return nil, err
		}
	case connection:
		s.conn = h
	}
	return s, nil
}

// connect takes a connection of the pool.
func (s *session) connect(ctx context.Context) error {
	conn, err := s.pool.Conn(ctx)
	if err != nil {
		if kind := s.fault(ctx, err).Kind; kind != dialect.Unknown {
			err = fmt.Errorf("%w: %w", kind, err)
		}
		return fmt.Errorf("exec: connection: %w", err)
	}
	s.DB, s.conn, s.release = conn, conn, conn.Close
	return nil
}

// owns tells whether transactions on the handle are ours to begin and end.
func owns(db DB) bool {
	switch db.(type) {
	case pool, connection:
		return true
	}
	return false
}

// owned tells whether transactions are ours to begin and end.
func (s *session) owned() bool { return s.conn != nil }

// inTx tells whether a transaction is open, ours or the caller's.
func (s *session) inTx() bool { return s.open || !s.owned() }

// begin opens a transaction. A connection that has died in the pool is replaced, as nothing has been sent: after a restart of the server
// all of them may have.
func (s *session) begin(ctx context.Context) error {
	err := s.start(ctx)
	for left := s.idle(); err != nil && s.pool != nil && s.fault(ctx, err).Kind == dialect.ConnectionLost; left-- {
		s.giveUp()
		if left < 0 {
			break
		}
		if lost := s.connect(ctx); lost != nil {
			err = fmt.Errorf("%w, and then: %w", err, lost)
			break
		}
		err = s.start(ctx)
	}
	if err != nil {
		return &TxError{Fault: s.fault(ctx, err), Err: err}
	}
	s.open = true
	return nil
}

// idle is the number of connections that wait in the pool.
func (s *session) idle() int {
	if s.pool == nil {
		return 0
	}
	return s.pool.Stats().Idle
}

// start sends the begin, which the context ends. The transaction does not end with it: database/sql would roll it back beside a statement
// on its way, which would then take effect by itself. What has been begun is rolled back by rollback.
func (s *session) start(ctx context.Context) (err error) {
	if s.control != nil {
		return s.beginText(ctx)
	}
	lasting, abort := context.WithCancel(context.WithoutCancel(ctx))
	lasts := context.AfterFunc(ctx, abort)
	s.tx, err = s.conn.BeginTx(lasting, nil)
	if lasts() && err == nil {
		s.DB = s.tx
		if s.feeds {
			s.abort = abort
		}
		return nil
	}
	abort()
	if err == nil {
		_ = s.tx.Rollback() // or database/sql has done it
	}
	s.tx = nil
	if ended := ctx.Err(); ended != nil && !errors.Is(err, ended) {
		err = errors.Join(ended, err)
	}
	return err
}

// beginText opens a transaction by the dialect's statement, which may wait for a lock.
func (s *session) beginText(ctx context.Context) error {
	limited := ctx
	if s.timeout > 0 {
		var cancel context.CancelFunc
		limited, cancel = context.WithTimeout(ctx, s.timeout)
		defer cancel()
	}
	begin, _, _ := s.control.TxControl()
	_, err := s.ExecContext(limited, begin)
	if err == nil || limited.Err() == nil {
		return err
	}
	s.undoBegin(ctx)
	if !errors.Is(err, limited.Err()) {
		err = fmt.Errorf("%w: %w", limited.Err(), err)
	}
	return err
}

// fault says what an error means: nothing, when the caller ended the run; a statement that outlived its own time timed out.
func (s *session) fault(ctx context.Context, err error) dialect.Fault {
	var stale *staleRows
	var arg *dialect.ArgError
	switch {
	case ctx.Err() != nil:
		return dialect.Fault{}
	case errors.Is(err, context.DeadlineExceeded):
		return dialect.Fault{Kind: dialect.Timeout}
	case errors.As(err, &stale):
		return dialect.Fault{Kind: dialect.StaleRow}
	case errors.As(err, &arg):
		return arg.Fault()
	}
	return s.dialect.Classify(err)
}

// undoBegin ends a transaction that may have begun although its context ended. An error means that it has not; closing the
// connection for nothing would throw away a database in memory.
func (s *session) undoBegin(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), rollbackTimeout)
	defer cancel()
	_, _, rollback := s.control.TxControl()
	_, _ = s.ExecContext(ctx, rollback)
}

// commit ends the open transaction. The context no longer stops it once it is on its way. When it fails, the transaction is
// rolled back as far as it still is one. An error that leaves open what the server did wraps ErrCommitUnknown.
func (s *session) commit(ctx context.Context) error {
	err := ctx.Err()
	switch {
	case err != nil:
	case s.control != nil:
		_, commit, _ := s.control.TxControl()
		_, err = s.ExecContext(context.WithoutCancel(ctx), commit)
	default:
		err = s.tx.Commit()
		s.ended()
	}
	if err != nil {
		s.rollback(ctx)
		fault := s.dialect.Classify(err)
		if fault.Kind == dialect.ConnectionLost {
			err = fmt.Errorf("%w: %w", ErrCommitUnknown, err)
		}
		return &TxError{Commit: true, Fault: fault, Err: err}
	}
	s.ended()
	return nil
}

// onConn works on the driver's connection, in the open transaction of a session that feeds. Nobody else has it meanwhile, so that a
// rollback that comes with the end of the context waits until the work is done or the server has given up.
func (s *session) onConn(ctx context.Context, work func(conn any) error) (err error) {
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

// ended notes that no transaction is open.
func (s *session) ended() {
	s.open, s.tx = false, nil
	if s.conn != nil {
		s.DB = s.conn
	}
}

// rollback undoes the open transaction, if there is one, even when ctx has ended. A connection that cannot be rolled back is given
// up, so that nobody else inherits its transaction.
func (s *session) rollback(ctx context.Context) {
	if !s.open {
		return
	}
	tx := s.tx
	s.ended()
	if tx != nil {
		_ = tx.Rollback() // an error means that the transaction is gone already
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), rollbackTimeout)
	defer cancel()
	begin, _, rollback := s.control.TxControl()
	if _, err := s.ExecContext(ctx, rollback); err == nil {
		return
	}
	// SQLite undoes a transaction by itself when the disk is full, and then there is nothing to roll back. Another one begins only if none
	// is open; closing the connection for nothing would throw away a database in memory.
	_, err := s.ExecContext(ctx, begin)
	if err == nil {
		_, err = s.ExecContext(ctx, rollback)
	}
	if err != nil {
		s.giveUp()
	}
}

// giveUp has the connection closed instead of used again. What was prepared is closed before: modernc.org/sqlite panics when it is closed
// after its connection.
func (s *session) giveUp() {
	if s.forget != nil {
		s.forget()
	}
	_ = s.conn.Raw(func(any) error { return driver.ErrBadConn })
}

// close rolls back what is open and gives the connection back.
func (s *session) close(ctx context.Context) {
	s.rollback(ctx)
	_ = s.release()
}
