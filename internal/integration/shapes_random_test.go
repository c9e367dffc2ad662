package integration

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/sqbulk/sqbulk/exec"
)

// maker makes up programs.
type maker struct {
	*rand.Rand
	program
	bad bool // rows break constraints
}

func (m *maker) chance(of int) bool { return m.IntN(of) == 0 }

func one[T any](m *maker, of ...T) T { return of[m.IntN(len(of))] }

// newProgram makes up a program for a kind of database.
func newProgram(r *rand.Rand, on string) program {
	m := &maker{Rand: r}
	m.key = keyShapes[r.IntN(len(keyShapes))]
	m.kind = one(m, "insert", "nothing", "upsert", "upsert", "upsert", "upsert", "update", "update", "update", "delete")
	m.source = one(m, "maps", "tuples", "structs", "pointers with AfterSave", "stream of tuples", "stream of structs")
	m.batch = one(m, 1, 2, 3, 5, 8, 16, 1000)
	m.tx = one(m, "atomic", "atomic", "atomic", "per chunk", "no transaction", "caller's")
	m.outcomes, m.skip, m.bad = m.chance(4), m.chance(2), m.chance(3)
	m.duplicates = one(m, "reject", "reject", "first", "last", "merge", "allow")
	m.window = one(m, "", "within", "across")
	m.nulls = m.key.nullable && m.chance(5)
	if m.equal = exec.Updated; on == "mysql" || on == "mariadb" {
		m.equal = exec.Unchanged
	}
	m.columns = slices.Clone(m.key.columns)
	if m.kind != "delete" {
		m.statement()
	}
	if m.where == nil && m.kind == "delete" && m.chance(2) {
		m.where = &filters[m.IntN(2)]
	}
	m.content()
	m.input(on)
	if m.ragged() && m.tx != "atomic" && m.stops() {
		m.tx = "atomic" // how far such a run comes is not said
	}
	return m.program
}

// stops tells whether the run fails.
func (m *maker) stops() bool { return m.verdict(m.sendable()).unmet() != "" }

// statement makes up columns and what is set.
func (m *maker) statement() {
	for _, c := range plainColumns {
		unique := m.bad && (m.kind == "insert" || m.kind == "update")
		if c != "tag" && !m.chance(3) || c == "tag" && unique && m.chance(2) {
			m.columns = append(m.columns, c)
		}
	}
	if len(m.columns) == len(m.key.columns) {
		m.columns = append(m.columns, "b")
	}
	m.target = m.chance(2)
	if !m.updates() {
		return
	}
	for _, c := range m.Perm(len(computed)) {
		usable := !slices.ContainsFunc(computed[c].needs, func(n string) bool { return !slices.Contains(m.columns, n) })
		if usable && m.chance(4) && !m.sets(computed[c].column) {
			m.set = append(m.set, computed[c])
		}
	}
	rest := m.columns[len(m.key.columns):]
	m.all = m.kind == "upsert" && m.chance(3) && slices.ContainsFunc(rest, func(c string) bool { return !m.sets(c) })
	for _, c := range rest {
		if !m.sets(c) && (m.all || !m.chance(3)) {
			m.set = append(m.set, takeOver(c))
		}
	}
	if len(m.set) == 0 {
		m.set = append(m.set, takeOver(rest[0]))
	}
	m.only = m.chance(3) && slices.ContainsFunc(m.set, func(c change) bool { return c.expr == nil })
	m.caseForm = m.kind == "update" && m.chance(3)
	if f := &filters[m.IntN(len(filters))]; m.chance(3) && (f.needs == "" || slices.Contains(m.columns, f.needs)) {
		m.where = f
	}
	if m.kind == "update" {
		m.version = m.tx != "no transaction" && slices.Contains(m.columns, "hits") && !m.sets("hits") && m.chance(2)
		m.columns = m.asked()
	}
}

// asked are the columns that an update asks its rows for.
func (m *maker) asked() []string {
	return slices.DeleteFunc(m.columns, func(c string) bool {
		return !slices.Contains(m.key.columns, c) && !(m.version && c == "hits") && (m.where == nil || m.where.needs != c) &&
			!slices.ContainsFunc(m.set, func(s change) bool { return slices.Contains(s.needs, c) })
	})
}

