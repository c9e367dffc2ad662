package sqlite

import (
	"errors"
	"fmt"
	"slices"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// Conflict is an ON CONFLICT clause for a plain squirrel builder:
//
//	sq.Insert("users").Columns("email", "name").Values("a@example.com", "A").
//		SuffixExpr(sqlite.OnConflict("email").DoUpdate("name"))
//
// It is immutable: each method returns a changed copy. Its placeholders are ?.
type Conflict struct{ clause clause }

// OnConflict names the unique key by its columns. Without columns any unique key is meant, which only DoNothing allows.
func OnConflict(columns ...string) Conflict {
	return Conflict{clause{Conflict: dialect.Conflict{Columns: slices.Clone(columns)}}}
}

// Table names the table of the INSERT, schema.table understood. Only [dialect.Stored] and OnlyChanged need it: without the
// table in front, SQLite would read a misspelt column as a string.
func (c Conflict) Table(table string) Conflict {
	c.clause.table = newTable(table)
	return c
}

// Where gives the predicate of a partial unique index; several are joined by AND. It has no bind parameters, because
// SQLite finds the index by the text.
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

// DoUpdateWhere updates a stored row only where the predicate over [dialect.Stored] and [dialect.Incoming] holds; several
// are joined by AND.
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
		return "", nil, fmt.Errorf("sqlite: OnConflict: %w", err)
	}
	if err := c.clause.check(); err != nil {
		return "", nil, err
	}
	w := dialect.NewWriter(dialect.Question, dialect.Rows{})
	c.clause.write(w)
	sql, args, err := w.Fragment()
	if err != nil {
		return "", nil, fmt.Errorf("sqlite: OnConflict: %w", err)
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
	case !to.DoNothing && len(to.Columns) == 0:
		return errors.New("an update needs the columns of a unique key")
	case to.Where != nil && len(to.Columns) == 0:
		return errors.New("Where needs the columns of the partial index")
	case to.OnlyChanged && len(compared(to.Set)) == 0:
		return errors.New("OnlyChanged compares the columns of DoUpdate, and there are none")
	case slices.Contains(to.Columns, "") || slices.ContainsFunc(to.Set, func(a dialect.Assignment) bool { return a.Column == "" }):
		return errors.New("a column has no name")
	}
	return c.checkTable()
}

// checkTable refuses a clause that has to name the table and does not know it.
func (c Conflict) checkTable() error {
	if c.clause.table != (table{}) {
		return nil
	}
	if c.clause.OnlyChanged {
		return errors.New("OnlyChanged needs Table")
	}
	exprs := []sq.Sqlizer{c.clause.Where, c.clause.UpdateWhere}
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
