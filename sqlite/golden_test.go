package sqlite_test

import (
	"testing"

	"github.com/sqbulk/sqbulk/dialect/dialecttest"
	"github.com/sqbulk/sqbulk/sqlite"
)

// options leave out what SQLite cannot do.
var options = dialecttest.Options{Lacks: []dialecttest.Feature{
	dialecttest.ConstraintTarget, dialecttest.DefaultCell, dialecttest.PartialIndexParams,
}}

func TestConformance(t *testing.T) { dialecttest.Run(t, sqlite.Dialect{}, options) }

func TestGolden(t *testing.T) {
	dialecttest.Golden(t, sqlite.Dialect{}, "testdata/sqlite.golden.sql")
}
