package dialect

import (
	"context"
	"io"
)

// CSVFormat is how a CSV text without a header line is written: a cell for each column, in the order of the columns. Cells may stand
// in quotes ("), with quotes doubled.
type CSVFormat struct {
	// Delimiter stands between cells: an ASCII character.
	Delimiter rune
	// Null is the text that is NULL, within quotes or without, in NullColumns.
	Null string
	// NullColumns are the columns that have NULLs. In the others a cell with the text of Null is that text.
	NullColumns []string
}

// CSVLoad is a statement that reads a CSV text.
type CSVLoad struct {
	// SQL is the statement.
	SQL string
	// Send runs the statement on the driver's own connection, as [database/sql.Conn.Raw] hands it out, gives it the text, and returns
	// the number of rows. For a driver that it does not know it sends nothing and returns an error that wraps [errors.ErrUnsupported].
	Send func(ctx context.Context, driverConn any, text io.Reader) (int64, error)
}
