package dialect

// Transactions says how the transactions and the prepared statements of a [Dialect] are.
type Transactions interface {
	// WriteLock returns the statement that makes a transaction one that writes, which waits for other writers, where one that reads first
	// could not write later. It is sent after the driver's begin, before a look at stored rows. Empty: there is no need.
	WriteLock() string
	// Alone tells whether a statement that is sent through the driver's connection, as [database/sql.Conn.Raw] hands it out, is all or
	// nothing by itself, whatever constraints and triggers the table has, so that it needs no transaction around it.
	Alone(driverConn any) bool
	// Prepared says what may be done with prepared statements through the driver's connection; nil: it cannot be had.
	Prepared(driverConn any) Prepared
	// SingleWriter tells whether connections that write wait for each other, so that several of them gain nothing.
	SingleWriter() bool
	// LockTable returns the lock that lets one writer at a time create rows in a table; schema.table is understood. An error that wraps
	// [errors.ErrUnsupported] refuses a lock that would not keep others out.
	LockTable(table string) (TableLock, error)
}

// Prepared is what may be done with prepared statements; the zero value is the most careful for transactions.
type Prepared struct {
	// Last tells that a statement belongs to its connection for sure, and may be used after the transaction in which it was prepared: no
	// pooler between client and server gives the server's connection to others meanwhile.
	Last bool
	// Driver tells that the driver keeps statements by itself, or was told not to: nothing is prepared.
	Driver bool
	// Typed tells that a statement takes a parameter as the type that it had when the statement ran before, and converts a value of another
	// type without an error. It is then used for rows of the same types only; others are sent as a text.
	Typed bool
}

// TableLock is how a table is locked. A step without SQL is not sent.
type TableLock struct {
	// Take waits for the lock. Where it reads [ReadNumbers], the lock was given when the first number is 1.
	Take Step
	// Release gives the lock back; then Take is sent before the transaction begins, and Release after its end. Without SQL,
	// Take is sent first in the transaction, and the lock ends with it.
	Release Step
}
