package postgres_test

import (
	"errors"
	"reflect"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/postgres"
)

const (
	createStaging = `CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name" WHERE FALSE`
	copyStaging   = `COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN`
	dropStaging   = `DROP TABLE pg_temp."sqbulk_staging"`
)

// load returns the dialect of a strategy.
func load(t *testing.T, d postgres.Dialect, s dialect.Strategy) dialect.Dialect {
	t.Helper()
	loaded, err := d.Load(s)
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

func TestLoad(t *testing.T) {
	for _, s := range []dialect.Strategy{dialect.Statements, 9, -1} {
		if _, err := zero.Load(s); !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("%v: %v", s, err)
		}
	}
	for _, s := range []dialect.Strategy{dialect.Copy, dialect.Staging} {
		d := load(t, zero, s)
		if l := d.Limits(); l.Params != 0 || l.Bytes != zero.Limits().Bytes {
			t.Errorf("%v: rows that are fed are no parameters: %+v", s, l)
		}
		for _, conn := range []any{nil, 1, &struct{}{}, errors.New("")} {
			if err := d.CheckConn(conn); err != nil {
				t.Errorf("%v: %T: %v", s, conn, err)
			}
		}
	}
}

func TestCopy(t *testing.T) {
	d := load(t, zero, dialect.Copy)
	sp := check(t, d, people(asIs), dialect.Plain(2), twoPeople, plain(`COPY "people" ("id", "name") FROM STDIN`, twoPeople...))
	if sp.Steps[0].Feed == nil || !sp.NeedsTx {
		t.Error("rows of COPY are fed, in a transaction")
	}
	tallied(t, sp, 3, dialect.Answer{Affected: 2}, dialect.Counts{Created: 2, Skipped: 1})
	i := people(asIs)
	i.Table, i.Columns = `app.pe"ople`, []string{"a.b", `c"d`}
	check(t, d, i, dialect.Plain(2), twoPeople, plain(`COPY "app"."pe""ople" ("a.b", "c""d") FROM STDIN`, twoPeople...))
}

func TestCopyRefuses(t *testing.T) {
	d := load(t, zero, dialect.Copy)
	cells := dialect.Rows{N: 1, Exprs: map[dialect.Cell]dialect.Expr{{Column: 1}: {SQL: "now()"}}}
	refused(t, d, upsert(asIs), dialect.Plain(1), true, "OnConflict", "exec.Staging")
	refused(t, d, people(returningID), dialect.Plain(1), true, "Returning", "exec.Staging")
	refused(t, d, people(func(i *dialect.Insert) { i.Prefixes = []sq.Sqlizer{sq.Expr("/* */")} }), dialect.Plain(1), true, "Prefix")
	refused(t, d, people(asIs), cells, true, "expression", "column 2")
	refused(t, d, dialect.Update{Table: "people", Key: []string{"id"}, Set: []dialect.Assignment{{Column: "id"}}}, dialect.Plain(1), true, "update")
	refused(t, d, dialect.Delete{Table: "people", Key: []string{"id"}}, dialect.Plain(1), true, "delete")
	staged := load(t, zero, dialect.Staging)
	refused(t, staged, people(asIs), cells, true, "expression")
	refused(t, staged, dialect.Update{Table: "people", Key: []string{"id"}, Columns: []string{"name"}, Form: dialect.FormCase,
		Set: []dialect.Assignment{{Column: "name"}}}, dialect.Plain(1), true, "CASE")
}

// TestFeed: a value gets the form that COPY takes for what the bind parameter means.
func TestFeed(t *testing.T) {
	for _, s := range []dialect.Strategy{dialect.Copy, dialect.Staging} {
		d := load(t, heap, s)
		p, ok := d.Probe(people(asIs))
		if !ok || p.Step.SQL != typesQuestion {
			t.Fatalf("%v: the question is %s", s, p.Step.SQL)
		}
		if args := p.Step.AppendArgs(nil, dialect.Rows{}, nil, 0); !reflect.DeepEqual(args, []any{"id", "name", `"people"`}) {
			t.Errorf("its arguments are %q", args)
		}
		tuned := p.Tuned(dialect.Answer{Rows: [][]int64{{0}, {1}}})
		if _, again := tuned.Probe(people(asIs)); again {
			t.Errorf("%v: it asks again", s)
		}
		sp, err := tuned.Insert(people(asIs), dialect.Plain(1))
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range sp.Steps {
			if step.Feed == nil {
				continue
			}
			for _, tt := range []struct{ in, other, bytea any }{
				{nil, nil, nil}, {[]byte(nil), nil, nil}, {[]byte{}, "", []byte{}}, {[]byte("a"), "a", []byte("a")}, {`\x`, `\x`, []byte(`\x`)}, {int64(1), int64(1), int64(1)},
			} {
				if got := step.Feed.Convert(0, tt.in); !reflect.DeepEqual(got, tt.other) {
					t.Errorf("%#v is %#v", tt.in, got)
				}
				if got := step.Feed.Convert(1, tt.in); !reflect.DeepEqual(got, tt.bytea) {
					t.Errorf("%#v for a bytea is %#v", tt.in, got)
				}
			}
		}
	}
}

