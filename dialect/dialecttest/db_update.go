package dialecttest

import (
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// forms are the forms of an update by key; they do the same.
var forms = []struct {
	name  string
	apply func(builder.UpdateBuilder) builder.UpdateBuilder
}{
	{"join", func(b builder.UpdateBuilder) builder.UpdateBuilder { return b }},
	{"CASE", builder.UpdateBuilder.CaseForm},
}

// update is an update of people by id, in the form that is being tested.
func (tab *table) update(all ...[]any) builder.UpdateBuilder {
	return tab.form(builder.Update(tab.name).Key("id").From(rows(peopleColumns, all...)))
}

func updateColumns(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, nil, nil}, []any{3, "Cid", 30}, []any{4, "Dan", 40})
	up := tab.update([]any{1, "x", 11}, []any{2, "y", 22}, []any{3, nil, nil}, []any{7, "stranger", 7})
	s.applyUpdate(t, up.Set("name"), exec.Result{Rows: 4, Updated: 3, Unmatched: 1})
	tab.want(t, []any{1, "x", 10}, []any{2, "y", nil}, []any{3, nil, 30}, []any{4, "Dan", 40})
	s.applyUpdate(t, up.Set("name", "hits"), exec.Result{Rows: 4, Updated: 3, Unmatched: 1}, exec.BatchSize(2))
	tab.want(t, []any{1, "x", 11}, []any{2, "y", 22}, []any{3, nil, nil}, []any{4, "Dan", 40})
	s.applyUpdate(t, tab.update([]any{8, "stranger", 8}).Set("name"), exec.Result{Rows: 1, Unmatched: 1})
}

// updateCells has NULL in the first row, texts that grow, and expressions.
func updateCells(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", 20}, []any{3, "Cid", 30}, []any{4, "Dan", 40})
	up := s.form(builder.Update(tab.name).Key("id").Set("name", "hits")).
		Values(1, nil, nil).
		Values(2, "y", sq.Expr("1 + ?", 1)).
		Values(sq.Expr("1 + ?", 2), sq.Expr("UPPER(?)", "a longer text"), 3).
		Values(4, sq.Expr("REPLACE('really??', ?, '??')", "re"), 1<<40)
	s.applyUpdate(t, up, exec.Result{Rows: 4, Updated: 4})
	tab.want(t, []any{1, nil, nil}, []any{2, "y", 2}, []any{3, "A LONGER TEXT", 3}, []any{4, "?ally?", 1 << 40})
}

func updateExpressions(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", nil}, []any{3, nil, 30})
	up := tab.update([]any{1, nil, 1}, []any{2, "x", 2}, []any{3, "Cid", nil}, []any{4, "stranger", 4}).
		SetExpr("hits", sq.Expr("COALESCE(?, 0) + COALESCE(?, 0)", builder.Stored("hits"), builder.Incoming("hits"))).
		SetExpr("name", sq.Expr("COALESCE(?, ?)", builder.Incoming("name"), builder.Stored("name")))
	s.applyUpdate(t, up, exec.Result{Rows: 4, Updated: 3, Unmatched: 1})
	tab.want(t, []any{1, "Ann", 11}, []any{2, "x", 2}, []any{3, "Cid", 30})
	up = tab.update([]any{1, "Anna", 0}, []any{2, "y", 0}).Set("name").SetExpr("hits", sq.Expr("? * ?", builder.Stored("hits"), 2))
	s.applyUpdate(t, up, exec.Result{Rows: 2, Updated: 2})
	up = tab.update([]any{3, "z", 0}).SetExpr("name", "constant").SetExpr("hits", nil)
	s.applyUpdate(t, up, exec.Result{Rows: 1, Updated: 1})
	tab.want(t, []any{1, "Anna", 22}, []any{2, "y", 4}, []any{3, "constant", nil})
}

