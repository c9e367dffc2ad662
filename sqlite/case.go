package sqlite

import (
	"slices"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// cases is the form without a list of rows: CASE "t"."id" WHEN ? THEN ? … ELSE "t"."a" END
// (https://www.sqlite.org/lang_expr.html#case).
type cases struct {
	columns []string // of the rows
	table   table
	key     []string   // the first of them
	where   sq.Sqlizer // a further condition that reads the input row; nil: none
}

// newCases returns the CASE form of an UPDATE.
func newCases(u dialect.Update, t table) (cases, error) {
	c := cases{columns: u.RowColumns(), table: t, key: u.Key}
	read, err := incomingColumns(u.Where)
	if len(read) > 0 {
		c.where = u.Where
	}
	return c, err
}

func (cases) writeFrom(*dialect.Writer) {}

func (c cases) writeMatch(w *dialect.Writer) {
	writeKeyIn(w, c.table, c.key, dialect.Columns(len(c.key)))
}

func (c cases) writeWhere(w *dialect.Writer, where sq.Sqlizer) {
	if c.where == nil {
		w.Refs(c.table.stored, nil)
		w.Expr(where)
		w.Refs(nil, nil)
		return
	}
	c.write(w, func() { w.SQL("TRUE") }, "FALSE")
}

func (c cases) writeIncoming(w *dialect.Writer, column string) {
	c.write(w, func() { c.cell(w, column) }, c.table.column(column))
}

// writeExpr writes an expression once where it is the same for every row.
func (c cases) writeExpr(w *dialect.Writer, e sq.Sqlizer, column string) {
	if read, err := incomingColumns(e); err == nil && len(read) > 0 {
		c.write(w, func() { w.Expr(e) }, c.table.column(column))
		return
	}
	w.Refs(c.table.stored, nil)
	w.Expr(e)
	w.Refs(nil, nil)
}

// cell writes an incoming column of the current row.
func (c cases) cell(w *dialect.Writer, column string) bool {
	i := slices.Index(c.columns, column)
	if i >= 0 {
		w.Cell(i)
	}
	return i >= 0
}

// write writes the CASE over the key, with what follows THEN. A condition that reads the input row stands in every WHEN: of two
// input rows with one key, the first that meets it counts, as in a join.
func (c cases) write(w *dialect.Writer, then func(), otherwise string) {
	w.Refs(c.table.stored, c.cell)
	defer w.Refs(nil, nil)
	simple := len(c.key) == 1 && c.where == nil
	w.SQL("CASE ")
	if simple {
		w.SQL(c.table.column(c.key[0]), " ")
	}
	w.EachRow(" ", func() {
		w.SQL("WHEN ")
		if simple {
			w.Cell(0)
		} else {
			c.writeKey(w)
		}
		w.SQL(" THEN ")
		then()
	})
	w.SQL(" ELSE ", otherwise, " END")
}

// writeKey writes the condition that a stored row belongs to the current input row.
func (c cases) writeKey(w *dialect.Writer) {
	for i, k := range c.key {
		if i > 0 {
			w.SQL(" AND ")
		}
		w.SQL(c.table.column(k), " = ")
		w.Cell(i)
	}
	if c.where != nil {
		w.SQL(" AND ")
		w.Expr(c.where)
	}
}
