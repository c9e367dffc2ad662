package integration

import (
	"context"
	"net/url"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	_ "github.com/lib/pq"

	"github.com/sqbulk/sqbulk/dialect/dialecttest"
	"github.com/sqbulk/sqbulk/postgres"
)

var postgresSuite = dialecttest.Database{
	Types: dialecttest.Types{
		dialecttest.BigInt: "bigint", dialecttest.Key: "varchar(100)", dialecttest.Int: "integer", dialecttest.Text: "text",
		dialecttest.Decimal: "numeric(12,2)", dialecttest.Bool: "boolean", dialecttest.Float: "double precision",
		dialecttest.Timestamp: "timestamptz", dialecttest.Date: "date", dialecttest.Bytes: "bytea", dialecttest.JSON: "jsonb",
		dialecttest.UUID: "uuid", dialecttest.Enum: "mood",
	},
	WritesEqual: true,
	Schema:      scratchOther,
}

// onPostgres runs a test on every server, through lib/pq and pgx, with the zero value of the dialect and a detected one.
func onPostgres(t *testing.T, f func(t *testing.T, on target)) {
	for _, address := range addresses("SQBULK_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test?sslmode=disable") {
		version, err := preparePostgres(address)
		if err != nil {
			t.Run("unreachable", func(t *testing.T) { unreachable(t, "PostgreSQL at "+redacted(address), "SQBULK_TEST_POSTGRES", err) })
			continue
		}
		major, _, _ := strings.Cut(version, ".")
		for _, driver := range []string{"postgres", "pgx"} {
			t.Run(major+"/"+driver, func(t *testing.T) {
				db := openPostgres(t, driver, address)
				detected, err := postgres.Detect(context.Background(), db)
				if err != nil {
					t.Fatal(err)
				}
				onBoth(t, db, postgres.Dialect{}, detected, postgresSuite, f)
			})
		}
	}
}

// preparePostgres creates the schemas and returns the server's version.
func preparePostgres(address string) (string, error) {
	return prepare(address, func() (*sqlx.DB, error) { return sqlx.Open("postgres", address) }, "SHOW server_version",
		[]string{"CREATE SCHEMA " + scratch, "CREATE SCHEMA " + scratchOther, "CREATE TYPE " + scratch + ".mood AS ENUM ('sad', 'ok', 'happy')"},
		[]string{"DROP SCHEMA " + scratch + " CASCADE", "DROP SCHEMA " + scratchOther + " CASCADE"})
}

// openPostgres connects to a server with the scratch schema as the default.
func openPostgres(t *testing.T, driver, address string) *sqlx.DB {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal("SQBULK_TEST_POSTGRES has an address that is no URL")
	}
	parameters := u.Query()
	parameters.Set("search_path", scratch)
	parameters.Set("synchronous_commit", "off") // no test pulls the plug
	u.RawQuery = parameters.Encode()
	db, err := sqlx.Connect(driver, u.String())
	if err != nil {
		t.Fatal(err)
	}
	var super string
	if err := db.Get(&super, "SHOW is_superuser"); err != nil {
		t.Fatal(err)
	}
	if super == "on" { // who may, looks for deadlocks sooner than after a second
		db.Close()
		parameters.Set("deadlock_timeout", "50ms")
		u.RawQuery = parameters.Encode()
		if db, err = sqlx.Connect(driver, u.String()); err != nil {
			t.Fatal(err)
		}
	}
	db.SetMaxOpenConns(8)
	closeAfter(t, "postgres", db)
	return db
}

// redacted is an address without its password.
func redacted(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "(no URL)"
	}
	return u.Redacted()
}

func TestPostgres(t *testing.T) {
	onPostgres(t, func(t *testing.T, on target) { dialecttest.RunDB(t, on.db, on.dialect, on.suite) })
}

// TestPostgresPartitioned runs the suite on tables in which a row's system columns cannot be read.
func TestPostgresPartitioned(t *testing.T) {
	onPostgres(t, func(t *testing.T, on target) {
		on.suite = partitioned(on)
		t.Run("suite", func(t *testing.T) { dialecttest.RunDB(t, on.db, on.dialect, on.suite) })
		t.Run("model", func(t *testing.T) { runModel(t, on) })
		t.Run("concurrency", func(t *testing.T) { writers(t, on) })
	})
}

// partitioned makes the suite's tables partitioned ones, two partitions by the hash of the key.
func partitioned(on target) dialecttest.Database {
	o := on.suite
	o.OneKey = true
	o.Create = func(d dialecttest.DDL) []string {
		key := d.Key
		if key == "" {
			key = `"id"`
		}
		part := func(n string) string { return on.dialect.Quote(d.Name + " part " + n) }
		return []string{
			"CREATE TABLE " + d.Table + " " + d.Body + " PARTITION BY HASH (" + key + ")",
			"CREATE TABLE " + part("0") + " PARTITION OF " + d.Table + " FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
			"CREATE TABLE " + part("1") + " PARTITION OF " + d.Table + " FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
		}
	}
	return o
}

// TestPostgresView runs the suite through views, which have no system columns at all.
func TestPostgresView(t *testing.T) {
	onPostgres(t, func(t *testing.T, on target) {
		on.suite = views(on)
		t.Run("suite", func(t *testing.T) { dialecttest.RunDB(t, on.db, on.dialect, on.suite) })
		t.Run("model", func(t *testing.T) { runModel(t, on) })
		t.Run("concurrency", func(t *testing.T) { writers(t, on) })
	})
}

// views makes the suite's tables views of tables. What is said of a table by ALTER TABLE or CREATE INDEX is left out.
func views(on target) dialecttest.Database {
	o := on.suite
	base := func(d dialecttest.DDL) string { return on.dialect.Quote(d.Name + " base") }
	o.Create = func(d dialecttest.DDL) []string {
		return []string{"CREATE TABLE " + base(d) + " " + d.Body, "CREATE VIEW " + d.Table + " AS SELECT * FROM " + base(d)}
	}
	o.Drop = func(d dialecttest.DDL) []string { return []string{"DROP VIEW " + d.Table, "DROP TABLE " + base(d)} }
	o.Omit = []string{"do nothing/constraint", "upsert/constraint", "upsert/partial index"}
	return o
}
