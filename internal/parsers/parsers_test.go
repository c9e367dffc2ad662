package parsers

import (
	"io"
	"os"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
	"github.com/sqbulk/sqbulk/sqlite"
)

// tree is what a grammar makes of a statement.
type tree struct {
	text   string // the whole statement in the grammar's own form; where tables have to exist, nothing
	params int    // its bind parameters
}

// A grammar parses one statement and its names. It needs the names to write the tree of a statement with tame names as if it had
// those, or to create what they name.
type grammar interface {
	parse(t *testing.T, sql string, params int, n names) (tree, error)
	// renamed is the tree's text with other names instead of the tame ones.
	renamed(text string, n names) string
}

// variant is a dialect and the grammar of its database.
type variant struct {
	dialect dialect.Dialect
	grammar grammar
	golden  string // the file of its golden statements
	server  string // the variable with addresses of its servers
}

// variants are all dialects and strategies whose SQL differs. Engines without a server here have golden files and no variant.
func variants(t *testing.T) map[string]variant {
	load := func(d dialect.Dialect, s dialect.Strategy) dialect.Dialect {
		loaded, err := d.Load(s)
		if err != nil {
			t.Fatal(err)
		}
		return loaded
	}
	pg := func(d dialect.Dialect, golden string) variant {
		return variant{d, postgresGrammar{}, goldenPath("postgres", golden), "SQBULK_TEST_POSTGRES"}
	}
	my := func(d dialect.Dialect, golden, server string) variant {
		return variant{d, mysqlGrammar{}, goldenPath("mysql", golden), server}
	}
	readers := mysql.Dialect{Readers: &mysql.Readers{Register: func(string, func() io.Reader) {}, Deregister: func(string) {}}}
	return map[string]variant{
		"postgres":         pg(postgres.Dialect{}, "postgres"),
		"postgres heap":    pg(postgres.Dialect{Kind: postgres.Heap}, "postgres-heap"),
		"postgres 18":      pg(postgres.Dialect{Version: 180000}, "postgres-18"),
		"postgres staging": pg(load(postgres.Dialect{Kind: postgres.Heap}, dialect.Staging), "postgres-staging"),
		"postgres arrays":  pg(load(postgres.Dialect{Kind: postgres.Heap}, dialect.Arrays), "postgres-arrays"),
		"mysql":            my(mysql.Dialect{}, "mysql", "SQBULK_TEST_MYSQL"),
		"mysql alias":      my(mysql.Dialect{Version: 80019}, "mysql-alias", "SQBULK_TEST_MYSQL"),
		"mysql staging":    my(load(readers, dialect.Staging), "mysql-staging", "SQBULK_TEST_MYSQL"),
		"mariadb":          my(mysql.MariaDB{}, "mariadb", "SQBULK_TEST_MARIADB"),
		"mariadb staging":  my(load(mysql.MariaDB{Dialect: readers}, dialect.Staging), "mariadb-staging", "SQBULK_TEST_MARIADB"),
		"sqlite":           {sqlite.Dialect{}, sqliteGrammar{}, goldenPath("sqlite", "sqlite"), ""},
	}
}

// untested ends a test for which there is no C compiler: in CI that is a failure.
func untested(t *testing.T, what string) {
	t.Helper()
	message := "\n*** NOT TESTED: " + what + ", which needs a C compiler and CGO_ENABLED=1."
	if os.Getenv("CI") == "true" {
		t.Fatal(message)
	}
	t.Skip(message)
}
