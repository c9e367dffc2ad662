package postgres

import (
	"slices"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// Match implements [dialect.Dialect]:
//
//	WITH sqbulk AS (SELECT * FROM (VALUES …) AS sqbulk("_0", "_1")),
//	sqbulk_found AS (SELECT sqbulk."_0" FROM "t", sqbulk WHERE "t"."sku" = sqbulk."_1" ORDER BY 1 FOR UPDATE OF "t")
//	SELECT "_0", "_0", 1 FROM sqbulk_found
//	UNION ALL SELECT max("_0"), min("_0"), 0 FROM sqbulk WHERE "_1" IS NOT NULL GROUP BY "_1" HAVING count(*) > 1
//
// Rows are locked in the order of the input
// (https://www.postgresql.org/docs/current/sql-select.html#SQL-FOR-UPDATE-SHARE).
func (d Dialect) Match(m dialect.Match, rows dialect.Rows) (dialect.Spelling, error) {
	if err := refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	if t := d.Engine.traits(); t.untyped {
		return dialect.Spelling{}, t.refuse("telling which rows exist", "use an upsert by a unique key instead of UpdateOrCreate")
	}
	table := d.Quote(m.Table)
	list := source{table: table, columns: m.Key, numbered: true, fold: m.Fold}
	alias := rowsAlias(table)
	w := dialect.NewWriter(dialect.Dollar, rows)
	w.SQL("WITH ", alias, " AS (SELECT * FROM ")
	list.write(w)
	w.SQL("), sqbulk_found AS (SELECT ", alias, `."_0" FROM `, table, ", ", alias, " WHERE ")
	list.writeMatch(w, m.Key)
	writeFurther(w, table, m.Where)
	w.SQL(" ORDER BY 1 FOR UPDATE OF ", name(m.Table[strings.LastIndexByte(m.Table, '.')+1:]), ") ")
	w.SQL(`SELECT "_0", "_0", 1 FROM sqbulk_found UNION ALL SELECT max("_0"), min("_0"), 0 FROM `, alias)
	list.writeDoubles(w)
	step, err := finish(w, dialect.ReadNumbers)
	if err != nil {
		return dialect.Spelling{}, err
	}
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: tallyNothing}, nil
}

// writeDoubles writes the conditions that find input rows with one key. NULL equals nothing.
func (s source) writeDoubles(w *dialect.Writer) {
	keys, given := make([]string, len(s.columns)), make([]string, len(s.columns))
	for i, c := range s.columns {
		keys[i], given[i] = position(i), position(i)+" IS NOT NULL"
		if slices.Contains(s.fold, c) {
			keys[i] = lower(keys[i])
		}
	}
	w.SQL(" WHERE ", strings.Join(given, " AND "), " GROUP BY ", strings.Join(keys, ", "), " HAVING count(*) > 1")
}
