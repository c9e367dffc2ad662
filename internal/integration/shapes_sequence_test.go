package integration

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/sqbulk/sqbulk/exec"
)

// sequence is a few statements on one table: each begins with what the one before has left.
type sequence []program

// newSequence makes one up. It ends at a statement that stays half done.
func newSequence(r *rand.Rand, on reach) sequence {
	m := &maker{Rand: r}
	m.key = keyShapes[r.IntN(len(keyShapes))]
	stored := m.content()
	var s sequence
	for range one(m, 1, 1, 2, 3) {
		p := newProgram(r, on, m.key, stored)
		s = append(s, p)
		var known bool
		if stored, known = p.leaves(); !known {
			break
		}
	}
	return s
}

// leaves is what is stored after the program; known is false when it fails half done.
func (p program) leaves() (stored []fields, known bool) {
	v := p.verdict(p.sendable())
	switch {
	case p.tx == "caller's rollback":
		return p.stored, true
	case v.unmet() == "":
		return v.table, true
	case p.tx == "per chunk" || p.tx == "no transaction":
		return nil, false
	}
	return p.stored, true
}

// String describes the statements so that they can be repeated by hand.
func (s sequence) String() string {
	var texts []string
	for i, p := range s {
		if i > 0 {
			p.stored = nil
		}
		texts = append(texts, fmt.Sprint("statement ", i, ": ", p))
	}
	return strings.Join(texts, "\n")
}

// try runs the statements with one executor, and says what differs and how many of them failed.
func (s sequence) try(on reach) (problem string, failed int) {
	if err := s[0].restore(on); err != nil {
		return err.Error(), 0
	}
	ex, stored := exec.New(on.db, on.dialect), s[0].stored
	for i, p := range s {
		p.stored = stored
		problem, after, err := p.try(on, ex)
		if problem != "" {
			return fmt.Sprintf("%s\n(statement %d)", problem, i), failed
		}
		if stored = after; err != nil {
			failed++
		}
	}
	return "", failed
}

// sound tells whether the statements are ones that newSequence could make up, after something was left out.
func (s sequence) sound() bool {
	if len(s) == 0 {
		return false
	}
	stored, known := s[0].stored, true
	for _, p := range s {
		p.stored = stored
		if !known || len(p.rows) == 0 || !p.complete() || p.vague() {
			return false
		}
		stored, known = p.leaves()
	}
	return true
}

// smallest leaves out statements, rows and options as long as the sequence still fails in the same way.
func (s sequence) smallest(on reach, problem string) (sequence, string) {
	kind := func(problem string) string {
		return strings.FieldsFunc(problem, func(r rune) bool { return strings.ContainsRune(":[0123456789", r) })[0]
	}
	for smaller := true; smaller; {
		smaller = false
		for _, less := range s.lesser() {
			if !less.sound() {
				continue
			}
			if other, _ := less.try(on); other != "" && kind(other) == kind(problem) {
				s, problem, smaller = less, other, true
				break
			}
		}
	}
	return s, problem
}

// lesser are the sequences with one thing less.
func (s sequence) lesser() (all []sequence) {
	for i := range s {
		if i == 0 && len(s) > 1 {
			rest := slices.Clone(s[1:])
			rest[0].stored, _ = s[0].leaves()
			all = append(all, rest)
		} else if i > 0 {
			all = append(all, slices.Delete(slices.Clone(s), i, i+1))
		}
	}
	for i, p := range s {
		with := func(q program) {
			less := slices.Clone(s)
			less[i] = q
			all = append(all, less)
		}
		for _, q := range p.simpler() {
			with(q)
		}
		for row := range p.rows {
			q := p
			q.rows = slices.Delete(slices.Clone(p.rows), row, row+1)
			with(q)
		}
		for row := range p.stored {
			q := p
			if q.stored = slices.Delete(slices.Clone(p.stored), row, row+1); i == 0 {
				with(q)
			}
		}
	}
	return all
}

// simpler are the programs with one option less. What its rows need, it keeps.
func (p program) simpler() (all []program) {
	add := func(differs bool, change func(q *program)) {
		if differs {
			q := p
			change(&q)
			all = append(all, q)
		}
	}
	free := p.duplicates != "allow" && p.kind != "update or create" // or else the rows may need a batch of one
	add(p.strategy != exec.Statements, func(q *program) { q.strategy = exec.Statements })
	add(p.tx != "atomic", func(q *program) { q.tx = "atomic" })
	add(p.batch != 1000 && free, func(q *program) { q.batch = 1000 })
	add(p.outcomes && free, func(q *program) { q.outcomes = false })
	add(p.uncounted, func(q *program) { q.uncounted = false })
	add(p.nulls, func(q *program) { q.nulls = false })
	add(p.only, func(q *program) { q.only = false })
	valid := !slices.ContainsFunc(p.rows, func(r programRow) bool { return r.invalid })
	add(p.source != "tuples" && valid && free, func(q *program) { q.source = "tuples" })
	return all
}
