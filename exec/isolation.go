package exec

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// Isolation sets the isolation level of the transactions that a run begins: of the one transaction, or with [PerChunk] of each. By
// default, [sql.LevelDefault]: the server's.
//
// A level under which transactions lose against each other, such as [sql.LevelSerializable], makes serialization failures, which are
// run again: see [Retry]. A level that the database or the driver does not have is the driver's error, before a row is sent.
//
// It is refused where there is no transaction of ours that could have it: with [NoTx], and in a caller's transaction, which has its level since it
// began. On SQLite it is refused with an error that wraps [errors.ErrUnsupported]: transactions there are serializable.
func Isolation(level sql.IsolationLevel) Option {
	return func(o *options) { o.isolation = level }
}

// checkIsolation refuses a level that no transaction of ours would have.
func (o options) checkIsolation(db DB, d dialect.Dialect) error {
	switch {
	case o.isolation == sql.LevelDefault:
		return nil
	case o.isolation < 0 || o.isolation > sql.LevelLinearizable:
		return fmt.Errorf("exec: Isolation got %v, which is no level of database/sql", o.isolation)
	case d.WriteLock() != "":
		return fmt.Errorf("exec: %w: Isolation on %s, which has one writer at a time; leave it out", errors.ErrUnsupported, d.Name())
	case o.scope == noTx:
		return errors.New("exec: Isolation needs a transaction: use Atomic or PerChunk instead of NoTx")
	case db != nil && !session.Owns(db): // a plan needs no database
		return errors.New("exec: Isolation does not change the caller's transaction: give its level to BeginTx, and leave out Isolation")
	}
	return nil
}
