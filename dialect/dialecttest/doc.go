// Package dialecttest is the conformance suite that every [dialect.Dialect] runs.
//
// # Without a database
//
//		func TestDialect(t *testing.T) { dialecttest.Run(t, sqlite.Dialect{}, dialecttest.Options{}) }
//		func TestGolden(t *testing.T)  { dialecttest.Golden(t, sqlite.Dialect{}, "testdata/sqlite.golden.sql") }
//
//	  - [Run] spells a table of statements ([Cases]) and checks that no argument is lost, that names survive their quotes, that
//	    limits hold, that what a database cannot do is refused in the agreed way, and that no ability is lost in the dialects that it
//	    hands out ([Abilities]).
//	  - [Golden] writes the same statements to a file that people can read, and compares it from then on. The flag -update
//	    writes it anew.
//
// # On a database
//
//	func TestDB(t *testing.T) {
//		dialecttest.RunDB(t, db, sqlite.Dialect{}, dialecttest.Database{
//			Types:       dialecttest.Types{dialecttest.BigInt: "INTEGER", dialecttest.Key: "TEXT"},
//			Lacks:       []dialecttest.Feature{dialecttest.ConstraintTarget, dialecttest.DefaultCell},
//			WritesEqual: true,
//		})
//	}
//
// [RunDB] runs statements on a real database and compares the tables' final contents and the counts. It creates and drops tables of its own.
//
// # What databases differ in
//
// The suite knows no database by name. What databases differ in are plain values: [Options] and [Database]. A [Feature] that is
// among their Lacks must be refused; any other must work.
package dialecttest
