package dialect

// A Dialect spells the bulk statements of one database. Implementations are stateless values, safe for concurrent use,
// and their zero value is right on every supported version.
//
// The contract is whole: there is no optional interface beside it, so that a dialect that embeds another one, or this interface, has all
// that the other one has. One that is written from nothing embeds [Base] for what its database does not have.
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
	// Select spells a SELECT by key. Rows hold s.Key; the one step reads [ReadRows].
	Select(s Select, rows Rows) (Spelling, error)
	// Match spells the question which input rows have a stored row. Rows hold m.Key. Its one step reads [ReadNumbers], three in each
	// row: an input row, counted from one; the first input row with an equal key, which may be the same; and 1 when a stored row was
	// found, otherwise 0. An input row that is not in the answer has neither. The stored rows that are found stay locked until the end
	// of the transaction, where the database locks rows; they are read as they are now, also when the transaction's snapshot is older.
	Match(m Match, rows Rows) (Spelling, error)
	// Classify says what an error of the database's drivers means. It knows drivers by their errors' shape, not by their
	// types, looks through wrapped errors, and returns the zero Fault for an error it does not know.
	Classify(err error) Fault
	// CheckFloat returns an error for a floating-point number that the database would store as something else, without an error. It
	// says what to give instead, and does not show the number.
	CheckFloat(f float64) error

	Transactions
	Tuner
	Strategies
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
