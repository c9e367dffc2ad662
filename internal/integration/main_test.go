package integration

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/dialect/dialecttest"
)

// target is a database, reached through a driver, with a dialect: what the tests run on.
type target struct {
	db       *sqlx.DB
	dialect  dialect.Dialect
	detected bool // the dialect is tuned to the server, not a zero value
	suite    dialecttest.Database
}

// onBoth runs a test with the zero value of a dialect and with the one that was detected.
func onBoth(t *testing.T, db *sqlx.DB, zero, detected dialect.Dialect, suite dialecttest.Database, f func(t *testing.T, on target)) {
	t.Run("zero", func(t *testing.T) { f(t, target{db, zero, false, suite}) })
	t.Run("detected", func(t *testing.T) { f(t, target{db, detected, true, suite}) })
}

// scratch is the schema, or on MySQL the database, that this run of the package has for itself; scratchOther is another one.
var (
	scratch      = fmt.Sprintf("sqbulk_%d_%d", os.Getpid(), time.Now().UnixMicro()%1_000_000)
	scratchOther = scratch + "_other"
)

// onEvery runs a test on every database, through every driver and with every dialect.
func onEvery(t *testing.T, f func(t *testing.T, on target)) {
	t.Run("SQLite", func(t *testing.T) { onSQLite(t, f) })
	t.Run("PostgreSQL", func(t *testing.T) { onPostgres(t, f) })
	t.Run("MySQL", func(t *testing.T) { onMySQL(t, f) })
	t.Run("MariaDB", func(t *testing.T) { onMariaDB(t, f) })
}

// addresses are the addresses in an environment variable, separated by spaces, or the local default.
func addresses(variable, local string) []string {
	if list := strings.Fields(os.Getenv(variable)); len(list) > 0 {
		return list
	}
	return []string{local}
}

// unreachable ends a test for which there is no database: in CI that is a failure.
func unreachable(t *testing.T, what, variable string, err error) {
	t.Helper()
	message := fmt.Sprintf("\n*** NOT TESTED: %s cannot be reached: %v\n*** Set %s, or run make servers.", what, err, variable)
	if os.Getenv("CI") == "true" {
		t.Fatal(message)
	}
	t.Skip(message)
}

// number is an environment variable that is a number.
func number(variable string, otherwise int) int {
	n, err := strconv.Atoi(os.Getenv(variable))
	if err != nil {
		return otherwise
	}
	return n
}

// servers remembers for each address whether its scratch schemas exist, and how to drop them.
var servers = struct {
	sync.Mutex
	found map[string]server
	drop  []func()
}{found: make(map[string]server)}

// server is what is known of a server.
type server struct {
	version string
	err     error
}

// prepare creates the scratch schemas of a server once; open connects to the database that the address names.
func prepare(address string, open func() (*sqlx.DB, error), version string, create, drop []string) (string, error) {
	servers.Lock()
	defer servers.Unlock()
	if s, ok := servers.found[address]; ok {
		return s.version, s.err
	}
	s := server{}
	s.version, s.err = func() (string, error) {
		db, err := open()
		if err != nil {
			return "", err
		}
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		var v string
		if err := db.GetContext(ctx, &v, version); err != nil {
			db.Close()
			return "", err
		}
		for _, sql := range create {
			if _, err := db.ExecContext(ctx, sql); err != nil {
				db.Close()
				return "", fmt.Errorf("%s: %w", sql, err)
			}
		}
		servers.drop = append(servers.drop, func() {
			defer db.Close()
			for _, sql := range drop {
				if _, err := db.Exec(sql); err != nil {
					fmt.Fprintf(os.Stderr, "%s: %v\n", sql, err)
				}
			}
		})
		return v, nil
	}()
	servers.found[address] = s
	return s.version, s.err
}

// TestMain drops the scratch schemas at the end.
func TestMain(m *testing.M) {
	code := m.Run()
	for _, drop := range servers.drop {
		drop()
	}
	os.Exit(code)
}
