package mysql

import (
	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// compared lists the assignments whose change decides, under OnlyChanged, whether expressions are applied: those of
// incoming values. Without expressions there is nothing to decide, for the server never writes a row that stays equal.
func compared(onlyChanged bool, set []dialect.Assignment) []dialect.Assignment {
	exprs, plain := apart(set)
	if !onlyChanged || len(exprs) == 0 {
		return nil
	}
	return plain
}

// condition returns what writes the condition that a predicate holds and one of the assignments changes its column; nil
// when neither is asked for.
func condition(pred sq.Sqlizer, changed []dialect.Assignment) func(w *dialect.Writer) {
	switch {
	case pred == nil && len(changed) == 0:
		return nil
	case pred == nil:
		return func(w *dialect.Writer) { writeChanged(w, changed) }
	case len(changed) == 0:
		return func(w *dialect.Writer) { w.Expr(pred) }
	}
	return func(w *dialect.Writer) {
		w.Expr(pred)
		w.SQL(" AND (")
		writeChanged(w, changed)
		w.SQL(")")
	}
}

// writeChanged writes the condition that one of the assignments brings another value. Texts have the same bytes then, because a
// collation takes 'A' and 'a' for equal; what is no text has the character set binary. Of an expression the bytes alone are
// compared, because its collation may be one that cannot be compared with the column's.
func writeChanged(w *dialect.Writer, set []dialect.Assignment) {
	for i, a := range set {
		if i > 0 {
			w.SQL(" OR ")
		}
		stored, end := dialect.Stored(a.Column), ")"
		w.SQL("NOT (")
		if a.Expr == nil {
			w.Ref(stored)
			w.SQL(" <=> ")
			writeValue(w, a)
			w.SQL(" AND (CHARSET(")
			w.Ref(stored)
			w.SQL(") = 'binary' OR ")
			end = "))"
		}
		w.SQL("CAST(")
		w.Ref(stored)
		w.SQL(" AS BINARY) <=> CAST(")
		writeValue(w, a)
		w.SQL(" AS BINARY)", end)
	}
}
