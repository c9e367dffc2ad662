package dialect

import "database/sql/driver"

// Strategy is a way to bring rows to the server.
type Strategy int

const (
	// Statements sends the rows as bind parameters of the statement.
	Statements Strategy = iota
	// Copy streams the rows of a plain INSERT into the table: COPY.
	Copy
	// Staging streams the rows into a temporary table, and then runs the statement with that table as its rows.
	Staging
)

var strategyNames = [...]string{"statements", "COPY", "staging"}

// String returns the strategy in words: "statements", "COPY", "staging".
func (s Strategy) String() string {
	if s < 0 || int(s) >= len(strategyNames) {
		return "unknown strategy"
	}
	return strategyNames[s]
}

// A Loader is a Dialect that knows strategies besides [Statements]. Fallback: they are refused.
type Loader interface {
	// Load returns the dialect that spells bulk statements for the strategy. Its spellings need a transaction, and refuse
	// statements and cells that the strategy has no SQL for with an error that wraps [errors.ErrUnsupported].
	Load(s Strategy) (Dialect, error)
}

// A ConnChecker is a Dialect whose statements not every driver can send. Fallback: every driver can.
type ConnChecker interface {
	// CheckConn looks at the driver's own connection, as [database/sql.Conn.Raw] hands it out, without a query. It returns an
	// error that wraps [errors.ErrUnsupported] for a driver that is known not to do.
	CheckConn(driverConn any) error
}

// Feed tells that the rows of a [Step] are not bound but fed: the text is prepared, run once for each row with the row's values,
// and run once without any, which ends the rows and answers for all of them. It converts a value of the column on its way, given
// by its position in the row.
type Feed func(column int, v driver.Value) driver.Value
