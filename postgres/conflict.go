package postgres

import (
	"errors"
	"fmt"
	"slices"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// clause is an ON CONFLICT clause on its way to a text
// (https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT).
type clause struct {
	dialect.Conflict
	table string // quoted; empty when it is not known
	noted string // the condition that leaves a note of each update for RETURNING; empty: there is none
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
	w.Refs(qualified(c.table), excluded)
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
	if c.Constraint != "" {
		w.SQL(" ON CONSTRAINT ", name(c.Constraint))
		return
	}
	if len(c.Columns) > 0 {
		w.SQL(" (", names("", c.Columns), ")")
	}
	if c.Where != nil {
		w.Refs(bare, nil)
		w.SQL(" WHERE ")
		w.Expr(c.Where)
	}
}

// writeWhere writes the condition of the update.
func (c clause) writeWhere(w *dialect.Writer) {
	switch {
	case c.conditional() && c.noted != "":
		w.SQL(" WHERE CASE WHEN ")
		c.writeCondition(w)
		w.SQL(" THEN ", c.noted, " ELSE FALSE END")
	case c.conditional():
		w.SQL(" WHERE ")
		c.writeCondition(w)
	case c.noted != "":
		w.SQL(" WHERE ", c.noted)
	}
}

// writeCondition writes what the caller asked for: the predicate, and that something changes.
func (c clause) writeCondition(w *dialect.Writer) {
	if c.UpdateWhere != nil {
		w.Expr(c.UpdateWhere)
	}
	if !c.OnlyChanged {
		return
	}
	if c.UpdateWhere != nil {
		w.SQL(" AND ")
	}
	stored := qualified(c.table)
	writeChanged(w, compared(c.Set), func(column string) { stored(w, column) }, func(column string) { excluded(w, column) })
}

// conditional tells whether some existing rows may be left alone.
func (c clause) conditional() bool { return c.UpdateWhere != nil || c.OnlyChanged }

// excluded writes a column of the incoming row.
func excluded(w *dialect.Writer, column string) bool {
	w.SQL("excluded.", name(column))
	return true
}

// bare writes a column's name alone.
func bare(w *dialect.Writer, column string) bool {
	w.SQL(name(column))
	return true
}

// checkIndexPredicate refuses bind parameters in the predicate of a partial index. The server proves that the predicate
// implies the index's own, which it cannot do for a value it does not know: such a statement runs five times when it is
// prepared, and fails from the sixth on.
func checkIndexPredicate(pred sq.Sqlizer) error {
	if pred == nil {
		return nil
	}
	_, args, err := pred.ToSql()
	if err != nil {
		return fmt.Errorf("postgres: the predicate of a partial index: %w", err)
	}
	bound := slices.ContainsFunc(args, func(a any) bool { _, ref := dialect.RefOf(a); return !ref })
	if bound {
		return unsupported("a predicate of a partial index with bind parameters",
			"write the values into the SQL, as the index has them")
	}
	return nil
}

// Conflict is an ON CONFLICT clause for a plain squirrel builder:
//
//	sq.Insert("users").Columns("email", "name").Values("a@example.com", "A").
//		SuffixExpr(postgres.OnConflict("email").DoUpdate("name")).
//		PlaceholderFormat(sq.Dollar)
//
// It is immutable: each method returns a changed copy. Its placeholders are squirrel's ?, and a question mark that is
// none is written ??, as PlaceholderFormat(sq.Dollar) expects.
type Conflict struct{ clause clause }

// OnConflict names the unique key by its columns. Without columns any unique key is meant, which only DoNothing allows.
func OnConflict(columns ...string) Conflict {
	return Conflict{clause{Conflict: dialect.Conflict{Columns: slices.Clone(columns)}}}
}

// OnConstraint names the unique key by its constraint.
func OnConstraint(constraint string) Conflict {
	return Conflict{clause{Conflict: dialect.Conflict{Constraint: constraint}}}
}

// Table names the table of the INSERT, schema.table understood. Only [dialect.Stored] and OnlyChanged need it.
func (c Conflict) Table(table string) Conflict {
	c.clause.table = Dialect{}.Quote(table)
	return c
}

// Where gives the predicate of a partial unique index; several are joined by AND. It has no bind parameters, because
// PostgreSQL finds the index by the text.
func (c Conflict) Where(pred sq.Sqlizer) Conflict {
	c.clause.Where = and(c.clause.Where, pred)
	return c
}

// DoNothing leaves a stored row as it is.
func (c Conflict) DoNothing() Conflict {
	c.clause.DoNothing = true
	return c
}

// DoUpdate gives columns of a stored row their incoming values.
func (c Conflict) DoUpdate(columns ...string) Conflict {
	set := slices.Clip(c.clause.Set)
	for _, column := range columns {
		set = append(set, dialect.Assignment{Column: column})
	}
	c.clause.Set = set
	return c
}

// DoUpdateSet gives a column of a stored row a value, or an expression over [dialect.Stored] and [dialect.Incoming].
func (c Conflict) DoUpdateSet(column string, value any) Conflict {
	expr, ok := value.(sq.Sqlizer)
	if !ok {
		expr = sq.Expr("?", value)
	}
	c.clause.Set = append(slices.Clip(c.clause.Set), dialect.Assignment{Column: column, Expr: expr})
	return c
}

// DoUpdateWhere updates a stored row only where the predicate over [dialect.Stored] and [dialect.Incoming] holds;
// several are joined by AND.
func (c Conflict) DoUpdateWhere(pred sq.Sqlizer) Conflict {
	c.clause.UpdateWhere = and(c.clause.UpdateWhere, pred)
	return c
}

// OnlyChanged updates a stored row only when one of the columns of DoUpdate differs from its incoming value.
func (c Conflict) OnlyChanged() Conflict {
	c.clause.OnlyChanged = true
	return c
}

// and returns a predicate with one more, in parentheses.
func and(pred, more sq.Sqlizer) sq.Sqlizer {
	switch {
	case more == nil:
		return pred
	case pred == nil:
		return sq.And{more}
	}
	return sq.And{pred, more}
}

// ToSql returns the clause, or an error when it is not complete.
func (c Conflict) ToSql() (string, []any, error) {
	if err := c.check(); err != nil {
		return "", nil, fmt.Errorf("postgres: OnConflict: %w", err)
	}
	if err := checkIndexPredicate(c.clause.Where); err != nil {
		return "", nil, err
	}
	w := dialect.NewWriter(dialect.Escaped, dialect.Rows{})
	c.clause.write(w)
	sql, args, err := w.Fragment()
	if err != nil {
		return "", nil, fmt.Errorf("postgres: OnConflict: %w", err)
	}
	return sql, args, nil
}

// check refuses a clause that is no SQL.
func (c Conflict) check() error {
	to := c.clause
	switch {
	case to.DoNothing && (len(to.Set) > 0 || to.conditional()):
		return errors.New("DoNothing excludes DoUpdate, DoUpdateSet, DoUpdateWhere and OnlyChanged")
	case !to.DoNothing && len(to.Set) == 0:
		return errors.New("it needs DoNothing, DoUpdate with columns, or DoUpdateSet")
	case !to.DoNothing && len(to.Columns) == 0 && to.Constraint == "":
		return errors.New("an update needs the columns of a unique key, or OnConstraint")
	case to.Where != nil && len(to.Columns) == 0:
		return errors.New("Where needs the columns of the partial index")
	case to.OnlyChanged && len(compared(to.Set)) == 0:
		return errors.New("OnlyChanged compares the columns of DoUpdate, and there are none")
	}
	return c.checkTable()
}

// checkTable refuses a clause that has to name the table and does not know it.
func (c Conflict) checkTable() error {
	if c.clause.table != "" {
		return nil
	}
	if c.clause.OnlyChanged {
		return errors.New("OnlyChanged needs Table")
	}
	exprs := []sq.Sqlizer{c.clause.UpdateWhere}
	for _, a := range c.clause.Set {
		exprs = append(exprs, a.Expr)
	}
	for _, e := range exprs {
		refs, err := dialect.Refs(e)
		if err != nil {
			return err
		}
		for _, r := range refs {
			if r.From == dialect.StoredRow {
				return fmt.Errorf("Stored(%q) needs Table", r.Column)
			}
		}
	}
	return nil
}
