package dialecttest

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// query runs a statement with Returning and compares the returned people, in any order, and the counts.
func (s *suite) query(t *testing.T, b builder.Bulk, want exec.Result, people ...string) {
	t.Helper()
	for _, count := range []bool{false, true} {
		tx, err := s.db.Beginx() // undone, but for the last time
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		var got []person
		res, err := exec.New(tx, s.d).Query(context.Background(), b, &got, exec.Count(count))
		if err != nil {
			t.Fatalf("count %v: %v", count, err)
		}
		returned := make([]string, len(got))
		for i, p := range got {
			returned[i] = p.String()
		}
		slices.Sort(returned)
		slices.Sort(people)
		if !slices.Equal(returned, people) {
			t.Errorf("count %v: returned %q, not %q", count, returned, people)
		}
		if count {
			s.honest(t, want, res)
			if err := tx.Commit(); err != nil {
				t.Fatal(err)
			}
		} else if err := tx.Rollback(); err != nil {
			t.Fatal(err)
		}
	}
}

// String writes a person.
func (p person) String() string {
	name := "NULL"
	if p.Name != nil {
		name = *p.Name
	}
	return fmt.Sprintf("%d %s %d", p.ID, name, p.Hits)
}

func returningInsert(t *testing.T, s *suite) {
	tab := s.people(t)
	b := builder.Insert(tab.name).From(rows([]string{"id", "name"}, []any{3, "Cid"}, []any{1, nil}, []any{2, "Bob"})).Returning(peopleColumns...)
	s.query(t, b.BatchSize(2), exec.Result{Rows: 3, Created: 3}, "3 Cid 7", "1 NULL 7", "2 Bob 7")
	tab.want(t, []any{1, nil, 7}, []any{2, "Bob", 7}, []any{3, "Cid", 7})

	var ids []int64
	one := builder.Insert(tab.name).Columns("id").Values(9).Returning("id")
	if res, err := s.ex.Query(context.Background(), one, &ids); err != nil || !res.Exact || !slices.Equal(ids, []int64{9}) {
		t.Errorf("single values: %v, %v, %s", ids, err, counts(res))
	}
}

func returningDoNothing(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10})
	b := tab.upsert([]any{1, "x", 1}, []any{2, "Bob", 20}, []any{3, "Cid", 30}).DoNothing().Returning(peopleColumns...)
	s.query(t, b, exec.Result{Rows: 3, Created: 2, Skipped: 1}, "2 Bob 20", "3 Cid 30")
	tab.want(t, []any{1, "Ann", 10}, []any{2, "Bob", 20}, []any{3, "Cid", 30})
}

func returningUpsert(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", 20})
	b := tab.upsert([]any{1, "x", 1}, []any{2, "y", 2}, []any{3, "Cid", 30}).DoUpdate("name").Returning(peopleColumns...)
	s.query(t, b, exec.Result{Rows: 3, Created: 1, Updated: 2}, "1 x 10", "2 y 20", "3 Cid 30")
	tab.want(t, []any{1, "x", 10}, []any{2, "y", 20}, []any{3, "Cid", 30})
}

// returningWhere: rows that were left alone are not returned, or as they are.
func returningWhere(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", 20}, []any{4, "Dan", 40})
	returned, alone := []string{"1 x 11", "3 Cid 30"}, []string{"2 Bob 20", "4 Dan 40"}
	if s.o.ReturnsUnchanged {
		returned = append(returned, alone...)
	}
	b := tab.upsert([]any{1, "x", 11}, []any{2, "y", 19}, []any{3, "Cid", 30}, []any{4, "Dan", 40}).DoUpdate().DoUpdateWhere(newer("hits"))
	s.query(t, b.Returning(peopleColumns...), exec.Result{Rows: 4, Created: 1, Updated: 1, Unchanged: 2}, returned...)
	returned, alone = []string{"2 z 20", "5 Eve 50"}, []string{"1 x 11"}
	if s.o.ReturnsUnchanged {
		returned = append(returned, alone...)
	}
	b = tab.upsert([]any{1, "x", 11}, []any{2, "z", 20}, []any{5, "Eve", 50}).DoUpdate().OnlyChanged()
	s.query(t, b.Returning(peopleColumns...), exec.Result{Rows: 3, Created: 1, Updated: 1, Unchanged: 1}, returned...)
	tab.want(t, []any{1, "x", 11}, []any{2, "z", 20}, []any{3, "Cid", 30}, []any{4, "Dan", 40}, []any{5, "Eve", 50})
}

func returningUpdate(t *testing.T, s *suite) {
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", 20}, []any{3, "Cid", 30})
			b := form.apply(builder.Update(tab.name).Key("id").From(rows(peopleColumns, []any{1, "x", 0}, []any{2, "Bob", 0}, []any{4, "z", 0})))
			s.query(t, b.Set("name").Returning(peopleColumns...), exec.Result{Rows: 3, Updated: 2, Unmatched: 1}, "1 x 10", "2 Bob 20")
			s.query(t, b.Set("name").SetExpr("hits", 0).OnlyChanged().Returning(peopleColumns...), exec.Result{Rows: 3, Unchanged: 2, Unmatched: 1})
			tab.want(t, []any{1, "x", 10}, []any{2, "Bob", 20}, []any{3, "Cid", 30})
		})
	}
}

func returningDelete(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", 20}, []any{3, "Cid", 30})
	b := builder.Delete(tab.name).Key("id").From(builder.Column("id", []int{1, 3, 5})).Returning(peopleColumns...)
	s.query(t, b, exec.Result{Rows: 3, Deleted: 2}, "1 Ann 10", "3 Cid 30")
	tab.want(t, []any{2, "Bob", 20})
	members := s.members(t, []any{1, "a", "Ann", 10}, []any{1, "b", "Bob", 20})
	var names []string
	composite := builder.Delete(members.name).Key("org", "email").Values(1, "b").Values(2, "b").Returning("name")
	if res, err := s.ex.Query(context.Background(), composite, &names); err != nil || !res.Exact || !slices.Equal(names, []string{"Bob"}) {
		t.Errorf("composite key: %q, %v, %s", names, err, counts(res))
	}
}
