package builder

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/sqbulk/sqbulk/dialect"
)

var (
	// ErrInvalid is wrapped by the error for a statement that cannot be right on any database: no table, no columns, no
	// key, a name given twice, a conflict without an action.
	ErrInvalid = errors.New("invalid statement")
	// ErrTooLarge is wrapped by the [RowError] for a row that is beyond a limit of the database by itself.
	ErrTooLarge = errors.New("row too large")
	// ErrNoRows is returned by ToSql when the source has no rows.
	ErrNoRows = errors.New("builder: no rows")
	// ErrReadOnce is wrapped by the error for the second statement, or the second run, with a source that can be read only once,
	// such as [CSV] or [Chan].
	ErrReadOnce = errors.New("the source was read already, and can be read only once: make a new one for each run")
)

// RowError is an error in the input: a row that cannot be sent. Nothing of its chunk has been sent.
type RowError struct {
	// Row is the row's position in the input, from zero.
	Row int
	// Line is the line of a text, from one, at which the row or the cell at fault begins; zero when it does not come from a text.
	Line int
	// Column is the column whose cell is at fault, where it is one cell.
	Column string
	// Err is the cause.
	Err error

	cells []any  // what the row has, where that is not one value for each column
	text  string // how the row stands in a text, where it could not be cut into cells
}

// Error says which row, where it is, and why; it does not show the row's values.
func (e *RowError) Error() string {
	at := fmt.Sprintf("row %d: ", e.Row)
	switch {
	case e.Line > 0 && e.Column != "":
		at += fmt.Sprintf("line %d, column %q: ", e.Line, e.Column)
	case e.Line > 0:
		at += fmt.Sprintf("line %d: ", e.Line)
	case e.Column != "":
		at += fmt.Sprintf("column %q: ", e.Column)
	}
	return at + e.Err.Error()
}

// Unwrap returns the cause.
func (e *RowError) Unwrap() error { return e.Err }

// invalid returns an error that wraps ErrInvalid and says where.
func invalid(where, format string, args ...any) error {
	return fmt.Errorf("builder: %s: %w: %s", where, ErrInvalid, fmt.Sprintf(format, args...))
}

// checkNames refuses empty, repeated and unquotable names.
func checkNames(where, what string, names []string) error {
	seen := make(map[string]bool, len(names))
	for _, n := range names {
		switch {
		case n == "":
			return invalid(where, "%s has an empty name", what)
		case strings.ContainsRune(n, 0):
			return invalid(where, "%s has a name with a NUL byte", what)
		case !utf8.ValidString(n): // MySQL 9.7 drops what is not, and finds another column
			return invalid(where, "%s has a name that is not UTF-8: %q", what, n)
		case seen[n]:
			return invalid(where, "%s has %q twice", what, n)
		}
		seen[n] = true
	}
	return nil
}

// checkRef refuses a reference to a column whose name cannot be quoted.
func checkRef(where, what string, r dialect.Ref) error {
	return checkNames(where, "a column in an expression of "+what, []string{r.Column})
}

// checkTable refuses a table's name that cannot be quoted.
func checkTable(where, table string) error {
	if table == "" {
		return invalid(where, "the table has no name")
	}
	for part := range strings.SplitSeq(table, ".") {
		if err := checkNames(where, "the table", []string{part}); err != nil {
			return err
		}
	}
	return nil
}

// discreet is an error whose text leaves out the user's value that its cause shows.
type discreet struct {
	text  string
	cause error
}

func (e *discreet) Error() string { return e.text }
func (e *discreet) Unwrap() error { return e.cause }
