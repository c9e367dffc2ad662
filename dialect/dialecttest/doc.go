// Package dialecttest is the conformance suite that every [dialect.Dialect] runs.
//
//   - [Run] needs no database: it spells a table of statements ([Cases]) and checks that no argument is lost, that names
//     survive their quotes, that limits hold, and that what a database cannot do is refused in the agreed way.
//   - [Golden] writes the same statements to a file that people can read, and compares it from then on.
//   - [RunDB] runs statements on a real database and compares the tables' final contents and the counts.
//
// The suite knows no database by name. What databases differ in are plain values: [Options] and [Database].
//
//	func TestDialect(t *testing.T) { dialecttest.Run(t, sqlite.Dialect{}, dialecttest.Options{}) }
//	func TestGolden(t *testing.T)  { dialecttest.Golden(t, sqlite.Dialect{}, "testdata/sqlite.golden.sql") }
package dialecttest
