package sqlite

import (
	"reflect"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// byID is a counted update of two columns.
func byID(change func(*dialect.Update)) dialect.Update {
	u := dialect.Update{Table: "main.t", Key: []string{"id"}, Columns: []string{"a", "v"}, Set: []dialect.Assignment{{Column: "a"}}, Count: true}
	if change != nil {
		change(&u)
	}
	return u
}

func TestUpdateSteps(t *testing.T) {
	const (
		rows   = `(SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk`
		joined = `UPDATE "main"."t" SET "a" = sqbulk."_2" FROM ` + rows + ` WHERE "t"."id" = sqbulk."_1"`
		counts = `SELECT count(*) - count("t"."id") AS unmatched, count("t"."id") AS pairs FROM `
		look   = counts + `(SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "main"."t" ON "t"."id" = sqbulk."_1"`
		sums   = "SELECT sum(unmatched), sum(pairs), count(nullif(pairs, 0)) FROM ("
		group  = ` GROUP BY "t"."id")`
		cases  = `UPDATE "main"."t" SET "a" = CASE "t"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "t"."a" END WHERE "t"."id" IN (?, ?)`
	)
	newer := sq.Expr("? < ?", dialect.Stored("v"), dialect.Incoming("v"))
	tests := []struct {
		name   string
		update dialect.Update
		want   []string
	}{
		{"counted", byID(nil), []string{look, joined}},
		{"not counted", byID(func(u *dialect.Update) { u.Count = false }), []string{joined}},
		{"where the stored row is", byID(func(u *dialect.Update) { u.Where = sq.Expr("tenant = ?", 7) }),
			[]string{look + " AND tenant = ?", joined + " AND tenant = ?"}},
		{"where the incoming row is newer", byID(func(u *dialect.Update) { u.Where = newer }), []string{
			counts + `(SELECT column1 AS "_1", column2 AS "_3" FROM (VALUES (?, ?), (?, ?))) AS sqbulk LEFT JOIN "main"."t" ON "t"."id" = sqbulk."_1" AND "t"."v" < sqbulk."_3"`,
			joined + ` AND "t"."v" < sqbulk."_3"`}},
		{"only changed", byID(func(u *dialect.Update) { u.OnlyChanged = true; u.Set = append(u.Set, dialect.Assignment{Column: "v"}) }), []string{sums + look + group,
			`UPDATE "main"."t" SET "a" = sqbulk."_2", "v" = sqbulk."_3" FROM ` + rows +
				` WHERE "t"."id" = sqbulk."_1" AND ("t"."a" COLLATE BINARY, "t"."v" COLLATE BINARY) IS NOT (sqbulk."_2", sqbulk."_3")`}},
		{"a prefix stands before both", byID(func(u *dialect.Update) { u.Prefixes = []sq.Sqlizer{sq.Expr("WITH x AS (SELECT ?)", 1)} }),
			[]string{"WITH x AS (SELECT ?) " + look, "WITH x AS (SELECT ?) " + joined}},
		{"CASE", byID(func(u *dialect.Update) { u.Form = dialect.FormCase }), []string{look, cases}},
		{"CASE, expressions", byID(func(u *dialect.Update) {
			u.Form, u.Count = dialect.FormCase, false
			u.Set = []dialect.Assignment{
				{Column: "a", Expr: sq.Expr("? + ?", dialect.Stored("a"), dialect.Incoming("v"))},
				{Column: "seen", Expr: sq.Expr("datetime(?)", "now")},
			}
		}), []string{`UPDATE "main"."t" SET "a" = CASE "t"."id" WHEN ? THEN "t"."a" + ? WHEN ? THEN "t"."a" + ? ELSE "t"."a" END, ` +
			`"seen" = datetime(?) WHERE "t"."id" IN (?, ?)`}},
		{"CASE, where the incoming row is newer", byID(func(u *dialect.Update) { u.Form, u.Count, u.Where = dialect.FormCase, false, newer }), []string{
			`UPDATE "main"."t" SET "a" = CASE WHEN "t"."id" = ? AND "t"."v" < ? THEN ? WHEN "t"."id" = ? AND "t"."v" < ? THEN ? ELSE "t"."a" END WHERE "t"."id" IN (?, ?) ` +
				`AND CASE WHEN "t"."id" = ? AND "t"."v" < ? THEN TRUE WHEN "t"."id" = ? AND "t"."v" < ? THEN TRUE ELSE FALSE END`}},
		{"CASE, only changed, returning", byID(func(u *dialect.Update) {
			u.Form, u.Count, u.OnlyChanged, u.Returning = dialect.FormCase, false, true, []string{"a"}
		}), []string{cases + ` AND "t"."a" COLLATE BINARY IS NOT CASE "t"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "t"."a" END RETURNING "t"."a" AS "a"`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sp, err := Dialect{}.Update(test.update, dialect.Plain(2))
			if err != nil {
				t.Fatal(err)
			}
			if got := texts(sp); !reflect.DeepEqual(test.want, got) {
				t.Errorf("the steps differ\nwant %q\ngot  %q", test.want, got)
			}
			most := 0
			if test.update.Form == dialect.FormCase {
				most = dialect.CaseRows
			}
			if sp.MaxRows != most || sp.NeedsTx != test.update.Count {
				t.Errorf("at most %d rows, needs a transaction: %v", sp.MaxRows, sp.NeedsTx)
			}
		})
	}
}

func TestUpdateArgs(t *testing.T) {
	u := byID(func(u *dialect.Update) {
		u.Form = dialect.FormCase
		u.Where = sq.Expr("? < ? AND tenant = ?", dialect.Stored("v"), dialect.Incoming("v"), 7)
	})
	sp, err := Dialect{}.Update(u, dialect.Plain(2))
	if err != nil {
		t.Fatal(err)
	}
	values := []any{"i1", "a1", "v1", "i2", "a2", "v2"}
	want := [][]any{
		{"i1", "v1", "i2", "v2", 7},
		{"i1", "v1", 7, "a1", "i2", "v2", 7, "a2", "i1", "i2", "i1", "v1", 7, "i2", "v2", 7},
	}
	for n := range want {
		if got := sp.Steps[n].AppendArgs(nil, dialect.Plain(2), values, 3); !reflect.DeepEqual(want[n], got) {
			t.Errorf("step %d: want %v, got %v", n+1, want[n], got)
		}
	}
}

func TestUpdateTally(t *testing.T) {
	only := byID(func(u *dialect.Update) { u.OnlyChanged = true })
	perRow := byID(func(u *dialect.Update) {
		u.OnlyChanged, u.Where = true, sq.Expr("? < ?", dialect.Stored("v"), dialect.Incoming("v"))
	})
	expr := dialect.Rows{N: 4, Exprs: map[dialect.Cell]dialect.Expr{{}: {SQL: "1"}}}
	tests := []struct {
		name    string
		update  dialect.Update
		rows    dialect.Rows
		found   []int64 // unmatched, pairs, and keys with OnlyChanged
		updated int64
		table   []int64 // the answer to the question; nil: it is not asked
		want    dialect.Counts
	}{
		{"all match", byID(nil), dialect.Plain(4), []int64{0, 4}, 4, nil, dialect.Counts{Updated: 4}},
		{"strangers", byID(nil), dialect.Plain(4), []int64{3, 1}, 1, nil, dialect.Counts{Updated: 1, Unmatched: 3}},
		{"nothing matches", byID(nil), dialect.Plain(4), []int64{4, 0}, 0, nil, dialect.Counts{Unmatched: 4}},
		{"a key is stored twice", byID(nil), dialect.Plain(4), []int64{1, 5}, 5, nil, dialect.Counts{Updated: 5, Unmatched: 1}},
		{"a trigger drops a row, or a key is twice in the input", byID(nil), dialect.Plain(4), []int64{0, 4}, 3, nil,
			dialect.Counts{Updated: 3, Skipped: 1, Inexact: true}},
		{"more than were found", byID(nil), dialect.Plain(4), []int64{1, 3}, 4, nil, dialect.Counts{Updated: 4, Unmatched: 1, Inexact: true}},
		{"an expression in the key", byID(nil), expr, []int64{0, 4}, 4, nil, dialect.Counts{Updated: 4}},
		{"only changed", only, dialect.Plain(4), []int64{1, 3, 3}, 1, []int64{1, 0, 0, 1}, dialect.Counts{Updated: 1, Unchanged: 2, Unmatched: 1}},
		{"only changed, rows may be dropped", only, dialect.Plain(4), []int64{1, 3, 3}, 1, []int64{1, 1, 0, 0}, dialect.Counts{Updated: 1, Unchanged: 2, Unmatched: 1, Inexact: true}},
		{"only changed, a row may have replaced another", only, dialect.Plain(4), []int64{1, 3, 3}, 1, []int64{1, 0, 1, 0},
			dialect.Counts{Updated: 1, Unchanged: 2, Unmatched: 1, Inexact: true}},
		{"only changed, unknown table", only, dialect.Plain(4), []int64{1, 3, 3}, 1, []int64{0, 0, 0, 0},
			dialect.Counts{Updated: 1, Unchanged: 2, Unmatched: 1, Inexact: true}},
		{"only changed, all do", only, dialect.Plain(4), []int64{1, 3, 3}, 3, nil, dialect.Counts{Updated: 3, Unmatched: 1}},
		{"only changed, a key is stored twice", only, dialect.Plain(4), []int64{1, 5, 3}, 2, []int64{1, 0, 0, 1}, dialect.Counts{Updated: 2, Unchanged: 3, Unmatched: 1}},
		{"only changed, a key is twice in the input", only, dialect.Plain(4), []int64{0, 4, 3}, 1, []int64{1, 0, 0, 1}, dialect.Counts{Updated: 1, Unchanged: 2}},
		{"only changed, a key is twice in both", only, dialect.Plain(4), []int64{0, 6, 3}, 2, []int64{1, 0, 0, 1}, dialect.Counts{Updated: 2, Unchanged: 1, Inexact: true}},
		{"only changed, a key is twice in the input and the condition reads it", perRow, dialect.Plain(4), []int64{0, 4, 3}, 1, []int64{1, 0, 0, 1},
			dialect.Counts{Updated: 1, Unchanged: 2, Inexact: true}},
		{"only changed, more than were found", only, dialect.Plain(4), []int64{1, 3, 3}, 4, nil, dialect.Counts{Updated: 4, Unmatched: 1, Inexact: true}},
		{"only changed, an expression in the key", only, expr, []int64{0, 4, 4}, 4, nil, dialect.Counts{Updated: 4, Inexact: true}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sp, err := Dialect{}.Update(test.update, test.rows)
			if err != nil {
				t.Fatal(err)
			}
			answers := []dialect.Answer{{Rows: [][]int64{test.found}}, {Affected: test.updated}}
			if test.table != nil {
				answers = append(answers, dialect.Answer{Rows: [][]int64{test.table}})
			}
			if sent := sent(sp, 4, answers); sent != len(answers) {
				t.Fatalf("%d steps are sent, not %d", sent, len(answers))
			}
			if got := sp.Tally(4, answers); got != test.want {
				t.Errorf("want %+v\ngot  %+v", test.want, got)
			}
		})
	}
	sp, err := Dialect{}.Update(byID(func(u *dialect.Update) { u.Count, u.Returning = false, []string{"a"} }), dialect.Plain(4))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := sp.Tally(4, []dialect.Answer{{Rows: [][]int64{{}, {}}}}), (dialect.Counts{Updated: 2, Inexact: true}); got != want {
		t.Errorf("returning, not counted: want %+v, got %+v", want, got)
	}
}

