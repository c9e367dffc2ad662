package exec

import "fmt"

// staleRows is the error of a chunk in which an optimistic lock failed; see [builder.UpdateBuilder.Version].
type staleRows struct {
	stale int64 // rows that did not find their version
	rows  int   // rows of the chunk
}

// Error says how many rows are concerned.
func (e *staleRows) Error() string {
	if e.rows == 1 {
		return "the row was changed or deleted by others since it was read"
	}
	return fmt.Sprintf("%d of %d rows were changed or deleted by others since they were read (SkipBadRows names them)", e.stale, e.rows)
}
