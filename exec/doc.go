// Package exec runs bulk statements on a database through sqlx and says exactly what became of the rows.
//
//	ex := exec.New(db, postgres.Dialect{})
//	res, err := ex.Run(ctx, up)
//	fmt.Println(res.Created, res.Updated, res.Unchanged)
//
// # Methods
//
//   - [Executor.Run] runs a statement; [Executor.Plan] says what it would send.
//   - [Executor.Query] returns the rows of a RETURNING list; [Executor.WriteBack] puts generated ids into your structs, on every database.
//   - [Executor.UpdateOrCreate] also lists which rows were created. It needs no unique constraint.
//   - [Executor.CopyCSV] gives the database a CSV text as it is.
//   - A [Queue] collects rows that come one at a time and writes them in bulk.
//
// # Options
//
// Each [Option] can be given to [New], for all runs, and to a single run, where it counts instead. What does not go together, such as
// [Workers] without [PerChunk], is refused before anything is sent.
//
// # Transactions
//
// By default a run is one transaction: all rows or none ([Atomic]). [PerChunk] commits each chunk, [NoTx] uses none. In a
// caller's *sqlx.Tx the run takes part and leaves the end to the caller. [Workers] runs the chunks of PerChunk on several connections.
// A transaction that was lost to a deadlock, or to another writer, is run again ([Retry]).
//
// # Counts
//
// A [Result] tells created, updated, unchanged, skipped, deleted and unmatched rows apart, and says whether the numbers
// are exact. [Count] switches that off. [Outcomes] tells it for each row.
//
// # Errors
//
// What the database says is a [*ChunkError]; its [dialect.Kind] is the same on every database:
//
//	if errors.Is(err, dialect.UniqueViolation) { … }
//
// [SkipBadRows] applies the good rows, and lists the bad ones. A row type may refuse a row by itself: [Validator], [BeforeSaver].
//
// # Statements
//
// A run takes one connection. A text that is sent for the second time is prepared, and [KeepStatements] says which stay prepared after the
// run. A run that is one statement has no transaction around it, where the database undoes a statement that fails and the driver is known
// to send it at once. docs/sqlmock.md lists the statements that a unit test must expect.
//
// # Bulk paths
//
// [Strategy] sends the rows by COPY, LOAD DATA or arrays where the database has them, directly or by way of a temporary table. By
// default rows are sent as statements; [Auto] chooses. docs/strategies.md says what differs, and when it pays.
package exec
