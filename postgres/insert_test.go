package postgres_test

import (
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/postgres"
)

const (
	insertPeople = `INSERT INTO "people" ("id", "name") VALUES ($1, $2), ($3, $4)`
	updateName   = ` ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name"`
	countCreated = ` AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk`

	noOld      = `(sqbulk_old."id" IS NULL AND sqbulk_old.* IS NOT DISTINCT FROM NULL)`
	noteUpdate = `set_config('sqbulk.updated', statement_timestamp()::text, TRUE) IS NOT NULL`
	noNote     = `CASE WHEN current_setting('sqbulk.updated', TRUE) = statement_timestamp()::text ` +
		`THEN set_config('sqbulk.updated', '', TRUE) <> '' ELSE TRUE END`
	nameDiffers = `record_image_ne(ROW("people"."name"), ROW(excluded."name"))`
)

var (
	zero = postgres.Dialect{}
	heap = postgres.Dialect{Kind: postgres.Heap}
	pg18 = postgres.Dialect{Version: 180000}
)

// people is an INSERT of two columns, changed by f.
func people(f func(i *dialect.Insert)) dialect.Insert {
	i := dialect.Insert{Table: "people", Columns: []string{"id", "name"}}
	f(&i)
	return i
}

// upsert is a counted upsert of people, changed by f.
func upsert(f func(i *dialect.Insert)) dialect.Insert {
	return people(func(i *dialect.Insert) {
		i.Count = true
		i.Conflict = &dialect.Conflict{Columns: []string{"id"}, Set: []dialect.Assignment{{Column: "name"}}}
		f(i)
	})
}

func asIs(*dialect.Insert) {}

func onlyChanged(i *dialect.Insert) { i.Conflict.OnlyChanged = true }

func returningID(i *dialect.Insert) { i.Returning = []string{"id"} }

// newer updates where the incoming name is greater.
func newer(i *dialect.Insert) {
	i.Conflict.UpdateWhere = sq.Expr("(? < ?)", dialect.Stored("name"), dialect.Incoming("name"))
}

var twoPeople = []any{1, "a", 2, "b"}

func TestInsert(t *testing.T) {
	for _, tt := range []struct {
		name string
		with func(i *dialect.Insert)
		want want
	}{
		{"plain", asIs, plain(insertPeople, twoPeople...)},
		{"counted", func(i *dialect.Insert) { i.Count = true }, plain(insertPeople, twoPeople...)},
		{"returning", returningID, returned(insertPeople+` RETURNING "id"`, twoPeople...)},
		{"do nothing", func(i *dialect.Insert) { i.Conflict = &dialect.Conflict{DoNothing: true}; i.Count = true },
			plain(insertPeople+` ON CONFLICT DO NOTHING`, twoPeople...)},
		{"do nothing on a key", func(i *dialect.Insert) {
			i.Conflict = &dialect.Conflict{DoNothing: true, Columns: []string{"id", "name"}}
		}, plain(insertPeople+` ON CONFLICT ("id", "name") DO NOTHING`, twoPeople...)},
		{"do nothing on a partial index", func(i *dialect.Insert) {
			i.Conflict = &dialect.Conflict{DoNothing: true, Columns: []string{"id"}, Where: sq.Expr("(? IS NULL)", dialect.Stored("gone"))}
		}, plain(insertPeople+` ON CONFLICT ("id") WHERE ("gone" IS NULL) DO NOTHING`, twoPeople...)},
		{"do nothing on a constraint", func(i *dialect.Insert) {
			i.Conflict = &dialect.Conflict{DoNothing: true, Constraint: `people"key`}
		}, plain(insertPeople+` ON CONFLICT ON CONSTRAINT "people""key" DO NOTHING`, twoPeople...)},
		{"prefix and suffix", func(i *dialect.Insert) {
			i.Prefixes = []sq.Sqlizer{sq.Expr("WITH p AS (SELECT ?)", "p")}
			i.Suffixes = []sq.Sqlizer{sq.Expr("/* ? */", "s")}
			i.Returning = []string{"id"}
		}, returned(`WITH p AS (SELECT $1) INSERT INTO "people" ("id", "name") VALUES ($2, $3), ($4, $5) /* $6 */ RETURNING "id"`,
			"p", 1, "a", 2, "b", "s")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			check(t, zero, people(tt.with), dialect.Plain(2), twoPeople, tt.want)
		})
	}
}

func TestInsertNames(t *testing.T) {
	i := people(asIs)
	i.Table, i.Columns = `app.pe"ople`, []string{"a.b", `c"d`}
	check(t, zero, i, dialect.Plain(1), []any{1, 2}, plain(`INSERT INTO "app"."pe""ople" ("a.b", "c""d") VALUES ($1, $2)`, 1, 2))
}

func TestInsertCells(t *testing.T) {
	rows := dialect.Rows{N: 2, Exprs: map[dialect.Cell]dialect.Expr{
		{Row: 0, Column: 1}: {SQL: "lower(?)", Args: []any{"A"}},
		{Row: 1, Column: 0}: {SQL: "DEFAULT", Default: true},
	}}
	check(t, zero, people(asIs), rows, []any{1, nil, nil, "b"},
		plain(`INSERT INTO "people" ("id", "name") VALUES ($1, lower($2)), (DEFAULT, $3)`, 1, "A", "b"))
}

