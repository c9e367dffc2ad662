package postgres_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/postgres"
)

func TestConflict(t *testing.T) {
	hits := sq.Expr("? + ?", dialect.Stored("hits"), dialect.Incoming("hits"))
	for _, tt := range []struct {
		name   string
		clause postgres.Conflict
		want   string
		args   []any
	}{
		{"do nothing", postgres.OnConflict().DoNothing(), `ON CONFLICT DO NOTHING`, nil},
		{"do nothing on a key", postgres.OnConflict("org", "e mail").DoNothing(), `ON CONFLICT ("org", "e mail") DO NOTHING`, nil},
		{"constraint", postgres.OnConstraint("k").DoUpdate("a", "b"), `ON CONFLICT ON CONSTRAINT "k" DO UPDATE SET "a" = excluded."a", "b" = excluded."b"`, nil},
		{"partial index", postgres.OnConflict("id").Where(sq.Expr("live")).Where(sq.Eq{"gone": nil}).DoUpdate("a"),
			`ON CONFLICT ("id") WHERE ((live) AND gone IS NULL) DO UPDATE SET "a" = excluded."a"`, nil},
		{"values", postgres.OnConflict("id").DoUpdateSet("a", 5).DoUpdateSet("b", nil).DoUpdateSet("c", sq.Expr("now()")).DoUpdateSet("d", dialect.Default{}),
			`ON CONFLICT ("id") DO UPDATE SET "a" = ?, "b" = ?, "c" = now(), "d" = DEFAULT`, []any{5, nil}},
		{"incoming", postgres.OnConflict("id").DoUpdateSet("a", dialect.Incoming("b")), `ON CONFLICT ("id") DO UPDATE SET "a" = excluded."b"`, nil},
		{"stored", postgres.OnConflict("id").Table("app.t").DoUpdateSet("hits", hits), `ON CONFLICT ("id") DO UPDATE SET "hits" = "app"."t"."hits" + excluded."hits"`, nil},
		{"conditions", postgres.OnConflict("id").Table("t").DoUpdate("a").OnlyChanged().DoUpdateWhere(sq.Expr("x = ? OR y", 1)).DoUpdateWhere(sq.Expr("j ?? ?", "k")),
			`ON CONFLICT ("id") DO UPDATE SET "a" = excluded."a" WHERE ((x = ? OR y) AND j ?? ?) AND record_image_ne(ROW("t"."a"), ROW(excluded."a"))`, []any{1, "k"}},
		{"question mark in a name", postgres.OnConflict("id?").DoNothing(), `ON CONFLICT ("id??") DO NOTHING`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sql, args, err := tt.clause.ToSql()
			if err != nil {
				t.Fatal(err)
			}
			if sql != tt.want || !reflect.DeepEqual(args, tt.args) {
				t.Errorf("got  %s %v\nwant %s %v", sql, args, tt.want, tt.args)
			}
		})
	}
}

func TestConflictInSquirrel(t *testing.T) {
	clause := postgres.OnConflict("id").DoUpdate("j").DoUpdateWhere(sq.Expr("? ?? ?", dialect.Incoming("j"), "k"))
	sql, args, err := sq.Insert("t").Columns("id", "j").Values(1, "{}").SuffixExpr(clause).PlaceholderFormat(sq.Dollar).ToSql()
	want := `INSERT INTO t (id,j) VALUES ($1,$2) ON CONFLICT ("id") DO UPDATE SET "j" = excluded."j" WHERE (excluded."j" ? $3)`
	if err != nil || sql != want || !reflect.DeepEqual(args, []any{1, "{}", "k"}) {
		t.Errorf("got  %s %v, %v\nwant %s", sql, args, err, want)
	}
}

func TestConflictIsImmutable(t *testing.T) {
	base := postgres.OnConflict("id").DoUpdate("a")
	one, two := base.DoUpdate("b"), base.DoUpdate("c")
	for clause, want := range map[*postgres.Conflict]string{&base: `"a"`, &one: `"b"`, &two: `"c"`} {
		if sql, _, err := clause.ToSql(); err != nil || !strings.HasSuffix(sql, "excluded."+want) {
			t.Errorf("got %s, %v", sql, err)
		}
	}
}

func TestConflictRefuses(t *testing.T) {
	update := postgres.OnConflict("id").DoUpdate("a")
	for _, tt := range []struct {
		name   string
		clause postgres.Conflict
		says   string
	}{
		{"no action", postgres.OnConflict("id"), "needs DoNothing"},
		{"both actions", update.DoNothing(), "DoNothing excludes"},
		{"condition of nothing", postgres.OnConflict("id").DoNothing().DoUpdateWhere(sq.Expr("x")), "DoNothing excludes"},
		{"no target", postgres.OnConflict().DoUpdate("a"), "OnConstraint"},
		{"predicate without columns", postgres.OnConflict().Where(sq.Expr("x")).DoNothing(), "Where needs"},
		{"nothing to compare", postgres.OnConflict("id").Table("t").DoUpdateSet("a", 1).OnlyChanged(), "OnlyChanged compares"},
		{"comparison without the table", update.OnlyChanged(), "OnlyChanged needs Table"},
		{"stored without the table", update.DoUpdateSet("b", dialect.Stored("b")), `Stored("b") needs Table`},
		{"stored in a condition without the table", update.DoUpdateWhere(sq.Expr("? > 1", dialect.Stored("b"))), `Stored("b") needs Table`},
		{"a bound predicate", postgres.OnConflict("id").Where(sq.Eq{"live": true}).DoNothing(), "bind parameters"},
		{"a broken expression", update.DoUpdateSet("b", sq.Expr("? + ?", 1)), "placeholders"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := tt.clause.ToSql()
			if err == nil || !strings.Contains(err.Error(), tt.says) || !strings.HasPrefix(err.Error(), "postgres: ") {
				t.Errorf("got %v, want an error that says %q", err, tt.says)
			}
			if errors.Is(err, errors.ErrUnsupported) != (tt.name == "a bound predicate") {
				t.Errorf("%v wraps errors.ErrUnsupported or does not", err)
			}
		})
	}
}
