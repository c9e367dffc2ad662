// Package postgres spells bulk statements for PostgreSQL 14 to 18, through lib/pq and pgx, and for databases that speak its protocol ([Engine]).
//
//	ex := exec.New(db, postgres.Dialect{})
//
// The zero value is right on every supported server of PostgreSQL. [Detect] returns the one that fits the server, and asks less later.
//
// # Plain squirrel
//
// [OnConflict] is the conflict clause for a plain squirrel insert.
//
// # Types
//
// The parameters of a multi-row INSERT take the types of the columns. A join with a list of rows has no such columns,
// so the list begins with a row of NULLs that the target table itself types, and that no key ever matches:
//
//	UPDATE "t" SET "a" = sqbulk."_2"
//	FROM (VALUES ((NULL::"t")."id", (NULL::"t")."a"), ($1, $2), ($3, $4)) AS sqbulk("_1", "_2")
//	WHERE "t"."id" = sqbulk."_1"
//
// Two columns that are compared for OnlyChanged are compared as stored, byte by byte, so that every type can be
// compared and 1.0 is not 1.00. In an UPDATE the incoming value has not been fitted to its column yet: a value that the
// column will round or pad (numeric(p,s), timestamp(p), char(n)) counts as changed.
//
// # COPY
//
// [Dialect.Load] returns the dialects that bring rows by COPY. Its text format is read by the column's own input function, as a bind
// parameter of INSERT is, so that both take the same values. Only lib/pq makes a difference: it sends a []byte in the form of a
// bytea, whatever the column is, so that the columns of that type are asked for first. A driver that prepares no COPY takes part as a
// [CopyDriver]; that of pgx is in github.com/sqbulk/sqbulk/pgxcopy.
//
// A temporary table is typed by the target as well, and has none of its constraints. Statements read it where they would have
// the list of rows.
//
// # Counting
//
// How a counted upsert tells created rows from updated ones depends on the server and the table ([Dialect]):
//
//   - From PostgreSQL 18, RETURNING says whether there was an old row
//     (https://www.postgresql.org/docs/18/dml-returning.html).
//   - On an ordinary table before that, a row version that was inserted has xmax = 0, and one that ON CONFLICT updated
//     has not: the row was locked first, and the lock stays in xmax. The server's own regression tests rely on it.
//   - On other tables before that (partitioned tables refuse xmax, views do not have it), the WHERE of DO UPDATE leaves
//     a note in a setting of the transaction, sqbulk.updated, that RETURNING of the same row reads and takes away.
//
// YugabyteDB and CockroachDB have none of these. There, a look-up in the same transaction counts the rows that exist, and says whether
// the isolation makes that exact ([Engine]).
//
// A counted UPDATE numbers the input rows and counts the numbers that found a stored row. Together with OnlyChanged the
// rows are matched first, in the same snapshot, and a row that was lost to another transaction between the two is
// noticed.
//
// A trigger that runs before a row is written can drop the row. Where that would be mistaken for something else, and
// the table is not known to be free of such triggers, the counts are marked [dialect.Counts.Inexact].
//
// # The question
//
// What has to be known of a table is asked once ([Dialect.Probe]), before the first counted statement whose counts
// depend on it: an upsert, or an UPDATE without OnlyChanged. With a version from 18 on, as [Detect] returns it, an
// upsert asks only when it has a condition (DoUpdateWhere or OnlyChanged). INSERT, DO NOTHING, DELETE and everything
// that is not counted ask nothing.
package postgres
