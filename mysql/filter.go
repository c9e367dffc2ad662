package mysql

import (
	"github.com/sqbulk/sqbulk/dialect"
)

// filter is the further condition of an UPDATE. Its parts write themselves.
//
// OnlyChanged belongs there, because triggers fire for every row that the statement selects. Then the rows are counted there too,
// after all other conditions and before OnlyChanged, in one IF: the server does not take it apart, while it evaluates the
// parts of an AND in an order of its own. Nor does it find an index by what stands there, so that the caller's condition stands in
// front of the IF as well.
type filter struct {
	match       func(w *dialect.Writer) // that the stored row belongs to the input row
	where       func(w *dialect.Writer) // the caller's condition; nil: none
	indexed     func(w *dialect.Writer) // as much of the caller's condition as an index may serve; nil: none of it
	onlyChanged bool
	changed     func(w *dialect.Writer) // that one of the columns gets another value
	count       func(w *dialect.Writer) // the conditions that count the row; nil: they are elsewhere
}

// countIn puts the conditions that count a row into the filter, or into the first assignment.
func (f *filter) countIn(l *setList, count func(w *dialect.Writer)) {
	if f.onlyChanged {
		f.count = count
		return
	}
	l.count = func(w *dialect.Writer) (guarded bool) {
		count(w)
		return false
	}
}

// write writes the condition behind a keyword, if there is any.
func (f filter) write(w *dialect.Writer, keyword string) {
	if f.count == nil {
		f.writePlain(w, keyword)
		return
	}
	if f.indexed != nil {
		w.SQL(keyword)
		f.indexed(w)
		keyword = " AND "
	}
	w.SQL(keyword, "IF(")
	f.writeBelongs(w)
	w.SQL(", ")
	f.count(w)
	w.SQL(" AND (")
	f.changed(w)
	w.SQL("), FALSE)")
}

// writePlain writes the condition where no row is counted in it.
func (f filter) writePlain(w *dialect.Writer, keyword string) {
	if f.where != nil {
		w.SQL(keyword)
		f.where(w)
		keyword = " AND "
	}
	if f.onlyChanged {
		w.SQL(keyword, "(")
		f.changed(w)
		w.SQL(")")
	}
}

// writeBelongs writes the conditions under which a row is counted. In a query of their own, for where they stand outside as well,
// MariaDB takes for granted inside what an equality outside says, and then evaluates the outside last.
func (f filter) writeBelongs(w *dialect.Writer) {
	if f.where == nil {
		f.match(w)
		return
	}
	w.SQL("EXISTS (SELECT 1 FROM DUAL WHERE ")
	f.match(w)
	w.SQL(" AND ")
	f.where(w)
	w.SQL(")")
}
