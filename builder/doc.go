// Package builder describes bulk statements in squirrel's grammar: [Insert], [Update] and [Delete] are immutable values
// whose methods return a changed copy.
//
//	up := builder.Insert("users").
//		From(builder.Structs(users)).
//		OnConflict("email").
//		DoUpdate("name", "seen_at")
//
// # Rows
//
// Rows come from a [Source]: [Structs], [Maps], [Tuples], [Column], or your own; or from Values, as in squirrel. A cell
// may be a value, nil for NULL, an expression such as sq.Expr("now()"), or [Default].
//
// # Running
//
// A builder knows no database. Package exec runs it; Statements and Dialect give its SQL for any other use.
//
// # Chunks
//
// Rows are cut into chunks, a statement each: 1,000 rows ([DefaultBatchSize]), or what suits the dialect better, unless BatchSize says
// otherwise; fewer when the dialect's limits on parameters or bytes, or the form of the statement, ask for it.
package builder
