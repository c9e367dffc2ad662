package integration

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"strings"
	"testing"

	driver "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// login creates a user with rights and returns a pool of the user's; limit is how many connections the user may have, zero: any number.
func login(t *testing.T, on reach, suffix string, limit int, rights ...string) *sqlx.DB {
	t.Helper()
	name := scratch + suffix
	limits := map[bool]string{true: pick(on, map[string]string{"postgres": " CONNECTION LIMIT 1", "mysql": " WITH MAX_USER_CONNECTIONS 1"})}[limit == 1]
	if on.kind != "postgres" {
		on.must(t, "CREATE USER "+name+" IDENTIFIED BY '"+name+"'"+limits)
		t.Cleanup(func() { on.must(t, "DROP USER "+name) })
		for _, right := range rights {
			on.must(t, "GRANT "+right+" ON "+scratch+".limited TO "+name)
		}
		c, err := driver.ParseDSN(on.address)
		if err != nil {
			t.Fatal(err)
		}
		c.DBName, c.User, c.Passwd = scratch, name, name
		return unopened(t, "mysql", c.FormatDSN())
	}
	on.must(t, "CREATE ROLE "+name+" LOGIN PASSWORD '"+name+"'"+limits, "GRANT USAGE ON SCHEMA "+scratch+" TO "+name)
	t.Cleanup(func() { on.must(t, "DROP OWNED BY "+name, "DROP ROLE "+name) })
	for _, right := range rights {
		on.must(t, "GRANT "+right+" ON limited TO "+name)
	}
	u, err := url.Parse(on.address)
	if err != nil {
		t.Fatal("SQBULK_TEST_POSTGRES has an address that is no URL")
	}
	u.User = url.UserPassword(name, name)
	q := u.Query()
	q.Set("search_path", scratch)
	u.RawQuery = q.Encode()
	return unopened(t, on.driver, u.String())
}

// unopened is a pool that has no connection yet.
func unopened(t *testing.T, name, address string) *sqlx.DB {
	t.Helper()
	db, err := sqlx.Open(name, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

const limitedTable = "limited (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(40))"

var limitedUpsert = builder.Insert("limited").Columns("id", "name").Values(1, "new").Values(2, "new").OnConflict("id").DoUpdate()

// TestFaultNoConnection runs as a user who has all the connections that the server gives: nothing is stored, and the run works once there
// is one.
func TestFaultNoConnection(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		on.create(t, limitedTable)
		db := login(t, on, "_one", 1, "SELECT, INSERT, UPDATE")
		held, err := db.Connx(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, scope := range faultScopes[:3] {
			_, err := exec.New(db, on.dialect, scope.option).Run(context.Background(), limitedUpsert)
			if err == nil || errors.Is(err, exec.ErrCommitUnknown) || !strings.HasPrefix(err.Error(), "exec: connection: ") {
				t.Errorf("%s: %v", scope.name, err)
			}
			if n := on.one(t, "SELECT COUNT(*) FROM limited"); n != 0 {
				t.Errorf("%s: %d rows are stored", scope.name, n)
			}
		}
		held.Close()
		if res, err := exec.New(db, on.dialect).Run(context.Background(), limitedUpsert); err != nil || res.Created != 2 {
			t.Errorf("afterwards: %+v, %v", res, err)
		}
	})
}

// TestFaultTimeout lets the server give up on the third of four chunks, since somebody else holds one of its rows. MySQL has no time limit for
// an UPDATE, but one for the wait.
func TestFaultTimeout(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		f := &faulty{on: on}
		on.create(t, faultTable)
		p := faultPrograms()[2]                                              // update
		p.options = []exec.Option{exec.Retry(exec.RetryPolicy{Attempts: 1})} // each would wait again
		held := faultBatch * 2
		db := on.lone(t, pick(on, map[string]string{
			"postgres": "SET statement_timeout = '500ms'",  // so that the chunks before have time enough
			"mysql":    "SET innodb_lock_wait_timeout = 1", // seconds; there is no less
			"mariadb":  "SET max_statement_time = 0.5",
		}))
		kind := pick(on, map[string]dialect.Kind{"postgres": dialect.Timeout, "mysql": dialect.Busy, "mariadb": dialect.Timeout})
		f.victim = db
		for _, scope := range faultScopes {
			f.what = scope.name
			f.fill(t, p)
			holder := on.db.MustBegin()
			holder.MustExec(fmt.Sprintf("UPDATE faults SET name = 'held' WHERE id = %d", held))
			e := f.once(context.Background(), p, scope)
			if err := holder.Rollback(); err != nil {
				t.Fatal(err)
			}
			var sure int64
			if scope.name == "per chunk" || scope.name == "no transaction" {
				sure = int64(held)
			}
			if !errors.Is(e.err, kind) || errors.Is(e.err, exec.ErrCommitUnknown) {
				t.Errorf("%s: %v", scope.name, e.err)
			}
			if scope.option != nil && f.claimed(t, scope, e) != sure {
				t.Errorf("%s: %+v", scope.name, e.res)
			}
			if stored := f.stored(t); !maps.Equal(stored, p.state(sure)) {
				t.Errorf("%s: the table holds %v", scope.name, stored)
			}
			if e := f.once(context.Background(), p, scope); e.err != nil || !maps.Equal(f.stored(t), p.state(faultRows)) {
				t.Errorf("%s, afterwards: %v", scope.name, e.err)
			}
		}
	})
}

