package integration

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	driver "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/dialect/dialecttest"
	"github.com/sqbulk/sqbulk/mysql"
)

var mysqlSuite = dialecttest.Database{
	Types: dialecttest.Types{
		dialecttest.BigInt: "BIGINT", dialecttest.Key: "VARCHAR(100)", dialecttest.Int: "INT", dialecttest.Text: "TEXT",
		dialecttest.Decimal: "DECIMAL(12,2)", dialecttest.Bool: "BOOLEAN", dialecttest.Float: "DOUBLE",
		dialecttest.Timestamp: "DATETIME(6)", dialecttest.Date: "DATE", dialecttest.Bytes: "BLOB", dialecttest.JSON: "JSON",
		dialecttest.UUID: "CHAR(36)", dialecttest.Enum: "ENUM('sad', 'ok', 'happy')",
	},
	Lacks: []dialecttest.Feature{
		dialecttest.ConstraintTarget, dialecttest.PartialIndex, dialecttest.InsertReturning, dialecttest.UpdateReturning, dialecttest.DeleteReturning,
	},
	AnyKey:      true,
	NarrowNames: true,
	Schema:      scratchOther,
}

// onMySQL runs a test on every MySQL server.
func onMySQL(t *testing.T, f func(t *testing.T, on target)) {
	for _, address := range addresses("SQBULK_TEST_MYSQL", "test:test@tcp(127.0.0.1:13306)/test") {
		onMySQLServer(t, "MySQL", "SQBULK_TEST_MYSQL", address, mysql.Dialect{}, mysqlSuite, f)
	}
}

// onMariaDB runs a test on every MariaDB server.
func onMariaDB(t *testing.T, f func(t *testing.T, on target)) {
	suite := mysqlSuite
	suite.Lacks = []dialecttest.Feature{
		dialecttest.ConstraintTarget, dialecttest.PartialIndex, dialecttest.UpdateReturning, dialecttest.DoNothingReturning,
	}
	suite.ReturnsUnchanged = true
	for _, address := range addresses("SQBULK_TEST_MARIADB", "root@tcp(127.0.0.1:3306)/test") {
		onMySQLServer(t, "MariaDB", "SQBULK_TEST_MARIADB", address, mysql.MariaDB{}, suite, f)
	}
}

// onMySQLServer runs a test with affected rows that are changed or found rows, with parameters sent apart or interpolated, and
// with the zero value of the dialect and a detected one.
func onMySQLServer(t *testing.T, what, variable, address string, zero dialect.Dialect, suite dialecttest.Database, f func(t *testing.T, on target)) {
	version, err := prepareMySQL(address)
	if err != nil {
		t.Run("unreachable", func(t *testing.T) { unreachable(t, what, variable, err) })
		return
	}
	version, _, _ = strings.Cut(version, "-")
	for mode := range 4 {
		found, interpolate := mode&1 > 0, mode&2 > 0
		suite.VagueUpdates = found
		t.Run(fmt.Sprintf("%s/clientFoundRows=%v/interpolateParams=%v", version, found, interpolate), func(t *testing.T) {
			db := openMySQL(t, address, func(c *driver.Config) { c.ClientFoundRows, c.InterpolateParams = found, interpolate })
			detected, err := mysql.Detect(context.Background(), db)
			if err != nil {
				t.Fatal(err)
			}
			onBoth(t, db, zero, detected, suite, f)
		})
	}
}

// prepareMySQL creates the databases and returns the server's version.
func prepareMySQL(address string) (string, error) {
	return prepare(address, func() (*sqlx.DB, error) { return sqlx.Open("mysql", address) }, "SELECT VERSION()",
		[]string{"CREATE DATABASE " + scratch + " CHARACTER SET utf8mb4", "CREATE DATABASE " + scratchOther + " CHARACTER SET utf8mb4"},
		[]string{"DROP DATABASE " + scratch, "DROP DATABASE " + scratchOther})
}

// openMySQL connects to a server with the scratch database as the default.
func openMySQL(t *testing.T, address string, set func(*driver.Config)) *sqlx.DB {
	t.Helper()
	c, err := driver.ParseDSN(address)
	if err != nil {
		t.Fatal("an address of MySQL or MariaDB is no DSN")
	}
	c.DBName, c.ParseTime, c.Loc = scratch, true, time.UTC
	set(c)
	db, err := sqlx.Connect("mysql", c.FormatDSN())
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(8)
	var version string
	if err := db.Get(&version, "SELECT VERSION() LIMIT 1"); err != nil {
		t.Fatal(err)
	}
	closeAfter(t, map[bool]string{true: "mariadb", false: "mysql"}[strings.Contains(version, "MariaDB")], db)
	return db
}

func TestMySQL(t *testing.T) {
	onMySQL(t, func(t *testing.T, on target) { dialecttest.RunDB(t, on.db, on.dialect, on.suite) })
}

func TestMariaDB(t *testing.T) {
	onMariaDB(t, func(t *testing.T, on target) { dialecttest.RunDB(t, on.db, on.dialect, on.suite) })
}

// onBothServers runs a test on MySQL and MariaDB, with the detected dialects and changed rows only.
func onBothServers(t *testing.T, f func(t *testing.T, on target)) {
	some := func(t *testing.T, on target) {
		if on.detected && !on.suite.VagueUpdates {
			f(t, on)
		}
	}
	t.Run("MySQL", func(t *testing.T) { onMySQL(t, some) })
	t.Run("MariaDB", func(t *testing.T) { onMariaDB(t, some) })
}

// TestMySQLPartitioned runs the suite and the model on tables of three partitions.
func TestMySQLPartitioned(t *testing.T) {
	onBothServers(t, func(t *testing.T, on target) {
		on.suite.OneKey = true
		on.suite.Create = func(d dialecttest.DDL) []string {
			return []string{"CREATE TABLE " + d.Table + " " + d.Body + " PARTITION BY KEY (" + d.Key + ") PARTITIONS 3"}
		}
		t.Run("suite", func(t *testing.T) { dialecttest.RunDB(t, on.db, on.dialect, on.suite) })
		t.Run("model", func(t *testing.T) { runModel(t, on) })
	})
}

// TestMySQLView runs the suite and the model through views.
func TestMySQLView(t *testing.T) {
	onBothServers(t, func(t *testing.T, on target) {
		on.suite = views(on)
		t.Run("suite", func(t *testing.T) { dialecttest.RunDB(t, on.db, on.dialect, on.suite) })
		t.Run("model", func(t *testing.T) { runModel(t, on) })
	})
}
