package integration

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	driver "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
	"github.com/sqbulk/sqbulk/sqlite"
)

// reach is a database through one driver, in the driver's usual setting and with the zero value of the dialect: what the tests of
// the executor run on.
type reach struct {
	kind    string // "sqlite", "postgres", "mysql" or "mariadb"
	driver  string // by its database/sql name
	db      *sqlx.DB
	dialect dialect.Dialect
	again   func() *sqlx.DB // another pool for the same database
	address string          // of the server; empty on SQLite
}

// onEach runs a test on every database through every driver once.
func onEach(t *testing.T, f func(t *testing.T, on reach)) {
	for _, d := range sqliteDrivers {
		t.Run("SQLite/"+d.label, func(t *testing.T) { f(t, reachSQLite(t, d.driver, d.parameters)) })
	}
	onServers(t, f)
}

// onServers runs a test on every database that is a server.
func onServers(t *testing.T, f func(t *testing.T, on reach)) {
	for _, address := range addresses("SQBULK_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test?sslmode=disable") {
		version, err := preparePostgres(address)
		if err != nil {
			t.Run("PostgreSQL", func(t *testing.T) {
				unreachable(t, "PostgreSQL at "+redacted(address), "SQBULK_TEST_POSTGRES", err)
			})
			continue
		}
		for _, name := range []string{"postgres", "pgx"} {
			major, _, _ := strings.Cut(version, ".")
			t.Run("PostgreSQL/"+major+"/"+name, func(t *testing.T) {
				again := func() *sqlx.DB { return openPostgres(t, name, address) }
				f(t, reach{"postgres", name, again(), postgres.Dialect{}, again, address})
			})
		}
	}
	mysqlAddresses := addresses("SQBULK_TEST_MYSQL", "test:test@tcp(127.0.0.1:13306)/test")
	onMySQLReach(t, "MySQL", "SQBULK_TEST_MYSQL", mysqlAddresses, mysql.Dialect{}, f)
	mariaAddresses := addresses("SQBULK_TEST_MARIADB", "root@tcp(127.0.0.1:3306)/test")
	onMySQLReach(t, "MariaDB", "SQBULK_TEST_MARIADB", mariaAddresses, mysql.MariaDB{}, f)
}

func onMySQLReach(t *testing.T, what, variable string, list []string, d dialect.Dialect, f func(t *testing.T, on reach)) {
	for _, address := range list {
		version, err := prepareMySQL(address)
		version, _, _ = strings.Cut(version, "-")
		t.Run(what+"/"+version, func(t *testing.T) {
			if err != nil {
				unreachable(t, what, variable, err)
			}
			again := func() *sqlx.DB { return openMySQL(t, address, func(*driver.Config) {}) }
			f(t, reach{strings.ToLower(what), "mysql", again(), d, again, address})
		})
	}
}

func reachSQLite(t *testing.T, name, parameters string) reach {
	t.Helper()
	file := filepath.Join(t.TempDir(), "test.db")
	again := func() *sqlx.DB {
		separator := "&"
		if parameters == "" {
			separator = "?"
		}
		extra := "_pragma=foreign_keys(1)&_pragma=synchronous(0)" // no test pulls the plug
		if name == "sqlite3" {
			extra = "_foreign_keys=1&_synchronous=0"
		}
		db, err := sqlx.Open(name, "file:"+file+parameters+separator+extra)
		if err == nil {
			err = db.Ping()
		}
		if err != nil {
			unreachable(t, "SQLite through "+name, "CGO_ENABLED", err)
		}
		closeAfter(t, "sqlite", db)
		return db
	}
	return reach{"sqlite", name, again(), sqlite.Dialect{}, again, ""}
}

// pick returns what a test wants for the kind of database.
func pick[T any](on reach, values map[string]T) T {
	if v, ok := values[on.kind]; ok {
		return v
	}
	if on.kind == "mariadb" {
		if v, ok := values["mysql"]; ok {
			return v
		}
	}
	return values[""]
}

// lone is another pool, of one connection with these settings.
func (on reach) lone(t *testing.T, settings ...string) *sqlx.DB {
	t.Helper()
	db := on.again()
	db.SetMaxOpenConns(1)
	for _, sql := range settings {
		if _, err := db.Exec(sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	return db
}

// create creates tables, which are dropped in the opposite order at the end of the test. Each definition is a name, a space, and
// what stands behind the name in CREATE TABLE.
func (on reach) create(t *testing.T, definitions ...string) {
	t.Helper()
	for _, definition := range definitions {
		name, body, _ := strings.Cut(definition, " ")
		on.must(t, "DROP TABLE IF EXISTS "+name)
		on.must(t, "CREATE TABLE "+name+" "+body)
		t.Cleanup(func() { on.must(t, "DROP TABLE "+name) })
	}
}

// must runs statements that have to succeed.
func (on reach) must(t *testing.T, statements ...string) {
	t.Helper()
	for _, sql := range statements {
		if _, err := on.db.Exec(sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

// needsUTF8 ends a test on a PostgreSQL database of another encoding, and says so. The others' encoding is that of the column.
func (on reach) needsUTF8(t *testing.T) {
	t.Helper()
	if on.kind != "postgres" {
		return
	}
	var encoding string
	if err := on.db.Get(&encoding, "SHOW server_encoding"); err != nil {
		t.Fatal(err)
	}
	if encoding != "UTF8" {
		t.Skipf("*** NOT TESTED here: the database is in %s, not in UTF8", encoding)
	}
}

// one reads a single number.
func (on reach) one(t *testing.T, query string, args ...any) int64 {
	t.Helper()
	var n int64
	if err := on.db.Get(&n, on.db.Rebind(query), args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

// until asks for a number again and again until it is right. A busy machine has half a minute for that.
func (on reach) until(t *testing.T, otherwise string, right func(n int64) bool, query string, args ...any) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !right(on.one(t, query, args...)); {
		if time.Now().After(deadline) {
			t.Fatal(otherwise)
		}
	}
}

// idle fails the test unless the pool is whole: no connection is in use, and a new query works.
func (on reach) idle(t *testing.T) {
	t.Helper()
	if n := on.db.Stats().InUse; n != 0 {
		t.Errorf("%d connections are still in use", n)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := answers(ctx, on.db); err != nil {
		t.Errorf("the pool cannot be used afterwards: %v", err)
	}
}

// answers asks a pool twice at most: not every driver notices at once that its connection has died, such as when the server hung up on
// a packet that is too large.
func answers(ctx context.Context, db *sqlx.DB) (err error) {
	for range 2 {
		var one int
		if err = db.GetContext(ctx, &one, "SELECT 1"); err == nil {
			return nil
		}
	}
	return err
}

// sortedKeys are a map's keys in order.
func sortedKeys[V any](m map[int]V) []int { return slices.Sorted(maps.Keys(m)) }

// few shows the first differences of a long comparison.
type few struct {
	t    *testing.T
	seen int
}

func (f *few) errorf(format string, args ...any) {
	f.t.Helper()
	if f.seen++; f.seen <= 10 {
		f.t.Errorf(format, args...)
	}
}
