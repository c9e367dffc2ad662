package exec

import (
	"database/sql"
	"errors"
	"fmt"
	"reflect"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// InTx declares that a handle of another type than those of database/sql and sqlx is inside a transaction of the caller's, on one connection: a
// wrapper around a transaction, such as one that traces. [New] then treats it like a *sqlx.Tx.
//
//	ex := exec.New(exec.InTx(traced), postgres.Dialect{})
//
// A handle that is no such transaction must not be declared as one: statements would take effect one by one, and what fails would not undo
// what went before.
func InTx(handle DB) DB { return declared{handle} }

// declared is a handle that is inside a transaction, as its owner says.
type declared struct{ DB }

// transaction is a transaction of the caller's: a *sql.Tx, a *sqlx.Tx, or what embeds one.
type transaction interface {
	DB
	Commit() error
	Rollback() error
}

// errNoHandle is the error of an executor whose handle is nil.
var errNoHandle = errors.New("exec: there is no database handle: give exec.New one; only Plan works without")

// checkHandle refuses what nothing can be run with.
func (e *Executor) checkHandle() error {
	if e.dialect == nil {
		return errors.New("exec: there is no dialect: give exec.New one, such as postgres.Dialect{}")
	}
	if e.db == nil {
		return nil // a plan needs none
	}
	if isNil(e.db) {
		return fmt.Errorf("exec: the database handle is a nil %T", e.db)
	}
	if d, ok := e.db.(declared); ok {
		if d.DB == nil || isNil(d.DB) {
			return errors.New("exec: InTx got no handle")
		}
		return nil
	}
	if _, tx := e.db.(transaction); tx || session.Owns(e.db) {
		return nil
	}
	return fmt.Errorf("exec: %T is no pool, connection or transaction of database/sql or sqlx: give exec.New one of those, "+
		"or exec.InTx(handle) when it is inside a transaction", e.db)
}

// isNil tells whether a handle is a nil pointer.
func isNil(db DB) bool {
	v := reflect.ValueOf(db)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

var _ = []transaction{(*sql.Tx)(nil), (*sqlx.Tx)(nil)}
