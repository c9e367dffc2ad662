package integration

import (
	"net/url"
	"testing"

	driver "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
)

// TestDetect: a server by itself is taken for no other engine, also by a user without rights, who may ask as well.
func TestDetect(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		plain := detected(t, on, on.db)
		unprivilegedUser(t, on, func(db *sqlx.DB) {
			if got := detected(t, on, db); got != plain {
				t.Errorf("without rights: %+v, and with them: %+v", got, plain)
			}
		})
		switch d := plain.(type) {
		case postgres.Dialect:
			if d.Engine != postgres.PostgreSQL || d.Version < 120000 {
				t.Errorf("got %+v", d)
			}
		case mysql.Dialect:
			if on.kind != "mysql" || d.Engine != mysql.SingleServer {
				t.Errorf("%s: got %+v", on.kind, d)
			}
		case mysql.MariaDB:
			if on.kind != "mariadb" || d.Engine != mysql.SingleServer {
				t.Errorf("%s: got %+v", on.kind, d)
			}
		default:
			t.Errorf("got %T", plain)
		}
	})
}

// detected is the dialect that Detect returns.
func detected(t *testing.T, on reach, db *sqlx.DB) (d dialect.Dialect) {
	t.Helper()
	var err error
	if on.kind == "postgres" {
		d, err = postgres.Detect(t.Context(), db)
	} else {
		d, err = mysql.Detect(t.Context(), db)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// unprivilegedUser calls f with a pool of a user who has no rights but to connect.
func unprivilegedUser(t *testing.T, on reach, f func(db *sqlx.DB)) {
	t.Helper()
	name := scratch + "_nobody"
	if on.kind == "postgres" {
		on.must(t, "CREATE ROLE "+name+" LOGIN PASSWORD '"+name+"'")
		defer on.must(t, "DROP ROLE "+name)
		u, err := url.Parse(on.address)
		if err != nil {
			t.Fatal("SQBULK_TEST_POSTGRES has an address that is no URL")
		}
		u.User = url.UserPassword(name, name)
		db := openPostgres(t, on.driver, u.String())
		defer db.Close()
		f(db)
		return
	}
	on.must(t, "CREATE USER "+name+" IDENTIFIED BY '"+name+"'")
	defer on.must(t, "DROP USER "+name)
	c, err := driver.ParseDSN(on.address)
	if err != nil {
		t.Fatal("an address of MySQL or MariaDB is no DSN")
	}
	c.User, c.Passwd, c.DBName = name, name, ""
	db, err := sqlx.Connect("mysql", c.FormatDSN())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	f(db)
}