func TestStaging(t *testing.T) {
	key, name := []string{"id"}, []dialect.Assignment{{Column: "name"}}
	rows := `(SELECT "id", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2")`
	numbered := `(SELECT row_number() OVER (), "id", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_0", "_1", "_2")`
	for _, tt := range []struct {
		name string
		s    dialect.Statement
		main string
	}{
		{"insert", people(asIs), `INSERT INTO "people" ("id", "name") SELECT "id", "name" FROM pg_temp."sqbulk_staging"`},
		{"do nothing", people(func(i *dialect.Insert) { i.Conflict = &dialect.Conflict{DoNothing: true} }),
			`INSERT INTO "people" ("id", "name") SELECT "id", "name" FROM pg_temp."sqbulk_staging" ON CONFLICT DO NOTHING`},
		{"upsert", upsert(asIs), `WITH sqbulk AS (INSERT INTO "people" ("id", "name") SELECT "id", "name" FROM pg_temp."sqbulk_staging"` +
			updateName + ` RETURNING (xmax = 0)` + countCreated},
		{"update", dialect.Update{Table: "people", Key: key, Columns: []string{"name"}, Set: name},
			`UPDATE "people" SET "name" = sqbulk."_2" FROM ` + rows + ` WHERE "people"."id" = sqbulk."_1"`},
		{"counted update", dialect.Update{Table: "people", Key: key, Columns: []string{"name"}, Set: name, Count: true},
			`WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2" FROM ` + numbered +
				` WHERE "people"."id" = sqbulk."_1" RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated`},
		{"delete", dialect.Delete{Table: "people", Key: []string{"id", "name"}},
			`DELETE FROM "people" USING ` + rows + ` WHERE "people"."id" = sqbulk."_1" AND "people"."name" = sqbulk."_2"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := want{sql: []string{createStaging, copyStaging, tt.main, dropStaging}}
			check(t, load(t, heap, dialect.Staging), tt.s, dialect.Plain(2), twoPeople, w)
		})
	}
}

// TestStagingNames: the temporary table is never taken for the target.
func TestStagingNames(t *testing.T) {
	i := people(func(i *dialect.Insert) { i.Table, i.Columns = "app.sqbulk_staging", []string{"id"} })
	check(t, load(t, zero, dialect.Staging), i, dialect.Plain(1), []any{1}, want{sql: []string{
		`CREATE TEMP TABLE "sqbulk_staged" ON COMMIT DROP AS SELECT (NULL::"app"."sqbulk_staging")."id" WHERE FALSE`,
		`COPY pg_temp."sqbulk_staged" ("id") FROM STDIN`,
		`INSERT INTO "app"."sqbulk_staging" ("id") SELECT "id" FROM pg_temp."sqbulk_staged"`,
		`DROP TABLE pg_temp."sqbulk_staged"`,
	}})
}

// TestStagingProbe: after the types it asks what counting needs to know, as without it.
func TestStagingProbe(t *testing.T) {
	types, _ := load(t, zero, dialect.Staging).Probe(upsert(asIs))
	d := types.Tuned(dialect.Answer{Rows: [][]int64{{0}, {0}}})
	table, ok := d.Probe(upsert(asIs))
	plain, _ := zero.Probe(upsert(asIs))
	if !ok || table.Step.SQL != plain.Step.SQL {
		t.Fatalf("the second question is %q", table.Step.SQL)
	}
	d = table.Tuned(dialect.Answer{Rows: [][]int64{{150000, 1, 0}}})
	sp, err := d.Insert(upsert(asIs), dialect.Plain(1))
	if err != nil {
		t.Fatal(err)
	}
	of, _ := heap.Insert(upsert(asIs), dialect.Plain(1))
	if got, want := sp.Tally(3, []dialect.Answer{{}, {Affected: 3}, {Rows: [][]int64{{2, 1}}}, {}}), of.Tally(3, []dialect.Answer{{Rows: [][]int64{{2, 1}}}}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
