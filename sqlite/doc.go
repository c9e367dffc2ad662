// Package sqlite spells bulk statements for SQLite 3.35 and later: [Dialect].
//
// # Statements
//
// An upsert is INSERT … ON CONFLICT. An update joins the table with the rows: WITH sqbulk AS (VALUES …) UPDATE … FROM.
//
// # Counting
//
// SQLite counts the rows that a statement wrote, and does not say which of them are new. So a counted upsert looks
// before and after how many rows have one of its keys: the difference was created. A counted update looks first which
// keys there are. Both are exact in a transaction that writes, because SQLite has one writer at a time; transactions begin
// with BEGIN IMMEDIATE, so that they wait for another writer at their start and not in their middle.
//
// # Plain squirrel
//
// [OnConflict] is the conflict clause for a plain squirrel insert.
package sqlite
