package sqlite

import "github.com/sqbulk/sqbulk/dialect"

// Dialect is SQLite. Its zero value is right for every supported version.
type Dialect struct {
	// MaxVariables is the most bind parameters in a statement. Zero: 32,766, SQLite's default since 3.32
	// (https://www.sqlite.org/limits.html). See [Detect].
	MaxVariables int
}

var (
	_ dialect.Dialect   = Dialect{}
	_ dialect.Selector  = Dialect{}
	_ dialect.TxControl = Dialect{}
)

// Limits of SQLite (https://www.sqlite.org/limits.html): SQLITE_MAX_VARIABLE_NUMBER, and SQLITE_MAX_LENGTH for the text
// and for each value. A megabyte is left for what surrounds the text and the arguments.
const (
	maxVariables = 32766
	maxBytes     = 1_000_000_000 - 1<<20
)

// Name implements [dialect.Dialect]: "sqlite".
func (Dialect) Name() string { return "sqlite" }

// Limits implements [dialect.Dialect]: 32,766 parameters and 999 MB in a statement.
func (d Dialect) Limits() dialect.Limits {
	l := dialect.Limits{Params: maxVariables, Bytes: maxBytes}
	if d.MaxVariables > 0 {
		l.Params = d.MaxVariables
	}
	return l
}

// Quote implements [dialect.Dialect].
func (Dialect) Quote(table string) string { return dialect.QuoteQualified(table, `"`) }

// TxControl implements [dialect.TxControl]. A transaction that reads first and then writes fails when another one wrote
// meanwhile (SQLITE_BUSY_SNAPSHOT), and no timeout helps; one that begins as a writer waits its turn
// (https://www.sqlite.org/lang_transaction.html).
func (Dialect) TxControl() (begin, commit, rollback string) {
	return "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"
}
