package postgres_test

import (
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

const (
	peopleRows = `(VALUES ((NULL::"people")."id", (NULL::"people")."name"), ($1, $2), ($3, $4)) AS sqbulk("_1", "_2")`
	numbered   = `(VALUES (NULL::int, (NULL::"people")."id", (NULL::"people")."name"), (1, $1, $2), (2, $3, $4)) AS sqbulk("_0", "_1", "_2")`
	setName    = `UPDATE "people" SET "name" = sqbulk."_2" FROM `
	sameID     = ` WHERE "people"."id" = sqbulk."_1"`
	listed     = ` AND "people"."id" IN ($5, $6)` // behind two rows of two cells
	differs    = `record_image_ne(ROW(CASE WHEN TRUE THEN "people"."name" ELSE sqbulk."_2" END), ROW(sqbulk."_2"))`
)

// withIDs are twoPeople and their ids.
var withIDs = []any{1, "a", 2, "b", 1, 2}

// rename is an UPDATE of the name by id, changed by the functions.
func rename(with ...func(u *dialect.Update)) dialect.Update {
	u := dialect.Update{Table: "people", Key: []string{"id"}, Columns: []string{"name"}, Set: []dialect.Assignment{{Column: "name"}}}
	for _, f := range with {
		f(&u)
	}
	return u
}

func counted(u *dialect.Update) { u.Count = true }

func caseForm(u *dialect.Update) { u.Form = dialect.FormCase }

func changedOnly(u *dialect.Update) { u.OnlyChanged = true }

func returningName(u *dialect.Update) { u.Returning = []string{"id", "name"} }

// setsKey increments the key.
func setsKey(u *dialect.Update) {
	u.Set = append(u.Set, dialect.Assignment{Column: "id", Expr: sq.Expr("? + 1", dialect.Stored("id"))})
}

// tenant is a condition with a value.
func tenant(u *dialect.Update) { u.Where = sq.Expr("(tenant = ?)", 7) }

// newerName is a condition on both rows.
func newerName(u *dialect.Update) {
	u.Where = sq.Expr("(? < ?)", dialect.Stored("name"), dialect.Incoming("name"))
}

func TestUpdateJoin(t *testing.T) {
	for _, tt := range []struct {
		name string
		u    dialect.Update
		want want
	}{
		{"plain", rename(), plain(setName+peopleRows+sameID+listed, withIDs...)},
		{"where", rename(tenant), plain(setName+peopleRows+sameID+` AND (tenant = $5)`, 1, "a", 2, "b", 7)},
		{"only changed", rename(newerName, changedOnly),
			plain(setName+peopleRows+sameID+` AND ("people"."name" < sqbulk."_2") AND `+differs, twoPeople...)},
		{"returning", rename(returningName), returned(setName+peopleRows+sameID+listed+` RETURNING "people"."id", "people"."name"`, withIDs...)},
		{"counted", rename(counted), numbers(`WITH sqbulk_updated AS (`+setName+numbered+sameID+listed+
			` RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated`, withIDs...)},
		{"counted, returning", rename(counted, returningName),
			returned(setName+numbered+sameID+listed+` RETURNING "people"."id", "people"."name", sqbulk."_0"`, withIDs...)},
		{"counted, only changed", rename(counted, tenant, changedOnly),
			numbers(`WITH sqbulk AS (SELECT sqbulk.*, `+differs+` AS "_changed" FROM "people", `+numbered+sameID+` AND (tenant = $5)), `+
				`sqbulk_updated AS (`+setName+`sqbulk`+sameID+` AND (tenant = $6) AND sqbulk."_changed" AND `+differs+` RETURNING 1) `+
				`SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk`,
				1, "a", 2, "b", 7, 7)},
		{"counted, only changed, returning", rename(counted, changedOnly, returningName),
			returned(`WITH sqbulk AS (SELECT sqbulk.*, `+differs+` AS "_changed" FROM "people", `+numbered+sameID+listed+`), `+
				`sqbulk_updated AS (`+setName+`sqbulk`+sameID+` AND "people"."id" IN ($7, $8) AND sqbulk."_changed" AND `+differs+` RETURNING "people"."id", "people"."name") `+
				`SELECT "id", "name", (SELECT count(DISTINCT "_0") FROM sqbulk), (SELECT count(*) FROM sqbulk), `+
				`(SELECT count(*) FILTER (WHERE "_changed") FROM sqbulk) FROM sqbulk_updated`, 1, "a", 2, "b", 1, 2, 1, 2)},
		{"prefix and suffix", rename(func(u *dialect.Update) {
			u.Prefixes, u.Suffixes = []sq.Sqlizer{sq.Expr("/* ? */", "p")}, []sq.Sqlizer{sq.Expr("/* ? */", "s")}
			u.Set = append(u.Set, dialect.Assignment{Column: "hits", Expr: sq.Expr("? + ?", dialect.Stored("hits"), 5)})
		}), plain(`/* $1 */ UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + $2 FROM `+
			`(VALUES ((NULL::"people")."id", (NULL::"people")."name"), ($3, $4), ($5, $6)) AS sqbulk("_1", "_2")`+sameID+` AND "people"."id" IN ($7, $8) /* $9 */`,
			"p", 5, 1, "a", 2, "b", 1, 2, "s")},
	} {
		t.Run(tt.name, func(t *testing.T) { check(t, zero, tt.u, dialect.Plain(2), twoPeople, tt.want) })
	}
}

func TestUpdateCase(t *testing.T) {
	const (
		head = `UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END`
		in   = ` WHERE "id" IN ($5, $6)`
	)
	args := []any{1, "a", 2, "b", 1, 2}
	more := func(further ...any) []any { return append(append([]any{}, args...), further...) }
	for _, tt := range []struct {
		name string
		u    dialect.Update
		want want
	}{
		{"plain", rename(caseForm), plain(head+in, args...)},
		{"where", rename(caseForm, tenant), plain(head+in+` AND (tenant = $7)`, more(7)...)},
		{"where over the incoming row", rename(caseForm, newerName), plain(head+in+
			` AND CASE "id" WHEN $7 THEN ("people"."name" < COALESCE($8, (NULL::"people")."name")) `+
			`WHEN $9 THEN ("people"."name" < COALESCE($10, (NULL::"people")."name")) ELSE FALSE END`, more(1, "a", 2, "b")...)},
		{"expressions", rename(caseForm, func(u *dialect.Update) {
			u.Set = []dialect.Assignment{{Column: "seen", Expr: sq.Expr("now()")},
				{Column: "name", Expr: sq.Expr("? || ?", dialect.Incoming("name"), "!")}}
		}), plain(`UPDATE "people" SET "seen" = now(), "name" = CASE "id" WHEN $1 THEN COALESCE($2, (NULL::"people")."name") || $3 `+
			`WHEN $4 THEN COALESCE($5, (NULL::"people")."name") || $6 ELSE "name" END WHERE "id" IN ($7, $8)`, 1, "a", "!", 2, "b", "!", 1, 2)},
		{"counted", rename(caseForm, counted), numbers(`WITH sqbulk_updated AS (`+head+in+
			` RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated`, args...)},
		{"counted, returning", rename(caseForm, counted, returningName), returned(head+in+
			` RETURNING "people"."id", "people"."name", CASE "id" WHEN $7 THEN 1 WHEN $8 THEN 2 ELSE NULL END`, more(1, 2)...)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if s := check(t, zero, tt.u, dialect.Plain(2), twoPeople, tt.want); s.MaxRows != dialect.CaseRows {
				t.Errorf("MaxRows is %d", s.MaxRows)
			}
		})
	}
}

