package sqlite

import (
	"fmt"
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

// SQLite says how many stored rows an UPDATE wrote, not which input rows found one. So a counted UPDATE first looks up the
// pairs of an input row and a stored one.

// lookUp returns the look-up: the input rows without a stored one, the pairs, and the different keys among the pairs.
//
//	SELECT sum(unmatched), sum(pairs), count(nullif(pairs, 0)) FROM (
//	SELECT count(*) - count("t"."id") AS unmatched, count("t"."id") AS pairs
//	FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "t" ON "t"."id" = sqbulk."_1" GROUP BY "t"."id")
func (s update) lookUp(list source) (dialect.Step, error) {
	w := dialect.NewWriter(dialect.Question, s.rows)
	writePrefixes(w, s.Prefixes)
	key := s.table.column(s.Key[0])
	w.SQL("SELECT sum(unmatched), sum(pairs), count(nullif(pairs, 0)) FROM (SELECT count(*) - count(", key, ") AS unmatched, count(", key,
		") AS pairs FROM ")
	list.write(w)
	w.SQL(" LEFT JOIN ", s.table.full, " ON ")
	list.writeMatch(w, s.table, s.Key)
	if s.Where != nil {
		w.SQL(" AND ")
		w.Refs(s.table.stored, list.incoming)
		w.Expr(s.Where)
		w.Refs(nil, nil)
	}
	w.SQL(" GROUP BY ", s.table.columns(s.Key), ")")
	return finish(w, dialect.ReadNumbers)
}

// looked is the list of rows for the look-up: the key, and the columns that the condition reads.
func (s update) looked() (source, error) {
	columns := s.RowColumns()
	list := source{columns, dialect.Columns(len(s.Key))}
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

// tally returns the tally of a counted UPDATE; doubtful tells that the list has expressions, which may have another value
// each time.
func (s update) tally(list source) func(int, []dialect.Answer) dialect.Counts {
	doubtful := anyExprs(s.rows, list.cells)
	perRow := len(list.cells) > len(s.Key) // the condition reads the input row
	return func(n int, answers []dialect.Answer) dialect.Counts {
		found := answers[0].Rows[0]
		c := dialect.Counts{Updated: written(answers[1], s.Returning), Unmatched: found[0]}
		matched, known := matchedRows(int64(n)-found[0], found[1], found[2], perRow)
		rest := matched - c.Updated
		c.Inexact = rest < 0 || !known && found[1] > c.Updated
		rest = max(rest, 0)
		if s.OnlyChanged {
			c.Unchanged = rest
			c.Inexact = c.Inexact || doubtful || rest > 0 && s.losses != lossless
			return c
		}
		// Only a trigger leaves a rest here. What the INSTEAD OF triggers of a view do is not counted.
		c.Skipped = rest
		c.Inexact = c.Inexact || rest > 0 && (doubtful || c.Updated == 0)
		return c
	}
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
