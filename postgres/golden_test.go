package postgres_test

import (
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/dialect/dialecttest"
	"github.com/sqbulk/sqbulk/postgres"
)

// dialects are the variants whose SQL differs.
var dialects = map[string]dialect.Dialect{
	"postgres":      postgres.Dialect{},
	"postgres-heap": postgres.Dialect{Kind: postgres.Heap},
	"postgres-18":   postgres.Dialect{Version: 180000},
}

// options leave out what PostgreSQL cannot do: an index is found by its predicate before parameters have values.
var options = dialecttest.Options{Lacks: []dialecttest.Feature{dialecttest.PartialIndexParams}}

func TestConformance(t *testing.T) {
	for name, d := range dialects {
		t.Run(name, func(t *testing.T) { dialecttest.Run(t, d, options) })
	}
}

func TestGolden(t *testing.T) {
	for name, d := range dialects {
		t.Run(name, func(t *testing.T) { dialecttest.Golden(t, d, "testdata/"+name+".golden.sql") })
	}
	for _, s := range []dialect.Strategy{dialect.Staging, dialect.Arrays} {
		t.Run(s.String(), func(t *testing.T) {
			dialecttest.Golden(t, load(t, postgres.Dialect{Kind: postgres.Heap}, s), "testdata/postgres-"+s.String()+".golden.sql")
		})
	}
}
