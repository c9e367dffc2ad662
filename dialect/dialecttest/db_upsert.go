package dialecttest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// upsert is an upsert of people by id.
func (tab *table) upsert(all ...[]any) builder.InsertBuilder {
	return builder.Insert(tab.name).From(rows(peopleColumns, all...)).OnConflict("id")
}

func upsertAll(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, nil, nil}, []any{3, "Cid", 30}, []any{9, "left", 90})
	up := tab.upsert([]any{1, "Anna", nil}, []any{2, "Bob", 20}, []any{3, "Cid", 30}, []any{4, nil, 40}, []any{5, "Eve", nil}).DoUpdate()
	s.apply(t, up, s.rewritten(exec.Result{Rows: 5, Created: 2, Updated: 2}, 1))
	want := [][]any{{1, "Anna", nil}, {2, "Bob", 20}, {3, "Cid", 30}, {4, nil, 40}, {5, "Eve", nil}, {9, "left", 90}}
	tab.want(t, want...)
	s.apply(t, up, s.rewritten(exec.Result{Rows: 5}, 5))
	tab.want(t, want...)
}

func upsertSome(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", 20})
	up := tab.upsert([]any{1, "other", 11}, []any{2, "other", 20}, []any{3, "Cid", 30})
	s.apply(t, up.DoUpdate("hits"), s.rewritten(exec.Result{Rows: 3, Created: 1, Updated: 1}, 1))
	tab.want(t, []any{1, "Ann", 11}, []any{2, "Bob", 20}, []any{3, "Cid", 30})
}

func upsertCells(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", 20})
	up := tab.upsert([]any{1, sq.Expr("UPPER(?)", "x"), nil}, []any{2, "y", sq.Expr("1 + ?", 1)}, []any{3, sq.Expr("LOWER(?)", "Z"), 3})
	s.apply(t, up.DoUpdate(), exec.Result{Rows: 3, Created: 1, Updated: 2})
	tab.want(t, []any{1, "X", nil}, []any{2, "y", 2}, []any{3, "z", 3})
}

// upsertExpressions computes with the stored and the incoming row.
func upsertExpressions(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", nil}, []any{3, nil, 30})
	up := tab.upsert([]any{1, nil, 1}, []any{2, "x", 2}, []any{3, "Cid", nil}, []any{4, "Dan", 4}).
		DoUpdateSet("hits", sq.Expr("COALESCE(?, 0) + COALESCE(?, 0)", builder.Stored("hits"), builder.Incoming("hits"))).
		DoUpdateSet("name", sq.Expr("COALESCE(?, ?)", builder.Incoming("name"), builder.Stored("name")))
	s.apply(t, up, exec.Result{Rows: 4, Created: 1, Updated: 3})
	tab.want(t, []any{1, "Ann", 11}, []any{2, "x", 2}, []any{3, "Cid", 30}, []any{4, "Dan", 4})
}

// upsertSwap: every expression reads the row as it was before the statement.
func upsertSwap(t *testing.T, s *suite) {
	columns := []string{"id", "a", "b", "c"}
	tab := s.table(t, "swaps", []column{{"id", BigInt, notNull}, {"a", BigInt, ""}, {"b", BigInt, ""}, {"c", BigInt, ""}}, []string{"id"})
	tab.seed(t, []any{1, 10, 20, 30}, []any{2, nil, 5, 6})
	up := builder.Insert(tab.name).From(rows(columns, []any{1, 0, 0, 1}, []any{2, 0, 0, 2}, []any{3, 7, 8, 9})).OnConflict("id").
		DoUpdateSet("a", builder.Stored("b")).DoUpdateSet("b", builder.Stored("a")).
		DoUpdateSet("c", sq.Expr("COALESCE(?, 0) * 100 + COALESCE(?, 0) + ?", builder.Stored("a"), builder.Stored("b"), builder.Incoming("c")))
	s.apply(t, up, exec.Result{Rows: 3, Created: 1, Updated: 2})
	tab.want(t, []any{1, 20, 10, 1021}, []any{2, 5, nil, 7}, []any{3, 7, 8, 9})
}

// upsertTouched assigns columns that the rows do not bring.
func upsertTouched(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", 20})
	up := builder.Insert(tab.name).From(rows([]string{"id", "name"}, []any{1, "Anna"}, []any{3, "Cid"})).OnConflict("id").
		DoUpdate("name").DoUpdateSet("hits", sq.Expr("? + ?", builder.Stored("hits"), 1))
	s.apply(t, up, exec.Result{Rows: 2, Created: 1, Updated: 1})
	up = builder.Insert(tab.name).From(rows([]string{"id"}, []any{2}, []any{4})).OnConflict("id").DoUpdateSet("name", "touched").DoUpdateSet("hits", nil)
	s.apply(t, up, exec.Result{Rows: 2, Created: 1, Updated: 1})
	tab.want(t, []any{1, "Anna", 11}, []any{2, "touched", nil}, []any{3, "Cid", 7}, []any{4, "nobody", 7})
}

