package postgres_test

import (
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/postgres"
)

// TestTallyInsert: what was not inserted was skipped.
func TestTallyInsert(t *testing.T) {
	for name, i := range map[string]dialect.Insert{
		"plain":      people(func(i *dialect.Insert) { i.Count = true }),
		"do nothing": people(func(i *dialect.Insert) { i.Conflict = &dialect.Conflict{DoNothing: true} }),
	} {
		t.Run(name, func(t *testing.T) {
			s, err := i.Spell(zero, dialect.Plain(5))
			if err != nil {
				t.Fatal(err)
			}
			tallied(t, s, 5, dialect.Answer{Affected: 5}, dialect.Counts{Created: 5})
			tallied(t, s, 5, dialect.Answer{Affected: 3}, dialect.Counts{Created: 3, Skipped: 2})
			tallied(t, s, 5, dialect.Answer{Rows: [][]int64{{}, {}}}, dialect.Counts{Created: 2, Skipped: 3})
		})
	}
}

// TestTallyUpsert: a rest of rows is unchanged where there is a condition, and dropped by a trigger where there is none.
func TestTallyUpsert(t *testing.T) {
	for _, tt := range []struct {
		name string
		d    postgres.Dialect
		with func(i *dialect.Insert)
		want dialect.Counts // of 10 rows, 5 created and 3 updated
	}{
		{"18", pg18, asIs, dialect.Counts{Skipped: 2}},
		{"18, condition", pg18, newer, dialect.Counts{Unchanged: 2, Inexact: true}},
		{"18, condition, no triggers", postgres.Dialect{Version: 180000, Kind: postgres.Heap}, onlyChanged, dialect.Counts{Unchanged: 2}},
		{"heap", heap, asIs, dialect.Counts{Skipped: 2}},
		{"heap, condition", heap, onlyChanged, dialect.Counts{Unchanged: 2}},
		{"heap with triggers", postgres.Dialect{Kind: postgres.HeapTriggers}, asIs, dialect.Counts{Skipped: 2}},
		{"heap with triggers, condition", postgres.Dialect{Kind: postgres.HeapTriggers}, newer, dialect.Counts{Unchanged: 2, Inexact: true}},
		{"other", postgres.Dialect{Kind: postgres.Other}, newer, dialect.Counts{Unchanged: 2}},
		{"other with triggers", postgres.Dialect{Kind: postgres.OtherTriggers}, asIs, dialect.Counts{Skipped: 2, Inexact: true}},
		{"any", zero, asIs, dialect.Counts{Skipped: 2, Inexact: true}},
		{"any, condition", zero, newer, dialect.Counts{Unchanged: 2, Inexact: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := upsert(tt.with).Spell(tt.d, dialect.Plain(10))
			if err != nil {
				t.Fatal(err)
			}
			tt.want.Created, tt.want.Updated = 5, 3
			tallied(t, s, 10, dialect.Answer{Rows: [][]int64{{5, 3}}}, tt.want)
			tallied(t, s, 8, dialect.Answer{Rows: [][]int64{{5, 3}}}, dialect.Counts{Created: 5, Updated: 3})
		})
	}
}

func TestTallyUpdate(t *testing.T) {
	returning := func(u *dialect.Update) { u.Returning = []string{"id"} }
	changed := func(u *dialect.Update) { u.OnlyChanged = true }
	for _, tt := range []struct {
		name   string
		d      postgres.Dialect
		with   []func(u *dialect.Update)
		answer [][]int64
		want   dialect.Counts // of 10 rows
	}{
		{"all", zero, nil, [][]int64{{12, 10}}, dialect.Counts{Updated: 12}},
		{"some, heap", heap, nil, [][]int64{{8, 7}}, dialect.Counts{Updated: 8, Unmatched: 3}},
		{"some, any", zero, nil, [][]int64{{8, 7}}, dialect.Counts{Updated: 8, Unmatched: 3, Inexact: true}},
		{"returning", heap, []func(*dialect.Update){returning}, [][]int64{{1}, {1}, {4}}, dialect.Counts{Updated: 3, Unmatched: 8}},
		{"returning none", heap, []func(*dialect.Update){returning}, nil, dialect.Counts{Unmatched: 10}},
		{"CASE sets the key", heap, []func(*dialect.Update){caseForm, setsKey}, [][]int64{{10, 10}}, dialect.Counts{Updated: 10, Inexact: true}},
		{"join sets the key", heap, []func(*dialect.Update){setsKey}, [][]int64{{10, 10}}, dialect.Counts{Updated: 10}},
		{"changed", zero, []func(*dialect.Update){changed}, [][]int64{{7, 9, 4, 4}}, dialect.Counts{Updated: 4, Unchanged: 5, Unmatched: 3}},
		{"changed, some lost", heap, []func(*dialect.Update){changed}, [][]int64{{7, 9, 4, 3}},
			dialect.Counts{Updated: 3, Unchanged: 5, Unmatched: 3, Skipped: 1, Inexact: true}},
		{"changed, returning", zero, []func(*dialect.Update){changed, returning}, [][]int64{{9, 9, 2}, {9, 9, 2}},
			dialect.Counts{Updated: 2, Unchanged: 7, Unmatched: 1}},
		{"changed, returning none", heap, []func(*dialect.Update){changed, returning}, nil, dialect.Counts{Unchanged: 10, Inexact: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			u := rename(func(u *dialect.Update) {
				u.Count = true
				for _, f := range tt.with {
					f(u)
				}
			})
			s, err := u.Spell(tt.d, dialect.Plain(10))
			if err != nil {
				t.Fatal(err)
			}
			tallied(t, s, 10, dialect.Answer{Rows: tt.answer}, tt.want)
		})
	}
	s, err := rename(returning).Spell(zero, dialect.Plain(10))
	if err != nil {
		t.Fatal(err)
	}
	tallied(t, s, 10, dialect.Answer{Rows: [][]int64{{}, {}}}, dialect.Counts{Updated: 2, Inexact: true})
}

func TestTallyDelete(t *testing.T) {
	s, err := dialect.Delete{Table: "people", Key: []string{"id"}}.Spell(zero, dialect.Plain(10))
	if err != nil {
		t.Fatal(err)
	}
	tallied(t, s, 10, dialect.Answer{Affected: 4}, dialect.Counts{Deleted: 4})
	tallied(t, s, 10, dialect.Answer{Rows: [][]int64{{}, {}}}, dialect.Counts{Deleted: 2})
}
