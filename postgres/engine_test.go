package postgres_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/dialect/dialecttest"
	"github.com/sqbulk/sqbulk/postgres"
)

var (
	citus     = postgres.Dialect{Engine: postgres.Citus, Kind: postgres.Heap}
	yugabyte  = postgres.Dialect{Engine: postgres.YugabyteDB}
	cockroach = postgres.Dialect{Engine: postgres.CockroachDB}
)

// engines are the dialects of the databases that this project does not run.
var engines = map[string]postgres.Dialect{"citus": citus, "yugabytedb": yugabyte, "cockroachdb": cockroach}

// TestEngineGolden compares the SQL with golden files, whose names say that nobody has run it on the database that it is for. Citus has
// the statements of an ordinary table, at every version.
func TestEngineGolden(t *testing.T) {
	t.Run("yugabytedb", func(t *testing.T) { dialecttest.Golden(t, yugabyte, "testdata/not-run-yugabytedb.golden.sql") })
	t.Run("cockroachdb", func(t *testing.T) { dialecttest.Golden(t, cockroach, "testdata/not-run-cockroachdb.golden.sql") })
	for _, version := range []int{0, 180000} {
		d := citus
		d.Version = version
		t.Run(fmt.Sprint("citus ", version), func(t *testing.T) { dialecttest.Golden(t, d, "testdata/postgres-heap.golden.sql") })
	}
}

// comparing is CockroachDB without what it cannot compare, so that the suite can look at everything else.
type comparing struct{ postgres.Dialect }

func (c comparing) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	if i.Conflict != nil {
		to := *i.Conflict
		to.OnlyChanged, i.Conflict = false, &to
	}
	return c.Dialect.Insert(i, rows)
}

func (c comparing) Update(u dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	u.OnlyChanged = false
	return c.Dialect.Update(u, rows)
}

func TestEngineConformance(t *testing.T) {
	t.Run("citus", func(t *testing.T) { dialecttest.Run(t, citus, options) })
	t.Run("yugabytedb", func(t *testing.T) { dialecttest.Run(t, yugabyte, options) })
	t.Run("cockroachdb", func(t *testing.T) {
		dialecttest.Run(t, comparing{cockroach}, dialecttest.Options{Lacks: append(options.Lacks, dialecttest.Matching)})
	})
}

// TestEngineRefuses: what an engine lacks is refused by its name, before anything is sent.
func TestEngineRefuses(t *testing.T) {
	refused := func(name string, err error, says ...string) {
		t.Helper()
		if !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("%s: %v does not wrap errors.ErrUnsupported", name, err)
			return
		}
		for _, text := range append(says, "postgres: ") {
			if !strings.Contains(err.Error(), text) {
				t.Errorf("%s: %q does not say %q", name, err, text)
			}
		}
	}
	_, err := upsert(onlyChanged).Spell(cockroach, dialect.Plain(2))
	refused("upsert", err, "CockroachDB", "OnlyChanged", "DoUpdateWhere")
	_, err = rename(changedOnly).Spell(cockroach, dialect.Plain(2))
	refused("update", err, "CockroachDB", "OnlyChanged")
	_, err = rename(func(u *dialect.Update) { u.Fold = u.Key }).Spell(cockroach, dialect.Plain(2))
	refused("fold", err, "CockroachDB", "without regard to case")
	_, err = dialect.Match{Table: "people", Key: []string{"id"}}.Spell(cockroach, dialect.Plain(2))
	refused("match", err, "CockroachDB", "UpdateOrCreate")
	_, err = cockroach.LoadCSV(dialect.Insert{Table: "people", Columns: []string{"id"}}, dialect.CSVFormat{Delimiter: ','})
	refused("CSV", err, "CockroachDB", "CSV")
	_, err = cockroach.LockTable("t")
	refused("lock", err, "CockroachDB", "LockTable")
	for _, d := range []postgres.Dialect{yugabyte, cockroach} {
		for _, s := range []dialect.Strategy{dialect.Staging, dialect.Arrays} {
			_, err := upsert(asIs).Spell(load(t, d, s), dialect.Plain(2))
			refused(s.String(), err, d.Engine.String(), "exec.Copy")
		}
	}
}

// TestEngineChoices: Auto knows no threshold that was measured elsewhere.
func TestEngineChoices(t *testing.T) {
	for name, d := range engines {
		if got := d.Choices(people(func(*dialect.Insert) {})); len(got) > 0 {
			t.Errorf("%s has choices", name)
		}
	}
}

func TestEngineLimits(t *testing.T) {
	if got, want := cockroach.Limits(), (dialect.Limits{Params: 65535, Bytes: 15 << 20}); got != want {
		t.Errorf("CockroachDB: %+v, want %+v", got, want)
	}
	if yugabyte.Limits() != zero.Limits() {
		t.Error("the limits of YugabyteDB are not those of PostgreSQL")
	}
}

// TestEngineProbe: CockroachDB does not understand the question about a table, and Citus asks it at every version.
func TestEngineProbe(t *testing.T) {
	for _, tt := range []struct {
		name  string
		d     postgres.Dialect
		with  func(*dialect.Insert)
		asked bool
	}{
		{"CockroachDB", cockroach, newer, false},
		{"YugabyteDB", yugabyte, asIs, false},
		{"YugabyteDB, condition", yugabyte, newer, false},
		{"Citus 18", postgres.Dialect{Engine: postgres.Citus, Version: 180000}, asIs, true},
	} {
		p, asked := tt.d.Probe(upsert(tt.with))
		if asked != tt.asked {
			t.Errorf("%s asks: %v", tt.name, asked)
		}
		if !asked {
			continue
		}
		tuned := p.Tuned(dialect.Answer{Rows: [][]int64{{180000, 1}}}).(postgres.Dialect)
		sp, err := upsert(tt.with).Spell(tuned, dialect.Plain(1))
		if err != nil || tuned.Engine != tt.d.Engine || !strings.Contains(sp.Steps[0].SQL, "RETURNING (xmax = 0)") {
			t.Errorf("%s: the answer makes %+v, %v", tt.name, sp.Steps, err)
		}
	}
}

