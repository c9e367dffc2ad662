package builder

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// Unset is the cell of a row that lacks a column: an insert leaves it to the column's DEFAULT, and an update or an upsert leaves
// the stored value alone. It is not NULL, which is nil. Rows that lack the same columns share statements.
var Unset unset

type unset struct{}

// shape is what the rows have in common that lack the same columns; empty: they lack none. It is a string of one byte for each
// column.
type shape string

// shapeOf returns a row's shape.
func shapeOf(values []any) shape {
	var s []byte
	for i, v := range values {
		if _, lacks := v.(unset); !lacks {
			continue
		}
		if s == nil {
			s = bytes.Repeat([]byte("1"), len(values))
		}
		s[i] = '0'
	}
	return shape(s)
}

// present lists the positions of the columns that the rows have.
func (s shape) present() []int {
	var at []int
	for i := range len(s) {
		if s[i] == '1' {
			at = append(at, i)
		}
	}
	return at
}

// pick returns the elements at the given positions.
func pick[T any](all []T, at []int) []T {
	some := make([]T, len(at))
	for i, p := range at {
		some[i] = all[p]
	}
	return some
}

// narrow returns the statement for rows that have only some of its columns.
func narrow(s dialect.Statement, columns []string) (dialect.Statement, error) {
	has := func(c string) bool { return slices.Contains(columns, c) }
	switch s := s.(type) {
	case dialect.Insert:
		if s.Columns = columns; len(columns) == 0 {
			return nil, errors.New("it has no values at all")
		}
		var err error
		s.Conflict, err = narrowConflict(s.Conflict, has)
		return s, err
	case dialect.UpdateOrCreate:
		if err := keyed(s.Match.Key, has); err != nil {
			return nil, err
		}
		s.Create.Columns = columns
		s.Update.Columns = slices.DeleteFunc(slices.Clone(s.Update.Columns), func(c string) bool { return !has(c) })
		if s.Update.Set = narrowSet(s.Update.Set, has); s.Update.OnlyChanged && !compares(s.Update.Set) {
			s.Update.Set = nil
		}
		return s, nil
	case dialect.Update:
		if err := keyed(s.Key, has); err != nil {
			return nil, err
		}
		s.Columns = slices.DeleteFunc(slices.Clone(s.Columns), func(c string) bool { return !has(c) })
		if err := readable(s.Where, has, "Where"); err != nil {
			return nil, err
		}
		if s.Set = narrowSet(s.Set, has); len(s.Set) == 0 || s.OnlyChanged && !compares(s.Set) {
			return nil, errors.New("it has nothing to set")
		}
		return s, nil
	}
	return nil, errors.New("it lacks a column of the key")
}

// keyed refuses rows without a column of the key.
func keyed(key []string, has func(string) bool) error {
	for _, k := range key {
		if !has(k) {
			return fmt.Errorf("it lacks the key column %q", k)
		}
	}
	return nil
}

// narrowConflict leaves out what is computed from columns that the rows lack. Where nothing is left, a stored row stays as it is.
func narrowConflict(c *dialect.Conflict, has func(string) bool) (*dialect.Conflict, error) {
	if c == nil || c.DoNothing {
		return c, nil
	}
	if err := readable(c.UpdateWhere, has, "DoUpdateWhere"); err != nil {
		return nil, err
	}
	to := *c
	if to.Set = narrowSet(c.Set, has); len(to.Set) == 0 || c.OnlyChanged && !compares(to.Set) {
		to.DoNothing, to.Set, to.UpdateWhere, to.OnlyChanged = true, nil, nil, false
	}
	return &to, nil
}

// narrowSet leaves out the assignments of incoming values that the rows lack.
func narrowSet(set []dialect.Assignment, has func(string) bool) []dialect.Assignment {
	return slices.DeleteFunc(slices.Clone(set), func(a dialect.Assignment) bool {
		return a.Expr == nil && !has(a.Column) || lacking(a.Expr, has) != ""
	})
}

// compares tells whether an incoming value is assigned, which OnlyChanged compares.
func compares(set []dialect.Assignment) bool {
	return slices.ContainsFunc(set, func(a dialect.Assignment) bool { return a.Expr == nil })
}

// readable refuses a condition on an incoming value that the rows lack.
func readable(e sq.Sqlizer, has func(string) bool, what string) error {
	if c := lacking(e, has); c != "" {
		return fmt.Errorf("it lacks the column %q, which %s compares", c, what)
	}
	return nil
}

// lacking finds an incoming column of an expression that the rows lack; empty: there is none. Expressions have been checked before.
func lacking(e sq.Sqlizer, has func(string) bool) string {
	refs, _ := dialect.Refs(e)
	for _, r := range refs {
		if r.From == dialect.IncomingRow && !has(r.Column) {
			return r.Column
		}
	}
	return ""
}
