package dialect

// A Dialect spells the bulk statements of one database. Implementations are stateless values, safe for concurrent use,
// and their zero value is right on every supported version.
//
// A feature that the database lacks is an error that wraps [errors.ErrUnsupported] and names the database, the feature
// and what to use instead. Insert, Update and Delete may assume what the builders have checked: a table, at least one
// column or key, no name twice, Columns that do not repeat a key, and every [Incoming] column among the rows' columns.
//
// Without Count (and without Returning) a spelling has exactly one step, the plain statement.
type Dialect interface {
	// Name is the database's lower-case name, as it stands in errors and golden files: "postgres".
	Name() string
	// Limits are the most that one statement may hold.
	Limits() Limits
	// Quote returns a table's name in the database's quotes, with quotes inside it doubled. A dot separates a schema from
	// a name: schema.table is quoted in two parts. (A column's name is one part, whatever it contains.)
	Quote(table string) string
	// Insert spells a multi-row INSERT, with its conflict clause if it has one. Rows hold i.Columns.
	Insert(i Insert, rows Rows) (Spelling, error)
	// Update spells an UPDATE by key. Rows hold u.Key and then u.Columns.
	Update(u Update, rows Rows) (Spelling, error)
	// Delete spells a DELETE by key. Rows hold x.Key.
	Delete(x Delete, rows Rows) (Spelling, error)
	// Classify says what an error of the database's drivers means. It knows drivers by their errors' shape, not by their
	// types, looks through wrapped errors, and returns the zero Fault for an error it does not know.
	Classify(err error) Fault
}

// Limits are upper bounds for one statement; zero means no bound.
type Limits struct {
	// Params is the number of bind parameters.
	Params int
	// Bytes is the size of the text and the arguments together.
	Bytes int
	// Rows is the number of rows.
	Rows int
}

// A Selector is a Dialect that spells a look-up of rows by key. Fallback: what needs one is refused.
type Selector interface {
	// Select spells a SELECT by key. Rows hold s.Key; the one step reads [ReadRows].
	Select(s Select, rows Rows) (Spelling, error)
}

// A Prober is a Dialect whose way to count depends on something only the server knows, such as the kind of a table. The
// executor asks once per table. Fallback: the dialect is used as it is.
type Prober interface {
	// Probe returns the question to ask before s runs; ok is false when none is needed.
	Probe(s Statement) (p Probe, ok bool)
}

// A Probe is a question about a table and what to make of the answer.
type Probe struct {
	// Step is the query; it reads [ReadNumbers].
	Step Step
	// Tuned returns the dialect for this table. An answer without rows means that the table was not found.
	Tuned func(Answer) Dialect
}

// TxControl is a Dialect whose transactions should not begin the way the driver begins them. Fallback:
// [database/sql.Conn.BeginTx].
type TxControl interface {
	// TxControl returns the statements that begin, commit and roll back a transaction that writes.
	TxControl() (begin, commit, rollback string)
}

// A FloatChecker is a Dialect whose database stores some floating-point numbers as something else, without an error. Fallback: every
// number is sent.
type FloatChecker interface {
	// CheckFloat returns an error for such a number. It says what to give instead, and does not show the number.
	CheckFloat(f float64) error
}

// A ConnInspector is a Dialect that learns a setting from the driver's own connection, as [database/sql.Conn.Raw] hands it
// out, without a query. Fallback: the dialect is used as it is.
type ConnInspector interface {
	// Inspect returns the dialect tuned to the connection, or itself when it learns nothing.
	Inspect(driverConn any) Dialect
}
