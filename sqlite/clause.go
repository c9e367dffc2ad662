package sqlite

import (
	"fmt"
	"slices"
	"strings"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// clause is an ON CONFLICT clause on its way to a text (https://www.sqlite.org/lang_upsert.html).
type clause struct {
	dialect.Conflict
	table table // zero when it is not known
}

// write writes the clause.
func (c clause) write(w *dialect.Writer) {
	w.SQL("ON CONFLICT")
	c.writeTarget(w)
	if c.DoNothing {
		w.SQL(" DO NOTHING")
		return
	}
	w.SQL(" DO UPDATE SET ")
	w.Refs(c.table.stored, excluded)
	for i, a := range c.Set {
		if i > 0 {
			w.SQL(", ")
		}
		w.SQL(name(a.Column), " = ")
		if a.Expr == nil {
			excluded(w, a.Column)
			continue
		}
		w.Expr(a.Expr)
	}
	c.writeWhere(w)
	w.Refs(nil, nil)
}

// writeTarget writes which unique key is meant; nothing for any.
func (c clause) writeTarget(w *dialect.Writer) {
	if len(c.Columns) > 0 {
		w.SQL(" (", names(c.Columns), ")")
	}
	if c.Where != nil {
		w.SQL(" WHERE ")
		c.writePredicate(w)
	}
}

// writePredicate writes the predicate of the partial index.
func (c clause) writePredicate(w *dialect.Writer) {
	w.Refs(c.table.stored, nil)
	w.Expr(c.Where)
	w.Refs(nil, nil)
}

// writeWhere writes the condition of the update.
func (c clause) writeWhere(w *dialect.Writer) {
	if !c.conditional() {
		return
	}
	w.SQL(" WHERE ")
	if c.UpdateWhere != nil {
		w.Expr(c.UpdateWhere)
	}
	if !c.OnlyChanged {
		return
	}
	if c.UpdateWhere != nil {
		w.SQL(" AND ")
	}
	writeChanged(w, c.table, compared(c.Set), func(column string) { excluded(w, column) })
}

// conditional tells whether some existing rows may be left alone.
func (c clause) conditional() bool { return c.UpdateWhere != nil || c.OnlyChanged }

// movesKey tells whether an update may give a row another key.
func (c clause) movesKey() bool {
	return slices.ContainsFunc(c.Set, func(a dialect.Assignment) bool { return indexFold(c.Columns, a.Column) >= 0 })
}

// check refuses a clause that SQLite does not have.
func (c clause) check() error {
	if c.Constraint != "" {
		return unsupported("a conflict target by a constraint's name", "name the columns of the unique key with OnConflict")
	}
	if !c.DoNothing && strings.EqualFold(c.table.short, name("excluded")) {
		return unsupported("DO UPDATE of a table that is called excluded, which is SQLite's name for the incoming row", "use an Update, or rename the table")
	}
	return checkPredicate(c.Where)
}

// checkPredicate refuses bind parameters in the predicate of a partial index: SQLite finds the index by comparing the
// predicate's text with the index's own, before parameters have values.
func checkPredicate(pred sq.Sqlizer) error {
	if pred == nil {
		return nil
	}
	_, args, err := pred.ToSql()
	if err != nil {
		return fmt.Errorf("sqlite: the predicate of a partial index: %w", err)
	}
	if slices.ContainsFunc(args, func(a any) bool { _, ref := dialect.RefOf(a); return !ref }) {
		return unsupported("a predicate of a partial index with bind parameters", "write the values into the SQL, as the index has them")
	}
	return nil
}

// excluded writes a column of the incoming row.
func excluded(w *dialect.Writer, column string) bool {
	w.SQL("excluded.", name(column))
	return true
}

// compared lists the columns that OnlyChanged compares: those that get the incoming value as it is.
func compared(set []dialect.Assignment) []string {
	var columns []string
	for _, a := range set {
		if a.Expr == nil {
			columns = append(columns, a.Column)
		}
	}
	return columns
}

// writeChanged writes the condition that a stored and an incoming value differ. COLLATE BINARY compares texts byte by byte,
// where the column's collation may call them equal and lose the update; it does nothing to other values. The column's
// affinity stays in force, so that the text '5' for an integer column is the stored 5. An integer and a real number
// of the same value are equal, also in a column without a type.
func writeChanged(w *dialect.Writer, t table, columns []string, incoming func(column string)) {
	open, end := "", ""
	if len(columns) > 1 {
		open, end = "(", ")"
	}
	w.SQL(open)
	for i, c := range columns {
		if i > 0 {
			w.SQL(", ")
		}
		w.SQL(t.column(c), " COLLATE BINARY")
	}
	w.SQL(end, " IS NOT ", open)
	for i, c := range columns {
		if i > 0 {
			w.SQL(", ")
		}
		incoming(c)
	}
	w.SQL(end)
}

// indexFold finds a column among others as SQLite compares names: without regard to case.
func indexFold(columns []string, column string) int {
	return slices.IndexFunc(columns, func(c string) bool { return strings.EqualFold(c, column) })
}
