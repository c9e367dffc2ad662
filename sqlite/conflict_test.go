package sqlite_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/sqlite"
)

func TestConflict(t *testing.T) {
	up := sqlite.OnConflict("id").DoUpdate("name")
	newer := sq.Expr("? < ?", dialect.Stored("seen"), dialect.Incoming("seen"))
	tests := []struct {
		clause sqlite.Conflict
		want   string
		args   []any
	}{
		{sqlite.OnConflict().DoNothing(), "ON CONFLICT DO NOTHING", nil},
		{sqlite.OnConflict("org", "e\"mail").DoNothing(), `ON CONFLICT ("org", "e""mail") DO NOTHING`, nil},
		{sqlite.OnConflict("id").Where(sq.Eq{"gone": nil}).Where(sq.Expr("live")).DoUpdate("name"),
			`ON CONFLICT ("id") WHERE ((gone IS NULL) AND live) DO UPDATE SET "name" = excluded."name"`, nil},
		{up.DoUpdateSet("source", "import").DoUpdateSet("hits", sq.Expr("? + 1", dialect.Incoming("hits"))),
			`ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "source" = ?, "hits" = excluded."hits" + 1`, []any{"import"}},
		{up.Table("main.users").DoUpdateWhere(newer).DoUpdateWhere(sq.Expr("? <> ?", dialect.Stored("name"), "x")).OnlyChanged(),
			`ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name" WHERE (("users"."seen" < excluded."seen") AND "users"."name" <> ?) ` +
				`AND "users"."name" COLLATE BINARY IS NOT excluded."name"`, []any{"x"}},
	}
	for _, test := range tests {
		sql, args, err := test.clause.ToSql()
		if err != nil {
			t.Errorf("%s: %v", test.want, err)
			continue
		}
		if sql != test.want || !reflect.DeepEqual(args, test.args) {
			t.Errorf("want %s %v\ngot  %s %v", test.want, test.args, sql, args)
		}
	}
}

func TestConflictInSquirrel(t *testing.T) {
	sql, args, err := sq.Insert("users").Columns("email", "name").Values("a@x.io", "A").
		SuffixExpr(sqlite.OnConflict("email").DoUpdate("name").DoUpdateSet("n", 5)).ToSql()
	const want = `INSERT INTO users (email,name) VALUES (?,?) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name", "n" = ?`
	if err != nil || sql != want || !reflect.DeepEqual(args, []any{"a@x.io", "A", 5}) {
		t.Errorf("got %s %v, %v", sql, args, err)
	}
}

func TestConflictRefused(t *testing.T) {
	id := sqlite.OnConflict("id")
	tests := map[string]sqlite.Conflict{
		"it needs":          id,
		"excludes":          id.DoNothing().DoUpdate("a"),
		"columns of a":      sqlite.OnConflict().DoUpdate("a"),
		"Where needs":       sqlite.OnConflict().Where(sq.Expr("live")).DoNothing(),
		"OnlyChanged comp":  id.Table("t").DoUpdateSet("a", 1).OnlyChanged(),
		"OnlyChanged needs": id.DoUpdate("a").OnlyChanged(),
		`Stored("n")`:       id.DoUpdateSet("n", sq.Expr("? + 1", dialect.Stored("n"))),
		`Stored("live")`:    id.Where(dialect.Stored("live")).DoNothing(),
		"no name":           id.DoUpdate(""),
		"bind parameters":   id.Where(sq.Eq{"live": "secret"}).DoUpdate("a"),
		"called excluded":   id.Table("excluded").DoUpdate("a"),
	}
	for part, c := range tests {
		_, _, err := c.ToSql()
		if err == nil || !strings.HasPrefix(err.Error(), "sqlite: ") || !strings.Contains(err.Error(), part) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", part, err)
		}
	}
	if _, _, err := tests["bind parameters"].ToSql(); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("not unsupported: %v", err)
	}
}

// TestConflictImmutable: a clause that two others are made from does not change, and neither sees the other.
func TestConflictImmutable(t *testing.T) {
	base := sqlite.OnConflict("id").DoUpdate("a", "b", "c")
	x, y := base.DoUpdate("x").DoUpdateSet("n", 1), base.DoUpdate("y").DoUpdateSet("m", 2)
	for c, want := range map[*sqlite.Conflict]string{&base: `"c" = excluded."c"`, &x: `"n" = ?`, &y: `"m" = ?`} {
		if sql, _, err := c.ToSql(); err != nil || !strings.HasSuffix(sql, want) {
			t.Errorf("%s does not end with %s: %v", sql, want, err)
		}
	}
}
