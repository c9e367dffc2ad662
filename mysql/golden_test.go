package mysql_test

import (
	"io"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/dialect/dialecttest"
	"github.com/sqbulk/sqbulk/mysql"
)

// variants are the values of the dialect whose SQL differs, and what their databases cannot do.
var variants = map[string]struct {
	dialect dialect.Dialect
	lacks   []dialecttest.Feature
}{
	"mysql":       {mysql.Dialect{}, lacks},
	"mysql-alias": {mysql.Dialect{Version: 80019}, lacks},
	"mariadb":     {mysql.MariaDB{}, mariaLacks},
}

var (
	lacks = []dialecttest.Feature{
		dialecttest.ConstraintTarget, dialecttest.PartialIndex,
		dialecttest.InsertReturning, dialecttest.UpdateReturning, dialecttest.DeleteReturning,
	}
	mariaLacks = []dialecttest.Feature{
		dialecttest.ConstraintTarget, dialecttest.PartialIndex, dialecttest.DoNothingReturning, dialecttest.UpdateReturning,
	}
)

func TestConformance(t *testing.T) {
	for name, v := range variants {
		t.Run(name, func(t *testing.T) { dialecttest.Run(t, v.dialect, dialecttest.Options{Lacks: v.lacks}) })
	}
}

func TestGolden(t *testing.T) {
	for name, v := range variants {
		t.Run(name, func(t *testing.T) { dialecttest.Golden(t, v.dialect, "testdata/"+name+".golden.sql") })
	}
	for name, d := range map[string]dialect.Dialect{"mysql": mysql.Dialect{Readers: noReaders}, "mariadb": mysql.MariaDB{Dialect: mysql.Dialect{Readers: noReaders}}} {
		t.Run(name+"-staging", func(t *testing.T) {
			staging, err := d.Load(dialect.Staging)
			if err != nil {
				t.Fatal(err)
			}
			dialecttest.Golden(t, staging, "testdata/"+name+"-staging.golden.sql")
		})
	}
}

// TestAbilities: what reads rows by LOAD DATA loses nothing either.
func TestAbilities(t *testing.T) {
	dialecttest.Abilities(t, mysql.Dialect{Readers: noReaders})
	dialecttest.Abilities(t, mysql.MariaDB{Dialect: mysql.Dialect{Readers: noReaders}})
}

// noReaders let LOAD DATA be spelled, and not run.
var noReaders = &mysql.Readers{Register: func(string, func() io.Reader) {}, Deregister: func(string) {}}
