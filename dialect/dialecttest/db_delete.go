package dialecttest

import (
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

func deleteKeys(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", 20}, []any{3, "Cid", 30}, []any{4, "Dan", 40})
	b := builder.Delete(tab.name).Key("id")
	s.apply(t, b.From(builder.Column("id", []int{1, 3, 7})), exec.Result{Rows: 3, Deleted: 2, Chunks: 1})
	s.apply(t, b.Values(sq.Expr("1 + ?", 1)).Values(2), exec.Result{Rows: 2, Deleted: 1})
	s.apply(t, b.From(builder.Structs([]person{{ID: 7}})), exec.Result{Rows: 1})
	tab.want(t, []any{4, "Dan", 40})
}

func deleteComposite(t *testing.T, s *suite) {
	tab := s.members(t, []any{1, "a", "Ann", 10}, []any{1, "b", "Bob", 20}, []any{2, "a", "Cid", 30}, []any{2, "b", nil, nil})
	b := builder.Delete(tab.name).Key("org", "email").Values(1, "a").Values(2, "b").Values(1, "c").Values(2, "b")
	s.apply(t, b, exec.Result{Rows: 4, Deleted: 2})
	tab.want(t, []any{1, "b", "Bob", 20}, []any{2, "a", "Cid", 30})
}

// deleteNull: a key with NULL matches nothing, and does not keep others from matching.
func deleteNull(t *testing.T, s *suite) {
	tab := s.members(t, []any{1, nil, "Ann", 10}, []any{nil, nil, "Bob", 20}, []any{1, "a", "Cid", 30}, []any{nil, "b", "Dan", 40})
	stored := [][]any{{1, nil, "Ann", 10}, {nil, nil, "Bob", 20}, {nil, "b", "Dan", 40}}
	composite := builder.Delete(tab.name).Key("org", "email").Values(1, nil).Values(nil, nil).Values(1, "a").Values(nil, "b")
	s.apply(t, composite, exec.Result{Rows: 4, Deleted: 1})
	tab.want(t, stored...)
	s.apply(t, builder.Delete(tab.name).Key("email").Values(nil), exec.Result{Rows: 1})
	tab.want(t, stored...)
	s.apply(t, builder.Delete(tab.name).Key("email").Values(nil).Values("b"), exec.Result{Rows: 2, Deleted: 1})
	tab.want(t, stored[:2]...)
}

func deleteWhere(t *testing.T, s *suite) {
	tab := s.members(t, []any{1, "a", "Ann", 10}, []any{2, "b", "Bob", 20}, []any{1, "c", "Cid", 30}, []any{nil, "d", "Dan", 40})
	single := builder.Delete(tab.name).Key("email").From(builder.Column("email", []string{"a", "b", "c", "d"}))
	s.apply(t, single.Where(sq.Eq{"org": 1}).Where("hits < ? OR hits > ?", 20, 1000), exec.Result{Rows: 4, Deleted: 1})
	composite := builder.Delete(tab.name).Key("org", "email").Values(2, "b").Values(1, "c")
	s.apply(t, composite.Where("name = ?", "Cid"), exec.Result{Rows: 2, Deleted: 1})
	tab.want(t, []any{2, "b", "Bob", 20}, []any{nil, "d", "Dan", 40})
}

func deleteChunks(t *testing.T, s *suite) {
	tab := s.members(t)
	stored := numbered(1, 500, func(i int) []any { return []any{i % 7, string(rune('a'+i%26)) + "@" + string(rune('A'+i/26)), "x", i} })
	s.apply(t, builder.Insert(tab.name).From(rows(membersColumns, stored...)), exec.Result{Rows: 500, Created: 500})
	b := builder.Delete(tab.name).Key("org", "email").From(rows(membersColumns, stored[:450]...)).BatchSize(200)
	s.apply(t, b, exec.Result{Rows: 450, Deleted: 450, Chunks: 3})
	tab.want(t, stored[450:]...)
	s.apply(t, builder.Delete(tab.name).Key("hits").From(builder.Column("hits", []int{451, 452, 500, 501})), exec.Result{Rows: 4, Deleted: 3})
	tab.want(t, stored[452:499]...)
}
