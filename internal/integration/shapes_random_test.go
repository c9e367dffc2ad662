package integration

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
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

// newProgram makes up a program for a database whose table has these rows.
func newProgram(r *rand.Rand, on reach, key keyShape, stored []fields) program {
	m := &maker{Rand: r}
	m.key, m.stored = key, stored
	m.kind = one(m, "insert", "nothing", "upsert", "upsert", "upsert", "upsert", "update", "update", "update", "update or create", "delete")
	m.source = one(m, "maps", "tuples", "structs", "pointers with AfterSave", "stream of tuples", "stream of structs")
	m.batch = one(m, 1, 2, 3, 5, 8, 16, 1000)
	m.tx = one(m, "atomic", "atomic", "atomic", "connection", "per chunk", "workers", "no transaction", "caller's", "caller's rollback")
	m.outcomes, m.skip, m.bad, m.most = m.chance(4), m.chance(2), m.chance(3), one(m, -1, -1, 1, 3)
	m.uncounted = m.chance(12)
	m.duplicates = one(m, "reject", "reject", "first", "last", "merge", "allow")
	m.window = one(m, "", "within", "across")
	m.nulls = m.key.nullable && m.chance(5)
	if m.equal = exec.Updated; on.kind == "mysql" || on.kind == "mariadb" {
		m.equal = exec.Unchanged
	}
	if m.tooLong = dialect.InvalidValue; on.kind == "sqlite" {
		m.tooLong = dialect.CheckViolation
	}
	m.columns = slices.Clone(m.key.columns)
	if m.kind != "delete" {
		m.statement()
	}
	if m.where == nil && m.kind == "delete" && m.chance(2) {
		m.where = &filters[m.IntN(2)]
	}
	m.settle(on, one(m, exec.Statements, exec.Statements, exec.Copy, exec.Copy, exec.Staging, exec.Staging, exec.Arrays, exec.Arrays))
	m.input(on.kind)
	if m.tx == "workers" && !m.parallel(on) {
		m.tx = "per chunk"
	}
	if m.vague() {
		m.tx = "atomic"
	}
	return m.program
}

// settle drops what does not go together.
func (m *maker) settle(on reach, s dialect.Strategy) {
	told := m.source == "pointers with AfterSave"
	if m.kind == "update or create" {
		m.tx = map[bool]string{true: "atomic", false: m.tx}[m.tx == "no transaction"]
	}
	m.uncounted = m.uncounted && !told && !m.outcomes && !m.version
	fed := s == exec.Copy || s == exec.Staging
	if s == exec.Copy && m.kind != "insert" {
		s = exec.Staging
	}
	switch {
	case on.kind == "sqlite", on.kind != "postgres" && !fed, m.kind == "update or create", m.caseForm, m.outcomes, told && m.kind != "insert",
		fed && (on.driver == "pgx" || m.tx == "no transaction"):
		s = exec.Statements
	}
	m.strategy = s
}

// parallel tells whether workers may send the chunks, and in any order.
func (m *maker) parallel(on reach) bool {
	v := m.sendable()
	keys := make(map[string]bool)
	for _, r := range v.sent {
		key, _ := m.key.of(m.key.keyed(r.fields))
		keys[key] = true
	}
	return on.kind != "sqlite" && m.kind != "update or create" && m.source != "pointers with AfterSave" && len(keys) == len(v.sent) && !m.stops()
}

// stops tells whether the run fails.
func (p program) stops() bool { return p.verdict(p.sendable()).unmet() != "" }

// vague tells whether the run fails and the model cannot know how far it comes: in which order rows of different shapes are sent, and
// those of a chunk that is halved.
func (p program) vague() bool {
	halved := p.tx == "no transaction" && p.skip && p.most >= 0
	return (halved || p.ragged() && (p.tx == "per chunk" || p.tx == "no transaction")) && p.stops()
}

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
	if m.kind == "update or create" {
		return
	}
	m.caseForm = m.kind == "update" && m.chance(3)
	if f := &filters[m.IntN(len(filters))]; m.chance(3) && (f.needs == "" || slices.Contains(m.columns, f.needs)) {
		m.where = f
	}
	if m.kind == "update" {
		m.version = m.tx != "no transaction" && slices.Contains(m.columns, "hits") && !m.sets("hits") && m.chance(2)
		m.columns = m.asked()
	}
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
	case "ref":
		return one[any](m, nil, int64(1), int64(2))
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
func (m *maker) content() []fields {
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
	return append(m.stored, row)
}

// input makes up the rows.
func (m *maker) input(on string) {
	lack := m.kind != "delete" && m.chance(2)
	twice := !m.chance(3)
	switch {
	case !m.updates() && m.kind != "delete" && lack:
		twice = false // which of two rows with the same key comes first depends on their shapes
	case m.kind == "update or create" && m.duplicates == "allow":
		twice = twice && !lack && m.batch == 1 // in one chunk it is an error
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
		m.spoil(on, &row)
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
func (m *maker) spoil(on string, row *programRow) {
	named := strings.Contains(m.source, "structs") || m.source == "pointers with AfterSave"
	row.invalid = named && m.bad && m.chance(12)
	_, some := m.narrowed(row.fields)
	if !m.bad || m.kind == "nothing" || m.kind == "upsert" && !some {
		return // whether a row that is skipped anyway may break a constraint depends on the database
	}
	bad := fields{"a": nil, "c": int64(-1), "tag": "taken"}
	// SQLite looks for parents at the end of a statement, when another row of the key may have given one; MySQL 9.7 before it looks for
	// the stored row of an upsert.
	if m.duplicates != "allow" && (on != "mysql" || m.kind != "upsert") {
		bad["ref"] = int64(4711)
	}
	if m.kind == "insert" || m.kind == "upsert" {
		bad["b"] = longText
	}
	for _, c := range slices.Sorted(maps.Keys(bad)) {
		if _, has := row.fields[c]; has && m.chance(15) {
			row.fields[c] = bad[c]
		}
	}
}
