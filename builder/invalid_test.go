package builder_test

import (
	"errors"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
)

// TestInvalid is the table of statements that no database can run: each says what is wrong, where, and often what to do.
func TestInvalid(t *testing.T) {
	type untagged struct{ name string }
	type user struct {
		ID int `db:"id"`
	}
	one := builder.Insert("t").Columns("id", "name").Values(1, "a")
	up := one.OnConflict("id").DoUpdate("name")
	upd := builder.Update("t").Key("id").Set("name").Values(1, "a")
	del := builder.Delete("t").Key("id").Values(1)
	stored, incoming := builder.Stored, builder.Incoming
	for _, tt := range []struct {
		name string
		bulk builder.Bulk
		want []string // the place first
	}{
		{"no table", builder.Insert("").Columns("a").Values(1), []string{"Insert()", "the table has no name"}},
		{"empty schema", builder.Update(".t").Key("id").Set("a").Values(1, 2), []string{"Update(.t)", "empty name"}},
		{"NUL in the table", builder.Delete("t\x00").Key("id").Values(1), []string{"NUL"}},
		{"no rows at all", builder.Insert("t").Columns("a"), []string{"Insert(t)", "no rows", "From or Values"}},
		{"nil source", builder.Insert("t").From(nil), []string{"no rows", "From or Values"}},
		{"From and Values", one.From(builder.Column("id", []int{1})), []string{"From and Values exclude each other"}},
		{"Values without Columns", builder.Insert("t").Values(1), []string{"Values needs Columns"}},
		{"BatchSize 0", one.BatchSize(0), []string{"BatchSize is less than 1"}},
		{"BatchSize -1", upd.BatchSize(-1), []string{"Update(t)", "BatchSize is less than 1"}},
		{"column twice", builder.Insert("t").Columns("a", "b", "a").Values(1, 2, 3), []string{`Columns has "a" twice`}},
		{"empty column", builder.Insert("t").Columns("a", "").Values(1, 2), []string{"Columns has an empty name"}},
		{"NUL in a column", builder.Insert("t").Columns("a\x00b").Values(1), []string{"NUL byte"}},
		{"a column that is not UTF-8", builder.Insert("t").Columns("id\xff").Values(1), []string{"not UTF-8"}},
		{"a table that is not UTF-8", builder.Delete("t\xff").Key("id").Values(1), []string{"the table", "not UTF-8"}},
		{"NUL in an expression", one.OnConflict("id").DoUpdateSet("name", builder.Stored("a\x00")), []string{"a column in an expression of DoUpdate", "NUL"}},
		{"not UTF-8 in a Where", builder.Delete("t").Key("id").Where(sq.Expr("? = 1", builder.Stored("a\xff"))).Values(1), []string{"Where of a delete", "not UTF-8"}},
		{"Returning twice", up.Returning("id", "id"), []string{`Returning has "id" twice`}},
		{"not a struct", builder.Insert("t").From(builder.Structs([]int{1})), []string{"Insert(t)", "int is not a struct"}},
		{"pointer to pointer", builder.Insert("t").From(builder.Structs([]**user{})), []string{"is not a struct"}},
		{"no field", builder.Insert("t").From(builder.Structs([]untagged{{name: "a"}})), []string{"untagged", "no field that is a column"}},
		{"unknown field", builder.Insert("t").Columns("id", "nope").From(builder.Structs([]user{{}})), []string{"builder_test.user has no field for the column", `"nope"`}},
		{"unknown tuple column", builder.Insert("t").Columns("x").From(builder.Tuples([]string{"a"}, [][]int{{1}})), []string{`no column "x"`, `"a"`}},
		{"unknown map column", builder.Insert("t").Columns("x").From(builder.Maps([]map[string]int{{"a": 1}})), []string{`no column "x"`}},
		{"unknown single column", builder.Delete("t").Key("x").From(builder.Column("a", []int{1})), []string{`no column "x"`}},
		{"unknown set column", builder.Update("t").Key("id").Set("x").From(builder.Structs([]user{{}})), []string{`"x"`}},
		{"tuples without columns", builder.Insert("t").From(builder.Tuples(nil, [][]int{{}})), []string{"the source has no columns"}},
		{"tuple column twice", builder.Insert("t").From(builder.Tuples([]string{"a", "a"}, [][]int{{1, 2}})), []string{`"a" twice`}},
		{"Column without a name", builder.Insert("t").From(builder.Column("", []int{1})), []string{"empty name"}},
		{"conflict without an action", one.OnConflict("id"), []string{"Insert(t)", "needs DoNothing, DoUpdate or DoUpdateSet"}},
		{"constraint without an action", one.OnConstraint("k"), []string{"needs DoNothing, DoUpdate or DoUpdateSet"}},
		{"DoUpdate without a target", one.DoUpdate("name"), []string{"DoUpdate needs OnConflict", "OnConstraint"}},
		{"DoUpdateSet without a target", one.DoUpdateSet("name", 1), []string{"DoUpdate needs OnConflict"}},
		{"OnConflict without columns", one.OnConflict().DoUpdate("name"), []string{"DoUpdate needs OnConflict"}},
		{"OnConflict without columns, DoNothing", one.OnConflict().DoNothing(), []string{"OnConflict"}},
		{"empty conflict column", one.OnConflict("").DoNothing(), []string{"OnConflict has an empty name"}},
		{"conflict column twice", one.OnConflict("id", "id").DoUpdate("name"), []string{`OnConflict has "id" twice`}},
		{"two targets", up.OnConstraint("k"), []string{"OnConflict and OnConstraint exclude each other"}},
		{"empty constraint", one.OnConstraint("").DoUpdate("name"), []string{"OnConstraint has an empty name"}},
		{"NUL in a constraint", one.OnConstraint("k\x00").DoUpdate("name"), []string{"OnConstraint", "NUL"}},
		{"ConflictWhere without a target", one.ConflictWhere("a > 1").DoNothing(), []string{"ConflictWhere needs OnConflict"}},
		{"ConflictWhere with a constraint", one.OnConstraint("k").ConflictWhere("a > 1").DoNothing(), []string{"ConflictWhere needs OnConflict"}},
		{"DoNothing and DoUpdate", up.DoNothing(), []string{"DoNothing excludes DoUpdate"}},
		{"DoNothing and DoUpdateWhere", one.OnConflict("id").DoNothing().DoUpdateWhere("a"), []string{"DoNothing excludes"}},
		{"DoNothing and OnlyChanged", one.OnConflict("id").DoNothing().OnlyChanged(), []string{"DoNothing excludes"}},
		{"nothing left to update", builder.Insert("t").Columns("id").Values(1).OnConflict("id").DoUpdate(), []string{"no column to update", "DoNothing"}},
		{"updated column not in the rows", one.OnConflict("id").DoUpdate("seen"), []string{`DoUpdate("seen")`, "no incoming value", "DoUpdateSet"}},
		{"updated twice", one.OnConflict("id").DoUpdate("name", "name"), []string{`"name" twice`}},
		{"updated and set", up.DoUpdateSet("name", 1), []string{`"name" twice`}},
		{"OnlyChanged of expressions", one.OnConflict("id").DoUpdateSet("name", 1).OnlyChanged(), []string{"OnlyChanged", "there are none"}},
		{"incoming column not in the rows", up.DoUpdateSet("hits", incoming("hits")), []string{`Incoming("hits")`, "not among the rows' columns"}},
		{"incoming column of DoUpdateWhere", up.DoUpdateWhere(sq.Expr("? < ?", stored("v"), incoming("v"))), []string{`Incoming("v")`}},
		{"incoming column of ConflictWhere", one.OnConflict("id").ConflictWhere(sq.Expr("? > 0", incoming("v"))).DoUpdate("name"), []string{"ConflictWhere", "Incoming"}},
		{"broken expression", up.DoUpdateSet("x", sq.And{brokenExpr{errors.New("boom")}}), []string{"DoUpdate", "boom"}},
		{"broken predicate", del.Where(brokenExpr{errors.New("boom")}), []string{"Delete(t)", "Where", "boom"}},
		{"empty Eq", del.Where(sq.Eq{}), []string{"Where has an empty condition"}},
		{"empty And", upd.Where(sq.And{}), []string{"Where has an empty condition"}},
		{"empty text", del.Where(" "), []string{"Where has an empty condition"}},
		{"nil predicate", del.Where(nil), []string{"Where has an empty condition"}},
		{"nil map", del.Where(map[string]any(nil)), []string{"Where has an empty condition"}},
		{"empty expression", up.DoUpdateWhere(sq.Expr("")), []string{"DoUpdateWhere has an empty condition"}},
		{"empty Eq inside And", del.Where(sq.And{sq.Eq{"a": 1}, sq.Or{sq.Eq{}}}), []string{"Where has an empty condition"}},
		{"empty ConflictWhere", one.OnConflict("id").ConflictWhere(sq.Eq{}).DoNothing(), []string{"ConflictWhere has an empty condition"}},
		{"predicate of another type", del.Where(5), []string{"Where takes SQL, a map or a Sqlizer, not int"}},
		{"update without a key", builder.Update("t").Set("a").Values(1), []string{"an update needs Key", "squirrel"}},
		{"update without Set", builder.Update("t").Key("a").Values(1), []string{"an update needs Set or SetExpr"}},
		{"Set of a key", builder.Update("t").Key("a").Set("a").Values(1), []string{`Set("a") is a key column`}},
		{"Set twice", builder.Update("t").Key("a").Set("b", "b").Values(1, 2), []string{`Set has "b" twice`}},
		{"key twice", builder.Update("t").Key("a", "a").Set("b").Values(1, 2, 3), []string{`Key has "a" twice`}},
		{"version in the key", builder.Update("t").Key("a").Version("a").Set("b").Values(1, 2), []string{`Key has "a" twice`}},
		{"version is set", builder.Update("t").Key("a").Version("v").Set("b", "v").Values(1, 2, 3), []string{`Set("v") is a key column`}},
		{"update of OnlyChanged expressions", builder.Update("t").Key("a").SetExpr("b", 1).OnlyChanged().Values(1), []string{"OnlyChanged", "there are none"}},
		{"nil suffix of an update", upd.SuffixExpr(nil), []string{"Update(t)", "Suffix"}},
		{"broken SetExpr", upd.SetExpr("x", brokenExpr{errors.New("boom")}), []string{"Update(t)", "boom"}},
		{"delete without a key", builder.Delete("t").Values(1), []string{"a delete needs Key", "squirrel"}},
		{"delete by a condition alone", builder.Delete("t").Where("a = 1").Values(1), []string{"a delete needs Key"}},
		{"delete with an incoming column", del.Where(sq.Expr("v = ?", incoming("v"))), []string{`Incoming("v")`}},
		{"nil suffix", del.SuffixExpr(nil), []string{"Suffix"}},
		{"nil prefix", up.PrefixExpr(nil), []string{"Prefix"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			defer func() {
				if p := recover(); p != nil {
					t.Errorf("panic: %v", p)
				}
			}()
			_, err := tt.bulk.Job(builder.JobOptions{})
			if !errors.Is(err, builder.ErrInvalid) {
				t.Fatalf("got %v, want ErrInvalid", err)
			}
			for _, want := range append(tt.want, "builder: ", "(") {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error %q does not say %q", err, want)
				}
			}
		})
	}
}

// TestEmptyMapRow: the first map has no keys, so there is a row at fault.
func TestEmptyMapRow(t *testing.T) {
	_, err := builder.Insert("t").From(builder.Maps([]map[string]int{{}})).Job(builder.JobOptions{})
	var row *builder.RowError
	if !errors.As(err, &row) || row.Row != 0 || !strings.Contains(err.Error(), "Insert(t)") {
		t.Errorf("got %v, want an error about row 0", err)
	}
}

// TestHostileNamesAreAllowed: what can be quoted is a name.
func TestHostileNamesAreAllowed(t *testing.T) {
	for _, name := range []string{`a"b`, "a`b", "a b", "select", `"; DROP TABLE t; --`, "ä?$1", strings.Repeat("x", 300)} {
		b := builder.Insert(name).Columns(name).Values(1).OnConflict(name).DoUpdateSet(name, 1).Returning(name)
		if _, err := b.Job(builder.JobOptions{}); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}
