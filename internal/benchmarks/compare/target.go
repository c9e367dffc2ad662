package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	mysqldriver "github.com/go-sql-driver/mysql"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	_ "github.com/lib/pq"
	_ "github.com/mattn/go-sqlite3"
	_ "modernc.org/sqlite"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/pgxcopy"
	"github.com/sqbulk/sqbulk/postgres"
	"github.com/sqbulk/sqbulk/sqlite"
)

// target is a database through a driver.
type target struct {
	name, driver, address string
	kind                  string // postgres, mysql, mariadb or sqlite
	dialect               dialect.Dialect
	db                    *sqlx.DB
	version               string
	dir                   string // for files that the server reads
	file                  string // of SQLite
}

// loading is MySQL with the driver's functions for LOAD DATA LOCAL.
var loading = mysql.Dialect{Readers: &mysql.Readers{Register: mysqldriver.RegisterReaderHandler, Deregister: mysqldriver.DeregisterReaderHandler}}

// targets are the databases that the settings name.
func (s *settings) targets(dir string) (all []*target) {
	for _, a := range strings.Fields(s.postgres) {
		all = append(all, &target{name: "PostgreSQL/pq", driver: "postgres", address: a, kind: "postgres", dialect: postgres.Dialect{}},
			&target{name: "PostgreSQL/pgx", driver: "pgx", address: a, kind: "postgres", dialect: pgxcopy.Dialect{}})
	}
	for _, a := range strings.Fields(s.mysql) {
		all = append(all, &target{name: "MySQL", driver: "mysql", address: a, kind: "mysql", dialect: loading})
	}
	for _, a := range strings.Fields(s.mariadb) {
		all = append(all, &target{name: "MariaDB", driver: "mysql", address: a, kind: "mariadb", dialect: mysql.MariaDB{Dialect: loading}})
	}
	embedded := func(name, driver, options string) *target {
		file := filepath.Join(dir, name+".db")
		return &target{name: "SQLite/" + name, driver: driver, kind: "sqlite", dialect: sqlite.Dialect{}, file: file,
			address: "file:" + file + "?" + options}
	}
	all = append(all,
		embedded("modernc", "sqlite", "_pragma=busy_timeout(20000)&_pragma=journal_mode(wal)&_pragma=synchronous(normal)"),
		embedded("mattn", "sqlite3", "_busy_timeout=20000&_journal_mode=wal&_synchronous=normal"))
	for _, t := range all {
		t.dir = dir
	}
	return all
}

// open connects, asks for the version and puts the major version into the name of a server.
func (t *target) open(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	var err error
	if t.kind == "mysql" || t.kind == "mariadb" {
		c, err := mysqldriver.ParseDSN(t.address)
		if err != nil {
			return err
		}
		c.Params = map[string]string{"time_zone": "'+00:00'"}
		t.address = c.FormatDSN()
	}
	if t.db, err = sqlx.ConnectContext(ctx, t.driver, t.address); err != nil {
		return err
	}
	t.db.SetMaxOpenConns(4)
	t.db.SetMaxIdleConns(4)
	query := map[string]string{"postgres": "SHOW server_version", "sqlite": "SELECT sqlite_version()"}[t.kind]
	if query == "" {
		query = "SELECT VERSION()"
	}
	if err := t.db.GetContext(ctx, &t.version, query); err != nil {
		t.db.Close()
		return err
	}
	if base, driver, ok := strings.Cut(t.name, "/"); ok && t.kind == "postgres" {
		major, _, _ := strings.Cut(t.version, ".")
		t.name = fmt.Sprintf("%s %s/%s", base, major, driver)
	} else if t.kind != "sqlite" {
		part := strings.SplitN(t.version, ".", 3)
		t.name = fmt.Sprintf("%s %s.%s", t.name, part[0], part[1])
	}
	return nil
}

// mysqlLike tells whether the target speaks MySQL's SQL.
func (t *target) mysqlLike() bool { return t.driver == "mysql" }

// exec runs statements one after the other.
func (t *target) exec(ctx context.Context, statements ...string) error {
	for _, sql := range statements {
		if _, err := t.db.ExecContext(ctx, sql); err != nil {
			return fmt.Errorf("%s: %w", sql, err)
		}
	}
	return nil
}
