// Package dialect is the contract between the builders, which describe a bulk statement, the dialects, which spell it in
// the SQL of one database, and the executor, which runs it.
//
// Who only writes rows needs two things of it: the kinds of errors, as in errors.Is(err, dialect.UniqueViolation), and, in the conflict
// clauses of plain squirrel inserts, [Stored] and [Incoming].
//
// # The flow
//
// A builder produces plain data ([Insert], [Update], [Delete], [UpdateOrCreate]). A [Dialect] turns that data and a number of rows
// ([Rows]) into a [Spelling]: a short list of steps and the meaning of their answers. The executor binds each step's
// arguments with [Step.AppendArgs], runs it, and hands the answers to [Spelling.Tally].
//
// # Text
//
// A [Writer] puts the text of a step together, and remembers where its arguments come from: the cells of each row, the caller's
// expressions, and values that are the same in every chunk. So one text serves all chunks with the same number of rows.
//
// # Placeholders
//
// A spelling carries its database's own placeholders ($1 or ?). Expressions of the caller are squirrel fragments: every
// ? is a placeholder and ?? is a literal question mark. [Stored] and [Incoming] are arguments of such fragments that
// become columns instead of parameters.
//
// # Errors
//
// [Dialect.Classify] makes a [Fault] of a driver's error: its [Kind], which is the same on every database, and the constraint, the columns
// and the row where the database names them. An argument that never reached the database is an [ArgError] on every database.
//
// # Abilities beyond the contract
//
// What only some databases need or have is an interface of its own, which the executor looks for in one place. A dialect without it
// gets the fallback that the interface states.
//
//   - [Matcher], [Selector] and [TableLocker] spell further statements.
//   - [Prober] and [ConnInspector] learn about the table and the connection; [ConnChecker] refuses a driver.
//   - [TxControl] and [SingleWriter] say how the database's transactions are.
//   - [Loader], [Chooser] and [CSVLoader] are other ways of the rows to the server.
//   - [FloatChecker] refuses numbers that the database would store as something else.
//
// Package [github.com/sqbulk/sqbulk/dialect/dialecttest] tests a dialect, and docs/adding-a-dialect.md goes through writing one.
package dialect
