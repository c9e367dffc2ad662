package mysql

import (
	"github.com/sqbulk/sqbulk/dialect"
)

// filter is the further condition of an UPDATE. Its parts write themselves.
//
// OnlyChanged belongs there, because triggers fire for every row that the statement selects. Then the rows are counted there too,
// after all other conditions and before OnlyChanged, in one IF: the server does not take it apart, while it evaluates the
// parts of an AND in an order of its own.
type filter struct {
	match       func(w *dialect.Writer) // that the stored row belongs to the input row
	where       func(w *dialect.Writer) // the caller's condition; nil: none
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
	var before []func(w *dialect.Writer)
	if f.count != nil {
		before = append(before, f.match)
	}
	if f.where != nil {
		before = append(before, f.where)
	}
	if f.count != nil {
		w.SQL(keyword, "IF(")
		keyword = ""
	}
	for _, condition := range before {
		w.SQL(keyword)
		condition(w)
		keyword = " AND "
	}
	if f.count != nil {
		w.SQL(", ")
		f.count(w)
		keyword = " AND "
	}
	if f.onlyChanged {
		w.SQL(keyword, "(")
		f.changed(w)
		w.SQL(")")
	}
	if f.count != nil {
		w.SQL(", FALSE)")
	}
}
