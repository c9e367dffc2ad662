package sqlite

import (
	"slices"
	"strconv"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// source is the list of input rows that a statement reads:
//
//	WITH sqbulk("_1", "_2") AS (VALUES (?, ?), …)
//
// Its columns have no type, so that a comparison with a column of the table takes that column's type and collation.
type source struct {
	table    string   // quoted
	columns  []string // of the rows
	cells    []int    // their positions in a row of values
	numbered bool     // with the number of each row, from one, as "_0"
}

// all is the source of whole rows.
func all(table string, columns []string) source {
	return source{table: table, columns: columns, cells: dialect.Columns(len(columns))}
}

// write writes the list.
func (s source) write(w *dialect.Writer) {
	w.SQL("WITH sqbulk(")
	if s.numbered {
		w.SQL(`"_0", `)
	}
	for i := range s.columns {
		if i > 0 {
			w.SQL(", ")
		}
		w.SQL(position(i))
	}
	w.SQL(") AS (VALUES ")
	number := 0
	w.EachRow(", ", func() {
		open := "("
		if number++; s.numbered {
			open = "(" + strconv.Itoa(number) + ", "
		}
		w.Cells(open, s.cells, ")")
	})
	w.SQL(") ")
}

// incoming writes a column of the list.
func (s source) incoming(w *dialect.Writer, column string) bool {
	i := slices.Index(s.columns, column)
	if i >= 0 {
		w.SQL("sqbulk.", position(i))
	}
	return i >= 0
}

// writeMatch writes the condition that pairs a stored row with its input row. The key columns are the first of the list.
func (s source) writeMatch(w *dialect.Writer, key []string) {
	for i, k := range key {
		if i > 0 {
			w.SQL(" AND ")
		}
		w.SQL(s.table, ".", name(k), " = sqbulk.", position(i))
	}
}

// writeExpr writes a caller's expression over stored and incoming columns.
func (s source) writeExpr(w *dialect.Writer, e sq.Sqlizer) {
	w.Refs(qualified(s.table), s.incoming)
	w.Expr(e)
	w.Refs(nil, nil)
}

// writeKeyIn writes the condition that a row's key is among the rows:
//
//	"t"."id" IN (?, …)     ("t"."a", "t"."b") IN (VALUES (?, ?), …)
//
// Row values take a list only as a table (https://www.sqlite.org/rowvalue.html).
func writeKeyIn(w *dialect.Writer, table string, key []string) {
	cells := dialect.Columns(len(key))
	if len(key) == 1 {
		w.SQL(table, ".", name(key[0]), " IN (")
		w.EachRow(", ", func() { w.Cell(0) })
		w.SQL(")")
		return
	}
	w.SQL("(", names(table+".", key), ") IN (VALUES ")
	w.EachRow(", ", func() { w.Cells("(", cells, ")") })
	w.SQL(")")
}

// writeFurther writes a further condition on the stored row.
func writeFurther(w *dialect.Writer, table string, where sq.Sqlizer) {
	if where == nil {
		return
	}
	w.SQL(" AND ")
	w.Refs(qualified(table), nil)
	w.Expr(where)
	w.Refs(nil, nil)
}