func TestUpdateCaseOnlyChanged(t *testing.T) {
	const name = `CASE "id" WHEN ? THEN ? ELSE "name" END`
	const changed = `record_image_ne(ROW(CASE WHEN TRUE THEN "people"."name" ELSE ` + name + ` END), ROW(` + name + `))`
	sql, err := sq.Dollar.ReplacePlaceholders(`WITH sqbulk AS (SELECT "id" AS "_0", ` + changed + ` AS "_changed" FROM "people" WHERE "id" IN (?)), ` +
		`sqbulk_updated AS (UPDATE "people" SET "name" = ` + name + ` WHERE "id" IN (?) AND ` + changed + ` RETURNING 1) ` +
		`SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk`)
	if err != nil {
		t.Fatal(err)
	}
	check(t, zero, rename(caseForm, counted, changedOnly), dialect.Plain(1), []any{1, "a"},
		numbers(sql, 1, "a", 1, "a", 1, 1, "a", 1, 1, "a", 1, "a"))
}

func TestUpdateCompositeKey(t *testing.T) {
	u := rename(func(u *dialect.Update) { u.Table, u.Key = "app.people", []string{"org", "id"} })
	values := []any{1, 2, "a", 3, 4, "b"}
	check(t, zero, u, dialect.Plain(2), values, plain(`UPDATE "app"."people" SET "name" = sqbulk."_3" FROM (VALUES ((NULL::"app"."people")."org", `+
		`(NULL::"app"."people")."id", (NULL::"app"."people")."name"), ($1, $2, $3), ($4, $5, $6)) AS sqbulk("_1", "_2", "_3") `+
		`WHERE "app"."people"."org" = sqbulk."_1" AND "app"."people"."id" = sqbulk."_2"`, values...))
	u.Form, u.Count = dialect.FormCase, true
	check(t, zero, u, dialect.Plain(1), values, numbers(`WITH sqbulk_updated AS (UPDATE "app"."people" SET "name" = `+
		`CASE WHEN "org" = $1 AND "id" = $2 THEN $3 ELSE "name" END WHERE ("org", "id") IN (($4, $5)) `+
		`RETURNING ROW("org", "id") AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated`, 1, 2, "a", 1, 2))
}