func (m *maker) sets(column string) bool {
	return slices.ContainsFunc(m.set, func(c change) bool { return c.column == column })
}

// value makes up a cell that breaks no constraint.
func (m *maker) value(column string) any {
	switch column {
	case "a":
		return one[any](m, int64(0), int64(1), int64(2))
	case "b":
		return one[any](m, nil, "x", "y")
	case "c":
		return one[any](m, nil, int64(0), int64(1), int64(2))
	case "hits":
		return int64(1 + m.IntN(3))
	}
	return nil
}

// newKey makes up a key of few.
func (m *maker) newKey() fields {
	if m.key.name == "single" {
		return fields{"id": int64(m.IntN(30))}
	}
	row := fields{"org": int64(m.IntN(5)), "email": string(rune('a' + m.IntN(6)))}
	for _, c := range m.key.columns {
		if m.key.nullable && m.chance(8) {
			row[c] = nil
		}
	}
	return row
}

// content makes up what is stored: some rows, and one that no other finds.
func (m *maker) content() {
	seen := make(map[string]bool)
	for range m.IntN(25) {
		row := m.newKey()
		text, ok := m.key.of(row)
		if ok && seen[text] {
			continue
		}
		seen[text] = true
		for _, c := range plainColumns {
			row[c] = m.value(c)
		}
		m.stored = append(m.stored, row)
	}
	row := fields{"a": int64(1), "b": "b", "c": nil, "hits": int64(1), "tag": "taken"}
	for _, c := range m.key.columns {
		if row[c] = any(int64(-1)); c == "email" {
			row[c] = "taken"
		}
	}
	m.stored = append(m.stored, row)
}

// input makes up the rows.
func (m *maker) input(on string) {
	lack := m.kind != "delete" && m.chance(2)
	twice := !m.chance(3)
	switch {
	case !m.updates() && m.kind != "delete" && lack:
		twice = false // which of two rows with the same key comes first depends on their shapes
	case m.updates() && m.duplicates == "allow":
		rowByRow := m.batch == 1 || m.outcomes || m.source == "pointers with AfterSave"
		twice = twice && !lack && (rowByRow || m.kind == "upsert" && on != "postgres")
	}
	loose := (m.kind == "insert" || m.kind == "nothing" || m.kind == "upsert") && m.key.name != "single" && m.chance(5)
	twice = twice && !loose
	seen := make(map[string]bool)
	for range 1 + m.IntN(30) {
		row := programRow{fields: m.newKey()}
		if loose && m.chance(4) {
			delete(row.fields, "org")
		}
		text, ok := m.key.of(m.key.keyed(row.fields))
		if ok && seen[text] && !twice {
			continue
		}
		seen[text] = true
		for _, c := range m.columns[len(m.key.columns):] {
			if !lack || !m.chance(3) {
				row.fields[c] = m.value(c)
			}
		}
		m.current(row)
		m.spoil(&row)
		m.rows = append(m.rows, row)
	}
	for _, c := range m.columns {
		if _, ok := m.rows[0].fields[c]; !ok && !m.complete() {
			if m.rows[0].fields[c] = m.value(c); c == "org" {
				m.rows[0].fields[c] = int64(77)
			}
		}
	}
}

// current gives a row the stored version, mostly.
func (m *maker) current(row programRow) {
	key, _ := m.key.of(row.fields)
	for _, stored := range m.stored {
		_, has := row.fields["hits"]
		if other, ok := m.key.of(stored); ok && other == key && has && m.version && !m.chance(10) {
			row.fields["hits"] = stored["hits"]
		}
	}
}

// spoil makes a row bad in some way, sometimes.
func (m *maker) spoil(row *programRow) {
	named := strings.Contains(m.source, "structs") || m.source == "pointers with AfterSave"
	row.invalid = named && m.bad && m.chance(12)
	_, some := m.narrowed(row.fields)
	if !m.bad || m.kind == "nothing" || m.kind == "upsert" && !some {
		return // whether a row that is skipped anyway may break a constraint depends on the database
	}
	bad := fields{"a": nil, "c": int64(-1), "tag": "taken"}
	for _, c := range slices.Sorted(maps.Keys(bad)) {
		if _, has := row.fields[c]; has && m.chance(15) {
			row.fields[c] = bad[c]
		}
	}
}
