package postgres

import "github.com/sqbulk/sqbulk/dialect"

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

// writeChanged writes the condition that a stored and an incoming value differ. record_image_ne compares the bytes: IS
// DISTINCT FROM does not know json or point, and takes 1.0 for 1.00 and one citext for the other, so that the update
// would be lost.
func writeChanged(w *dialect.Writer, columns []string, stored, incoming func(column string)) {
	w.SQL("record_image_ne(ROW(")
	for i, c := range columns {
		if i > 0 {
			w.SQL(", ")
		}
		stored(c)
	}
	w.SQL("), ROW(")
	for i, c := range columns {
		if i > 0 {
			w.SQL(", ")
		}
		incoming(c)
	}
	w.SQL("))")
}
