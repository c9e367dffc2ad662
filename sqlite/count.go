package sqlite

import (
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

// lookUp writes the query that a counted upsert asks before and after:
//
//	WITH sqbulk("_1") AS (VALUES (?), …) SELECT
//	(SELECT count(*) FROM "t" WHERE "t"."id" IN (SELECT "_1" FROM sqbulk)), (SELECT count(*) FROM sqbulk WHERE "_1" IS NULL)
//
// The second number are the rows without a key: NULL conflicts with nothing, so these are created.
func (s insert) lookUp(rows dialect.Rows, keys []int) (dialect.Step, error) {
	key := s.Conflict.Columns
	list := source{table: s.table, columns: key, cells: keys}
	w := dialect.NewWriter(dialect.Question, rows)
	list.write(w)
	open, end := "", ""
	if len(key) > 1 {
		open, end = "(", ")"
	}
	w.SQL("SELECT (SELECT count(*) FROM ", s.table, " WHERE ", open, names(s.table+".", key), end, " IN (SELECT ")
	for i := range key {
		if i > 0 {
			w.SQL(", ")
		}
		w.SQL(position(i))
	}
	w.SQL(" FROM sqbulk)), (SELECT count(*) FROM sqbulk WHERE ")
	for i := range key {
		if i > 0 {
			w.SQL(" OR ")
		}
		w.SQL(position(i), " IS NULL")
	}
	w.SQL(")")
	return finish(w, dialect.ReadNumbers)
}

// tally counts an upsert: the look-ups differ by the rows that were created. It stays exact where input rows have the same key,
// also by a collation.
func (s insert) tally(n int, answers []dialect.Answer) dialect.Counts {
	before, after := answers[0].Rows[0], answers[2].Rows[0]
	wrote := written(answers[1])
	c := dialect.Counts{Created: after[0] - before[0] + after[1]}
	c.Updated = wrote - c.Created
	rest := int64(n) - wrote
	if s.Conflict.UpdateWhere != nil || s.Conflict.OnlyChanged {
		c.Unchanged = rest
	} else {
		c.Skipped = rest // only a trigger with RAISE(IGNORE) leaves a rest here
	}
	// An update of the key moves rows out of sight of the second look-up.
	c.Inexact = slices.ContainsFunc(s.Conflict.Set, func(a dialect.Assignment) bool { return slices.Contains(s.Conflict.Columns, a.Column) })
	return c
}

// tallyInserted is the tally of a plain INSERT and of DO NOTHING: what was not inserted was skipped.
func tallyInserted(n int, answers []dialect.Answer) dialect.Counts {
	created := written(answers[0])
	return dialect.Counts{Created: created, Skipped: int64(n) - created}
}

// tallyUnknown is the tally of an upsert that is not counted.
func tallyUnknown(int, []dialect.Answer) dialect.Counts {
	return dialect.Counts{Inexact: true}
}

// lookUp writes the query that a counted update asks first:
//
//	WITH sqbulk("_0", "_1", …) AS (VALUES (1, ?, …), …)
//	SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE changed) FROM sqbulk CROSS JOIN "t" ON "t"."id" = sqbulk."_1"
//
// CROSS JOIN keeps the order of the tables, so that each row is looked up by its key.
func (s update) lookUp(rows dialect.Rows) (dialect.Step, error) {
	w := dialect.NewWriter(dialect.Question, rows)
	list := s.list
	list.numbered = true
	list.write(w)
	w.SQL(`SELECT count(DISTINCT "_0"), count(*), count(*)`)
	if s.OnlyChanged {
		w.SQL(" FILTER (WHERE ")
		writeChanged(w, s.table, compared(s.Set), list.incoming)
		w.SQL(")")
	}
	w.SQL(" FROM sqbulk CROSS JOIN ", s.table, " WHERE ")
	list.writeMatch(w, s.Key)
	if s.Where != nil {
		w.SQL(" AND ")
		list.writeExpr(w, s.Where)
	}
	return finish(w, dialect.ReadNumbers)
}

// tally counts an update. A key that is twice in the input updates its row once, so that the numbers do not add up.
func (s update) tally(n int, answers []dialect.Answer) dialect.Counts {
	found := answers[0].Rows[0]
	matched, pairs, changed := found[0], found[1], found[2]
	updated := written(answers[1])
	return dialect.Counts{
		Updated: updated, Unchanged: pairs - changed, Unmatched: int64(n) - matched,
		Inexact: s.OnlyChanged && updated != changed,
	}
}

// tallyUpdated is the tally of an UPDATE that is not counted.
func tallyUpdated(_ int, answers []dialect.Answer) dialect.Counts {
	return dialect.Counts{Updated: written(answers[0]), Inexact: true}
}

// tallyDeleted is the tally of a DELETE.
func tallyDeleted(_ int, answers []dialect.Answer) dialect.Counts {
	return dialect.Counts{Deleted: written(answers[0])}
}

// tallyNothing is the tally of a SELECT.
func tallyNothing(int, []dialect.Answer) dialect.Counts { return dialect.Counts{} }

// written is the number of rows that a statement wrote: affected rows, or returned ones.
func written(a dialect.Answer) int64 {
	if a.Rows != nil {
		return int64(len(a.Rows))
	}
	return a.Affected
}