func updateSwap(t *testing.T, s *suite) {
	tab := s.table(t, "swaps", []column{{"id", BigInt, notNull}, {"a", BigInt, ""}, {"b", BigInt, ""}, {"c", BigInt, ""}}, []string{"id"})
	tab.seed(t, []any{1, 10, 20, 30}, []any{2, nil, 5, 6}, []any{3, 1, 2, 3})
	up := s.form(builder.Update(tab.name).Key("id").From(rows([]string{"id", "c"}, []any{1, 1}, []any{2, 2}))).
		SetExpr("a", builder.Stored("b")).SetExpr("b", builder.Stored("a")).
		SetExpr("c", sq.Expr("COALESCE(?, 0) * 100 + COALESCE(?, 0) + ?", builder.Stored("a"), builder.Stored("b"), builder.Incoming("c")))
	s.applyUpdate(t, up, exec.Result{Rows: 2, Updated: 2})
	tab.want(t, []any{1, 20, 10, 1021}, []any{2, 5, nil, 7}, []any{3, 1, 2, 3})
}

// updateEqual brings the values that are stored.
func updateEqual(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, nil, nil}, []any{3, "Cid", 30})
	up := tab.update([]any{1, "Ann", 10}, []any{2, nil, nil}, []any{3, "x", 30}, []any{4, "stranger", 0}).Set("name", "hits")
	s.applyUpdate(t, up, s.rewritten(exec.Result{Rows: 4, Updated: 1, Unmatched: 1}, 2))
	tab.want(t, []any{1, "Ann", 10}, []any{2, nil, nil}, []any{3, "x", 30})
}

// updateOnlyChanged: NULL equals NULL and differs from every value; a text that the collation calls equal differs.
func updateOnlyChanged(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, nil, nil}, []any{3, nil, 30}, []any{4, "Dan", 40}, []any{5, "eve", 50}, []any{6, "Fay", 60})
	up := tab.update([]any{1, "Ann", 10}, []any{2, nil, nil}, []any{3, "Cid", 30}, []any{4, nil, 40}, []any{5, "Eve", 50}, []any{6, "Fay ", 60}, []any{7, "stranger", 7})
	s.applyUpdate(t, up.Set("name", "hits").OnlyChanged(), exec.Result{Rows: 7, Updated: 4, Unchanged: 2, Unmatched: 1})
	tab.want(t, []any{1, "Ann", 10}, []any{2, nil, nil}, []any{3, "Cid", 30}, []any{4, nil, 40}, []any{5, "Eve", 50}, []any{6, "Fay ", 60})
	s.applyUpdate(t, up.Set("name", "hits").OnlyChanged(), exec.Result{Rows: 7, Unchanged: 6, Unmatched: 1})
}

func updateChangedExpressions(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", 20}, []any{3, "Cid", 30})
	up := tab.update([]any{1, "Ann", 1}, []any{2, "Bobby", 1}, []any{4, "x", 1}).Set("name").SetExpr("hits", sum("hits")).OnlyChanged()
	s.applyUpdate(t, up, exec.Result{Rows: 3, Updated: 1, Unchanged: 1, Unmatched: 1})
	tab.want(t, []any{1, "Ann", 10}, []any{2, "Bobby", 21}, []any{3, "Cid", 30})
}

// updateTenant has a condition that keeps another tenant's rows out; they are as good as not there.
func updateTenant(t *testing.T, s *suite) {
	tab := s.members(t, []any{1, "a", "Ann", 10}, []any{1, "b", "Bob", 20}, []any{2, "c", "Cid", 30}, []any{nil, "d", "Dan", 40})
	up := s.form(builder.Update(tab.name).Key("email").From(rows([]string{"email", "name"}, []any{"a", "x"}, []any{"b", "Bob"}, []any{"c", "z"}, []any{"d", "z"}, []any{"e", "z"})))
	s.applyUpdate(t, up.Set("name").Where(sq.Eq{"org": 1}), s.rewritten(exec.Result{Rows: 5, Updated: 1, Unmatched: 3}, 1))
	tab.want(t, []any{1, "a", "x", 10}, []any{1, "b", "Bob", 20}, []any{2, "c", "Cid", 30}, []any{nil, "d", "Dan", 40})
	s.applyUpdate(t, up.Set("name").Where("org = ?", 1).Where("hits < ?", 20).OnlyChanged(), exec.Result{Rows: 5, Unchanged: 1, Unmatched: 4})
}

