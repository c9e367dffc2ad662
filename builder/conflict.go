package builder

import (
	"slices"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// Stored is the value that the row in the table has before the statement: an argument for the expressions of DoUpdateSet,
// DoUpdateWhere, SetExpr and Where.
func Stored(column string) dialect.Ref { return dialect.Stored(column) }

// Incoming is the value that the input row brings: an argument for the expressions of DoUpdateSet, DoUpdateWhere, SetExpr and
// Where.
func Incoming(column string) dialect.Ref { return dialect.Incoming(column) }

// Default is a cell that takes the column's DEFAULT. SQLite has no such cell: the statement is an error that wraps
// [errors.ErrUnsupported].
var Default sq.Sqlizer = dialect.Default{}

// conflict collects what an InsertBuilder says about rows that exist.
type conflict struct {
	given       bool // a target or DoNothing was named
	byColumns   bool // OnConflict was called
	byName      bool // OnConstraint was called
	all         bool // DoUpdate without columns
	to          dialect.Conflict
	where       predicate
	updateWhere predicate
}

// acts tells whether anything but the target was said.
func (c conflict) acts() bool {
	return c.updates() || c.to.DoNothing || c.where.given() || c.updateWhere.given() || c.to.OnlyChanged
}

// updates tells whether DoUpdate or DoUpdateSet was called.
func (c conflict) updates() bool { return c.all || len(c.to.Set) > 0 }

// resolve checks the clause against the inserted columns and completes it.
func (c conflict) resolve(where string, columns []string) (*dialect.Conflict, error) {
	to := c.to
	to.Set = slices.Clone(to.Set)
	if err := c.checkTarget(where); err != nil {
		return nil, err
	}
	var err error
	if to.Where, err = c.where.resolve(where, "ConflictWhere"); err != nil {
		return nil, err
	}
	if err := checkStoredOnly(where, "ConflictWhere", to.Where); err != nil {
		return nil, err
	}
	if to.UpdateWhere, err = c.updateWhere.resolve(where, "DoUpdateWhere"); err != nil {
		return nil, err
	}
	if to.DoNothing {
		if c.updates() || to.UpdateWhere != nil || to.OnlyChanged {
			return nil, invalid(where, "DoNothing excludes DoUpdate, DoUpdateSet, DoUpdateWhere and OnlyChanged")
		}
		return &to, nil
	}
	if !c.updates() {
		return nil, invalid(where, "the conflict needs DoNothing, DoUpdate or DoUpdateSet")
	}
	if c.all {
		to.Set = append(to.Set, c.rest(columns)...)
		if len(to.Set) == 0 {
			return nil, invalid(where, "DoUpdate has no column to update besides the conflict's own and id: use DoNothing, or name it")
		}
	}
	if to.OnlyChanged && !slices.ContainsFunc(to.Set, func(a dialect.Assignment) bool { return a.Expr == nil }) {
		return nil, invalid(where, "OnlyChanged compares the columns of DoUpdate, and there are none")
	}
	return &to, checkAssignments(where, "DoUpdate", to.Set, columns, to.UpdateWhere)
}

// checkTarget refuses a conflict target that is none.
func (c conflict) checkTarget(where string) error {
	to := c.to
	switch {
	case c.byColumns && c.byName:
		return invalid(where, "OnConflict and OnConstraint exclude each other")
	case c.byColumns && len(to.Columns) == 0 && to.DoNothing:
		return invalid(where, "OnConflict has no columns: leave it out to skip rows that conflict with any unique key")
	case c.byName && to.Constraint == "":
		return invalid(where, "OnConstraint has an empty name")
	case len(to.Columns) == 0 && !c.byName && !to.DoNothing:
		return invalid(where, "DoUpdate needs OnConflict with the columns of a unique key, or OnConstraint")
	case len(to.Columns) == 0 && c.where.given():
		return invalid(where, "ConflictWhere needs OnConflict with the columns of the partial index")
	}
	if c.byName {
		return checkNames(where, "OnConstraint", []string{to.Constraint})
	}
	return checkNames(where, "OnConflict", to.Columns)
}

// rest are the inserted columns that are neither in the target, nor an id, nor assigned already.
func (c conflict) rest(columns []string) []dialect.Assignment {
	var rest []string
	for _, col := range columns {
		assigned := slices.ContainsFunc(c.to.Set, func(a dialect.Assignment) bool { return a.Column == col })
		if !assigned && !isID(col) && !slices.Contains(c.to.Columns, col) {
			rest = append(rest, col)
		}
	}
	return assign(rest)
}

// assign gives each column its incoming value.
func assign(columns []string) []dialect.Assignment {
	set := make([]dialect.Assignment, len(columns))
	for i, c := range columns {
		set[i].Column = c
	}
	return set
}

// expression is the value itself when it is SQL, and a bound value otherwise.
func expression(value any) sq.Sqlizer {
	if e, ok := value.(sq.Sqlizer); ok {
		return e
	}
	return sq.Expr("?", value)
}

// checkAssignments refuses repeated columns, incoming values that the rows do not bring, and broken expressions.
func checkAssignments(where, what string, set []dialect.Assignment, columns []string, pred sq.Sqlizer) error {
	names := make([]string, len(set))
	exprs := []sq.Sqlizer{pred}
	for i, a := range set {
		names[i] = a.Column
		exprs = append(exprs, a.Expr)
		if a.Expr == nil && !slices.Contains(columns, a.Column) {
			return invalid(where, "%s(%q) has no incoming value: the rows have %q (for an expression use %sSet or SetExpr)", what, a.Column, columns, what)
		}
	}
	if err := checkNames(where, what, names); err != nil {
		return err
	}
	for _, e := range exprs {
		refs, err := dialect.Refs(e)
		if err != nil {
			return invalid(where, "an expression of %s: %v", what, err)
		}
		for _, r := range refs {
			if err := checkRef(where, what, r); err != nil {
				return err
			}
			if r.From == dialect.IncomingRow && !slices.Contains(columns, r.Column) {
				return invalid(where, "Incoming(%q) is not among the rows' columns %q", r.Column, columns)
			}
		}
	}
	return nil
}

// checkStoredOnly refuses incoming columns in a condition that has only the stored row to look at.
func checkStoredOnly(where, what string, e sq.Sqlizer) error {
	refs, err := dialect.Refs(e)
	if err != nil {
		return invalid(where, "%s: %v", what, err)
	}
	for _, r := range refs {
		if err := checkRef(where, what, r); err != nil {
			return err
		}
		if r.From == dialect.IncomingRow {
			return invalid(where, "Incoming(%q) has no meaning in %s", r.Column, what)
		}
	}
	return nil
}
