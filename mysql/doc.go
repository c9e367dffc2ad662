// Package mysql spells the bulk statements of MySQL 8.0 and later ([Dialect]) and of MariaDB 10.6 and later ([MariaDB]).
//
//	ex := exec.New(db, mysql.Dialect{})
//
// The zero values run on every supported server. [Detect] returns the one that fits the server. Clusters, and databases that speak
// MySQL's protocol, need its answer: see [Engine].
//
// # Upserts
//
// An upsert is INSERT … ON DUPLICATE KEY UPDATE. It watches every unique key of the table; the columns of OnConflict only
// say which one is meant. DO NOTHING is an update of a column to itself, because INSERT IGNORE would also store values
// that do not fit, cut to size. BEFORE UPDATE triggers fire for every row that exists, even where nothing is to be done.
//
// The server assigns one column after the other, and an expression would see the new values of the columns before it.
// Assignments are therefore ordered, expressions first, and a stored value that is needed later is kept in a session
// variable. This goes by [dialect.Stored]; a column's name inside the caller's own SQL is not seen.
//
// # Updates
//
// An update by key joins the table with the rows, which are looked up one by one, so that the key needs an index; without
// one, the CASE form is the faster: 50,000 stored rows took 15 s against 0.1 s. The CASE form is also the one for
// temporary tables of MySQL and for tables under LOCK TABLES, which allow a table to be named only once, and on MariaDB with
// interpolateParams for BIT columns and for text beyond ASCII in columns that are not utf8mb4.
//
// A BEFORE trigger switches the servers' own check for NULL off in a join, so that a NULL in a NOT NULL column would be stored
// as an empty value. The executor asks for the table's columns, and the statement checks them. The text that a builder gives
// without an executor does not.
//
// OnlyChanged of an update compares a value as it came, not as the column would store it: on MySQL 0.1 differs from a FLOAT, and
// on both 1.001 may differ from a DECIMAL(6,2). Such a row counts as Unchanged when nothing is stored, but its triggers fire and
// its expressions are applied. The comparison of an upsert has no such exception.
//
// # Counts
//
// The driver's affected rows do not tell new rows from changed ones. A counted statement counts the rows that existed
// in session variables named @sqbulk_…, which costs two short statements more for each chunk. Counts are exact, also on
// partitioned tables and views, under triggers and in concurrency, but for these, where [dialect.Counts] says Inexact:
//
//   - an update by key that matched anything, with clientFoundRows=true in the DSN, or in a driver whose connections
//     [Dialect.Inspect] does not know: matched rows count as Updated;
//   - an upsert that assigns NULL over NULL to a column with another default, in a table with ON UPDATE CURRENT_TIMESTAMP or
//     a BEFORE UPDATE trigger;
//   - RETURNING of an upsert (MariaDB) with rows that existed and stayed as they were.
//
// A row that stays equal is never written and counts as Unchanged. A row that is found by two input rows is updated by one of
// them; the other counts as Unchanged, or in the CASE form as Unmatched. An update whose key is not unique may update more
// rows than it got.
//
// # LOAD DATA LOCAL
//
// With [Readers], exec.Copy reads the rows of a plain insert by LOAD DATA LOCAL, and exec.Staging those of every statement, into a
// temporary table first. LOAD DATA LOCAL skips duplicates, adjusts values that do not fit, and only warns. So the warnings are read
// after each statement, and the first one that stands for an error of INSERT becomes that error; the transaction undoes the rest.
// The server has to allow it (local_infile). docs/strategies.md says what else differs, and what it pays.
//
// # Plain squirrel
//
// [OnConflict] is the conflict clause for a plain squirrel insert.
//
// # Limits
//
// A statement has at most 65,535 parameters and a packet of max_allowed_packet bytes, of which a sixteenth is left free;
// go-sql-driver sends no packet beyond 64 MiB. With interpolateParams quotes, backslashes and NUL bytes double in size: keep
// single values below half of max_allowed_packet.
package mysql
