package integration

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// batch is a statement with random rows, and what it must do to the model.
type batch struct {
	kind    string // for the statistics
	what    []string
	update  bool
	rows    []row
	bulk    builder.Bulk
	options []exec.Option
	effect  func(m *model) exec.Result
}

// String describes the batch so that it can be repeated by hand.
func (b batch) String() string {
	lines := []string{strings.Join(b.what, ", ") + ":"}
	for _, r := range b.rows {
		lines = append(lines, "  "+line(slices.Concat(r.key, r.values[:])))
	}
	return strings.Join(lines, "\n")
}

// batch makes up a statement.
func (m *model) batch() batch {
	var b batch
	switch n := m.IntN(20); {
	case n < 9:
		b = m.upsert()
	case n < 11:
		b = m.doNothing()
	case n < 18:
		b = m.updates()
	default:
		b = m.deletes()
	}
	size := []int{1, 2, 5, 16, 1000, 1000}[m.IntN(6)]
	b.options = []exec.Option{exec.BatchSize(size)}
	b.what = append(b.what, fmt.Sprintf("BatchSize(%d)", size))
	if m.IntN(8) == 0 {
		b.options = append(b.options, exec.PerChunk())
		b.what = append(b.what, "PerChunk")
	}
	return b
}

// source is the rows as tuples.
func (m *model) source(rows []row) builder.Source {
	tuples := make([][]any, len(rows))
	for i, r := range rows {
		tuples[i] = slices.Concat(r.key, r.values[:])
	}
	return builder.Tuples(m.columns(), tuples)
}

func (m *model) upsert() batch {
	b := batch{kind: "upsert", rows: m.newRows()}
	set := m.sets()
	up := builder.Insert(m.table).From(m.source(b.rows)).OnConflict(m.shape.key...)
	for _, a := range set {
		b.what = append(b.what, "set "+a.what)
		if a.expr == nil {
			up = up.DoUpdate(valueColumns[a.column])
		} else {
			up = up.DoUpdateSet(valueColumns[a.column], a.expr)
		}
	}
	only, pred := m.restrict(set)
	if only {
		up, b.what = up.OnlyChanged(), append(b.what, "OnlyChanged")
	}
	if pred != nil {
		up, b.what = up.DoUpdateWhere(pred.expr), append(b.what, "where "+pred.what)
	}
	b.what, b.bulk = append([]string{"upsert"}, b.what...), up
	b.effect = func(m *model) exec.Result {
		res := exec.Result{Rows: int64(len(b.rows))}
		for _, in := range b.rows {
			key, ok := id(in.key)
			stored, exists := m.rows[key]
			switch {
			case !ok:
				m.loose = append(m.loose, in)
				res.Created++
			case !exists:
				m.rows[key] = in
				res.Created++
			case pred != nil && !pred.holds(stored.values, in.values):
				res.Unchanged++
			default:
				m.write(&res, stored, in, set, only)
			}
		}
		return res
	}
	return b
}

// write assigns to a stored row, and counts it.
func (m *model) write(res *exec.Result, stored, in row, set []assignment, only bool) {
	next, differs := stored.values, false
	for _, a := range set {
		next[a.column] = a.value(stored.values, in.values)
		differs = differs || a.expr == nil && next[a.column] != stored.values[a.column]
	}
	if only && !differs {
		res.Unchanged++
		return
	}
	if next == stored.values && !m.on.suite.WritesEqual {
		res.Unchanged++
		return
	}
	key, _ := id(stored.key)
	m.rows[key] = row{stored.key, next}
	res.Updated++
}

func (m *model) doNothing() batch {
	b := batch{kind: "do nothing", what: []string{"do nothing"}, rows: m.newRows()}
	if m.IntN(2) == 0 { // keys may stand there twice
		b.rows = append(b.rows, m.newRows()...)
	}
	in := builder.Insert(m.table).From(m.source(b.rows))
	if m.IntN(2) == 0 {
		in, b.what = in.OnConflict(m.shape.key...), append(b.what, "on the key")
	}
	b.bulk = in.DoNothing()
	b.effect = func(m *model) exec.Result {
		res := exec.Result{Rows: int64(len(b.rows))}
		for _, in := range b.rows {
			key, ok := id(in.key)
			if _, exists := m.rows[key]; ok && exists {
				res.Skipped++
				continue
			}
			res.Created++
			if !ok {
				m.loose = append(m.loose, in)
			} else {
				m.rows[key] = in
			}
		}
		return res
	}
	return b
}

func (m *model) updates() batch {
	b := batch{kind: "update", update: true, rows: m.newRows()}
	set := m.sets()
	up := builder.Update(m.table).Key(m.shape.key...).From(m.source(b.rows))
	form := "join"
	if m.IntN(2) == 0 {
		up, form = up.CaseForm(), "CASE"
	}
	for _, a := range set {
		b.what = append(b.what, "set "+a.what)
		if a.expr == nil {
			up = up.Set(valueColumns[a.column])
		} else {
			up = up.SetExpr(valueColumns[a.column], a.expr)
		}
	}
	only, pred := m.restrict(set)
	if only {
		up, b.what = up.OnlyChanged(), append(b.what, "OnlyChanged")
	}
	if pred != nil {
		up, b.what = up.Where(pred.expr), append(b.what, "where "+pred.what)
	}
	b.what, b.bulk = append([]string{"update, " + form}, b.what...), up
	b.effect = func(m *model) exec.Result {
		res := exec.Result{Rows: int64(len(b.rows))}
		for _, in := range b.rows {
			key, ok := id(in.key)
			if stored, exists := m.rows[key]; ok && exists && (pred == nil || pred.holds(stored.values, in.values)) {
				m.write(&res, stored, in, set, only)
			} else {
				res.Unmatched++
			}
		}
		return res
	}
	return b
}

func (m *model) deletes() batch {
	b := batch{kind: "delete", what: []string{"delete"}, rows: m.newRows()}
	del := builder.Delete(m.table).Key(m.shape.key...).From(m.source(b.rows))
	var pred *condition
	if m.IntN(2) == 0 {
		pred = &storedConditions[m.IntN(len(storedConditions))]
		del, b.what = del.Where(pred.expr), append(b.what, "where "+pred.what)
	}
	b.bulk = del
	b.effect = func(m *model) exec.Result {
		res := exec.Result{Rows: int64(len(b.rows))}
		for _, in := range b.rows {
			key, ok := id(in.key)
			if stored, exists := m.rows[key]; ok && exists && (pred == nil || pred.holds(stored.values, in.values)) {
				delete(m.rows, key)
				res.Deleted++
			}
		}
		return res
	}
	return b
}