// upsertNewest updates only where the incoming row is newer; a condition that is NULL does not hold.
func upsertNewest(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "old", 10}, []any{2, "newer", 20}, []any{3, "same", 30}, []any{4, "unknown", nil}, []any{5, "known", 50})
	up := tab.upsert([]any{1, "new", 11}, []any{2, "older", 19}, []any{3, "other", 30}, []any{4, "x", 4}, []any{5, "x", nil}, []any{6, "created", 6})
	s.apply(t, up.DoUpdate().DoUpdateWhere(newer("hits")), exec.Result{Rows: 6, Created: 1, Updated: 1, Unchanged: 4})
	tab.want(t, []any{1, "new", 11}, []any{2, "newer", 20}, []any{3, "same", 30}, []any{4, "unknown", nil}, []any{5, "known", 50}, []any{6, "created", 6})
}

func upsertConditions(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "locked", 20}, []any{3, "Cid", 30})
	up := tab.upsert([]any{1, "x", 11}, []any{2, "x", 21}, []any{3, "x", 29}, []any{4, "x", 4}).DoUpdate().
		DoUpdateWhere(newer("hits")).DoUpdateWhere(sq.Expr("? <> ?", builder.Stored("name"), "locked"))
	s.apply(t, up, exec.Result{Rows: 4, Created: 1, Updated: 1, Unchanged: 2})
	tab.want(t, []any{1, "x", 11}, []any{2, "locked", 20}, []any{3, "Cid", 30}, []any{4, "x", 4})
}

// upsertOnlyChanged: NULL equals NULL, and differs from every value.
func upsertOnlyChanged(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, nil, nil}, []any{3, nil, 30}, []any{4, "Dan", 40}, []any{5, "Eve", 50})
	up := tab.upsert([]any{1, "Ann", 10}, []any{2, nil, nil}, []any{3, "Cid", 30}, []any{4, nil, 40}, []any{5, "Eve", 51}, []any{6, nil, 6})
	s.apply(t, up.DoUpdate().OnlyChanged(), exec.Result{Rows: 6, Created: 1, Updated: 3, Unchanged: 2})
	tab.want(t, []any{1, "Ann", 10}, []any{2, nil, nil}, []any{3, "Cid", 30}, []any{4, nil, 40}, []any{5, "Eve", 51}, []any{6, nil, 6})
	s.apply(t, up.DoUpdate().OnlyChanged(), exec.Result{Rows: 6, Unchanged: 6})
}

// upsertLetters: a text that the column's collation calls equal is another text.
func upsertLetters(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "ann", 1}, []any{2, "bob", 2}, []any{3, "resume", 3}, []any{4, "same", 4})
	up := tab.upsert([]any{1, "Ann", 1}, []any{2, "bob ", 2}, []any{3, "résumé", 3}, []any{4, "same", 4})
	s.apply(t, up.DoUpdate().OnlyChanged(), exec.Result{Rows: 4, Updated: 3, Unchanged: 1})
	tab.want(t, []any{1, "Ann", 1}, []any{2, "bob ", 2}, []any{3, "résumé", 3}, []any{4, "same", 4})
}

// upsertChangedExpressions: expressions are not compared, and change with the columns that are.
func upsertChangedExpressions(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", 20}, []any{3, "Cid", 30})
	up := tab.upsert([]any{1, "Ann", 1}, []any{2, "Bobby", 1}, []any{3, "x", 31}).DoUpdate("name").DoUpdateSet("hits", sum("hits")).OnlyChanged()
	s.apply(t, up, exec.Result{Rows: 3, Updated: 2, Unchanged: 1})
	tab.want(t, []any{1, "Ann", 10}, []any{2, "Bobby", 21}, []any{3, "x", 61})
	up = tab.upsert([]any{1, "y", 5}, []any{2, "y", 50}, []any{3, "x", 100}).DoUpdate().DoUpdateWhere(newer("hits")).OnlyChanged()
	s.apply(t, up, exec.Result{Rows: 3, Updated: 2, Unchanged: 1})
	tab.want(t, []any{1, "Ann", 10}, []any{2, "y", 50}, []any{3, "x", 100})
}

// upsertComposite has a key of two columns; a key with NULL never conflicts.
func upsertComposite(t *testing.T, s *suite) {
	tab := s.members(t, []any{1, "a@x.io", "Ann", 10}, []any{2, "a@x.io", "Bob", 20}, []any{1, nil, "none", 1})
	up := builder.Insert(tab.name).OnConflict("org", "email").From(rows(membersColumns,
		[]any{1, "a@x.io", "Anna", 11}, []any{1, "b@x.io", "new", 1}, []any{2, "a@x.io", "Bob", 20}, []any{1, nil, "none", 2}, []any{nil, "a@x.io", "none", 3}))
	s.apply(t, up.DoUpdate(), s.rewritten(exec.Result{Rows: 5, Created: 3, Updated: 1}, 1))
	tab.want(t, []any{1, "a@x.io", "Anna", 11}, []any{2, "a@x.io", "Bob", 20}, []any{1, nil, "none", 1},
		[]any{1, "b@x.io", "new", 1}, []any{1, nil, "none", 2}, []any{nil, "a@x.io", "none", 3})
	up = builder.Insert(tab.name).OnConflict("org", "email").From(rows(membersColumns, []any{1, "a@x.io", "Anna", 11}, []any{2, "a@x.io", "B", 20}, []any{3, nil, nil, nil}))
	s.apply(t, up.DoUpdate().OnlyChanged(), exec.Result{Rows: 3, Created: 1, Updated: 1, Unchanged: 1})
}

