package sqlite

import (
	"strconv"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// Match implements [dialect.Matcher]:
//
//	WITH sqbulk_input AS (SELECT 0 AS "_0", "t"."sku" AS "_1" FROM "t" WHERE 0
//	  UNION ALL SELECT column1, column2 FROM (VALUES (1, ?), (2, ?)))
//	SELECT sqbulk."_0", sqbulk."_0", 1 FROM "t" CROSS JOIN sqbulk_input AS sqbulk ON "t"."sku" = sqbulk."_1"
//	  WHERE ("t"."sku") IN (SELECT "_1" FROM sqbulk_input)
//	UNION ALL SELECT max("_0"), min("_0"), 0 FROM sqbulk_input WHERE "_1" IS NOT NULL GROUP BY "_1" HAVING count(*) > 1
//
// The first query of the list, which has no rows, gives it the collations of the table's columns. CROSS JOIN keeps the table in front, where
// IN finds its rows by an index on the key, or reads it once if there is none. SQLite locks no rows; a
// transaction that began with BEGIN IMMEDIATE, as those of [Dialect.TxControl] do, keeps every other writer out.
func (d Dialect) Match(m dialect.Match, rows dialect.Rows) (dialect.Spelling, error) {
	if err := refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	t := newTable(m.Table)
	list := wholeRows(t, m.Key, m.Fold)
	input := "sqbulk_input"
	if strings.EqualFold(t.short, name(input)) {
		input = "sqbulk_given"
	}
	w := dialect.NewWriter(dialect.Question, rows)
	w.SQL("WITH ", input, " AS (")
	list.writeNumbered(w, t)
	w.SQL(") SELECT ", list.alias, `."_0", `, list.alias, `."_0", 1 FROM `, t.full, " CROSS JOIN ", input, " AS ", list.alias, " ON ")
	list.writeMatch(w, t, m.Key)
	list.writeAmong(w, t, input)
	writeFurther(w, t, m.Where)
	w.SQL(` UNION ALL SELECT max("_0"), min("_0"), 0 FROM `, input)
	list.writeDoubles(w)
	step, err := finish(w, dialect.ReadNumbers)
	if err != nil {
		return dialect.Spelling{}, err
	}
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: tallyNothing}, nil
}

// writeNumbered writes the list with the number of each row, from one, and the collations of the table's columns.
func (s source) writeNumbered(w *dialect.Writer, t table) {
	w.SQL(`SELECT 0 AS "_0"`)
	for i, c := range s.columns {
		w.SQL(", ", t.column(c), " AS ", position(i))
	}
	w.SQL(" FROM ", t.full, " WHERE 0 UNION ALL SELECT column1")
	for i := range s.columns {
		w.SQL(", column", strconv.Itoa(i+2))
	}
	w.SQL(" FROM (VALUES ")
	number := 0
	w.EachRow(", ", func() {
		number++
		w.Cells("("+strconv.Itoa(number)+", ", s.cells, ")")
	})
	w.SQL(")")
}

// writeAmong writes the condition that a stored row has the key of one of the rows of the list called input.
func (s source) writeAmong(w *dialect.Writer, t table, input string) {
	stored, given := make([]string, len(s.columns)), make([]string, len(s.columns))
	for i, c := range s.columns {
		stored[i], given[i] = t.column(c)+s.collation(c), position(i)
	}
	w.SQL(" WHERE (", strings.Join(stored, ", "), ") IN (SELECT ", strings.Join(given, ", "), " FROM ", input, ")")
}

// writeDoubles writes the conditions that find input rows with one key. NULL equals nothing.
func (s source) writeDoubles(w *dialect.Writer) {
	keys, given := make([]string, len(s.columns)), make([]string, len(s.columns))
	for i, c := range s.columns {
		keys[i], given[i] = position(i)+s.collation(c), position(i)+" IS NOT NULL"
	}
	w.SQL(" WHERE ", strings.Join(given, " AND "), " GROUP BY ", strings.Join(keys, ", "), " HAVING count(*) > 1")
}