// TestFaultPrivileges leaves out a right that a run needs: it is Forbidden, and the table is as before.
func TestFaultPrivileges(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		on.create(t, limitedTable)
		on.must(t, "INSERT INTO limited VALUES (1, 'old')")
		changed := builder.Insert("limited").Columns("id", "name").Values(1, "new").Values(2, "new").OnConflict("id").DoUpdate().OnlyChanged()
		update := builder.Update("limited").Key("id").Set("name").From(builder.Tuples([]string{"id", "name"}, [][]any{{1, "new"}}))
		for i, tt := range []struct {
			name, rights string
			bulk         builder.Bulk
		}{
			{"upsert without SELECT", "INSERT, UPDATE", changed},
			{"upsert without UPDATE", "INSERT, SELECT", limitedUpsert},
			{"update without SELECT", "UPDATE", update},
			{"update without UPDATE", "SELECT", update},
			{"delete without SELECT", "DELETE", builder.Delete("limited").Key("id").From(builder.Column("id", []int{1}))},
		} {
			t.Run(tt.name, func(t *testing.T) {
				db := login(t, on, "_user"+string(rune('a'+i)), 0, tt.rights)
				for _, scope := range faultScopes[:3] {
					_, err := exec.New(db, on.dialect, scope.option).Run(context.Background(), tt.bulk)
					on.forbidden(t, scope.name, err)
				}
			})
		}
	})
}

// forbidden fails the test unless a right was missing and the table is as before.
func (on reach) forbidden(t *testing.T, what string, err error) {
	t.Helper()
	if !errors.Is(err, dialect.Forbidden) || errors.Is(err, exec.ErrCommitUnknown) {
		t.Errorf("%s: %v", what, err)
	}
	if n := on.one(t, "SELECT COUNT(*) FROM limited"); n != 1 || on.one(t, "SELECT COUNT(*) FROM limited WHERE name = 'old'") != 1 {
		t.Errorf("%s: the table has changed", what)
	}
}

// TestFaultNoTemporaryTables runs Staging as a user who may not create temporary tables.
func TestFaultNoTemporaryTables(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		if on.driver != "postgres" {
			return // Staging is lib/pq's
		}
		var database string
		if err := on.db.Get(&database, "SELECT quote_ident(current_database())"); err != nil {
			t.Fatal(err)
		}
		on.create(t, limitedTable)
		on.must(t, "INSERT INTO limited VALUES (1, 'old')", "REVOKE TEMPORARY ON DATABASE "+database+" FROM PUBLIC")
		t.Cleanup(func() { on.must(t, "GRANT TEMPORARY ON DATABASE "+database+" TO PUBLIC") })
		db := login(t, on, "_temp", 0, "SELECT, INSERT, UPDATE")
		_, err := exec.New(db, on.dialect).Run(context.Background(), limitedUpsert, exec.Strategy(exec.Staging))
		on.forbidden(t, "staging", err)
	})
}
