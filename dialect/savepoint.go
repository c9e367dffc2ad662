package dialect

// Savepoints of the SQL standard, as every supported database has them.
const (
	// SetSavepoint marks the point that RollbackToSavepoint returns to.
	SetSavepoint = "SAVEPOINT sqbulk"
	// RollbackToSavepoint undoes what was done since the savepoint, and keeps the savepoint.
	RollbackToSavepoint = "ROLLBACK TO SAVEPOINT sqbulk"
	// ReleaseSavepoint forgets the savepoint and keeps what was done.
	ReleaseSavepoint = "RELEASE SAVEPOINT sqbulk"

	// SetInner marks a point inside the one of SetSavepoint. MySQL and MariaDB forget a savepoint when its name is used again.
	SetInner = "SAVEPOINT sqbulk_inner"
	// RollbackToInner undoes what was done since the inner savepoint, and keeps it.
	RollbackToInner = "ROLLBACK TO SAVEPOINT sqbulk_inner"
	// ReleaseInner forgets the inner savepoint and keeps what was done.
	ReleaseInner = "RELEASE SAVEPOINT sqbulk_inner"
)
