package dialect

// Transactions says how the transactions of a [Dialect] are.
type Transactions interface {
	// TxControl returns the statements that begin, commit and roll back a transaction that writes, where it should not begin the way
	// the driver begins it. Empty texts: [database/sql.Conn.BeginTx].
	TxControl() (begin, commit, rollback string)
	// SingleWriter tells whether connections that write wait for each other, so that several of them gain nothing.
	SingleWriter() bool
	// LockTable returns the lock that lets one writer at a time create rows in a table; schema.table is understood. An error that wraps
	// [errors.ErrUnsupported] refuses a lock that would not keep others out.
	LockTable(table string) (TableLock, error)
}

// TableLock is how a table is locked. A step without SQL is not sent.
type TableLock struct {
	// Take waits for the lock. Where it reads [ReadNumbers], the lock was given when the first number is 1.
	Take Step
	// Release gives the lock back; then Take is sent before the transaction begins, and Release after its end. Without SQL,
	// Take is sent first in the transaction, and the lock ends with it.
	Release Step
}
