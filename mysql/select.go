package mysql

import (
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
)

// The LIMIT of a query. Without one, the session's sql_select_limit cuts the answer
// (https://dev.mysql.com/doc/refman/9.4/en/server-system-variables.html#sysvar_sql_select_limit).
const (
	oneRow   = " LIMIT 1"
	everyRow = " LIMIT 18446744073709551615"
)

// lookUp spells a look-up by key: SELECT … FROM t WHERE key IN (…) [AND (…)] [FOR UPDATE]. A transaction
// reads the snapshot of its first read, which lacks rows that others have committed since; a locking read sees them.
//
// MariaDB makes a join of an IN list that is long, which finds a key of several columns by some of them only; and MySQL reads the whole table
// for a list that its range optimizer has no memory for. There the look-up is the join with the rows. For few rows it is not: of a small
// table the join reads, and locks, all rows.
func (f flavor) lookUp(s dialect.Select, rows dialect.Rows) (dialect.Spelling, error) {
	if err := f.refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	w := dialect.NewWriter(dialect.Question, rows)
	if rows.N > f.mostListed(s.Key) {
		f.writeJoined(w, s)
	} else {
		w.SQL("SELECT ", quoteNames(s.Columns), " FROM ", quoteTable(s.Table), " WHERE ")
		writeKeys(w, s.Key)
		writeFurther(w, " AND ", s.Table, s.Where)
	}
	w.SQL(everyRow)
	if s.Lock || s.Current {
		w.SQL(" FOR UPDATE")
	}
	step, err := w.Step(dialect.ReadRows)
	if err != nil {
		return dialect.Spelling{}, fmt.Errorf("mysql: select: %w", err)
	}
	tally := func(int, []dialect.Answer) dialect.Counts { return dialect.Counts{} }
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: tally}, nil
}

// writeJoined writes a look-up as a join with the rows, each key once:
//
//	SELECT t.id, t.a FROM (SELECT id AS _1 FROM t WHERE FALSE UNION …) AS sqbulk STRAIGHT_JOIN t ON t.id = sqbulk._1
func (f flavor) writeJoined(w *dialect.Writer, s dialect.Select) {
	w.SQL("SELECT ")
	stored := qualified(s.Table)
	for i, c := range s.Columns {
		if i > 0 {
			w.SQL(", ")
		}
		stored(w, c)
	}
	w.SQL(" FROM (")
	f.writeRows(w, dialect.Update{Table: s.Table, Key: s.Key}, " UNION ")
	w.SQL(") AS ", rowsAlias(s.Table), " STRAIGHT_JOIN ", quoteTable(s.Table), " ON ")
	writeMatch(w, s.Table, s.Key, nil)
	writeFurther(w, " WHERE ", s.Table, s.Where)
}

// rangeConditions is about how many conditions on key columns MySQL's range optimizer takes in its memory, which is 8 MiB by default:
// it took 20,000 and refused 30,000 (https://dev.mysql.com/doc/refman/9.4/en/range-optimization.html#range-optimization-memory-use).
const rangeConditions = 24_000

// listedValues is from how many values on MariaDB makes a join of a list
// (https://mariadb.com/docs/server/ha-and-performance/optimization-and-tuning/query-optimizations/conversion-of-big-in-predicates-into-subqueries).
const listedValues = 1000

// mostListed is how many keys of a look-up stand in a list.
func (f flavor) mostListed(key []string) int {
	if f.rowValues {
		return (listedValues - 1) / len(key)
	}
	return f.mostKeys(key)
}

// mostKeys is how many keys an IN list may have for the server to look each of them up in an index, with room for one more condition.
func (f flavor) mostKeys(key []string) int { return rangeConditions / (len(key) + 1) }
