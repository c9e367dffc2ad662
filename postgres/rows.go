package postgres

import (
	"slices"
	"strconv"
	"strings"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// source is the list of input rows that a statement joins with its table:
//
//	(VALUES ((NULL::"t")."id", (NULL::"t")."a"), ($1, $2), …) AS sqbulk("_1", "_2")
//
// The first row is typed by the table, so that no type has to be known. It is all NULL, and no key equals NULL.
type source struct {
	table    string   // quoted
	columns  []string // of the rows
	numbered bool     // with the number of each row, from one, as "_0"
	fold     []string // the key columns that are compared without regard to case
	from     rowsFrom
}

// rowsAlias names the list of input rows of a statement on a table, which may itself be called sqbulk.
func rowsAlias(quoted string) string {
	if strings.HasSuffix(quoted, `"sqbulk"`) {
		return "sqbulk_rows"
	}
	return "sqbulk"
}

// write writes the list and its names.
func (s source) write(w *dialect.Writer) {
	list := s.positions()
	switch s.from {
	case fromStaging:
		s.writeStaged(w)
	case fromArrays:
		s.writeArrays(w)
	default:
		s.writeValues(w)
	}
	switch {
	case s.numbered && s.from == fromArrays:
		list += `, "_0"`
	case s.numbered:
		list = `"_0", ` + list
	}
	w.SQL(" AS ", rowsAlias(s.table), "(", list, ")")
}

// positions are the names of the columns in the list.
func (s source) positions() string {
	all := make([]string, len(s.columns))
	for i := range all {
		all[i] = position(i)
	}
	return strings.Join(all, ", ")
}

// writeValues writes the rows of the statement.
func (s source) writeValues(w *dialect.Writer) {
	w.SQL("(VALUES (")
	if s.numbered {
		w.SQL("NULL::int, ")
	}
	w.SQL(names("(NULL::"+s.table+").", s.columns), "), ")
	cells, number := dialect.Columns(len(s.columns)), 0
	w.EachRow(", ", func() {
		open := "("
		if number++; s.numbered {
			open = "(" + strconv.Itoa(number) + ", "
		}
		w.Cells(open, cells, ")")
	})
	w.SQL(")")
}

// incoming writes a column of the list.
func (s source) incoming(w *dialect.Writer, column string) bool {
	i := slices.Index(s.columns, column)
	if i >= 0 {
		w.SQL(rowsAlias(s.table), ".", position(i))
	}
	return i >= 0
}

// writeMatch writes the condition that pairs a stored row with its input row. The key columns are the first of the
// list.
func (s source) writeMatch(w *dialect.Writer, key []string) {
	for i, k := range key {
		if i > 0 {
			w.SQL(" AND ")
		}
		stored, incoming := s.table+"."+name(k), rowsAlias(s.table)+"."+position(i)
		if slices.Contains(s.fold, k) {
			stored, incoming = lower(stored), lower(incoming)
		}
		w.SQL(stored, " = ", incoming)
	}
}

// lower is a column in small letters, as the column's collation has them.
func lower(column string) string { return "lower(" + column + ")" }

// writeKeyIn writes the condition that a row's key is among the rows: "id" IN ($1, $2), or ("a", "b") IN (($1, $2), …).
func writeKeyIn(w *dialect.Writer, key []string) {
	open, end := "", ""
	if len(key) > 1 {
		open, end = "(", ")"
	}
	cells := dialect.Columns(len(key))
	w.SQL(open, names("", key), end, " IN (")
	w.EachRow(", ", func() { w.Cells(open, cells, end) })
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
