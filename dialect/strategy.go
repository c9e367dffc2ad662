package dialect

import (
	"context"
	"database/sql/driver"
	"fmt"
	"iter"
)

// Strategy is a way to bring rows to the server.
type Strategy int

const (
	// Statements sends the rows as bind parameters of the statement.
	Statements Strategy = iota
	// Copy streams the rows of a plain INSERT into the table: COPY.
	Copy
	// Staging streams the rows into a temporary table, and then runs the statement with that table as its rows.
	Staging
	// Arrays binds the rows as one array for each column.
	Arrays
)

var strategyNames = [...]string{"statements", "COPY", "staging", "arrays"}

// String returns the strategy in words: "statements", "COPY", "staging", "arrays".
func (s Strategy) String() string {
	if s < 0 || int(s) >= len(strategyNames) {
		return "unknown strategy"
	}
	return strategyNames[s]
}

// GoString returns the strategy as it is written with package exec: "exec.Copy". It is how an error names it.
func (s Strategy) GoString() string {
	names := [...]string{"exec.Statements", "exec.Copy", "exec.Staging", "exec.Arrays"}
	if s < 0 || int(s) >= len(names) {
		return fmt.Sprintf("dialect.Strategy(%d)", int(s))
	}
	return names[s]
}

// Strategies are the other ways for rows that a [Dialect] knows besides [Statements].
//
// A dialect of a strategy spells statements, and asks what they need of a connection and a table ([Tuner]). For all else, such as what an
// error means, the executor asks the dialect that it was given.
type Strategies interface {
	// Load returns the dialect that spells bulk statements for the strategy. It refuses
	// statements and cells that the strategy has no SQL for with an error that wraps [errors.ErrUnsupported].
	Load(s Strategy) (Dialect, error)
	// Choices are the strategies that pay for a statement, the best first. None: [Statements] is the automatic choice.
	Choices(s Statement) []Choice
	// LoadCSV returns how a plain INSERT gets its rows from a CSV text that the database reads by itself. What the database has no SQL
	// for is an error that wraps [errors.ErrUnsupported].
	LoadCSV(i Insert, f CSVFormat) (CSVLoad, error)
}

// A Feed brings the rows of a [Step] to the server in another way than as bind parameters. Without ToConn and ToReader, the step's
// text is prepared, run once for each row with the row's values, and run once without any, which ends the rows and answers for all
// of them.
type Feed struct {
	// Convert changes a value of the column, given by its position in the row, on its way; nil changes nothing.
	Convert func(column int, v driver.Value) driver.Value
	// ToConn hands the rows, with the values as the caller gave them, to the driver's own connection, as [database/sql.Conn.Raw] hands
	// it out, and returns the number of rows that were written. It is refused where that connection cannot be had: in a caller's
	// transaction. An error that wraps [errors.ErrUnsupported] means that nothing was sent.
	ToConn func(ctx context.Context, driverConn any, text string, rows iter.Seq[[]any]) (int64, error)
	// ToReader makes the rows readable for the driver, and returns the text of the statement that reads them. An error comes before
	// anything is sent. Done is called after the statement with its error, ends the reading, and may say more about the error.
	ToReader func(text string, rows iter.Seq[[]driver.Value]) (reading string, done func(error) error, err error)
}