func upsertConstraint(t *testing.T, s *suite) {
	tab, constraint := s.constrained(t, []any{1, "Ann", 10}, []any{2, "Bob", 20})
	up := builder.Insert(tab.name).From(rows(peopleColumns, []any{1, "Anna", 11}, []any{2, "Bob", 20}, []any{3, "Cid", 30})).OnConstraint(constraint)
	s.apply(t, up.DoUpdate("name", "hits").OnlyChanged(), exec.Result{Rows: 3, Created: 1, Updated: 1, Unchanged: 1})
	tab.want(t, []any{1, "Anna", 11}, []any{2, "Bob", 20}, []any{3, "Cid", 30})
}

// upsertPartial has a unique index over some rows only.
func upsertPartial(t *testing.T, s *suite) {
	tab := s.table(t, "partial", []column{{"id", BigInt, notNull}, {"name", Key, ""}, {"hits", BigInt, notNull}})
	s.exec(t, fmt.Sprintf("CREATE UNIQUE INDEX %s ON %s (%s) WHERE hits > 0", s.name(tab.name+"_live"), s.d.Quote(tab.name), s.name("id")))
	tab.seed(t, []any{1, "live", 10}, []any{2, "dead", 0})
	up := builder.Insert(tab.name).From(rows(peopleColumns, []any{1, "changed", 11}, []any{2, "new", 2}, []any{3, "dead", 0})).
		OnConflict("id").ConflictWhere("hits > 0")
	s.apply(t, up.DoUpdate(), exec.Result{Rows: 3, Created: 2, Updated: 1})
	tab.want(t, []any{1, "changed", 11}, []any{2, "dead", 0}, []any{2, "new", 2}, []any{3, "dead", 0})
	s.apply(t, up.DoNothing(), exec.Result{Rows: 3, Created: 1, Skipped: 2})
}

// upsertOtherKey violates a key that OnConflict does not name.
func upsertOtherKey(t *testing.T, s *suite) {
	if s.o.OneKey {
		return
	}
	tab := s.table(t, "keys", []column{{"id", BigInt, notNull}, {"name", Key, ""}, {"hits", BigInt, ""}}, []string{"id"}, []string{"name"})
	tab.seed(t, []any{1, "Ann", 10})
	up := tab.upsert([]any{2, "Ann", 20}, []any{3, "Cid", 30}).DoUpdate("hits")
	if s.o.AnyKey {
		s.apply(t, up, exec.Result{Rows: 2, Created: 1, Updated: 1})
		tab.want(t, []any{1, "Ann", 20}, []any{3, "Cid", 30})
		return
	}
	if _, err := s.ex.Run(context.Background(), up); !errors.Is(err, dialect.UniqueViolation) {
		t.Errorf("not a unique violation: %v", err)
	}
	tab.want(t, []any{1, "Ann", 10})
}

// upsertDuplicates brings a key twice: databases refuse that, or take the rows one after the other. Counts must not be
// wrong in either case.
func upsertDuplicates(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10})
	res, err := s.ex.Run(context.Background(), tab.upsert([]any{1, "x", 1}, []any{2, "first", 2}, []any{1, "y", 3}, []any{2, "second", 4}).DoUpdate())
	if err != nil {
		tab.want(t, []any{1, "Ann", 10})
		return
	}
	s.honest(t, exec.Result{Rows: 4, Created: 1, Updated: 3}, res)
	tab.want(t, []any{1, "y", 3}, []any{2, "second", 4})
}

// upsertChunks mixes new, changed and equal rows over chunks of one prepared text, and a shorter one.
func upsertChunks(t *testing.T, s *suite) {
	const n = 2345
	tab := s.people(t)
	stored := numbered(1, n, func(i int) []any { return []any{2 * i, fmt.Sprint("name ", i), i} })
	s.apply(t, builder.Insert(tab.name).From(rows(peopleColumns, stored...)), exec.Result{Rows: n, Created: n, Chunks: 3})
	incoming := numbered(1, n, func(i int) []any {
		if i%4 == 0 {
			return []any{i, "changed", i}
		}
		return []any{i, fmt.Sprint("name ", i/2), i / 2} // equal where i is even
	})
	changed, equal := int64(n/4), int64(n/2-n/4)
	s.apply(t, tab.upsert(incoming...).DoUpdate().OnlyChanged().BatchSize(500),
		exec.Result{Rows: n, Created: n - changed - equal, Updated: changed, Unchanged: equal, Chunks: 5})
	want := incoming
	for _, row := range stored {
		if row[0].(int) > n {
			want = append(want, row)
		}
	}
	tab.want(t, want...)
}
