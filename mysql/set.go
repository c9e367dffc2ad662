package mysql

import (
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
	// count writes conditions that are always true and count the row, and tells whether they have evaluated the guard; nil:
	// rows are not counted.
	count func(w *dialect.Writer) (guarded bool)
	// guard writes the condition under which the row is written; nil: always.
	guard func(w *dialect.Writer)
	// exprsOnly guards the assignments with an expression only. The others bring no change where the guard is false.
	exprsOnly bool
	// checked tells that the first assignment checks that no NOT NULL column gets NULL, by what [askNotNull] was told.
	checked bool
}

// assigns tells whether the list assigns variables.
func (l setList) assigns() bool { return l.count != nil || l.guard != nil || len(l.saved) > 0 }

// write writes the list. The first assignment counts and evaluates the guard, because it sees the stored row.
func (l setList) write(w *dialect.Writer) {
	for i, a := range l.set {
		if i > 0 {
			w.SQL(", ")
		}
		l.target(w, a.Column)
		w.SQL(" = ")
		if !l.conditional(i) {
			l.writeValue(w, i)
			continue
		}
		w.SQL("IF(")
		l.writeConditions(w, i)
		w.SQL(", ")
		l.writeValue(w, i)
		w.SQL(", ")
		l.stored(w, a.Column)
		w.SQL(")")
	}
}

// conditional tells whether an assignment depends on a condition, or does something besides.
func (l setList) conditional(i int) bool {
	return (l.count != nil || l.checked) && i == 0 || l.guarded(i) || l.saved[l.set[i].Column] != ""
}

// guarded tells whether an assignment is made under the guard. The first one is if any is: expressions come first.
func (l setList) guarded(i int) bool {
	return l.guard != nil && (l.set[i].Expr != nil || !l.exprsOnly)
}

// writeConditions writes what an assignment depends on, or does besides.
func (l setList) writeConditions(w *dialect.Writer, i int) {
	known, and := i > 0, ""
	if l.count != nil && i == 0 {
		known, and = l.count(w), " AND "
	}
	if l.guarded(i) {
		w.SQL(and)
		if known {
			w.SQL(varGuard)
		} else {
			w.SQL("(", varGuard, " := ")
			l.guard(w)
			w.SQL(")")
		}
		and = " AND "
	}
	for k := range l.set {
		if l.checked && i == 0 {
			w.SQL(and)
			l.writeCheck(w, k)
			and = " AND "
		}
	}
	if v := l.saved[l.set[i].Column]; v != "" { // true whatever the value, in a way that no optimizer folds away
		w.SQL(and, "COALESCE(ASCII(", v, " := ")
		l.stored(w, l.set[i].Column)
		w.SQL("), 0) >= 0")
	}
}

// nullText begins the text that is no number.
const nullText = "NULL for the NOT NULL column "

// writeCheck writes a condition that is true, or the error for a NULL in a NOT NULL column: a text that is no number. It is a number for
// other values, because MariaDB evaluates what does not depend on the row before it evaluates the row.
func (l setList) writeCheck(w *dialect.Writer, i int) {
	w.SQL("((")
	l.writeValue(w, i)
	w.SQL(") IS NOT NULL OR CAST(IF((")
	l.writeValue(w, i)
	w.SQL(") IS NOT NULL OR COALESCE(")
	writeNotNull(w, i)
	w.SQL(", '') = '', '0', CONCAT('", nullText, "', ")
	writeNotNull(w, i)
	w.SQL(")) AS SIGNED) >= 0)")
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

// writeValue writes what is assigned.
func writeValue(w *dialect.Writer, a dialect.Assignment) {
	if a.Expr == nil {
		w.Ref(dialect.Incoming(a.Column))
		return
	}
	w.Expr(a.Expr)
}
