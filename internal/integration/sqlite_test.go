package integration

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/jmoiron/sqlx"
	_ "github.com/mattn/go-sqlite3"
	_ "modernc.org/sqlite"

	"github.com/sqbulk/sqbulk/dialect/dialecttest"
	"github.com/sqbulk/sqbulk/sqlite"
)

// sqliteDrivers are the drivers by their database/sql names, and the parameters of a database file.
var sqliteDrivers = []struct{ label, driver, parameters string }{
	{"modernc", "sqlite", "?_pragma=busy_timeout(20000)"},
	{"mattn", "sqlite3", "?_busy_timeout=20000"},
}

var sqliteSuite = dialecttest.Database{
	Types: dialecttest.Types{
		dialecttest.BigInt: "BIGINT", dialecttest.Key: "VARCHAR(100)", dialecttest.Int: "INTEGER", dialecttest.Text: "TEXT",
		dialecttest.Decimal: "TEXT", dialecttest.Bool: "BOOLEAN", dialecttest.Float: "DOUBLE", dialecttest.Timestamp: "TIMESTAMP",
		dialecttest.Date: "DATE", dialecttest.Bytes: "BLOB", dialecttest.JSON: "TEXT", dialecttest.UUID: "TEXT",
	},
	Lacks:       []dialecttest.Feature{dialecttest.ConstraintTarget, dialecttest.DefaultCell},
	WritesEqual: true,
	Schema:      "main",
}

// onSQLite runs a test on a new database file, through both drivers, with the zero value of the dialect and a detected one.
func onSQLite(t *testing.T, f func(t *testing.T, on target)) {
	for _, d := range sqliteDrivers {
		t.Run(d.label, func(t *testing.T) {
			db := openSQLite(t, d.driver, d.parameters)
			detected, err := sqlite.Detect(context.Background(), db)
			if err != nil {
				t.Fatal(err)
			}
			onBoth(t, db, sqlite.Dialect{}, detected, sqliteSuite, f)
		})
	}
}

// openSQLite opens a new file.
func openSQLite(t *testing.T, driver, parameters string) *sqlx.DB {
	t.Helper()
	db, err := sqlx.Open(driver, "file:"+filepath.Join(t.TempDir(), "test.db")+parameters)
	if err == nil {
		err = db.Ping()
	}
	if err != nil {
		unreachable(t, "SQLite through "+driver, "CGO_ENABLED", err)
	}
	closeAfter(t, "sqlite", db)
	return db
}

func TestSQLite(t *testing.T) {
	onSQLite(t, func(t *testing.T, on target) { dialecttest.RunDB(t, on.db, on.dialect, on.suite) })
}
