// Package builder describes bulk statements in squirrel's grammar.
//
//	up := builder.Insert("users").
//		From(builder.Structs(users)).
//		OnConflict("email").
//		DoUpdate("name", "seen_at")
//
// # Statements
//
// [Insert] is a multi-row INSERT, and an upsert with OnConflict. [Update] and [Delete] find their rows by a key. [UpdateOrCreate] needs
// no unique constraint. All of them are immutable values: a method returns a changed copy. The first mistake is kept, and
// reported when the statement is used.
//
// # Rows
//
// Rows come from a [Source], or from Values, as in squirrel. In memory there are [Structs], [Maps], [Tuples] and [Column]; read while they are
// written [Seq], [Seq2], [TupleSeq], [Chan], [CSV], [JSONLines] and [SQLRows]. Any type with two methods is a source as well.
//
// A cell may be a value, nil for NULL, an expression such as sq.Expr("now()"), [Default] for the column's DEFAULT, or [Unset] where the
// row lacks the column.
//
// # Expressions
//
// [Stored] is a column of the row in the table, and [Incoming] one of the input row. They are arguments of squirrel expressions, and
// every dialect writes them in its own way:
//
//	DoUpdateSet("hits", sq.Expr("? + ?", builder.Stored("hits"), builder.Incoming("hits")))
//
// # Duplicates
//
// What happens to two rows with one key is a [DuplicatePolicy], which exec.Duplicates takes: [RejectDuplicates], [KeepFirst], [KeepLast],
// [MergeDuplicates] or [AllowDuplicates].
//
// # Running
//
// A builder knows no database. Package exec runs it; Statements and Dialect give its SQL for any other use.
//
// # Chunks
//
// Rows are cut into chunks, a statement each: 1,000 rows ([DefaultBatchSize]), or what suits the dialect better, unless BatchSize says
// otherwise; fewer when the dialect's limits on parameters or bytes, or the form of the statement, ask for it. A [Job] is the
// checked statement, and [Speller] makes the text of its chunks; both are for executors.
package builder
