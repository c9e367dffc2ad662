package builder_test

import (
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
)

// TestInsertIsImmutable grows two branches from every prefix of a chain, and then reads all of them: what one branch adds
// must not show in the other or in the trunk, although their slices have room to grow.
func TestInsertIsImmutable(t *testing.T) {
	type B = builder.InsertBuilder
	branches(t, builder.Insert("t").Columns("a", "b", "k").Values(1, 2, 3).OnConflict("k"), []func(B, string) B{
		func(b B, s string) B { return b.Values(s, s, s) },
		func(b B, s string) B { return b.OnConflict(s) },
		func(b B, s string) B { return b.DoUpdateSet(s, 1) },
		func(b B, s string) B { return b.ConflictWhere("p = ?", s) },
		func(b B, s string) B { return b.DoUpdateWhere(sq.Expr("q = ?", s)) },
		func(b B, s string) B { return b.Prefix("P" + s) },
		func(b B, s string) B { return b.Suffix("S" + s) },
	}, func(b B) string { return text(t, b.DoUpdateSet("last", 1)) })
}

func TestUpdateIsImmutable(t *testing.T) {
	type B = builder.UpdateBuilder
	branches(t, builder.Update("t").Key("k").SetExpr("first", 1).Values(1), []func(B, string) B{
		func(b B, s string) B { return b.SetExpr(s, s) },
		func(b B, s string) B { return b.Where("p = ?", s) },
		func(b B, s string) B { return b.Values(s) },
		func(b B, s string) B { return b.Prefix("P" + s) },
		func(b B, s string) B { return b.Suffix("S" + s) },
	}, func(b B) string { return text(t, b) })
}

func TestDeleteIsImmutable(t *testing.T) {
	type B = builder.DeleteBuilder
	branches(t, builder.Delete("t").Key("k").Values(1), []func(B, string) B{
		func(b B, s string) B { return b.Where(sq.Eq{"p": s}) },
		func(b B, s string) B { return b.Values(s) },
		func(b B, s string) B { return b.Prefix("P" + s) },
		func(b B, s string) B { return b.Suffix("S" + s) },
	}, func(b B) string { return text(t, b) })
}

// branches applies every change three times over, and at each length compares two siblings with fresh chains.
func branches[B any](t *testing.T, start B, changes []func(B, string) B, read func(B) string) {
	t.Helper()
	for i, change := range changes {
		trunk := start
		for depth := range 5 {
			before := read(trunk)
			left, right := change(trunk, "left"), change(trunk, "right")
			want := read(left)
			if read(right) == want || read(trunk) != before {
				t.Fatalf("change %d, depth %d: the branches are not apart:\n%s\n%s\n%s", i, depth, read(trunk), want, read(right))
			}
			if _ = change(trunk, "third"); read(left) != want {
				t.Fatalf("change %d, depth %d: a sibling changed a branch", i, depth)
			}
			trunk = change(trunk, string(rune('a'+depth)))
		}
	}
}

// TestColumnListsAreImmutable does the same for the methods that take names.
func TestColumnListsAreImmutable(t *testing.T) {
	base := builder.Insert("t").Columns("a").Columns("b").Columns("c")
	left, right := base.Columns("left"), base.Columns("right")
	if got, want := text(t, left.Values(1, 2, 3, 4)), "INSERT t (a, b, c, left) VALUES ($1, $2, $3, $4) [1 2 3 4]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := text(t, right.Values(1, 2, 3, 4)), "INSERT t (a, b, c, right) VALUES ($1, $2, $3, $4) [1 2 3 4]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	many := builder.Insert("t").Columns("k", "a", "b", "c", "left", "right").Values(1, 2, 3, 4, 5, 6).OnConflict("k").DoUpdate("a").DoUpdate("b").DoUpdate("c")
	leftDo, rightDo := many.DoUpdate("left"), many.DoUpdate("right")
	if l, r := conflictOf(t, leftDo).Set, conflictOf(t, rightDo).Set; l[3].Column != "left" || r[3].Column != "right" {
		t.Errorf("got %v and %v", l, r)
	}
	update := builder.Update("t").Key("a").Key("b").Set("x").Set("y").Set("z")
	leftSet, rightSet := update.Set("left"), update.Set("right")
	leftKey, rightKey := update.Key("left"), update.Key("right")
	for _, tt := range []struct {
		b    builder.UpdateBuilder
		want string
	}{{leftSet, "[a b][x y z left]"}, {rightSet, "[a b][x y z right]"}, {leftKey, "[a b left][x y z]"}, {rightKey, "[a b right][x y z]"}} {
		job, err := tt.b.Values().Job(builder.JobOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if got := updateColumns(job); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

// TestSlicesOfTheCallerAreCopied: changing the arguments afterwards changes nothing.
func TestSlicesOfTheCallerAreCopied(t *testing.T) {
	columns, key, values := []string{"a", "b"}, []string{"a"}, []any{1, 2}
	b := builder.Insert("t").Columns(columns...).Values(values...).OnConflict(key...).DoUpdate()
	tuples := builder.Insert("t").From(builder.Tuples(columns, [][]int{{1, 2}}))
	want, wantTuples := text(t, b), text(t, tuples)
	columns[0], key[0], values[0] = "changed", "changed", "changed"
	if got := text(t, b); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := text(t, tuples); got != wantTuples {
		t.Errorf("got %s, want %s", got, wantTuples)
	}
}

// TestStatementsCanBeReadTwice: a builder is a value, so running it again gives the same.
func TestStatementsCanBeReadTwice(t *testing.T) {
	b := builder.Insert("t").From(builder.Column("a", []int{1, 2, 3}))
	if first, second := text(t, b), text(t, b); first != second {
		t.Errorf("got %s, then %s", first, second)
	}
}
