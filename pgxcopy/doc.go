// Package pgxcopy brings rows to PostgreSQL by COPY through pgx's driver for database/sql. It is a module of its own, so that only
// those who use pgx depend on it.
//
//	db, err := sqlx.Connect("pgx", address)
//	…
//	ex := exec.New(db, pgxcopy.Dialect{})
//	res, err := ex.Run(ctx, builder.Insert("users").From(builder.Structs(users)), exec.Strategy(exec.Copy))
//
// # Which dialect
//
// Plain statements and exec.Arrays go through pgx with postgres.Dialect as well. This dialect is for exec.Copy, exec.Staging, and
// CopyCSV of an executor.
//
// # Values
//
// A value arrives as it does through INSERT. The server is asked once per COPY for the types of the columns. Where all values of a COPY are of
// common types whose parameters pgx sends in binary form (int64, string, float64, bool, time.Time and the like, and pointers to them, for
// columns of their own types), COPY's binary format is used. Otherwise pgx makes the text of each value that the parameter of an INSERT would
// get, by the types that are registered with the connection, and the column's own input function reads it. So enums, domains and types that pgx
// does not know need not be registered, as they must be for pgx's Conn.CopyFrom.
//
// With the modes QueryExecModeExec and QueryExecModeSimpleProtocol of pgx the server is not asked, and the type of the Go value alone
// decides, as it does there for INSERT.
package pgxcopy
