package exec

import (
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
)

// ChunkError is an error of the database while a chunk ran.
//
//	var failed *exec.ChunkError
//	if errors.As(err, &failed) { … failed.First, failed.Fault.Constraint … }
//	if errors.Is(err, dialect.UniqueViolation) { … }
type ChunkError struct {
	// Chunk is the number of the chunk, from one.
	Chunk int
	// First and Last are the positions of the chunk's first and last row in the input, from zero.
	First, Last int
	// Row is the position of the row at fault in the input, from zero, where the database names it; otherwise -1.
	Row int
	// Applied is the number of input rows that stay applied although the run failed: none when everything is in one
	// transaction. In a caller's transaction these are the rows of the chunks before; they last if the caller commits.
	Applied int64
	// Fault is what the error means.
	Fault dialect.Fault
	// Err is the driver's error.
	Err error
}

// Error names the chunk, its rows and the cause.
func (e *ChunkError) Error() string {
	at := fmt.Sprintf("exec: chunk %d, rows %d-%d", e.Chunk, e.First, e.Last)
	if e.Row >= 0 {
		at += fmt.Sprintf(", row %d", e.Row)
	}
	if e.Fault.Kind != dialect.Unknown {
		at += ": " + e.Fault.String()
	}
	return fmt.Sprintf("%s: %v", at, e.Err)
}

// Unwrap returns the driver's error.
func (e *ChunkError) Unwrap() error { return e.Err }

// Is tells whether target is the [dialect.Kind] of the fault.
func (e *ChunkError) Is(target error) bool {
	kind, ok := target.(dialect.Kind)
	return ok && kind == e.Fault.Kind
}