func TestUpsertPlain(t *testing.T) {
	i := upsert(func(i *dialect.Insert) {
		i.Count = false
		i.Conflict.Set = append(i.Conflict.Set, dialect.Assignment{Column: "hits", Expr: sq.Expr("? + ?", dialect.Stored("hits"), 1)},
			dialect.Assignment{Column: "seen", Expr: dialect.Default{}})
		newer(i)
		onlyChanged(i)
	})
	for _, d := range []dialect.Dialect{zero, heap, pg18} {
		s := check(t, d, i, dialect.Plain(2), twoPeople, plain(insertPeople+updateName+
			`, "hits" = "people"."hits" + $5, "seen" = DEFAULT WHERE ("people"."name" < excluded."name") AND `+nameDiffers, 1, "a", 2, "b", 1))
		tallied(t, s, 2, dialect.Answer{Affected: 2}, dialect.Counts{Inexact: true})
	}
}

func TestUpsertCounted(t *testing.T) {
	where := ` WHERE ("people"."name" < excluded."name") AND ` + nameDiffers
	both := func(i *dialect.Insert) { newer(i); onlyChanged(i) }
	noted := ` WHERE CASE WHEN ("people"."name" < excluded."name") AND ` + nameDiffers + ` THEN ` + noteUpdate + ` ELSE FALSE END`
	for _, tt := range []struct {
		name string
		d    dialect.Dialect
		with func(i *dialect.Insert)
		want string
	}{
		{"18", pg18, asIs, insertPeople + updateName + ` RETURNING WITH (OLD AS sqbulk_old) ` + noOld},
		{"heap", heap, asIs, insertPeople + updateName + ` RETURNING (xmax = 0)`},
		{"heap with triggers", postgres.Dialect{Kind: postgres.HeapTriggers}, asIs, insertPeople + updateName + ` RETURNING (xmax = 0)`},
		{"any", zero, asIs, insertPeople + updateName + ` WHERE ` + noteUpdate + ` RETURNING ` + noNote},
		{"other", postgres.Dialect{Version: 150000, Kind: postgres.Other}, asIs,
			insertPeople + updateName + ` WHERE ` + noteUpdate + ` RETURNING ` + noNote},
		{"18, conditions", pg18, both, insertPeople + updateName + where + ` RETURNING WITH (OLD AS sqbulk_old) ` + noOld},
		{"heap, conditions", heap, both, insertPeople + updateName + where + ` RETURNING (xmax = 0)`},
		{"any, conditions", zero, both, insertPeople + updateName + noted + ` RETURNING ` + noNote},
		{"18, constraint", pg18, func(i *dialect.Insert) { i.Conflict.Columns, i.Conflict.Constraint = nil, "people_pkey" },
			insertPeople + ` ON CONFLICT ON CONSTRAINT "people_pkey" DO UPDATE SET "name" = excluded."name" RETURNING WITH (OLD AS sqbulk_old) ` + noOld},
	} {
		t.Run(tt.name, func(t *testing.T) {
			check(t, tt.d, upsert(tt.with), dialect.Plain(2), twoPeople, numbers("WITH sqbulk AS ("+tt.want+countCreated, twoPeople...))
		})
	}
}

func TestUpsertReturning(t *testing.T) {
	flag := func(created string) string { return `"id", CASE WHEN ` + created + ` THEN 1 ELSE 0 END` }
	for _, tt := range []struct {
		name string
		d    dialect.Dialect
		want string
	}{
		{"18", pg18, ` RETURNING WITH (OLD AS sqbulk_old) ` + flag(noOld)},
		{"heap", heap, ` RETURNING ` + flag(`(xmax = 0)`)},
		{"any", zero, ` WHERE ` + noteUpdate + ` RETURNING ` + flag(noNote)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := check(t, tt.d, upsert(returningID), dialect.Plain(2), twoPeople, returned(insertPeople+updateName+tt.want, twoPeople...))
			tallied(t, s, 3, dialect.Answer{Rows: [][]int64{{1}, {0}, {1}}}, dialect.Counts{Created: 2, Updated: 1})
		})
	}
	i := upsert(returningID)
	i.Count = false
	s := check(t, pg18, i, dialect.Plain(2), twoPeople, returned(insertPeople+updateName+` RETURNING "id"`, twoPeople...))
	tallied(t, s, 2, dialect.Answer{Rows: [][]int64{{}, {}}}, dialect.Counts{Inexact: true})
}

func TestInsertRefuses(t *testing.T) {
	partial := func(pred sq.Sqlizer) dialect.Insert {
		return upsert(func(i *dialect.Insert) { i.Conflict.Where = pred })
	}
	refused(t, zero, partial(sq.Eq{"live": true}), dialect.Plain(1), true, "partial index", "bind parameters", "into the SQL")
	refused(t, zero, partial(sq.Expr("? IS NULL", dialect.Incoming("gone"))), dialect.Plain(1), false, `Incoming("gone")`)
	refused(t, zero, upsert(func(i *dialect.Insert) { i.Conflict.UpdateWhere = sq.Expr("a = ?") }), dialect.Plain(1), false, "placeholders")
	refused(t, zero, people(func(i *dialect.Insert) { i.Suffixes = []sq.Sqlizer{sq.Expr("?", dialect.Stored("id"))} }), dialect.Plain(1), false, `Stored("id")`)
}
