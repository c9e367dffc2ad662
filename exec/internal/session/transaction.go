package session

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
)

// TxError is an error at the begin or the end of a transaction.
type TxError struct {
	// Commit tells that the commit failed; otherwise the transaction could not begin.
	Commit bool
	// Unanswered tells that the commit was sent and never answered.
	Unanswered bool
	// Fault is what the error means.
	Fault dialect.Fault
	// Err is the driver's error.
	Err error
}

// Error is the driver's error.
func (e *TxError) Error() string { return e.Err.Error() }

// Unwrap returns the driver's error.
func (e *TxError) Unwrap() error { return e.Err }

// Begin opens a transaction. One that looks before it writes says so, for a database whose transactions could not write later. A
// connection that has died in the pool is replaced, as nothing has been sent: after a restart of the server all of them may have. An
// error is a [*TxError].
func (s *Session) Begin(ctx context.Context, looks bool) error {
	err := s.start(ctx)
	for left := s.idle(); err != nil && s.pool != nil && s.Fault(ctx, err).Kind == dialect.ConnectionLost; left-- {
		s.GiveUp()
		if left < 0 {
			break
		}
		if lost := s.connect(ctx); lost != nil {
			err = fmt.Errorf("%w, and then: %w", err, lost)
			break
		}
		err = s.start(ctx)
	}
	if err == nil && looks {
		err = s.lock(ctx)
	}
	if err != nil {
		return &TxError{Fault: s.Fault(ctx, err), Err: err}
	}
	return nil
}

// idle is the number of connections that wait in the pool.
func (s *Session) idle() int {
	if p, ok := s.pool.(interface{ Stats() sql.DBStats }); ok {
		return p.Stats().Idle
	}
	return 0
}

// start sends the begin, which the context ends. The transaction does not end with it: database/sql would roll it back beside a statement
// on its way, which would then take effect by itself. What has been begun is rolled back by Rollback.
func (s *Session) start(ctx context.Context) error {
	lasting, abort := context.WithCancel(context.WithoutCancel(ctx))
	lasts := context.AfterFunc(ctx, abort)
	tx, err := s.conn.BeginTx(lasting, &sql.TxOptions{Isolation: s.Isolation})
	if lasts() && err == nil {
		s.db, s.tx = tx, tx
		if s.Feeds {
			s.abort = abort
		}
		return nil
	}
	abort()
	if err == nil {
		_ = tx.Rollback() // or database/sql has done it
	}
	if ended := ctx.Err(); ended != nil && !errors.Is(err, ended) {
		err = errors.Join(ended, err)
	}
	return err
}

// lock makes the transaction that has begun one that writes, which may wait for another writer.
func (s *Session) lock(ctx context.Context) error {
	text := s.Dialect.WriteLock()
	if text == "" {
		return nil
	}
	_, err := s.within(ctx, func(ctx context.Context) (dialect.Answer, error) {
		_, err := s.tx.ExecContext(ctx, text)
		return dialect.Answer{}, err
	})
	if err == nil {
		return nil
	}
	s.Rollback(ctx)
	if ended := ctx.Err(); ended != nil && !errors.Is(err, ended) {
		err = fmt.Errorf("%w: %w", ended, err) // a driver that was waiting may say that the database is locked
	}
	return err
}

// Commit ends the open transaction, if there is one. The context no longer stops it once it is on its way. When it fails, the transaction
// is rolled back as far as it still is one. An error is a [*TxError].
//
// What was prepared in the driver's transaction is closed before: behind a pooler such as pgbouncer, another connection of the server would
// get the request afterwards, and the next client would find the name taken.
func (s *Session) Commit(ctx context.Context) error {
	if s.tx == nil {
		return nil
	}
	err := s.texts.forgetTx()
	if fault := s.Fault(ctx, err); fault.Kind == dialect.ConnectionLost {
		return &TxError{Commit: true, Fault: fault, Err: err} // the COMMIT is not sent, so that its result is known
	}
	if err = ctx.Err(); err == nil {
		err = s.tx.Commit()
		s.ended()
	}
	if err != nil {
		s.Rollback(ctx)
		fault := s.Dialect.Classify(err)
		return &TxError{Commit: true, Unanswered: fault.Kind == dialect.ConnectionLost, Fault: fault, Err: err}
	}
	return nil
}

// ended notes that no transaction is open.
func (s *Session) ended() {
	s.db, s.tx = s.conn, nil
	_ = s.texts.forgetTx() // it has ended with the transaction
}

// Rollback undoes the open transaction, if there is one, even when ctx has ended. A connection that cannot be rolled back is given
// up, so that nobody else inherits its transaction.
func (s *Session) Rollback(ctx context.Context) {
	if s.tx == nil {
		return
	}
	tx := s.tx
	s.ended()
	if err := tx.Rollback(); err == nil || errors.Is(err, sql.ErrTxDone) {
		return
	}
	// SQLite undoes a transaction by itself when the disk is full, and then there is nothing to roll back. Another one begins only if none
	// is open; closing the connection for nothing would throw away a database in memory.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), rollbackTimeout)
	defer cancel()
	again, err := s.conn.BeginTx(ctx, nil)
	if err == nil {
		err = again.Rollback()
	}
	if err != nil {
		s.GiveUp()
	}
}

// Savepoint is a point in a transaction that a session can go back to.
type Savepoint struct{ set, undo, release string }

var (
	// Outer is the savepoint around a part of a chunk.
	Outer = Savepoint{dialect.SetSavepoint, dialect.RollbackToSavepoint, dialect.ReleaseSavepoint}
	// Inner is a savepoint inside an Outer one.
	Inner = Savepoint{dialect.SetInner, dialect.RollbackToInner, dialect.ReleaseInner}
)

// Save sets a savepoint.
func (s *Session) Save(ctx context.Context, p Savepoint) error { return s.mark(ctx, p.set) }

// Release forgets a savepoint and keeps what was done since.
func (s *Session) Release(ctx context.Context, p Savepoint) error { return s.mark(ctx, p.release) }

// Undo goes back to a savepoint and forgets it.
func (s *Session) Undo(ctx context.Context, p Savepoint) error {
	if err := s.mark(ctx, p.undo); err != nil {
		return err
	}
	return s.mark(ctx, p.release)
}

// mark runs a statement about a savepoint.
func (s *Session) mark(ctx context.Context, text string) error {
	_, err := s.db.ExecContext(ctx, text)
	return err
}
