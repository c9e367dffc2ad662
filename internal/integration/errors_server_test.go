package integration

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	sq "github.com/Masterminds/squirrel"
	driver "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// otherFaults are the faults that are not those of a row.
var otherFaults = []fault{
	{name: "a constraint that is checked at the commit", kind: dialect.ForeignKeyViolation, elsewhere: neverOn("mysql", "mariadb"),
		constraint: "err_later", columns: in("parent"), run: atCommit},
	{name: "a deadlock", kind: dialect.Deadlock, elsewhere: neverOn("sqlite"), run: deadlock},
	{name: "a row that changed since the snapshot", kind: dialect.SerializationFailure, elsewhere: neverOn("mysql"), run: snapshot},
	{name: "a lock held for too long", kind: dialect.Busy, run: busy},
	{name: "the server's time for a statement", kind: dialect.Timeout, elsewhere: neverOn("mysql", "sqlite"), run: serverTimeout},
	{name: "`exec.Timeout`", kind: dialect.Timeout, run: ownTimeout},
	{name: "a value beyond a limit", kind: dialect.TooLarge, constraint: "err_large_body", run: tooLarge},
	{name: "a killed connection", kind: dialect.ConnectionLost, elsewhere: neverOn("sqlite"), run: killedInside},
	{name: "a missing privilege", kind: dialect.Forbidden, elsewhere: neverOn("sqlite"), run: unprivileged},
	{name: "a read-only transaction or file", kind: dialect.Forbidden, run: readOnly},
}

func neverOn(kinds ...string) map[string]dialect.Kind {
	m := make(map[string]dialect.Kind)
	for _, k := range kinds {
		m[k] = never
	}
	return m
}

// oneByOne updates the rows 1 and 2, a chunk each.
var oneByOne = builder.Update("err_rows").Key("id").Set("name").BatchSize(1).
	From(builder.Tuples([]string{"id", "name"}, [][]any{{1, "ours"}, {2, "ours"}}))

func atCommit(t *testing.T, s *scene) error {
	_, err := s.run(s.on.db, builder.Insert("err_deferred").Columns("id", "parent").Values(1, 1).Values(2, 99))
	if n := s.on.one(t, "SELECT COUNT(*) FROM err_deferred"); n != 0 {
		t.Errorf("%d rows are stored", n)
	}
	return err
}