// TestEngineNotCounted: an upsert whose existing rows cannot be told is one plain statement, and its counts say so.
func TestEngineNotCounted(t *testing.T) {
	partitioned := postgres.Dialect{Engine: postgres.Citus, Kind: postgres.Other}
	constraint := func(i *dialect.Insert) { i.Conflict.Columns, i.Conflict.Constraint = nil, "people_pkey" }
	partial := func(i *dialect.Insert) { i.Conflict.Where = sq.Expr("live") }
	absent := func(i *dialect.Insert) { i.Conflict.Columns = []string{"token"} }
	computed := dialect.Rows{N: 2, Exprs: map[dialect.Cell]dialect.Expr{{Row: 1, Column: 0}: {SQL: "gen_random_uuid()"}}}
	for _, tt := range []struct {
		name string
		d    postgres.Dialect
		with func(*dialect.Insert)
		rows dialect.Rows
	}{
		{"partitioned on Citus", partitioned, asIs, dialect.Plain(2)},
		{"constraint", yugabyte, constraint, dialect.Plain(2)},
		{"partial index", cockroach, partial, dialect.Plain(2)},
		{"key that is not inserted", yugabyte, absent, dialect.Plain(2)},
		{"key that is an expression", cockroach, asIs, computed},
	} {
		s, err := upsert(tt.with).Spell(tt.d, tt.rows)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Steps) != 1 || !strings.HasPrefix(s.Steps[0].SQL, "INSERT") || strings.Contains(s.Steps[0].SQL, "RETURNING") {
			t.Errorf("%s: %+v", tt.name, s.Steps)
		}
		if got, want := s.Tally(2, []dialect.Answer{{Affected: 2}}), (dialect.Counts{Inexact: true}); got != want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, want)
		}
	}
}

// TestEngineTally: what was written besides the missing rows was updated, if nobody else could write meanwhile.
func TestEngineTally(t *testing.T) {
	known := postgres.Dialect{Engine: postgres.YugabyteDB, Kind: postgres.Heap}
	returning := func(i *dialect.Insert) { i.Returning = []string{"id"} }
	for _, tt := range []struct {
		name     string
		d        postgres.Dialect
		with     func(*dialect.Insert)
		existing int64
		isolated int64
		written  dialect.Answer
		want     dialect.Counts // of 10 rows
	}{
		{"some exist", cockroach, asIs, 4, 1, dialect.Answer{Affected: 10}, dialect.Counts{Created: 6, Updated: 4}},
		{"read committed", cockroach, asIs, 4, 0, dialect.Answer{Affected: 10}, dialect.Counts{Created: 6, Updated: 4, Inexact: true}},
		{"returning", yugabyte, returning, 9, 1, dialect.Answer{Rows: make([][]int64, 10)}, dialect.Counts{Created: 1, Updated: 9}},
		{"a condition", known, newer, 4, 1, dialect.Answer{Affected: 7}, dialect.Counts{Created: 6, Updated: 1, Unchanged: 3}},
		{"a condition, triggers", cockroach, newer, 4, 1, dialect.Answer{Affected: 7},
			dialect.Counts{Created: 6, Updated: 1, Unchanged: 3, Inexact: true}},
		{"dropped by a trigger", known, asIs, 4, 1, dialect.Answer{Affected: 5}, dialect.Counts{Created: 5, Skipped: 5, Inexact: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := upsert(tt.with).Spell(tt.d, dialect.Plain(10))
			if err != nil {
				t.Fatal(err)
			}
			if len(s.Steps) != 2 || !s.NeedsTx {
				t.Fatalf("%+v", s)
			}
			look := dialect.Answer{Rows: [][]int64{{tt.existing, tt.isolated}}}
			if got := s.Tally(10, []dialect.Answer{look, tt.written}); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

// TestEngineRowValues: a composite key that is compared by row values has a bound of rows.
func TestEngineRowValues(t *testing.T) {
	key := []string{"org", "id"}
	for name, s := range map[string]dialect.Statement{
		"delete": dialect.Delete{Table: "people", Key: key},
		"select": dialect.Select{Table: "people", Key: key, Columns: key},
		"upsert": upsert(func(i *dialect.Insert) { i.Columns, i.Conflict.Columns = append(key, "name"), key }),
	} {
		sp, err := s.Spell(cockroach, dialect.Plain(2))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(sp.Steps[0].SQL, `("org", "id") IN (($1, $2), (`) || sp.MaxRows != 1000 {
			t.Errorf("%s: at most %d rows: %s", name, sp.MaxRows, sp.Steps[0].SQL)
		}
	}
}

func TestEngineString(t *testing.T) {
	for e, want := range map[postgres.Engine]string{
		postgres.PostgreSQL: "PostgreSQL", postgres.Citus: "Citus", postgres.YugabyteDB: "YugabyteDB", postgres.CockroachDB: "CockroachDB", -1: "PostgreSQL", 99: "PostgreSQL",
	} {
		if got := e.String(); got != want {
			t.Errorf("%d is %q, want %q", int(e), got, want)
		}
	}
}
