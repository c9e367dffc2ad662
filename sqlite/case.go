package sqlite

import (
	"slices"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// writeCases writes the form without a list of rows: SET "a" = CASE "t"."id" WHEN ? THEN ? … ELSE "t"."a" END.
func (s update) writeCases(w *dialect.Writer) {
	incoming := func(w *dialect.Writer, column string) bool {
		at := slices.Index(s.list.columns, column)
		s.writeCase(w, func() { w.Cell(at) }, s.table+"."+name(column))
		return true
	}
	expr := func(e sq.Sqlizer, otherwise string) { s.writeCaseExpr(w, e, otherwise) }
	s.writeSet(w, func(column string) { incoming(w, column) }, expr)
	w.SQL(" WHERE ")
	writeKeyIn(w, s.table, s.Key)
	if s.Where != nil {
		w.SQL(" AND ")
		expr(s.Where, "FALSE")
	}
	if s.OnlyChanged {
		w.SQL(" AND ")
		writeChanged(w, s.table, compared(s.Set), incoming)
	}
}

// writeCaseExpr writes an expression once where it is the same for every row.
func (s update) writeCaseExpr(w *dialect.Writer, e sq.Sqlizer, otherwise string) {
	w.Refs(qualified(s.table), s.cell)
	defer w.Refs(nil, nil)
	refs, err := dialect.Refs(e)
	perRow := slices.ContainsFunc(refs, func(r dialect.Ref) bool { return r.From == dialect.IncomingRow })
	if err != nil || !perRow {
		w.Expr(e)
		return
	}
	s.writeCase(w, func() { w.Expr(e) }, otherwise)
}

// cell writes an incoming column of the current row.
func (s update) cell(w *dialect.Writer, column string) bool {
	at := slices.Index(s.list.columns, column)
	if at >= 0 {
		w.Cell(at)
	}
	return at >= 0
}

// writeCase writes the CASE over the key, with what follows THEN.
func (s update) writeCase(w *dialect.Writer, then func(), otherwise string) {
	w.SQL("CASE ")
	if len(s.Key) == 1 {
		w.SQL(s.table, ".", name(s.Key[0]), " ")
	}
	w.EachRow(" ", func() {
		w.SQL("WHEN ")
		s.writeKey(w)
		w.SQL(" THEN ")
		then()
	})
	w.SQL(" ELSE ", otherwise, " END")
}

// writeKey writes the key of the current row, behind CASE "id" or as a condition.
func (s update) writeKey(w *dialect.Writer) {
	if len(s.Key) == 1 {
		w.Cell(0)
		return
	}
	for i, k := range s.Key {
		if i > 0 {
			w.SQL(" AND ")
		}
		w.SQL(s.table, ".", name(k), " = ")
		w.Cell(i)
	}
}
