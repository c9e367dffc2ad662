package exec_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
	"github.com/sqbulk/sqbulk/sqlite"
)

// TestPlan: the figures are those of the run.
func TestPlan(t *testing.T) {
	wide := make([]string, 100)
	for i := range wide {
		wide[i] = strings.Repeat("c", i+1)
	}
	stream := func(yield func([]any, error) bool) { t.Error("a row was read") }
	for _, tt := range []struct {
		name string
		d    dialect.Dialect
		bulk builder.Bulk
		opts []exec.Option
		want exec.Plan // without its texts
	}{
		{"insert", postgres.Dialect{}, insert(2500), nil,
			exec.Plan{Why: "the default", Rows: 2500, Chunks: 3, Statements: 3, ChunkRows: 1000, Limit: "batch size", Params: 2000}},
		{"few rows", postgres.Dialect{}, insert(3), nil,
			exec.Plan{Why: "the default", Rows: 3, Chunks: 1, Statements: 1, ChunkRows: 1000, Limit: "batch size", Params: 6}},
		{"no rows", postgres.Dialect{}, insert(0), nil,
			exec.Plan{Why: "the default", ChunkRows: 1000, Limit: "batch size", Params: 2}},
		{"the dialect's batch size", postgres.Dialect{}, update(401), nil,
			exec.Plan{Why: "the default", Rows: 401, Chunks: 3, Statements: 3, ChunkRows: 200, Limit: "batch size", Params: 600}},
		{"parameters", postgres.Dialect{}, builder.Insert("t").From(builder.TupleSeq(wide, stream)), nil,
			exec.Plan{Why: "the default", Rows: -1, Chunks: -1, Statements: -1, ChunkRows: 655, Limit: "bind parameters", Params: 65500}},
		{"form", postgres.Dialect{}, update(2).CaseForm(), nil,
			exec.Plan{Why: "the default", Rows: 2, Chunks: 1, Statements: 1, ChunkRows: 500, Limit: "rows of a statement", Params: 6}},
		{"steps", sqlite.Dialect{}, upsert(1500), nil,
			exec.Plan{Why: "the default", Rows: 1500, Chunks: 2, Statements: 6, ChunkRows: 1000, Limit: "batch size", Params: 2000}},
		{"an argument of all rows is one", sqlite.Dialect{}, upsert(20_000), []exec.Option{exec.BatchSize(20_000)},
			exec.Plan{Why: "the default", Rows: 20_000, Chunks: 2, Statements: 6, ChunkRows: 16_382, Limit: "bind parameters", Params: 32_764}},
		{"row by row", mysql.Dialect{}, upsert(5), []exec.Option{exec.Outcomes(true)},
			exec.Plan{Why: "the default", Rows: 5, Chunks: 5, Statements: 15, ChunkRows: 1, Limit: "batch size", Params: 2}},
		{"COPY", postgres.Dialect{}, insert(25_000), []exec.Option{exec.Strategy(exec.Copy)},
			exec.Plan{Strategy: exec.Copy, Why: "asked for", Rows: 25_000, Chunks: 3, Statements: 3, ChunkRows: 10_000, Limit: "batch size"}},
		{"arrays", postgres.Dialect{}, update(50), []exec.Option{exec.Strategy(exec.Arrays)},
			exec.Plan{Strategy: exec.Arrays, Why: "asked for", Rows: 50, Chunks: 1, Statements: 1, ChunkRows: 10_000, Limit: "batch size", Params: 2}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := exec.New(nil, tt.d).Plan(tt.bulk, tt.opts...)
			if err != nil {
				t.Fatal(err)
			}
			texts := 0
			for _, s := range got.SQL {
				texts += len(s)
			}
			if texts == 0 || got.TextBytes != texts || got.FullBytes < 1<<20 {
				t.Errorf("%d bytes of text, %d bytes, full at %d", texts, got.TextBytes, got.FullBytes)
			}
			got.SQL, got.Questions, got.TextBytes, got.FullBytes = nil, nil, 0, 0
			if got.String() != tt.want.String() || got.Params != tt.want.Params {
				t.Errorf("got\n%v\nwant\n%v", got, tt.want)
			}
		})
	}
}

// TestPlanTexts: the texts are those that are sent, and the question is the one that is asked.
func TestPlanTexts(t *testing.T) {
	p, err := exec.New(nil, postgres.Dialect{}).Plan(upsert(2), exec.Strategy(exec.Staging))
	if err != nil {
		t.Fatal(err)
	}
	starts := []string{`CREATE TEMP TABLE "sqbulk_staging"`, `COPY pg_temp."sqbulk_staging"`, `WITH sqbulk AS (INSERT INTO "items"`, `DROP TABLE pg_temp."sqbulk_staging"`}
	if !slices.EqualFunc(p.SQL, starts, strings.HasPrefix) || p.Statements != 4 || p.Params != 0 {
		t.Errorf("%+v", p)
	}
	if len(p.Questions) != 1 || !strings.HasPrefix(p.Questions[0], "SELECT CASE WHEN t.oid = 'bytea'") {
		t.Errorf("%q", p.Questions)
	}
	const want = `strategy: staging (asked for)
rows: 2
chunks: 1, each at most 10000 rows (batch size) or 4194304 bytes
statements: 4, in a full chunk 0 bind parameters and `
	if got := p.String(); !strings.HasPrefix(got, want) || strings.Count(got, "\nsends: ") != 4 || strings.Count(got, "\nasks: ") != 1 {
		t.Error(got)
	}
}

// TestPlanRefuses: what Run refuses before it sends anything, Plan refuses.
func TestPlanRefuses(t *testing.T) {
	for name, plan := range map[string]func() (exec.Plan, error){
		"option": func() (exec.Plan, error) {
			return exec.New(nil, postgres.Dialect{}).Plan(insert(1), exec.BatchSize(-1))
		},
		"statement": func() (exec.Plan, error) { return exec.New(nil, postgres.Dialect{}).Plan(builder.Insert("t")) },
		"strategy": func() (exec.Plan, error) {
			return exec.New(nil, sqlite.Dialect{}).Plan(insert(1), exec.Strategy(exec.Copy))
		},
		"workers": func() (exec.Plan, error) { return exec.New(nil, postgres.Dialect{}).Plan(insert(1), exec.Workers(2)) },
		"version": func() (exec.Plan, error) {
			return exec.New(nil, postgres.Dialect{}).Plan(versionedUpdate(1), exec.NoTx())
		},
		"database": func() (exec.Plan, error) { return exec.New(nil, mysql.Dialect{}).Plan(insert(1).Returning("id")) },
	} {
		p, err := plan()
		unsupported := name == "strategy" || name == "database"
		if err == nil || errors.Is(err, errors.ErrUnsupported) != unsupported || p.SQL != nil || name == "version" && !strings.Contains(err.Error(), "leave out NoTx") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestNoHandle: without a database only Plan works, and the rest says so.
func TestNoHandle(t *testing.T) {
	ex := exec.New(nil, postgres.Dialect{})
	_, run := ex.Run(ctx, insert(1))
	_, csv := ex.CopyCSV(ctx, insert(1))
	for name, err := range map[string]error{"Run": run, "CopyCSV": csv} {
		if err == nil || !strings.Contains(err.Error(), "exec: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !strings.Contains(run.Error(), "give exec.New one") {
		t.Error(run)
	}
	if _, err := ex.Plan(insert(1), exec.PerChunk(), exec.Workers(2)); err != nil {
		t.Error(err)
	}
}
