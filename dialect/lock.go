package dialect

// A TableLocker is a Dialect that can let one writer at a time create rows in a table. Fallback: what needs it is refused.
type TableLocker interface {
	// LockTable returns the lock of a table; schema.table is understood. An error that wraps [errors.ErrUnsupported] refuses one that
	// would not keep others out.
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
