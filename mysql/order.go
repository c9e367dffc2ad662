package mysql

import (
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// order is a SET list in an order in which every assignment reads the stored row, although the server makes one assignment
// after the other and each reads the new values of those before it.
type order struct {
	set []dialect.Assignment
	// saved names the variables that keep the stored values of columns which are read after they have been assigned.
	saved map[string]string
}

// sequence orders assignments: expressions first, and among them the one that reads a column before the one that sets it.
// Where they form a circle, as in an exchange of two columns, a stored value is saved in a variable for the assignments that
// take it as it is. A circle without such an assignment is refused, because the type of a variable inside an expression is not
// the column's.
func sequence(table string, set []dialect.Assignment, clause, instead string) (order, error) {
	var o order
	open, last := apart(set)
	for len(open) > 0 {
		next, save, err := pick(open)
		switch {
		case err != nil:
			return o, fmt.Errorf("mysql: %s: %w", clause, err)
		case next < 0 || save && table == "":
			return o, circle(clause, instead, columnsOf(open))
		case save:
			o.save(table, open[next].Column)
		}
		o.set = append(o.set, open[next])
		open = slices.Delete(open, next, next+1)
	}
	o.set = append(o.set, last...)
	return o, nil
}

// circle is the error for assignments that cannot be put in order.
func circle(clause, instead string, columns []string) error {
	return fmt.Errorf("mysql: %s assigns one column after the other, on MySQL and MariaDB, and the expressions of %q read each other's stored values: %s: %w",
		clause, columns, instead, errors.ErrUnsupported)
}

// apart returns the assignments of expressions, and those of incoming values.
func apart(set []dialect.Assignment) (exprs, plain []dialect.Assignment) {
	for _, a := range set {
		if a.Expr == nil {
			plain = append(plain, a)
		} else {
			exprs = append(exprs, a)
		}
	}
	return exprs, plain
}

// save gives a column its variable. A variable that is read has the type of the value it had before the statement, so
// that each column needs one of its own.
func (o *order) save(table, column string) {
	h := fnv.New64a()
	h.Write([]byte(strings.ToLower(table + "\x00" + column)))
	if o.saved == nil {
		o.saved = make(map[string]string)
	}
	o.saved[column] = fmt.Sprintf("%s%016x", varSaved, h.Sum64())
}

// pick finds the first assignment whose column no other expression reads, or else the first whose column is only taken
// as it is, so that it can be saved; -1 when there is none.
func pick(open []dialect.Assignment) (next int, save bool, err error) {
	next = -1
	for i, a := range open {
		read, inside := false, false
		for k, b := range open {
			reads, err := readsStored(b.Expr, a.Column)
			if err != nil {
				return 0, false, err
			}
			if k == i || !reads {
				continue
			}
			_, taken := bare(b.Expr)
			read, inside = true, inside || !taken
		}
		if !read {
			return i, false, nil
		}
		if !inside && next < 0 {
			next = i
		}
	}
	return next, true, nil
}

// readsStored tells whether an expression reads the stored value of a column.
func readsStored(e sq.Sqlizer, column string) (bool, error) {
	refs, err := dialect.Refs(e)
	return slices.ContainsFunc(refs, func(r dialect.Ref) bool {
		return r.From == dialect.StoredRow && strings.EqualFold(r.Column, column)
	}), err
}

// bare returns the column of an expression that is a stored value as it is.
func bare(e sq.Sqlizer) (column string, ok bool) {
	r, ok := e.(dialect.Ref)
	return r.Column, ok && r.From == dialect.StoredRow
}

// columnsOf lists the assigned columns.
func columnsOf(set []dialect.Assignment) []string {
	columns := make([]string, len(set))
	for i, a := range set {
		columns[i] = a.Column
	}
	return columns
}
