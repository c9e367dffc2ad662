package postgres_test

import (
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

const keyRows = `(VALUES ((NULL::"app"."people")."org", (NULL::"app"."people")."id"), ($1, $2), ($3, $4)) AS sqbulk("_1", "_2") ` +
	`WHERE "app"."people"."org" = sqbulk."_1" AND "app"."people"."id" = sqbulk."_2"`

func TestDelete(t *testing.T) {
	pair := []string{"org", "id"}
	for _, tt := range []struct {
		name string
		x    dialect.Delete
		want want
	}{
		{"key", dialect.Delete{Table: "people", Key: []string{"id"}}, plain(`DELETE FROM "people" WHERE "id" IN ($1, $2)`, 1, 2)},
		{"everything", dialect.Delete{Table: "people", Key: []string{"id"}, Where: sq.Expr("(? = ?)", dialect.Stored("tenant"), 7),
			Returning: []string{"id", "name"}, Prefixes: []sq.Sqlizer{sq.Expr("/* p */")}, Suffixes: []sq.Sqlizer{sq.Expr("/* s */")}},
			returned(`/* p */ DELETE FROM "people" WHERE "id" IN ($1, $2) AND ("people"."tenant" = $3) /* s */ RETURNING "people"."id", "people"."name"`, 1, 2, 7)},
		{"composite key", dialect.Delete{Table: "app.people", Key: pair}, plain(`DELETE FROM "app"."people" USING `+keyRows, 1, 2, 3, 4)},
		{"composite key, where", dialect.Delete{Table: "app.people", Key: pair, Where: sq.Expr("(tenant = ?)", 7)},
			plain(`DELETE FROM "app"."people" USING `+keyRows+` AND (tenant = $5)`, 1, 2, 3, 4, 7)},
	} {
		t.Run(tt.name, func(t *testing.T) { check(t, zero, tt.x, dialect.Plain(2), []any{1, 2, 3, 4}, tt.want) })
	}
}

func TestDeleteRefuses(t *testing.T) {
	x := dialect.Delete{Table: "people", Key: []string{"id"}}
	rows := dialect.Rows{N: 1, Exprs: map[dialect.Cell]dialect.Expr{{}: {SQL: "DEFAULT", Default: true}}}
	refused(t, zero, x, rows, true, "DEFAULT")
	x.Where = dialect.Incoming("id")
	refused(t, zero, x, dialect.Plain(1), false, `Incoming("id")`)
}

func TestSelect(t *testing.T) {
	for _, tt := range []struct {
		name string
		s    dialect.Select
		want want
	}{
		{"key", dialect.Select{Table: "people", Key: []string{"id"}, Columns: []string{"id", "name"}},
			returned(`SELECT "people"."id", "people"."name" FROM "people" WHERE "id" IN ($1, $2)`, 1, 2)},
		{"lock", dialect.Select{Table: "people", Key: []string{"id"}, Columns: []string{"id"}, Where: sq.Expr("(tenant = ?)", 7), Lock: true},
			returned(`SELECT "people"."id" FROM "people" WHERE "id" IN ($1, $2) AND (tenant = $3) FOR UPDATE`, 1, 2, 7)},
		{"composite key", dialect.Select{Table: "app.people", Key: []string{"org", "id"}, Columns: []string{"id"}, Lock: true},
			returned(`SELECT "app"."people"."id" FROM "app"."people" WHERE EXISTS (SELECT FROM `+keyRows+`) FOR UPDATE`, 1, 2, 3, 4)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := check(t, zero, tt.s, dialect.Plain(2), []any{1, 2, 3, 4}, tt.want)
			tallied(t, s, 2, dialect.Answer{Rows: [][]int64{{}}}, dialect.Counts{})
		})
	}
	rows := dialect.Rows{N: 1, Exprs: map[dialect.Cell]dialect.Expr{{}: {SQL: "DEFAULT", Default: true}}}
	refused(t, zero, dialect.Select{Table: "people", Key: []string{"id"}, Columns: []string{"id"}}, rows, true, "DEFAULT")
	refused(t, zero, dialect.Select{Table: "people", Key: []string{"id"}, Columns: []string{"id"}, Where: dialect.Incoming("id")}, dialect.Plain(1), false, `Incoming("id")`)
}
