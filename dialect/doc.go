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
// # Abilities, and dialects around dialects
//
// What only some databases need or have is part of the contract too, so that it is not lost where one dialect stands around another one:
// [Transactions], [Tuner] and [Strategies]. [Base] is what a database has that has none of it.
//
// A dialect hands out others. Those of [Tuner] are the dialect itself, tuned: they have its type, and one that embeds a dialect puts the
// tuned one back inside ([Probe.As]). Those of [Strategies] only spell and tune; all else, such as what an error means, the executor
// asks the dialect that it was given.
//
// Package [github.com/sqbulk/sqbulk/dialect/dialecttest] tests a dialect, and docs/adding-a-dialect.md goes through writing one.
package dialect
