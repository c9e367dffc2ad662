package dialecttest

import (
	"slices"
	"testing"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// RunDB runs statements on a database and compares the tables' final contents and the counts. It creates its tables in
// the connection's default schema, under names of its own, and drops them.
func RunDB(t *testing.T, db *sqlx.DB, d dialect.Dialect, o Database) {
	t.Helper()
	s := &suite{db: db, d: d, o: o, ex: exec.New(db, d)}
	s.learn(t)

	s.run(t, "insert/sources", insertSources)
	s.run(t, "insert/struct fields", insertFields)
	s.run(t, "insert/cells", insertCells)
	s.run(t, "insert/default cells", insertDefaultCells, DefaultCell)
	s.run(t, "insert/columns left out", insertSomeColumns)
	s.run(t, "insert/prefix and suffix", insertPrefixSuffix)
	s.run(t, "insert/chunks", insertChunks)
	s.run(t, "insert/violation", insertViolation)
	s.run(t, "insert/no rows", noRows)

	s.run(t, "do nothing/keys", doNothingKeys)
	s.run(t, "do nothing/duplicates in the input", doNothingDuplicates)
	s.run(t, "do nothing/NULL in the key", doNothingNull)
	s.run(t, "do nothing/constraint", doNothingConstraint, ConstraintTarget)
	s.run(t, "do nothing/chunks", doNothingChunks)

	s.run(t, "upsert/all columns", upsertAll)
	s.run(t, "upsert/some columns", upsertSome)
	s.run(t, "upsert/expression cells", upsertCells)
	s.run(t, "upsert/expressions", upsertExpressions)
	s.run(t, "upsert/swapped columns", upsertSwap)
	s.run(t, "upsert/columns not inserted", upsertTouched)
	s.run(t, "upsert/newest wins", upsertNewest)
	s.run(t, "upsert/several conditions", upsertConditions)
	s.run(t, "upsert/only changed", upsertOnlyChanged)
	s.run(t, "upsert/only changed, letters", upsertLetters)
	s.run(t, "upsert/only changed, expressions", upsertChangedExpressions)
	s.run(t, "upsert/composite key", upsertComposite)
	s.run(t, "upsert/constraint", upsertConstraint, ConstraintTarget)
	s.run(t, "upsert/partial index", upsertPartial, PartialIndex)
	s.run(t, "upsert/other key", upsertOtherKey)
	s.run(t, "upsert/duplicates in the input", upsertDuplicates)
	s.run(t, "upsert/chunks", upsertChunks)

	for _, form := range forms {
		s.form = form.apply
		in := "update/" + form.name + "/"
		s.run(t, in+"columns", updateColumns)
		s.run(t, in+"cells", updateCells)
		s.run(t, in+"expressions", updateExpressions)
		s.run(t, in+"swapped columns", updateSwap)
		s.run(t, in+"equal rows", updateEqual)
		s.run(t, in+"only changed", updateOnlyChanged)
		s.run(t, in+"only changed, expressions", updateChangedExpressions)
		s.run(t, in+"tenant", updateTenant)
		s.run(t, in+"version", updateVersion)
		s.run(t, in+"composite key", updateComposite)
		s.run(t, in+"NULL in the key", updateNull)
		s.run(t, in+"chunks", updateChunks)
	}

	s.run(t, "delete/keys", deleteKeys)
	s.run(t, "delete/composite key", deleteComposite)
	s.run(t, "delete/NULL in the key", deleteNull)
	s.run(t, "delete/where", deleteWhere)
	s.run(t, "delete/chunks", deleteChunks)

	s.run(t, "returning/insert", returningInsert, InsertReturning)
	s.run(t, "returning/do nothing", returningDoNothing, InsertReturning, DoNothingReturning)
	s.run(t, "returning/upsert", returningUpsert, InsertReturning)
	s.run(t, "returning/upsert where", returningWhere, InsertReturning)
	s.run(t, "returning/update", returningUpdate, UpdateReturning)
	s.run(t, "returning/delete", returningDelete, DeleteReturning)

	s.run(t, "rows/outcomes", rowOutcomes)
	s.run(t, "rows/write back", writeBack, Lookup)
	s.run(t, "rows/bad ones", badRows)

	s.run(t, "transaction/of the caller", callersTransaction)
	s.run(t, "transaction/connection of the caller", callersConnection)
	s.run(t, "transaction/all or nothing", allOrNothing)
	s.run(t, "transaction/per chunk", perChunk)
	s.run(t, "transaction/none", noTransaction)
	s.run(t, "transaction/cancelled", cancelled)

	s.run(t, "without counts", withoutCounts)

	s.run(t, "names/hostile", hostileNames)
	s.run(t, "names/schema", schemaNames)
	s.run(t, "names/of the dialect", ownNames)

	s.run(t, "types/insert and upsert", typedUpsert)
	s.run(t, "types/update", typedUpdate)
	s.run(t, "types/only changed", typedOnlyChanged)
}

// run runs a test, unless the database lacks what it needs.
func (s *suite) run(t *testing.T, name string, f func(*testing.T, *suite), needs ...Feature) {
	t.Helper()
	if lacking(s.o.Lacks, needs...) || slices.Contains(s.o.Omit, name) {
		return
	}
	t.Run(name, func(t *testing.T) { f(t, s) })
}
