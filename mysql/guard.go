package mysql

import (
	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// compared lists the columns whose change decides, under OnlyChanged, whether expressions are applied: those that get
// their incoming value. Without expressions there is nothing to decide, for the server never writes a row that stays equal.
func compared(onlyChanged bool, set []dialect.Assignment) []string {
	if !onlyChanged {
		return nil
	}
	var columns []string
	for _, a := range set {
		if a.Expr == nil {
			columns = append(columns, a.Column)
		}
	}
	if len(columns) == len(set) {
		return nil
	}
	return columns
}

// condition returns what writes the condition that a predicate holds and one of the columns changes; nil when neither is
// asked for.
func condition(pred sq.Sqlizer, changed []string) func(w *dialect.Writer) {
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

// writeChanged writes the condition that one of the columns has another value in the incoming row. The values are
// compared, and their bytes: a collation takes 'A' and 'a' for equal, and the text of a FLOAT has six digits.
func writeChanged(w *dialect.Writer, columns []string) {
	for i, c := range columns {
		if i > 0 {
			w.SQL(" OR ")
		}
		stored, incoming := dialect.Stored(c), dialect.Incoming(c)
		w.SQL("NOT (")
		w.Ref(stored)
		w.SQL(" <=> ")
		w.Ref(incoming)
		w.SQL(" AND CAST(")
		w.Ref(stored)
		w.SQL(" AS BINARY) <=> CAST(")
		w.Ref(incoming)
		w.SQL(" AS BINARY))")
	}
}
