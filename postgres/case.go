package postgres

import (
	"slices"
	"strconv"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// cases is the form without a list of rows: CASE "id" WHEN $1 THEN $2 … ELSE "a" END. Its ELSE gives the parameters
// their type.
type cases struct {
	table   string   // quoted
	columns []string // of the rows
	key     []string // the first of them
	// byColumn types a cell by the stored column instead of a row of NULLs
	byColumn bool
}

func (cases) writeFrom(*dialect.Writer, string) {}

func (cases) carried() string { return "" }

func (c cases) writeMatch(w *dialect.Writer) { writeKeyIn(w, c.key) }

func (c cases) writeIncoming(w *dialect.Writer, column string) {
	i := slices.Index(c.columns, column)
	c.write(w, func() { w.Cell(i) }, name(column))
}

// writeExpr writes an expression once where it is the same for every row.
func (c cases) writeExpr(w *dialect.Writer, e sq.Sqlizer, otherwise string) {
	w.Refs(qualified(c.table), c.cell)
	defer w.Refs(nil, nil)
	refs, err := dialect.Refs(e)
	perRow := slices.ContainsFunc(refs, func(r dialect.Ref) bool { return r.From == dialect.IncomingRow })
	if err != nil || !perRow {
		w.Expr(e)
		return
	}
	c.write(w, func() { w.Expr(e) }, otherwise)
}

// writeInput writes the key. The number would be one more CASE, and its work grows with the square of the rows.
func (c cases) writeInput(w *dialect.Writer) {
	if len(c.key) == 1 {
		w.SQL(name(c.key[0]))
		return
	}
	w.SQL("ROW(", names("", c.key), ")")
}

func (c cases) writeNumber(w *dialect.Writer) {
	number := 0
	c.write(w, func() {
		number++
		w.SQL(strconv.Itoa(number))
	}, "NULL")
}

// write writes the CASE over the key, with what follows THEN.
func (c cases) write(w *dialect.Writer, then func(), otherwise string) {
	w.SQL("CASE ")
	if len(c.key) == 1 {
		w.SQL(name(c.key[0]), " ")
	}
	w.EachRow(" ", func() {
		w.SQL("WHEN ")
		c.writeKey(w)
		w.SQL(" THEN ")
		then()
	})
	w.SQL(" ELSE ", otherwise, " END")
}

// writeKey writes the key of the current row, behind CASE "id" or as a condition.
func (c cases) writeKey(w *dialect.Writer) {
	if len(c.key) == 1 {
		w.Cell(0)
		return
	}
	for i, k := range c.key {
		if i > 0 {
			w.SQL(" AND ")
		}
		w.SQL(name(k), " = ")
		w.Cell(i)
	}
}

// cell writes an incoming column of the current row, with the type of the table's column: an expression around it would
// otherwise choose one.
func (c cases) cell(w *dialect.Writer, column string) bool {
	i := slices.Index(c.columns, column)
	if i < 0 {
		return false
	}
	if c.byColumn {
		w.SQL("CASE WHEN TRUE THEN ")
		w.Cell(i)
		w.SQL(" ELSE ", c.table, ".", name(column), " END")
		return true
	}
	w.SQL("COALESCE(")
	w.Cell(i)
	w.SQL(", (NULL::", c.table, ").", name(column), ")")
	return true
}