func TestUpdateCells(t *testing.T) {
	rows := dialect.Rows{N: 2, Exprs: map[dialect.Cell]dialect.Expr{{Row: 0, Column: 1}: {SQL: "lower(?)", Args: []any{"A"}}}}
	check(t, zero, rename(), rows, []any{1, nil, 2, "b"}, plain(setName+
		`(VALUES ((NULL::"people")."id", (NULL::"people")."name"), ($1, lower($2)), ($3, $4)) AS sqbulk("_1", "_2")`+sameID+listed, 1, "A", 2, "b", 1, 2))
	rows.Exprs = map[dialect.Cell]dialect.Expr{{Row: 0, Column: 0}: {SQL: "nextval(?)", Args: []any{"s"}}} // has another value in each place
	check(t, zero, rename(), rows, []any{nil, "a", 2, "b"}, plain(setName+
		`(VALUES ((NULL::"people")."id", (NULL::"people")."name"), (nextval($1), $2), ($3, $4)) AS sqbulk("_1", "_2")`+sameID, "s", "a", 2, "b"))
}

func TestUpdateRefuses(t *testing.T) {
	rows := dialect.Rows{N: 1, Exprs: map[dialect.Cell]dialect.Expr{{Row: 0, Column: 1}: {SQL: "DEFAULT", Default: true}}}
	for name, form := range map[string]func(u *dialect.Update){"join": func(*dialect.Update) {}, "CASE": caseForm} {
		t.Run(name, func(t *testing.T) {
			refused(t, zero, rename(form), rows, true, "DEFAULT", "SetExpr")
			refused(t, zero, rename(form, func(u *dialect.Update) { u.Where = dialect.Incoming("zip") }), dialect.Plain(1), false, `Incoming("zip")`)
			refused(t, zero, rename(form, func(u *dialect.Update) { u.Set[0].Expr = sq.Expr("? + 1") }), dialect.Plain(1), false, "placeholders")
		})
	}
}
