package exec

import (
	"context"
	"errors"
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// LockTable says whether one writer at a time runs on the table, so that two runs of [Executor.UpdateOrCreate] do not both create a row that
// has no unique key. By default there is no lock. It is waited for as long as the context or [Timeout] allows. Needs a transaction.
//
// On PostgreSQL, LOCK TABLE … IN SHARE ROW EXCLUSIVE MODE at the start of each transaction keeps every other writer out, and readers not. On
// MySQL and MariaDB, GET_LOCK with a name made of the table's keeps out only those who use LockTable too, and lasts from before the
// first transaction until after the last; in a caller's transaction it is an error that wraps [errors.ErrUnsupported]. On
// SQLite nothing is sent, because its transactions exclude each other.
func LockTable(on bool) Option {
	return func(o *options) { o.lockTable = on }
}

// tableLock returns the lock that the options ask for; nothing when they ask for none.
func (r *run) tableLock() (dialect.TableLock, error) {
	if !r.options.lockTable {
		return dialect.TableLock{}, nil
	}
	d := r.ex.dialect
	lock, err := d.LockTable(r.job.Statement.Target())
	if err == errors.ErrUnsupported { // of dialect.Base
		err = fmt.Errorf("exec: %s: %w: LockTable", d.Name(), err)
	}
	if err != nil {
		return dialect.TableLock{}, err
	}
	if lock.Release.SQL != "" && !session.Owns(r.ex.db) {
		return dialect.TableLock{}, fmt.Errorf("exec: %s: %w: LockTable in your own transaction: "+
			"take a lock before it begins, and release it after its end", d.Name(), errors.ErrUnsupported)
	}
	return lock, nil
}

// checkTx refuses what needs a transaction where there will be none.
func (r *run) checkTx() error {
	if !session.Owns(r.ex.db) {
		if r.options.lockTable {
			r.options.scope = atomic // one lock, at the start
		}
		return nil
	}
	_, looksFirst := r.job.Statement.(dialect.UpdateOrCreate)
	switch {
	case r.options.scope != noTx:
		return nil
	case looksFirst:
		return errors.New("exec: UpdateOrCreate needs a transaction: use Atomic or PerChunk instead of NoTx")
	case r.options.lockTable:
		return errors.New("exec: LockTable needs a transaction: use Atomic or PerChunk instead of NoTx")
	}
	return nil
}

// takeLock takes the lock of a transaction that has just begun.
func (p *pass) takeLock(ctx context.Context) error {
	if p.lock.Release.SQL != "" {
		return nil
	}
	return p.sendLock(ctx)
}

// holdLock takes a lock that lasts longer than a transaction.
func (p *pass) holdLock(ctx context.Context) (release func(), err error) {
	if p.lock.Release.SQL == "" {
		return func() {}, nil
	}
	if err := p.sendLock(ctx); err != nil {
		p.session.GiveUp() // it may have been taken
		return nil, err
	}
	p.session.Pin() // another connection would not have the lock
	return func() {
		p.session.Rollback(ctx)
		if err := p.session.CleanUp(ctx, p.lock.Release); err != nil {
			p.session.GiveUp()
		}
	}, nil
}

// sendLock sends the statement that takes the lock, and reads whether it was given.
func (p *pass) sendLock(ctx context.Context) error {
	take := p.lock.Take
	if take.SQL == "" {
		return nil
	}
	answer, err := p.session.Ask(ctx, take)
	p.count++
	given := take.Read != dialect.ReadNumbers || len(answer.Rows) == 1 && answer.Rows[0][0] == 1
	if err == nil && !given {
		err = errors.New("the lock was not given")
	}
	if err != nil {
		return fmt.Errorf("exec: locking %s: %w", p.job.Statement.Target(), err)
	}
	return nil
}
