package dialect

// Savepoints of the SQL standard, as every supported database has them. One name is enough: they are not nested.
const (
	// SetSavepoint marks the point that RollbackToSavepoint returns to.
	SetSavepoint = "SAVEPOINT sqbulk"
	// RollbackToSavepoint undoes what was done since the savepoint, and keeps the savepoint.
	RollbackToSavepoint = "ROLLBACK TO SAVEPOINT sqbulk"
	// ReleaseSavepoint forgets the savepoint and keeps what was done.
	ReleaseSavepoint = "RELEASE SAVEPOINT sqbulk"
)