// updateVersion locks optimistically: the version has to match, and counts up.
func updateVersion(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 1}, []any{2, "Bob", 5}, []any{3, "Cid", nil})
	up := tab.update([]any{1, "x", 1}, []any{2, "stale", 4}, []any{3, "unknown", 1}).Set("name").
		SetExpr("hits", sq.Expr("? + 1", builder.Stored("hits"))).
		Where(sq.Expr("? = ?", builder.Stored("hits"), builder.Incoming("hits")))
	s.applyUpdate(t, up, exec.Result{Rows: 3, Updated: 1, Unmatched: 2})
	tab.want(t, []any{1, "x", 2}, []any{2, "Bob", 5}, []any{3, "Cid", nil})
}

func updateComposite(t *testing.T, s *suite) {
	tab := s.members(t, []any{1, "a", "Ann", 10}, []any{1, "b", "Bob", 20}, []any{2, "a", "Cid", 30}, []any{2, "b", nil, nil})
	up := s.form(builder.Update(tab.name).Key("org", "email").From(rows(membersColumns,
		[]any{1, "a", "x", 11}, []any{2, "a", "Cid", 30}, []any{2, "b", "y", 1}, []any{1, "c", "stranger", 1}, []any{3, "a", "stranger", 1})))
	s.applyUpdate(t, up.Set("name", "hits"), s.rewritten(exec.Result{Rows: 5, Updated: 2, Unmatched: 2}, 1))
	tab.want(t, []any{1, "a", "x", 11}, []any{1, "b", "Bob", 20}, []any{2, "a", "Cid", 30}, []any{2, "b", "y", 1})
	s.applyUpdate(t, up.Set("name").SetExpr("hits", sum("hits")).OnlyChanged(), exec.Result{Rows: 5, Unchanged: 3, Unmatched: 2})
}

// updateNull: a key with NULL matches nothing, not even a stored NULL.
func updateNull(t *testing.T, s *suite) {
	tab := s.members(t, []any{1, nil, "Ann", 10}, []any{nil, "b", "Bob", 20}, []any{nil, nil, "Cid", 30}, []any{1, "a", "Dan", 40})
	stored := [][]any{{1, nil, "Ann", 10}, {nil, "b", "Bob", 20}, {nil, nil, "Cid", 30}}
	up := s.form(builder.Update(tab.name).Key("org", "email").Set("name").From(rows(membersColumns,
		[]any{1, nil, "x", 1}, []any{nil, "b", "x", 1}, []any{nil, nil, "x", 1}, []any{1, "a", "x", 1})))
	s.applyUpdate(t, up, exec.Result{Rows: 4, Updated: 1, Unmatched: 3})
	tab.want(t, append(stored, []any{1, "a", "x", 40})...)
	up = s.form(builder.Update(tab.name).Key("email").Set("name").From(rows(membersColumns, []any{1, nil, "y", 1}, []any{1, "a", "y", 1})))
	s.applyUpdate(t, up, exec.Result{Rows: 2, Updated: 1, Unmatched: 1})
	tab.want(t, append(stored, []any{1, "a", "y", 40})...)
}

// updateChunks has more rows than a statement takes.
func updateChunks(t *testing.T, s *suite) {
	const n = 1234
	tab := s.people(t)
	stored := numbered(1, n, func(i int) []any { return []any{i, "stored", i} })
	s.apply(t, builder.Insert(tab.name).From(rows(peopleColumns, stored...)), exec.Result{Rows: n, Created: n})
	incoming := numbered(1, n, func(i int) []any {
		switch i % 3 {
		case 0:
			return []any{i, "changed", -i}
		case 1:
			return []any{i, "stored", i}
		}
		return []any{n + i, "stranger", 0}
	})
	third := int64(n / 3)
	s.applyUpdate(t, tab.update(incoming...).Set("name", "hits").OnlyChanged().BatchSize(400),
		exec.Result{Rows: n, Updated: third, Unchanged: third + 1, Unmatched: third, Chunks: 4})
	tab.want(t, numbered(1, n, func(i int) []any {
		if i%3 == 0 {
			return []any{i, "changed", -i}
		}
		return []any{i, "stored", i}
	})...)
}
