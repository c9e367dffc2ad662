// Package dialect is the contract between the builders, which describe a bulk statement, the dialects, which spell it in
// the SQL of one database, and the executor, which runs it.
//
// # The flow
//
// A builder produces plain data ([Insert], [Update], [Delete]). A [Dialect] turns that data and a number of rows
// ([Rows]) into a [Spelling]: a short list of steps and the meaning of their answers. The executor binds each step's
// arguments with [Step.AppendArgs], runs it, and hands the answers to [Spelling.Tally].
//
// # Placeholders
//
// A spelling carries its database's own placeholders ($1 or ?). Expressions of the caller are squirrel fragments: every
// ? is a placeholder and ?? is a literal question mark. [Stored] and [Incoming] are arguments of such fragments that
// become columns instead of parameters.
//
// # Abilities beyond the contract
//
// What only some databases need is a one-method interface that the executor looks for in one place: [Prober],
// [TxControl], [ConnInspector], [Loader], [SingleWriter]. A dialect without it gets the stated fallback.
package dialect