// deadlock has another transaction lock the second row and, while ours has the first, wait for the first. That the other one has
// written more, or on PostgreSQL looks for a deadlock later, makes ours the one that is ended.
func deadlock(t *testing.T, s *scene) error {
	ours := s.on.lone(t, pick(s.on, map[string][]string{"postgres": {"SET deadlock_timeout = '10ms'"}})...)
	other, err := s.on.db.Beginx()
	if err != nil {
		t.Fatal(err)
	}
	defer other.Rollback()
	for _, sql := range append(pick(s.on, map[string][]string{"postgres": {"SET LOCAL deadlock_timeout = '1min'"}}),
		"INSERT INTO err_parents VALUES (101), (102), (103), (104), (105), (106), (107), (108), (109), (110)",
		"UPDATE err_rows SET n = 7 WHERE id = 2") {
		if _, err := other.Exec(sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	var id int64
	if s.on.kind == "postgres" {
		if err := other.Get(&id, "SELECT pg_backend_pid()"); err != nil {
			t.Fatal(err)
		}
	}
	done := make(chan error, 1)
	s.inside = func() {
		go func() {
			_, err := other.Exec("UPDATE err_rows SET n = 7 WHERE id = 1")
			done <- errors.Join(err, other.Rollback())
		}()
		if s.on.kind == "postgres" {
			s.on.until(t, "the other transaction does not wait", func(n int64) bool { return n > 0 },
				"SELECT COUNT(*) FROM pg_locks WHERE pid = ? AND NOT granted", id)
		}
	}
	_, err = s.run(ours, oneByOne)
	if s.inside != nil {
		t.Fatalf("not even the first chunk: %v", err)
	}
	if err := <-done; err != nil {
		t.Errorf("the other transaction: %v", err)
	}
	return err
}

// snapshot has another connection change the second row after our transaction has read the table. On PostgreSQL, the first chunk
// reads it; elsewhere none of our statements does, but a caller's transaction may.
func snapshot(t *testing.T, s *scene) error {
	change := func() { s.on.must(t, "UPDATE err_rows SET n = n + 1 WHERE id = 2") }
	if s.on.kind == "postgres" {
		s.inside = change
		_, err := s.run(s.on.lone(t, "SET default_transaction_isolation = 'repeatable read'"), oneByOne)
		return err
	}
	ours := s.on.lone(t, pick(s.on, map[string][]string{"mariadb": {"SET innodb_snapshot_isolation = ON"}})...) // its default from 11.6 on
	tx, err := ours.Beginx()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	var n int
	if err := tx.Get(&n, "SELECT COUNT(*) FROM err_rows"); err != nil {
		t.Fatal(err)
	}
	change()
	_, err = s.run(tx, oneByOne)
	return err
}

// held runs a statement while another connection holds its row, on SQLite the database.
func (s *scene) held(t *testing.T, db exec.DB, opts ...exec.Option) error {
	holder, err := s.on.again().Beginx()
	if err != nil {
		t.Fatal(err)
	}
	defer holder.Rollback()
	if _, err := holder.Exec("UPDATE err_rows SET name = 'held' WHERE id = 1"); err != nil {
		t.Fatal(err)
	}
	_, err = s.run(db, oneByOne, opts...)
	return err
}

func busy(t *testing.T, s *scene) error {
	return s.held(t, s.on.lone(t, pick(s.on, map[string][]string{
		"postgres": {"SET lock_timeout = '20ms'"},
		"mysql":    {"SET innodb_lock_wait_timeout = 1"}, // seconds; there is no less
		"mariadb":  {"SET innodb_lock_wait_timeout = 0"},
	})...))
}

func serverTimeout(t *testing.T, s *scene) error {
	return s.held(t, s.on.lone(t, pick(s.on, map[string]string{
		"postgres": "SET statement_timeout = '50ms'",
		"mariadb":  "SET max_statement_time = 0.05",
	})))
}

func ownTimeout(t *testing.T, s *scene) error {
	return s.held(t, s.on.db, exec.Timeout(50*time.Millisecond))
}

// tooLarge writes a value beyond an index entry, a packet, or the longest text.
func tooLarge(t *testing.T, s *scene) error {
	var body any = sq.Expr("REPEAT('x', ?)", 1<<30)
	switch s.on.kind {
	case "postgres":
		random, noise := rand.New(rand.NewPCG(1, 2)), make([]byte, 5_000)
		for i := range noise {
			noise[i] = byte('!' + random.IntN(90))
		}
		body = string(noise)
	case "sqlite":
		body = sq.Expr("zeroblob(?)", 1<<30)
	}
	_, err := s.run(s.on.db, builder.Insert("err_large").Columns("id", "body").Values(1, body))
	if n := s.on.one(t, "SELECT COUNT(*) FROM err_large"); n != 0 {
		t.Errorf("%d rows are stored", n)
	}
	return err
}

// killedInside ends our connection after the first chunk.
func killedInside(t *testing.T, s *scene) error {
	k := newKiller(t, s.on)
	k.aim(t)
	s.inside = func() {
		k.kill()
		waitGone(t, k)
	}
	_, err := s.run(k.victim, oneByOne)
	return err
}

// unprivileged writes as somebody who may only read.
func unprivileged(t *testing.T, s *scene) error {
	name := scratch + "_reader"
	if s.on.kind == "postgres" {
		s.on.must(t, "CREATE ROLE "+name, "GRANT USAGE ON SCHEMA "+scratch+" TO "+name, "GRANT SELECT ON err_rows TO "+name)
		defer s.on.must(t, "DROP OWNED BY "+name, "DROP ROLE "+name)
		_, err := s.run(s.on.lone(t, "SET ROLE "+name), oneByOne)
		return err
	}
	s.on.must(t, "CREATE USER "+name+" IDENTIFIED BY '"+name+"'")
	defer s.on.must(t, "DROP USER "+name)
	s.on.must(t, "GRANT SELECT ON "+scratch+".err_rows TO "+name)
	_, err := s.run(openMySQL(t, s.on.address, func(c *driver.Config) { c.User, c.Passwd = name, name }), oneByOne)
	return err
}

// readOnly writes in a transaction, or on SQLite to a file, that is read-only.
func readOnly(t *testing.T, s *scene) error {
	if s.on.kind != "sqlite" {
		tx, err := s.on.db.BeginTxx(context.Background(), &sql.TxOptions{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		_, err = s.run(tx, oneByOne)
		return err
	}
	var file string
	if err := s.on.db.Get(&file, "SELECT file FROM pragma_database_list WHERE name = 'main'"); err != nil {
		t.Fatal(err)
	}
	db, err := sqlx.Open(s.on.driver, "file:"+file+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_, err = s.run(db, oneByOne)
	return err
}