func TestDeleteAndSelect(t *testing.T) {
	tests := []struct {
		statement dialect.Statement
		want      string
	}{
		{dialect.Delete{Table: "t", Key: []string{"id"}}, `DELETE FROM "t" WHERE "t"."id" IN (?, ?)`},
		{dialect.Delete{Table: "app.t", Key: []string{"a", "b"}, Where: sq.Expr("? > ?", dialect.Stored("n"), 1), Returning: []string{"a"}},
			`DELETE FROM "app"."t" WHERE ("t"."a", "t"."b") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?))) AND "t"."n" > ? RETURNING "t"."a" AS "a"`},
		{dialect.Select{Table: "app.t", Key: []string{"id"}, Columns: []string{"id", "n"}, Lock: true}, `SELECT "t"."id", "t"."n" FROM "app"."t" WHERE "t"."id" IN (?, ?)`},
	}
	for _, test := range tests {
		sp, err := test.statement.Spell(Dialect{}, dialect.Plain(2))
		if err != nil {
			t.Fatal(err)
		}
		if got := texts(sp); !reflect.DeepEqual([]string{test.want}, got) {
			t.Errorf("want %s\ngot  %q", test.want, got)
		}
	}
	sp, err := Dialect{}.Delete(dialect.Delete{Table: "t", Key: []string{"id"}}, dialect.Plain(3))
	if err != nil {
		t.Fatal(err)
	}
	if got := sp.Tally(3, []dialect.Answer{{Affected: 2}}); got != (dialect.Counts{Deleted: 2}) {
		t.Errorf("got %+v", got)
	}
}
