package mysql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// match spells the question which input rows have a stored row:
//
//	SELECT sqbulk._0, sqbulk._same, t.sku IS NOT NULL FROM (
//	  SELECT _0, _1, IF(_1 IS NULL, _0, MIN(_0) OVER (PARTITION BY _1)) AS _same FROM (…) AS sqbulk_input) AS sqbulk
//	LEFT JOIN t ON t.sku = sqbulk._1 LIMIT 18446744073709551615 FOR UPDATE
//
// The rows are the typed query of an UPDATE by key. FOR UPDATE reads rows as they are now; under REPEATABLE READ it also locks the
// gaps in which the missing keys would stand, so that nobody else can create them
// (https://dev.mysql.com/doc/refman/9.4/en/innodb-locks-set.html).
func (f flavor) match(m dialect.Match, rows dialect.Rows) (dialect.Spelling, error) {
	if err := f.refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	if f.engine.noJoin {
		return dialect.Spelling{}, f.engine.refuse("way to tell which rows exist", "use an upsert by a unique key instead of UpdateOrCreate")
	}
	alias := rowsAlias(m.Table)
	w := dialect.NewWriter(dialect.Question, rows)
	w.SQL("SELECT ", alias, ".`_0`, ", alias, ".`_same`, ")
	qualified(m.Table)(w, m.Key[0])
	w.SQL(" IS NOT NULL FROM (SELECT `_0`, ")
	writeDoubles(w, m)
	w.SQL(" FROM (")
	f.writeRows(w, dialect.Update{Table: m.Table, Key: m.Key, Count: true}, unionAll)
	w.SQL(") AS `sqbulk_input`) AS ", alias, " LEFT JOIN ", quoteTable(m.Table), " ON ")
	writeMatch(w, m.Table, m.Key, m.Fold)
	writeFurther(w, " AND ", m.Table, m.Where)
	w.SQL(everyRow, " FOR UPDATE")
	step, err := w.Step(dialect.ReadNumbers)
	if err != nil {
		return dialect.Spelling{}, fmt.Errorf("mysql: match: %w", err)
	}
	tally := func(int, []dialect.Answer) dialect.Counts { return dialect.Counts{} }
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: tally}, nil
}

// writeDoubles writes the key columns, and the first input row with an equal key. NULL equals nothing.
func writeDoubles(w *dialect.Writer, m dialect.Match) {
	var columns, keys, given []string
	for i, k := range m.Key {
		c := rowColumn(i)
		columns, given = append(columns, c), append(given, c+" IS NULL")
		if slices.Contains(m.Fold, k) {
			c = "LOWER(" + c + ")"
		}
		keys = append(keys, c)
	}
	w.SQL(strings.Join(columns, ", "), ", IF(", strings.Join(given, " OR "), ", `_0`, MIN(`_0`) OVER (PARTITION BY ",
		strings.Join(keys, ", "), ")) AS `_same`")
}

// writeMatch writes the condition that pairs a stored row with its input row. The key columns are the first of the rows.
func writeMatch(w *dialect.Writer, table string, key, fold []string) {
	alias, stored := rowsAlias(table), qualified(table)
	for i, k := range key {
		if i > 0 {
			w.SQL(" AND ")
		}
		open, end := "", ""
		if slices.Contains(fold, k) {
			open, end = "LOWER(", ")"
		}
		w.SQL(open)
		stored(w, k)
		w.SQL(end, " = ", open, alias, ".", rowColumn(i), end)
	}
}
