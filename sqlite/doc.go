// Package sqlite spells bulk statements for SQLite 3.35 and later, for the drivers modernc.org/sqlite and
// mattn/go-sqlite3.
//
//	ex := exec.New(db, sqlite.Dialect{})
//
// The zero value runs on every supported version. [Detect] returns the one that knows the library's limit on parameters.
//
// # Statements
//
// An upsert is INSERT … ON CONFLICT. An update joins the table with the rows:
//
//	UPDATE "t" SET "a" = sqbulk."_2"
//	FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?), (?, ?))) AS sqbulk
//	WHERE "t"."id" = sqbulk."_1"
//
// Keys are compared as the stored column has them: the text '5' finds the integer 5, and where the column's collation is
// NOCASE, 'A' finds 'a'. OnlyChanged compares texts byte by byte, whatever the collation is; an integer and a real number of the same value
// are equal, also in a column without a type.
//
// A unique index with a collation that its column does not have is a trap: ON CONFLICT follows the index, and all
// look-ups follow the column and read the whole table, because they cannot use the index. Give the column the collation.
//
// # Counting
//
// SQLite says how many rows a statement wrote, and nothing else. So a counted upsert counts the stored rows that have one of the chunk's keys before
// and after, and a counted update first looks up which rows have a stored one. Both are exact in a transaction, because
// SQLite has one writer at a time, and a transaction that looks first takes [Dialect.WriteLock] before.
// A statement with OnlyChanged or DoUpdateWhere leaves rows alone, and so may a trigger with RAISE(IGNORE). Where rows were left alone, or may
// have been removed again, the schema is asked about the table after the statement, in the same transaction: no answer is kept.
//
// Counts are marked [dialect.Counts.Inexact] where
//
//   - an upsert assigns a column of its own key, or a column of the key is not inserted, or a cell of it is an
//     expression, which may have another value each time;
//   - rows were left alone, and the table may have dropped some of them, by a trigger or by a constraint with ON CONFLICT IGNORE; or it may
//     have dropped rows with NULL in the key;
//   - fewer rows have the keys afterwards than the input, and a trigger or a constraint with ON CONFLICT REPLACE may have removed some;
//   - one of these would have to be known, and the table is in an attached database that its name does not say: say schema.table;
//   - an update's input has a key twice, in the eyes of the table, and what SQLite wrote does not tell how often;
//   - nothing was counted, as with the INSTEAD OF triggers of a view. A DELETE from a view counts zero without a mark.
//
// Rows that a constraint with ON CONFLICT REPLACE removes are not counted: a plain INSERT counts the rows that it inserts.
// Rows that AFTER triggers insert into the same table count as created when they have a key of the chunk. A driver's affected
// rows are those of the statement itself, without triggers and cascades.
//
// # Plain squirrel
//
// [OnConflict] is the conflict clause for a plain squirrel insert.
package sqlite
