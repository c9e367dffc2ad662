package sqlite

import "github.com/sqbulk/sqbulk/dialect"

// Dialect is SQLite. Its zero value is right on every supported version, build and table: what counting needs to
// know of a table is asked after the statement, where it matters.
type Dialect struct {
	// MaxVariables is the most bind parameters in a statement, SQLite's SQLITE_MAX_VARIABLE_NUMBER. Zero: 32,766, which
	// is the default since version 3.32. See [Detect].
	MaxVariables int
	lacking
}

// lacking is what SQLite has no need of, or does not have.
type lacking = dialect.Base

var _ dialect.Dialect = Dialect{}

// Limits of SQLite as it is built by default, and in both Go drivers (https://www.sqlite.org/limits.html). The length of a
// statement and the size of a row are at most 1,000,000,000 bytes each; a MiB of it is left for what surrounds the text
// and the arguments. There is no limit on the rows of VALUES.
const (
	maxVariables = 32766
	maxBytes     = 1_000_000_000 - 1<<20
)

// Name implements [dialect.Dialect]: "sqlite".
func (Dialect) Name() string { return "sqlite" }

// Limits implements [dialect.Dialect]: 32,766 parameters, or what MaxVariables says, and about 999 MB in a statement.
func (d Dialect) Limits() dialect.Limits {
	l := dialect.Limits{Params: maxVariables, Bytes: maxBytes}
	if d.MaxVariables > 0 {
		l.Params = d.MaxVariables
	}
	return l
}

// Quote implements [dialect.Dialect].
func (Dialect) Quote(table string) string { return dialect.QuoteQualified(table, quote) }

// WriteLock implements [dialect.Transactions]. A transaction that reads first and writes later fails when another connection has written
// between the two, and waiting does not help it (https://www.sqlite.org/lang_transaction.html). The driver has begun one that has neither
// read nor written; another takes its place, which waits for other writers at its start.
func (Dialect) WriteLock() string { return "ROLLBACK; BEGIN IMMEDIATE" }

// Alone implements [dialect.Transactions]. RAISE(FAIL) in a trigger, and ON CONFLICT FAIL in the definition of a table, end a statement and
// keep the rows that it has written (https://www.sqlite.org/lang_conflict.html); a transaction undoes them.
func (Dialect) Alone(any) bool { return false }

// Prepared implements [dialect.Transactions]: there is nothing between a statement and its connection.
func (Dialect) Prepared(any) dialect.Prepared { return dialect.Prepared{Last: true} }

// SingleWriter implements [dialect.Transactions]: a database file has one writer at a time
// (https://www.sqlite.org/isolation.html), and each further connection to ":memory:" is another database.
func (Dialect) SingleWriter() bool { return true }
