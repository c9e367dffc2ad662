package mysql

import (
	"slices"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// staging is a database whose rows go into a temporary table first:
//
//	DROP TEMPORARY TABLE IF EXISTS sqbulk_staging
//	CREATE TEMPORARY TABLE sqbulk_staging SELECT t.id, t.a FROM (SELECT 1 AS one) AS one LEFT JOIN t ON FALSE WHERE FALSE
//	LOAD DATA LOCAL INFILE … INTO TABLE sqbulk_staging …
//	SHOW WARNINGS
//	INSERT INTO t (id, a) SELECT id, a FROM sqbulk_staging ON DUPLICATE KEY UPDATE …
//	DROP TEMPORARY TABLE sqbulk_staging
//
// The temporary table has the columns' types, and no constraint: the outer join makes every column one that may be NULL. So a
// value that does not fit is found there. Neither CREATE nor DROP of a temporary table commits
// (https://dev.mysql.com/doc/refman/9.4/en/implicit-commit.html); nor does a rollback drop it, for which reason the first
// statement does.
type staging struct{ loading }

// stagingTable is the quoted temporary table of a statement on a table, which may itself be called that.
func stagingTable(table string) string {
	if strings.EqualFold(table[strings.LastIndexByte(table, '.')+1:], "sqbulk_staging") {
		return "`sqbulk_staged`"
	}
	return "`sqbulk_staging`"
}

// ordinalColumn is the quoted column of the rows' numbers, besides columns of which one may be called that.
func ordinalColumn(columns []string) string {
	if slices.ContainsFunc(columns, func(c string) bool { return strings.EqualFold(c, "sqbulk_row") }) {
		return "`sqbulk_row_number`"
	}
	return "`sqbulk_row`"
}

// Inspect implements [dialect.Tuner].
func (s staging) Inspect(driverConn any) dialect.Dialect { return staging{s.inspected(driverConn)} }

// Probe implements [dialect.Tuner]: the types of the columns.
func (s staging) Probe(st dialect.Statement) (dialect.Probe, bool) {
	return s.probeTarget(st, func(l loading) dialect.Dialect { return staging{l} })
}

// from is the flavor whose rows are those of the temporary table.
func (s staging) from(st dialect.Statement) flavor {
	f := s.flavor()
	f.staged, f.rowAlias = stagingTable(st.Target()), false // INSERT … SELECT has no alias for its rows
	return f
}

// Insert implements [dialect.Dialect]: INSERT … SELECT from the temporary table.
func (s staging) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	sp, err := s.from(i).insert(i, rows)
	return s.around(sp, err, i, rows, false)
}

// Update implements [dialect.Dialect]: UPDATE of a join with the temporary table.
func (s staging) Update(u dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	f := s.from(u)
	if u.Form == dialect.FormCase {
		return dialect.Spelling{}, f.unsupported("CASE form with exec.Staging", "use the join form, or leave out Strategy")
	}
	sp, err := f.update(u, rows)
	return s.around(sp, err, u, rows, u.Count)
}

// Delete implements [dialect.Dialect]: DELETE of a join with the temporary table.
func (s staging) Delete(x dialect.Delete, rows dialect.Rows) (dialect.Spelling, error) {
	f := s.from(x)
	if returns(x) {
		return dialect.Spelling{}, f.unsupported("RETURNING for a delete with exec.Staging", "leave out Strategy")
	}
	sp, err := f.delete(x, rows)
	return s.around(sp, err, x, rows, false)
}

// around puts the steps about the temporary table around those of a statement.
func (s staging) around(sp dialect.Spelling, err error, st dialect.Statement, rows dialect.Rows, ordinal bool) (dialect.Spelling, error) {
	if err == nil {
		err = s.refuse(rows)
	}
	if err != nil {
		return dialect.Spelling{}, err
	}
	table, columns := stagingTable(st.Target()), st.RowColumns()
	before := append([]dialect.Step{{SQL: "DROP TEMPORARY TABLE IF EXISTS " + table}, {SQL: createStaging(st, ordinal)}},
		s.loadSteps(table, columns, ordinal)...)
	sp = around(before, sp, []dialect.Step{{SQL: "DROP TEMPORARY TABLE " + table, Always: true}})
	sp.NeedsTx, sp.BatchSize = true, loadedRows
	return sp, nil
}

// createStaging is the statement that creates the temporary table.
func createStaging(st dialect.Statement, ordinal bool) string {
	target, columns := quoteTable(st.Target()), st.RowColumns()
	named := make([]string, len(columns))
	for i, c := range columns {
		named[i] = target + "." + quoteName(c)
	}
	number := ""
	if ordinal {
		number = " (" + ordinalColumn(columns) + " INT NOT NULL DEFAULT 0 PRIMARY KEY)"
	}
	return "CREATE TEMPORARY TABLE " + stagingTable(st.Target()) + number + " SELECT " + strings.Join(named, ", ") +
		" FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN " + target + " ON FALSE WHERE FALSE"
}

// writeStaged writes the rows of the temporary table as [flavor.writeRows] writes those of the statement.
func (f flavor) writeStaged(w *dialect.Writer, u dialect.Update) {
	columns := u.RowColumns()
	w.SQL("SELECT ")
	if u.Count {
		w.SQL(ordinalColumn(columns), " AS `_0`, ")
	}
	for i, c := range columns {
		if i > 0 {
			w.SQL(", ")
		}
		w.SQL(quoteName(c), " AS ", rowColumn(i))
	}
	w.SQL(" FROM ", f.staged)
}

// writeStagedDelete writes DELETE of a join with the temporary table.
func (f flavor) writeStagedDelete(w *dialect.Writer, x dialect.Delete) {
	w.SQL("DELETE ", quoteTable(x.Table), " FROM (")
	f.writeStaged(w, dialect.Update{Key: x.Key})
	w.SQL(") AS ", rowsAlias(x.Table), " STRAIGHT_JOIN ", quoteTable(x.Table), " ON ")
	writeMatch(w, x.Table, x.Key, nil)
}
