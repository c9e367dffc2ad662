package mysql

import (
	"slices"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// setList writes the assignments of a statement, each as
//
//	column = value
//	column = IF(condition, value, stored column)
//
// where the condition counts the row, decides whether it is to be written, saves the stored value for later assignments,
// or several of these. The stored column gives the IF its type; without it, MySQL stores the bytes of a parameter's UTF-8 in a
// latin1 column.
type setList struct {
	order
	target dialect.Spell // the assigned column
	stored dialect.Spell // its value before the statement
	value  func(w *dialect.Writer, a dialect.Assignment)
	// count writes a condition that is always true and counts the row; nil: rows are not counted.
	count func(w *dialect.Writer)
	// guard writes the condition under which the row is written; nil: always.
	guard func(w *dialect.Writer)
	// exprsOnly guards the assignments with an expression only. The others bring no change where the guard is false.
	exprsOnly bool
}

// write writes the list.
func (l setList) write(w *dialect.Writer) {
	for i, a := range l.set {
		if i > 0 {
			w.SQL(", ")
		}
		l.target(w, a.Column)
		w.SQL(" = ")
		conditions := l.conditions(i)
		if len(conditions) == 0 {
			l.writeValue(w, i)
			continue
		}
		w.SQL("IF(")
		for k, condition := range conditions {
			if k > 0 {
				w.SQL(" AND ")
			}
			condition(w)
		}
		w.SQL(", ")
		l.writeValue(w, i)
		w.SQL(", ")
		l.stored(w, a.Column)
		w.SQL(")")
	}
}

// conditions are what the assignment depends on, or does besides.
func (l setList) conditions(i int) []func(w *dialect.Writer) {
	var all []func(w *dialect.Writer)
	if l.count != nil && i == l.carrier() {
		all = append(all, l.count)
	}
	if l.guarded(l.set[i]) {
		all = append(all, func(w *dialect.Writer) { l.writeGuard(w, i == l.gate()) })
	}
	if v := l.saved[l.set[i].Column]; v != "" {
		all = append(all, func(w *dialect.Writer) { // true whatever the value, in a way that no optimizer folds away
			w.SQL("COALESCE(ASCII(", v, " := ")
			l.stored(w, l.set[i].Column)
			w.SQL("), 0) >= 0")
		})
	}
	return all
}

// writeValue writes what is assigned: a value that has been saved is read from its variable.
func (l setList) writeValue(w *dialect.Writer, i int) {
	a := l.set[i]
	if column, ok := bare(a.Expr); ok {
		for _, before := range l.set[:i] {
			if v := l.saved[before.Column]; v != "" && strings.EqualFold(before.Column, column) {
				w.SQL(v)
				return
			}
		}
	}
	l.value(w, a)
}

// writeGuard writes the guard: evaluated once, before the row has new values, and from its variable after that.
func (l setList) writeGuard(w *dialect.Writer, first bool) {
	if !first {
		w.SQL(varGuard)
		return
	}
	w.SQL("(", varGuard, " := ")
	l.guard(w)
	w.SQL(")")
}

// carrier is the assignment that counts: one of an incoming value where there is one, because it has the column's own
// type, and IF changes nothing about it.
func (l setList) carrier() int {
	return max(0, slices.IndexFunc(l.set, func(a dialect.Assignment) bool { return a.Expr == nil }))
}

// gate is the assignment that evaluates the guard.
func (l setList) gate() int { return slices.IndexFunc(l.set, l.guarded) }

func (l setList) guarded(a dialect.Assignment) bool {
	return l.guard != nil && (a.Expr != nil || !l.exprsOnly)
}

// writeValue writes what is assigned.
func writeValue(w *dialect.Writer, a dialect.Assignment) {
	if a.Expr == nil {
		w.Ref(dialect.Incoming(a.Column))
		return
	}
	w.Expr(a.Expr)
}
