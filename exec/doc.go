// Package exec runs bulk statements on a database through sqlx and says exactly what became of the rows.
//
//	ex := exec.New(db, postgres.Dialect{})
//	res, err := ex.Run(ctx, up)
//	fmt.Println(res.Created, res.Updated, res.Unchanged)
//
// # Transactions
//
// By default a run is one transaction: all rows or none ([Atomic]). [PerChunk] commits each chunk, [NoTx] uses none. In a
// caller's *sqlx.Tx the run takes part and leaves the end to the caller. [Workers] runs the chunks of PerChunk on several connections.
//
// # Statements
//
// A run takes one connection. The text of full chunks is prepared once and used again when there is more than one of
// them; a single chunk is sent directly. docs/sqlmock.md lists the statements that a unit test must expect.
//
// # Bulk paths
//
// [Strategy] sends the rows by COPY where the database has it, directly or by way of a temporary table. It is never chosen by
// itself. [Executor.CopyCSV] gives the database a CSV text as it is. docs/strategies.md says when it pays.
//
// # Counts
//
// A [Result] tells created, updated, unchanged, skipped, deleted and unmatched rows apart, and says whether the numbers
// are exact. [Count] switches that off.
//
// # Rows one at a time
//
// A [Queue] collects rows that come one at a time and writes them in bulk. [Executor.UpdateOrCreate] needs no unique constraint.
package exec
