package sqlite

import (
	"slices"
	"strconv"
	"strings"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// source is the list of input rows that a statement joins with its table:
//
//	(SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?), (?, ?))) AS sqbulk
//
// Parameters have no affinity and no collation, so that a comparison with a column behind the table's name follows the column
// (https://www.sqlite.org/datatype3.html#comparison_expressions). A WITH clause would do the same, more slowly, and
// leave no place for one of the caller's.
type source struct {
	alias   string
	columns []string // of the rows
	cells   []int    // the columns that the list has, by position
	fold    []string // the key columns that are compared without regard to case
}

// wholeRows is a list with all columns, for a statement on a table.
func wholeRows(t table, columns, fold []string) source {
	return source{rowsAlias(t), columns, dialect.Columns(len(columns)), fold}
}

// rowsAlias names the list of rows of a statement on a table, which may itself be called sqbulk.
func rowsAlias(t table) string {
	if strings.EqualFold(t.short, name("sqbulk")) {
		return "sqbulk_rows"
	}
	return "sqbulk"
}

// write writes the list.
func (s source) write(w *dialect.Writer) {
	w.SQL("(SELECT ")
	for i, c := range s.cells {
		if i > 0 {
			w.SQL(", ")
		}
		w.SQL("column", strconv.Itoa(i+1), " AS ", position(c))
	}
	w.SQL(" FROM ")
	writeValues(w, s.cells)
	w.SQL(") AS ", s.alias)
}

// incoming writes a column of the list.
func (s source) incoming(w *dialect.Writer, column string) bool {
	i := slices.Index(s.columns, column)
	if !slices.Contains(s.cells, i) {
		return false
	}
	w.SQL(s.alias, ".", position(i))
	return true
}

// writeMatch writes the condition that pairs a stored row with its input row. The key columns are the first of the rows. The stored
// column stands on the left, because that side's collation decides.
func (s source) writeMatch(w *dialect.Writer, t table, key []string) {
	for i, k := range key {
		if i > 0 {
			w.SQL(" AND ")
		}
		w.SQL(t.column(k), " = ", s.alias, ".", position(i), s.collation(k))
	}
}

// collation is what stands behind a key column that is compared without regard to case: that of the letters A to Z.
func (s source) collation(column string) string {
	if slices.Contains(s.fold, column) {
		return " COLLATE NOCASE"
	}
	return ""
}

// writeValues writes cells of all rows: (VALUES (?, ?), (?, ?)).
func writeValues(w *dialect.Writer, cells []int) {
	w.SQL("(VALUES ")
	w.EachRow(", ", func() { w.Cells("(", cells, ")") })
	w.SQL(")")
}

// writeKeyIn writes the condition that a stored row has the key of an input row, whose cells are given; with one column:
//
//	"t"."id" IN (?, ?)
func writeKeyIn(w *dialect.Writer, t table, key []string, cells []int) {
	if len(key) > 1 {
		writeKeyInRows(w, t, key, cells)
		return
	}
	w.SQL(t.column(key[0]), " IN (")
	w.EachRow(", ", func() { w.Cell(cells[0]) })
	w.SQL(")")
}

// writeKeyInRows writes the condition that a stored row has the key of an input row, whose cells are given:
//
//	("t"."org", "t"."email") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?)))
//
// Affinity and collation are the stored columns'. A bare IN (VALUES …) reads the whole table in versions as late as 3.40.
// With the SELECT around it, these find the stored rows by the first column, and versions from 3.46 on by all of them.
func writeKeyInRows(w *dialect.Writer, t table, key []string, cells []int) {
	w.SQL("(", t.columns(key), ") IN (SELECT ")
	for i := range key {
		if i > 0 {
			w.SQL(", ")
		}
		w.SQL("column", strconv.Itoa(i+1))
	}
	w.SQL(" FROM ")
	writeValues(w, cells)
	w.SQL(")")
}

// writeFurther writes a further condition on the stored row.
func writeFurther(w *dialect.Writer, t table, where sq.Sqlizer) {
	if where == nil {
		return
	}
	w.SQL(" AND ")
	w.Refs(t.stored, nil)
	w.Expr(where)
	w.Refs(nil, nil)
}

// anyExprs tells whether one of the columns has a cell that is an expression.
func anyExprs(rows dialect.Rows, cells []int) bool {
	for at := range rows.Exprs {
		if slices.Contains(cells, at.Column) {
			return true
		}
	}
	return false
}
