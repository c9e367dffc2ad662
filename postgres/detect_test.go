package postgres_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/postgres"
)

func TestDialect(t *testing.T) {
	if zero.Name() != "postgres" {
		t.Errorf("Name is %q", zero.Name())
	}
	if got, want := zero.Limits(), (dialect.Limits{Params: 65535, Bytes: 1<<30 - 1<<20}); got != want {
		t.Errorf("Limits are %+v, want %+v", got, want)
	}
	if got := zero.Quote(`app.pe"ople`); got != `"app"."pe""ople"` {
		t.Errorf("Quote returned %s", got)
	}
}

func TestDetect(t *testing.T) {
	db, mock, err := sqlmock.New(sqlmock.QueryMatcherOption(sqlmock.QueryMatcherEqual))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	const question = "SELECT current_setting('server_version_num')::int, version(), " +
		"(SELECT count(*) FROM pg_extension WHERE extname = 'citus')"
	for _, tt := range []struct {
		number  int
		version string
		citus   int
		want    postgres.Engine
	}{
		{180006, "PostgreSQL 18.6 on x86_64-pc-linux-gnu, compiled by gcc", 0, postgres.PostgreSQL},
		{180006, "PostgreSQL 18.6 on x86_64-pc-linux-gnu, compiled by gcc", 1, postgres.Citus},
		{150012, "PostgreSQL 15.12-YB-2025.1.0.0-b168 on x86_64-pc-linux-gnu, compiled by clang", 0, postgres.YugabyteDB},
		{130000, "CockroachDB CCL v25.2.1 (x86_64-pc-linux-gnu, built 2025/06/01)", 0, postgres.CockroachDB},
	} {
		answer := sqlmock.NewRows([]string{"number", "version", "citus"}).AddRow(tt.number, tt.version, tt.citus)
		mock.ExpectQuery(question).WillReturnRows(answer)
		if d, err := postgres.Detect(t.Context(), db); err != nil || d != (postgres.Dialect{Version: tt.number, Engine: tt.want}) {
			t.Errorf("%s: got %+v, %v", tt.version, d, err)
		}
	}
	denied := errors.New("denied")
	mock.ExpectQuery(question).WillReturnError(denied)
	if d, err := postgres.Detect(context.Background(), db); !errors.Is(err, denied) || d != zero || !strings.HasPrefix(err.Error(), "postgres: ") {
		t.Errorf("got %+v, %v", d, err)
	}
}

// TestProbeWhen: the table is asked about only when the counts depend on it.
func TestProbeWhen(t *testing.T) {
	uncounted := upsert(func(i *dialect.Insert) { i.Count = false })
	nothing := upsert(func(i *dialect.Insert) { i.Conflict = &dialect.Conflict{DoNothing: true} })
	for _, tt := range []struct {
		name      string
		statement dialect.Statement
		zero, v18 bool
	}{
		{"insert", people(func(i *dialect.Insert) { i.Count = true }), false, false},
		{"do nothing", nothing, false, false},
		{"upsert", upsert(asIs), true, false},
		{"upsert, returning", upsert(returningID), true, false},
		{"upsert, not counted", uncounted, false, false},
		{"upsert where", upsert(newer), true, false},
		{"upsert, only changed", upsert(onlyChanged), true, false},
		{"update", rename(counted), false, false},
		{"update, CASE", rename(counted, caseForm), false, false},
		{"update, not counted", rename(), false, false},
		{"update, only changed", rename(counted, changedOnly), false, false},
		{"delete", dialect.Delete{Table: "people", Key: []string{"id"}}, false, false},
		{"select", dialect.Select{Table: "people", Key: []string{"id"}}, false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, ok := zero.Probe(tt.statement); ok != tt.zero {
				t.Errorf("the zero value asks: %v", ok)
			}
			if _, ok := pg18.Probe(tt.statement); ok != tt.v18 {
				t.Errorf("version 18 asks: %v", ok)
			}
			for _, k := range []postgres.Kind{postgres.Heap, postgres.HeapTriggers, postgres.Other, postgres.OtherTriggers} {
				if _, ok := (postgres.Dialect{Kind: k}).Probe(tt.statement); ok {
					t.Errorf("kind %d asks, although it is known", k)
				}
			}
		})
	}
}

func TestProbe(t *testing.T) {
	i := upsert(asIs)
	i.Table = `app.pe"ople`
	p, ok := zero.Probe(i)
	if !ok {
		t.Fatal("there is no question")
	}
	if args := p.Step.AppendArgs(nil, dialect.Rows{}, nil, 0); !reflect.DeepEqual(args, []any{`"app"."pe""ople"`}) || p.Step.Read != dialect.ReadNumbers {
		t.Errorf("got %q, reads %d", args, p.Step.Read)
	}
	for _, tt := range []struct {
		rows        [][]int64
		has, hasNot string
	}{
		{nil, "set_config", "xmax"},
		{[][]int64{{150020, 1}}, `CASE WHEN tableoid = E'"people"'::regclass THEN xmax = 0 ELSE CASE WHEN current_setting`, "OLD"},
		{[][]int64{{150020, 0}}, "set_config", "xmax"},
		{[][]int64{{180006, 1}}, "OLD AS", "xmax"},
	} {
		sp, err := upsert(asIs).Spell(p.Tuned(dialect.Answer{Rows: tt.rows}), dialect.Plain(1))
		if err != nil {
			t.Fatal(err)
		}
		if sql := sp.Steps[0].SQL; !strings.Contains(sql, tt.has) || strings.Contains(sql, tt.hasNot) {
			t.Errorf("%v: %s", tt.rows, sql)
		}
	}
}

