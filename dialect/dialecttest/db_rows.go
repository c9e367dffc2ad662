package dialecttest

import (
	"context"
	"slices"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// rowOutcomes asks what became of each row.
func rowOutcomes(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", 20}, []any{5, "Eve", 50})
	outcomes := func(b builder.Bulk, want ...exec.Outcome) {
		t.Helper()
		res, err := s.ex.Run(context.Background(), b, exec.Outcomes(true))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(res.Outcomes, want) {
			t.Errorf("outcomes %v, not %v", res.Outcomes, want)
		}
	}
	up := tab.upsert([]any{3, "Cid", 30}, []any{2, "Bob", 20}, []any{1, "x", 10})
	outcomes(up.DoNothing(), exec.Created, exec.Skipped, exec.Skipped)
	outcomes(tab.upsert([]any{4, "Dan", 40}, []any{2, "Bob", 20}, []any{1, "x", 10}).DoUpdate().OnlyChanged(), exec.Created, exec.Unchanged, exec.Updated)
	outcomes(builder.Update(tab.name).Key("id").Set("name").Values(9, "z").Values(1, "y"), exec.Unmatched, exec.Updated)
	outcomes(builder.Delete(tab.name).Key("id").Values(9).Values(5), exec.Unmatched, exec.Deleted)
	tab.want(t, []any{1, "y", 10}, []any{2, "Bob", 20}, []any{3, "Cid", 30}, []any{4, "Dan", 40})
}

// writeBack reads the stored rows back into the caller's structs.
func writeBack(t *testing.T, s *suite) {
	tab := s.people(t, []any{2, "Bob", 20}, []any{4, "Dan", 40})
	people := []person{{3, ptr("Cid"), 0}, {2, ptr("x"), 0}, {1, nil, 0}}
	b := builder.Insert(tab.name).Columns("id", "name").From(builder.Structs(people)).OnConflict("id").DoUpdate("name").Returning("hits")
	res, err := s.ex.WriteBack(context.Background(), b.BatchSize(2), people)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, exec.Result{Rows: 3, Created: 2, Updated: 1, Exact: true}, res)
	for i, hits := range []int64{7, 20, 7} {
		if people[i].Hits != hits {
			t.Errorf("row %d has %d hits, not %d", i, people[i].Hits, hits)
		}
	}
	pointers := []*person{{4, nil, 0}, {1, ptr("y"), 0}}
	up := builder.Update(tab.name).Key("id").Set("hits").From(builder.Structs(pointers)).Returning("name")
	if _, err := s.ex.WriteBack(context.Background(), up, pointers); err != nil {
		t.Fatal(err)
	}
	if pointers[0].Name == nil || *pointers[0].Name != "Dan" || pointers[1].Name != nil {
		t.Errorf("names %v and %v", pointers[0].Name, pointers[1].Name)
	}
	tab.want(t, []any{1, nil, 0}, []any{2, "x", 20}, []any{3, "Cid", 7}, []any{4, "Dan", 0})
}

// badRows applies the rows around those that the database refuses.
func badRows(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10})
	all := numbered(1, 50, func(i int) []any {
		if i == 7 || i == 33 {
			return []any{nil, "no key", i}
		}
		return []any{i, "new", i}
	})
	for _, scope := range []exec.Option{exec.Atomic(), exec.PerChunk()} {
		res, err := s.ex.Run(context.Background(), tab.upsert(all...).DoUpdate().BatchSize(20), exec.SkipBadRows(-1), scope)
		if err != nil {
			t.Fatal(err)
		}
		if res.Rows != 48 || res.Created+res.Updated+res.Unchanged != 48 || len(res.Rejected) != 2 {
			t.Fatalf("%s, %d rejected", counts(res), len(res.Rejected))
		}
		for i, row := range []int{6, 32} {
			if r := res.Rejected[i]; r.Row != row || r.Fault.Kind != dialect.NotNullViolation {
				t.Errorf("rejected row %d: %v", r.Row, r.Fault)
			}
		}
	}
	tab.want(t, slices.DeleteFunc(all, func(row []any) bool { return row[0] == nil })...)
}
