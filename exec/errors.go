package exec

import (
	"errors"
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

var (
	// ErrCommitUnknown is wrapped by the error of a run whose COMMIT was sent and never answered, or whose statement was, where it
	// needed no transaction: the rows may be stored, or not. Look before you run it again.
	ErrCommitUnknown = errors.New("the result of the commit is not known")
	// ErrTooManyBadRows is wrapped by the error of a run that met more bad rows than [SkipBadRows] allows.
	ErrTooManyBadRows = errors.New("too many bad rows")
)

// ChunkError is an error of the database while a chunk ran.
//
//	var failed *exec.ChunkError
//	if errors.As(err, &failed) { … failed.First, failed.Fault.Constraint … }
//	if errors.Is(err, dialect.UniqueViolation) { … }
type ChunkError struct {
	// Table is the table of the statement.
	Table string
	// Chunk is the number of the chunk, from one, in the order in which chunks are sent.
	Chunk int
	// First and Last are the positions of the chunk's first and last row in the input, from zero.
	First, Last int
	// Row is the position of the row at fault in the input, from zero, where the database names it; otherwise -1.
	Row int
	// Line is the line of the text at which that row begins, from one; zero where the row is not known or comes from no text.
	Line int
	// Applied is the number of input rows that stay applied although the run failed: none when everything is in one
	// transaction. They are those of the chunks before this one; with [Workers], of some chunks after it too.
	Applied int64
	// Committed tells that the Applied rows are committed. In a caller's transaction they last only if the caller commits.
	Committed bool
	// Fault is what the error means. Its Columns are those that the database names, or that of the argument which it names.
	Fault dialect.Fault
	// Err is the driver's error.
	Err error
}

// Error names the table, the chunk, its rows and the cause.
func (e *ChunkError) Error() string {
	at := "exec: " + of(e.Table) + fmt.Sprintf("chunk %d, rows %d-%d", e.Chunk, e.First, e.Last)
	if e.Row >= 0 {
		at += ", " + place(e.Row, e.Line)
	}
	if e.Fault.Kind != dialect.Unknown {
		at += ": " + e.Fault.String()
	}
	if e.Row < 0 && e.Fault.Kind.Row() && e.Fault.Kind != dialect.StaleRow {
		return fmt.Sprintf("%s: %v (SkipBadRows finds the row)", at, e.Err)
	}
	if e.Fault.Remedy != "" {
		return fmt.Sprintf("%s: %v (%s)", at, e.Err, e.Fault.Remedy)
	}
	return fmt.Sprintf("%s: %v", at, e.Err)
}

// Unwrap returns the driver's error.
func (e *ChunkError) Unwrap() error { return e.Err }

// Is tells whether target is the [dialect.Kind] of the fault.
func (e *ChunkError) Is(target error) bool { return isKind(target, e.Fault) }

// TxError is an error at the begin or the end of a transaction.
type TxError struct {
	// Table is the table of the statement.
	Table string
	// Commit tells that the commit failed; otherwise the transaction could not begin.
	Commit bool
	// Fault is what the error means.
	Fault dialect.Fault
	// Err is the driver's error. It wraps [ErrCommitUnknown] when the server never answered.
	Err error
}

// Error names what failed and the cause.
func (e *TxError) Error() string {
	if e.Commit {
		return fmt.Sprintf("exec: %scommit: %v", of(e.Table), e.Err)
	}
	return fmt.Sprintf("exec: %sbegin: %v", of(e.Table), e.Err)
}

// Unwrap returns the driver's error.
func (e *TxError) Unwrap() error { return e.Err }

// Is tells whether target is the [dialect.Kind] of the fault.
func (e *TxError) Is(target error) bool { return isKind(target, e.Fault) }

// txError is an error of a session's begin or commit in the words of this package.
func txError(err error) error {
	var e *session.TxError
	if !errors.As(err, &e) {
		return err
	}
	cause := e.Err
	if e.Unanswered {
		cause = fmt.Errorf("%w: %w", ErrCommitUnknown, cause)
	}
	return &TxError{Commit: e.Commit, Fault: e.Fault, Err: cause}
}

// withTable names the table in the error of a begin or a commit. That of a chunk names it already.
func withTable(err error, table string) error {
	if e, ok := err.(*TxError); ok {
		e.Table = table
	}
	return err
}

// RowError is a row that [SkipBadRows] set aside.
type RowError struct {
	// Row is the row's position in the input, from zero.
	Row int
	// Line is the line of the text at which the row, or the cell that cannot be read, begins, from one; zero when there is no text.
	Line int
	// Fault is what the error means: of [dialect.InvalidValue] kind for a cell of a text that cannot be read, of [dialect.TooLarge] for a row
	// that no statement can hold, and of [dialect.Unknown] for any other row that was not sent.
	Fault dialect.Fault
	// Err is the driver's error; for a row that was not sent, that of Validate or BeforeSave, or why it cannot be sent.
	Err error

	kind  string // why it was not sent, for RejectTo
	cells []any  // the row, for RejectTo
	text  string // how it stands in the input where it could not be cut into cells
}

// Error names the row and the cause.
func (e RowError) Error() string {
	if e.Fault.Kind == dialect.Unknown {
		return fmt.Sprintf("exec: %s: %v", place(e.Row, e.Line), e.Err)
	}
	return fmt.Sprintf("exec: %s: %v: %v", place(e.Row, e.Line), e.Fault, e.Err)
}

// Unwrap returns the driver's error.
func (e RowError) Unwrap() error { return e.Err }

// Is tells whether target is the [dialect.Kind] of the fault.
func (e RowError) Is(target error) bool { return isKind(target, e.Fault) }

// of begins a text with the table's name, if there is one.
func of(table string) string {
	if table == "" {
		return ""
	}
	return table + ": "
}

// place names a row, and its line if it has one.
func place(row, line int) string {
	if line > 0 {
		return fmt.Sprintf("row %d (line %d)", row, line)
	}
	return fmt.Sprintf("row %d", row)
}

func isKind(target error, f dialect.Fault) bool {
	kind, ok := target.(dialect.Kind)
	return ok && kind == f.Kind
}
