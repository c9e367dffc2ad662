package mysql

import (
	"fmt"
	"slices"
	"strings"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// writeCase writes the CASE form:
//
//	UPDATE t SET a = CASE id WHEN ? THEN ? … ELSE a END WHERE id IN (?, …)
func (f flavor) writeCase(w *dialect.Writer, u dialect.Update) error {
	order, err := caseOrder(u)
	if err != nil {
		return err
	}
	c := caseForm{w: w, key: u.Key, columns: u.RowColumns(), stored: qualified(u.Table)}
	l := setList{order: order, target: writeName, stored: writeName, value: c.value}
	if err := f.engine.refuseVariables(l); err != nil {
		return err
	}
	_, plain := apart(u.Set)
	further := filter{
		match:       func(w *dialect.Writer) { writeKeys(w, u.Key) },
		onlyChanged: u.OnlyChanged,
		changed:     func(w *dialect.Writer) { c.each("FALSE", func() { writeChanged(w, plain) }) },
	}
	if u.Where != nil {
		further.where = func(*dialect.Writer) { c.where(u.Where) }
	}
	if part := onStored(u.Where); part != nil {
		further.indexed = func(w *dialect.Writer) { w.Expr(part) }
	}
	if u.Count {
		further.countIn(&l, countPair(c.ordinal))
	}
	w.Refs(c.stored, nil)
	w.SQL("UPDATE", f.hint(u.Count || l.assigns()), " ", quoteTable(u.Table), " SET ")
	l.write(w)
	w.SQL(" WHERE ")
	writeKeys(w, u.Key)
	further.write(w, " AND ")
	w.Refs(nil, nil)
	return nil
}

// caseOrder orders the assignments. Each CASE reads the key, so what sets the key comes last.
func caseOrder(u dialect.Update) (order, error) {
	const clause, instead = "an UPDATE of one table", "use the join form"
	setsKey := func(a dialect.Assignment) bool {
		return slices.ContainsFunc(u.Key, func(k string) bool { return strings.EqualFold(k, a.Column) })
	}
	keys := slices.DeleteFunc(slices.Clone(u.Set), func(a dialect.Assignment) bool { return !setsKey(a) })
	o, err := sequence(u.Table, slices.DeleteFunc(slices.Clone(u.Set), setsKey), clause, instead)
	if err != nil {
		return o, err
	}
	for i, a := range keys {
		for _, before := range o.set {
			reads, err := readsStored(a.Expr, before.Column)
			if err != nil {
				return o, fmt.Errorf("mysql: %s: %w", clause, err)
			}
			if reads || i > 0 && usesIncoming(a.Expr) {
				return o, circle(clause, instead, []string{before.Column, a.Column})
			}
		}
		o.set = append(o.set, a)
	}
	return o, nil
}

// caseForm writes expressions that depend on the input row, chosen by its key.
type caseForm struct {
	w       *dialect.Writer
	key     []string
	columns []string
	stored  dialect.Spell
}

// value writes what is assigned: an expression without an incoming value needs no CASE.
func (c caseForm) value(w *dialect.Writer, a dialect.Assignment) {
	if a.Expr != nil && !usesIncoming(a.Expr) {
		w.Expr(a.Expr)
		return
	}
	c.each(quoteName(a.Column), func() { writeValue(w, a) })
}

// where writes a further condition.
func (c caseForm) where(pred sq.Sqlizer) {
	if usesIncoming(pred) {
		c.each("FALSE", func() { c.w.Expr(pred) })
		return
	}
	c.w.Expr(pred)
}

// onStored is as much of a condition as reads the stored row alone; nil: none of it.
func onStored(pred sq.Sqlizer) sq.Sqlizer {
	all, ok := pred.(sq.And)
	switch {
	case pred == nil, !ok && usesIncoming(pred):
		return nil
	case !ok:
		return pred
	}
	var part sq.And
	for _, p := range all {
		if !usesIncoming(p) {
			part = append(part, p)
		}
	}
	if len(part) == 0 {
		return nil
	}
	return part
}

// ordinal writes the number of the input row that has found the current row.
func (c caseForm) ordinal(w *dialect.Writer) {
	n := 0
	c.each("0", func() {
		n++
		number(w, n)
	})
}

// each writes CASE key WHEN … THEN … END, in which then writes the part of each row. Incoming columns are its cells.
func (c caseForm) each(otherwise string, then func()) {
	c.w.Refs(c.stored, func(w *dialect.Writer, column string) bool {
		p := slices.Index(c.columns, column)
		if p >= 0 {
			w.Cell(p)
		}
		return p >= 0
	})
	c.w.SQL("CASE ")
	if len(c.key) == 1 {
		c.w.SQL(quoteName(c.key[0]), " ")
	}
	c.w.EachRow(" ", func() {
		c.w.SQL("WHEN ")
		c.match()
		c.w.SQL(" THEN ")
		then()
	})
	if otherwise != "" {
		c.w.SQL(" ELSE ", otherwise)
	}
	c.w.SQL(" END")
	c.w.Refs(c.stored, nil)
}

// match writes what the row's key is compared with: the value, or a condition on all the columns.
func (c caseForm) match() {
	if len(c.key) == 1 {
		c.w.Cell(0)
		return
	}
	for i, k := range c.key {
		if i > 0 {
			c.w.SQL(" AND ")
		}
		c.w.SQL(quoteName(k), " = ")
		c.w.Cell(i)
	}
}

// usesIncoming tells whether an expression reads the input row. A broken expression is reported where it is written.
func usesIncoming(e sq.Sqlizer) bool {
	refs, _ := dialect.Refs(e)
	return slices.ContainsFunc(refs, func(r dialect.Ref) bool { return r.From == dialect.IncomingRow })
}
