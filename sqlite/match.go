package sqlite

import (
	"strconv"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// Match implements [dialect.Dialect]:
//
//	WITH sqbulk_input AS (SELECT 0 AS "_0", "t"."sku" AS "_1" FROM "t" WHERE 0
//	  UNION ALL SELECT column1, column2 FROM (VALUES (1, ?), (2, ?))),
//	sqbulk_found AS MATERIALIZED (SELECT "t"."sku" AS "_1" FROM "t" WHERE ("t"."sku") IN (SELECT "_1" FROM sqbulk_input))
//	SELECT sqbulk."_0", sqbulk."_0", 1 FROM sqbulk_input AS sqbulk CROSS JOIN sqbulk_found ON sqbulk_found."_1" = sqbulk."_1"
//	UNION ALL SELECT max("_0"), min("_0"), 0 FROM sqbulk_input WHERE "_1" IS NOT NULL GROUP BY "_1" HAVING count(*) > 1
//
// The first query of the list, which has no rows, gives it the collations of the table's columns. IN finds the stored rows by an index on the
// key, also together with the caller's condition, and where there is none, the table is read once. A join in its place would read all rows
// that meet the condition, or read them for each input row. SQLite locks no rows; a transaction with [Dialect.WriteLock] keeps
// every other writer out.
func (d Dialect) Match(m dialect.Match, rows dialect.Rows) (dialect.Spelling, error) {
	if err := refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	t := newTable(m.Table)
	list := wholeRows(t, m.Key, m.Fold)
	input, found := otherThan(t, "sqbulk_input", "sqbulk_given"), otherThan(t, "sqbulk_found", "sqbulk_stored")
	w := dialect.NewWriter(dialect.Question, rows)
	w.SQL("WITH ", input, " AS (")
	list.writeNumbered(w, t)
	w.SQL("), ", found, " AS MATERIALIZED (")
	list.writeFound(w, t, input)
	writeFurther(w, t, m.Where)
	w.SQL(") SELECT ", list.alias, `."_0", `, list.alias, `."_0", 1 FROM `, input, " AS ", list.alias, " CROSS JOIN ", found, " ON ")
	for i, k := range m.Key {
		if i > 0 {
			w.SQL(" AND ")
		}
		w.SQL(found, ".", position(i), " = ", list.alias, ".", position(i), list.collation(k))
	}
	w.SQL(` UNION ALL SELECT max("_0"), min("_0"), 0 FROM `, input)
	list.writeDoubles(w)
	step, err := finish(w, dialect.ReadNumbers)
	if err != nil {
		return dialect.Spelling{}, err
	}
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: tallyNothing}, nil
}

// otherThan is a name that the table does not have.
func otherThan(t table, first, second string) string {
	if strings.EqualFold(t.short, name(first)) {
		return second
	}
	return first
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

// writeFound writes the query for the keys of the stored rows that have the key of one of the rows of the list called input.
func (s source) writeFound(w *dialect.Writer, t table, input string) {
	keys, stored, given := make([]string, len(s.columns)), make([]string, len(s.columns)), make([]string, len(s.columns))
	for i, c := range s.columns {
		keys[i], stored[i], given[i] = t.column(c)+" AS "+position(i), t.column(c)+s.collation(c), position(i)
	}
	w.SQL("SELECT ", strings.Join(keys, ", "), " FROM ", t.full,
		" WHERE (", strings.Join(stored, ", "), ") IN (SELECT ", strings.Join(given, ", "), " FROM ", input, ")")
}

// writeDoubles writes the conditions that find input rows with one key. NULL equals nothing.
func (s source) writeDoubles(w *dialect.Writer) {
	keys, given := make([]string, len(s.columns)), make([]string, len(s.columns))
	for i, c := range s.columns {
		keys[i], given[i] = position(i)+s.collation(c), position(i)+" IS NOT NULL"
	}
	w.SQL(" WHERE ", strings.Join(given, " AND "), " GROUP BY ", strings.Join(keys, ", "), " HAVING count(*) > 1")
}
