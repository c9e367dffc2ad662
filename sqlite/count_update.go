package sqlite

import (
	"fmt"
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

// SQLite says how many stored rows an UPDATE wrote, not which input rows found one. So a counted UPDATE first looks up the
// pairs of an input row and a stored one. As long as no key stands twice in the input, there are as many pairs as stored
// rows that match; and when as many rows were written as there are pairs, that is certain.

// lookUp returns the look-up of the input rows without a stored one, and of the pairs:
//
//	SELECT count(*) - count("t"."id"), count("t"."id")
//	FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "t" ON "t"."id" = sqbulk."_1"
//
// With OnlyChanged fewer rows are written than there are pairs, so that the different keys are counted as well:
//
//	SELECT sum(unmatched), sum(pairs), count(nullif(pairs, 0)) FROM (SELECT … AS unmatched, … AS pairs … GROUP BY "t"."id")
func (s update) lookUp(list source) (dialect.Step, error) {
	w := dialect.NewWriter(dialect.Question, s.rows)
	writePrefixes(w, s.Prefixes)
	key := s.table.column(s.Key[0])
	if s.OnlyChanged {
		w.SQL("SELECT sum(unmatched), sum(pairs), count(nullif(pairs, 0)) FROM (")
	}
	w.SQL("SELECT count(*) - count(", key, ") AS unmatched, count(", key, ") AS pairs FROM ")
	list.write(w)
	w.SQL(" LEFT JOIN ", s.table.full, " ON ")
	list.writeMatch(w, s.table, s.Key)
	if s.Where != nil {
		w.SQL(" AND ")
		w.Refs(s.table.stored, list.incoming)
		w.Expr(s.Where)
		w.Refs(nil, nil)
	}
	if s.OnlyChanged {
		w.SQL(" GROUP BY ")
		for i, k := range s.Key {
			if i > 0 {
				w.SQL(", ")
			}
			w.SQL(s.table.column(k), list.collation(k))
		}
		w.SQL(")")
	}
	return finish(w, dialect.ReadNumbers)
}

// looked is the list of rows for the look-up: the key, and the columns that the condition reads.
func (s update) looked() (source, error) {
	columns := s.RowColumns()
	list := source{rowsAlias(s.table), columns, dialect.Columns(len(s.Key)), s.Fold}
	read, err := incomingColumns(s.Where)
	if err != nil {
		return source{}, fmt.Errorf("sqlite: %w", err)
	}
	for _, c := range read {
		if i := slices.Index(columns, c); i >= 0 && !slices.Contains(list.cells, i) {
			list.cells = append(list.cells, i)
		}
	}
	return list, nil
}

// tally returns the tally of a counted UPDATE that was looked up with a list.
func (s update) tally(list source) func(int, []dialect.Answer) dialect.Counts {
	if s.OnlyChanged {
		return s.tallyChanged(list)
	}
	return func(_ int, answers []dialect.Answer) dialect.Counts {
		unmatched, pairs, updated := answers[0].Rows[0][0], answers[0].Rows[0][1], written(answers[1], s.Returning)
		// Fewer rows than pairs: a trigger dropped one, or two input rows had the key of one, or they are those of a view.
		return dialect.Counts{Updated: updated, Unmatched: unmatched, Skipped: max(pairs-updated, 0), Inexact: pairs != updated}
	}
}

// tallyChanged returns the tally of a counted UPDATE with OnlyChanged.
func (s update) tallyChanged(list source) func(int, []dialect.Answer) dialect.Counts {
	// An expression may have had another value in the look-up.
	doubtful := anyExprs(s.rows, list.cells)
	perRow := len(list.cells) > len(s.Key) // the condition reads the input row
	return func(n int, answers []dialect.Answer) dialect.Counts {
		unmatched, pairs, keys := answers[0].Rows[0][0], answers[0].Rows[0][1], answers[0].Rows[0][2]
		c := dialect.Counts{Updated: written(answers[1], s.Returning), Unmatched: unmatched}
		matched, known := matchedRows(int64(n)-unmatched, pairs, keys, perRow)
		rest := matched - c.Updated
		c.Unchanged = max(rest, 0)
		c.Inexact = doubtful || rest < 0 || !known && pairs > c.Updated
		if rest > 0 { // a row that another one has replaced is not written either
			table := natureOf(answers[2])
			c.Inexact = c.Inexact || table.drops || table.replaces
		}
		return c
	}
}

// leftSome tells whether fewer rows were written than there are pairs, so that some of them may be equal.
func (s update) leftSome(_ int, answers []dialect.Answer) bool {
	return written(answers[1], s.Returning) < answers[0].Rows[0][1]
}

// matchedRows returns the number of stored rows that have an input row, and whether it is known: from the number of input
// rows that have a stored one, of pairs, and of different keys among the pairs.
func matchedRows(inputs, pairs, keys int64, perRow bool) (n int64, known bool) {
	switch {
	case keys == inputs:
		return pairs, true // no key stands twice in the input
	case pairs == inputs:
		return keys, !perRow // no key is stored twice
	}
	return keys, false
}