// TestTriggerQuestion: where rows are missing, and only there, it is asked afterwards what may drop rows; an answer decides whether the counts
// are exact.
func TestTriggerQuestion(t *testing.T) {
	asked := zero.Probe
	p, _ := asked(upsert(asIs))
	table := p.Tuned(dialect.Answer{Rows: [][]int64{{150020, 1}}})
	for name, tt := range map[string]struct {
		d dialect.Dialect
		s dialect.Statement
	}{
		"upsert with a condition": {table, upsert(newer)}, "only changed": {pg18, upsert(onlyChanged)}, "update": {zero, rename(counted)},
		"update, CASE": {pg18, rename(counted, caseForm)},
	} {
		sp, err := tt.s.Spell(tt.d, dialect.Plain(3))
		if err != nil || len(sp.Steps) != 2 || sp.Steps[1].Needed == nil || !strings.Contains(sp.Steps[1].SQL, "pg_trigger") {
			t.Fatalf("%s: %+v, %v", name, sp.Steps, err)
		}
		needed := sp.Steps[1].Needed
		all, missing := dialect.Answer{Rows: [][]int64{{1, 2}}}, dialect.Answer{Rows: [][]int64{{1, 1}}}
		if _, update := tt.s.(dialect.Update); update {
			all, missing = dialect.Answer{Rows: [][]int64{{3, 3}}}, dialect.Answer{Rows: [][]int64{{2, 2}}}
		}
		if needed(3, []dialect.Answer{all}) || !needed(3, []dialect.Answer{missing}) {
			t.Errorf("%s: it is asked where no row is missing, or not asked where one is", name)
		}
		for triggers, inexact := range map[int64]bool{0: false, 1: true} {
			question := dialect.Answer{Rows: [][]int64{{triggers}}}
			if c := sp.Tally(3, []dialect.Answer{missing, question}); c.Inexact != inexact || c.Unchanged+c.Unmatched != 1 {
				t.Errorf("%s, %d triggers: %+v", name, triggers, c)
			}
		}
		if c := sp.Tally(3, []dialect.Answer{missing, {}}); !c.Inexact {
			t.Errorf("%s: nothing is known of the table, and yet %+v", name, c)
		}
		if c := sp.Tally(3, []dialect.Answer{all, {}}); c.Inexact {
			t.Errorf("%s: all rows were written, and yet %+v", name, c)
		}
	}
	for name, d := range map[string]dialect.Dialect{"vouched for": heap, "without triggers": postgres.Dialect{Kind: postgres.Other}} {
		if sp, err := upsert(newer).Spell(d, dialect.Plain(3)); err != nil || len(sp.Steps) != 1 {
			t.Errorf("%s: %d steps, %v", name, len(sp.Steps), err)
		}
	}
	sp, err := upsert(newer).Spell(load(t, pg18, dialect.Staging), dialect.Plain(3))
	if err != nil || len(sp.Steps) != 5 {
		t.Fatalf("%d steps, %v", len(sp.Steps), err)
	}
	answers := []dialect.Answer{{}, {Affected: 3}, {Rows: [][]int64{{1, 1}}}, {}}
	if !sp.Steps[4].Needed(3, answers) {
		t.Error("staging: it is not asked")
	}
	if c := sp.Tally(3, append(answers, dialect.Answer{Rows: [][]int64{{1}}})); !c.Inexact || c.Unchanged != 1 {
		t.Errorf("staging: %+v", c)
	}
}

// TestPartitionsSinceAsked: a table that became a partitioned one is counted by notes, and a row that a trigger has dropped makes that
// inexact.
func TestPartitionsSinceAsked(t *testing.T) {
	p, _ := zero.Probe(upsert(asIs))
	table := p.Tuned(dialect.Answer{Rows: [][]int64{{150020, 1}}})
	for _, tt := range []struct {
		with func(*dialect.Insert)
		rows [][]int64
		want dialect.Counts
	}{
		{asIs, [][]int64{{1, 2, 0}}, dialect.Counts{Created: 1, Updated: 2}},
		{asIs, [][]int64{{1, 2, 3}}, dialect.Counts{Created: 1, Updated: 2}},
		{asIs, [][]int64{{1, 1, 0}}, dialect.Counts{Created: 1, Updated: 1, Skipped: 1}},
		{asIs, [][]int64{{1, 1, 2}}, dialect.Counts{Created: 1, Updated: 1, Skipped: 1, Inexact: true}},
		{asIs, [][]int64{{1, 1}}, dialect.Counts{Created: 1, Updated: 1, Skipped: 1}}, // a mock
		{returningID, [][]int64{{1}, {0}, {0}}, dialect.Counts{Created: 1, Updated: 2}},
		{returningID, [][]int64{{3}, {2}}, dialect.Counts{Created: 1, Updated: 1, Skipped: 1, Inexact: true}},
	} {
		sp, err := upsert(tt.with).Spell(table, dialect.Plain(3))
		if err != nil || len(sp.Steps) != 1 {
			t.Fatalf("%d steps, %v", len(sp.Steps), err)
		}
		if got := sp.Tally(3, []dialect.Answer{{Rows: tt.rows}}); got != tt.want {
			t.Errorf("%v: %+v, want %+v", tt.rows, got, tt.want)
		}
	}
}
