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
		{"upsert where", upsert(newer), true, true},
		{"upsert, only changed", upsert(onlyChanged), true, true},
		{"update", rename(counted), true, true},
		{"update, CASE", rename(counted, caseForm), true, true},
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
		rows [][]int64
		want postgres.Dialect
	}{
		{nil, zero},
		{[][]int64{{150020, 1, 0}}, postgres.Dialect{Version: 150020, Kind: postgres.Heap}},
		{[][]int64{{150020, 1, 2}}, postgres.Dialect{Version: 150020, Kind: postgres.HeapTriggers}},
		{[][]int64{{180006, 0, 0}}, postgres.Dialect{Version: 180006, Kind: postgres.Other}},
		{[][]int64{{180006, 0, 1}}, postgres.Dialect{Version: 180006, Kind: postgres.OtherTriggers}},
	} {
		if got := p.Tuned(dialect.Answer{Rows: tt.rows}); got != dialect.Dialect(tt.want) {
			t.Errorf("%v: got %+v, want %+v", tt.rows, got, tt.want)
		}
	}
}
