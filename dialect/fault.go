package dialect

import (
	"fmt"
	"strings"
)

// Fault is what a database's error means.
type Fault struct {
	// Kind is the class of the error; [Unknown] when the dialect does not know it.
	Kind Kind
	// Constraint is the name of the violated constraint or index, where the database says it.
	Constraint string
	// Columns are the columns concerned, where the database says them.
	Columns []string
	// Row is the row within the statement that the database names, counted from one; zero when it names none.
	Row int
	// Param is the bind parameter that the database names, counted from one; zero when it names none.
	Param int
	// Remedy is what to do, where the database's own words do not say it.
	Remedy string
}

// String names the kind, the constraint and the columns.
func (f Fault) String() string {
	s := f.Kind.String()
	if f.Constraint != "" {
		s += fmt.Sprintf(" of %q", f.Constraint)
	}
	if len(f.Columns) > 0 {
		s += fmt.Sprintf(" in column %s", strings.Join(f.Columns, ", "))
	}
	return s
}

// Kind is a class of database errors: errors.Is(err, dialect.UniqueViolation).
type Kind int

const (
	// Unknown is an error that no other kind fits.
	Unknown Kind = iota
	// UniqueViolation is a duplicate value of a unique or primary key.
	UniqueViolation
	// ForeignKeyViolation is a missing parent row, or a child row in the way.
	ForeignKeyViolation
	// NotNullViolation is NULL, or no value, for a column that needs one.
	NotNullViolation
	// CheckViolation is a row that a CHECK, exclusion or domain constraint, a view's check option, or a trigger refuses.
	CheckViolation
	// InvalidValue is a value that does not fit its column: type, range, length, encoding.
	InvalidValue
	// StaleRow is a row of an optimistic lock that others changed or deleted since it was read. No database reports it; exec finds it
	// by the count.
	StaleRow
	// Deadlock is a transaction that the database ended to break a deadlock.
	Deadlock
	// SerializationFailure is a transaction that lost against a concurrent one and may be run again.
	SerializationFailure
	// Busy is a lock that another connection held for too long; the transaction may be run again.
	Busy
	// Timeout is a statement that the server ended because it took too long.
	Timeout
	// TooLarge is a statement, packet or row beyond a limit of the server.
	TooLarge
	// ConnectionLost is a connection that ended; whether the last statement took effect is not known.
	ConnectionLost
	// StaleStatement is a prepared statement that the server has forgotten or has no room for, or a statement that was made for what a
	// table was before it was replaced. It did nothing, and may be made and sent again.
	StaleStatement
	// Forbidden is a missing privilege or a read-only database.
	Forbidden
	// NotSupported is a statement that the database does not run on this table, such as one that counts where a rule rewrites it.
	NotSupported
)

var kindNames = [...]string{"unknown error", "unique violation", "foreign key violation", "not-null violation",
	"check violation", "invalid value", "stale row", "deadlock", "serialization failure", "busy", "timeout", "too large",
	"connection lost", "stale statement", "forbidden", "not supported"}

// String returns the kind in words: "unique violation".
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return kindNames[Unknown]
	}
	return kindNames[k]
}

// Error makes a Kind a target of [errors.Is].
func (k Kind) Error() string { return k.String() }

// Row tells whether the error is the fault of a row's values, so that other rows of the statement may still succeed.
func (k Kind) Row() bool { return k >= UniqueViolation && k <= StaleRow }

// Retryable tells whether running the whole transaction again may succeed.
func (k Kind) Retryable() bool {
	return k == Deadlock || k == SerializationFailure || k == Busy || k == StaleStatement
}
