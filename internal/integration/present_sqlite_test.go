package integration

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/sqlite"
)

// changing is one executor, kept while the schema changes.
type changing struct {
	conn *sqlx.Conn // one connection, for temporary triggers and attached databases
	ex   *exec.Executor
}

// TestSQLitePresent changes tables between the runs of one executor: what it once learned must not count.
func TestSQLitePresent(t *testing.T) {
	for _, d := range sqliteDrivers {
		t.Run(d.label, func(t *testing.T) {
			for _, c := range presentCases {
				t.Run(c.name, func(t *testing.T) {
					conn, err := openSQLite(t, d.driver, d.parameters).Connx(context.Background())
					if err != nil {
						t.Fatal(err)
					}
					defer conn.Close()
					c.run(t, changing{conn, exec.New(conn, sqlite.Dialect{})})
				})
			}
		})
	}
}

var presentCases = []struct {
	name string
	run  func(t *testing.T, on changing)
}{
	{"a trigger comes and goes", func(t *testing.T, on changing) {
		on.must(t, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)")
		on.trigger(t, "CREATE TRIGGER")
	}},
	{"a temporary trigger comes and goes", func(t *testing.T, on changing) {
		on.must(t, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)")
		on.trigger(t, "CREATE TEMP TRIGGER")
	}},
	{"a temporary table hides the other", func(t *testing.T, on changing) {
		on.must(t, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)")
		on.run(t, on.upsert("t", 1, 1, 2, 2), exec.Result{Created: 2, Exact: true})
		on.must(t, "CREATE TEMP TABLE t (id INTEGER PRIMARY KEY, v INTEGER)")
		on.trigger(t, "CREATE TEMP TRIGGER")
	}},
	{"in an attached database", func(t *testing.T, on changing) {
		on.must(t, "ATTACH ':memory:' AS far", "CREATE TABLE far.t (id INTEGER PRIMARY KEY, v INTEGER)")
		on.run(t, on.upsert("far.t", 1, 1, 2, 2), exec.Result{Created: 2, Exact: true})
		on.run(t, on.upsert("far.t", 1, 1, 2, 2), exec.Result{Unchanged: 2, Exact: true})
		on.must(t, "CREATE TRIGGER far.keep BEFORE UPDATE ON t WHEN NEW.v < 0 BEGIN SELECT RAISE(IGNORE); END")
		on.run(t, on.upsert("far.t", 1, -1, 2, 2), exec.Result{Unchanged: 2})
		// Named without its database, the table is not found where the question looks.
		on.run(t, on.upsert("t", 3, 3), exec.Result{Created: 1, Exact: true})
		on.run(t, on.upsert("t", 3, 3), exec.Result{Unchanged: 1})
		on.run(t, on.update("t", 3, 3), exec.Result{Unchanged: 1})
		on.holds(t, "far.t", "1 1, 2 2, 3 3")
	}},
	{"a view takes the table's place", func(t *testing.T, on changing) {
		on.must(t, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)", "INSERT INTO t VALUES (1, 1), (2, 2)")
		on.run(t, on.update("t", 1, 1, 2, 3), exec.Result{Updated: 1, Unchanged: 1, Exact: true})
		on.must(t, "ALTER TABLE t RENAME TO base", "CREATE VIEW t AS SELECT * FROM base",
			"CREATE TRIGGER put INSTEAD OF UPDATE ON t BEGIN UPDATE base SET v = NEW.v WHERE id = NEW.id; END")
		on.run(t, on.update("t", 1, 1, 2, 4), exec.Result{Unchanged: 2})
		on.holds(t, "base", "1 1, 2 4")
	}},
	{"constraints that ignore", func(t *testing.T, on changing) {
		on.must(t, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)")
		on.run(t, on.upsert("t", 1, 1, 2, 2), exec.Result{Created: 2, Exact: true})
		on.run(t, on.upsert("t", 1, 1, 2, 2), exec.Result{Unchanged: 2, Exact: true})
		on.must(t, "DROP TABLE t", "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER UNIQUE ON CONFLICT IGNORE)",
			"INSERT INTO t VALUES (1, 1), (2, 2)")
		on.run(t, on.upsert("t", 1, 1, 3, 2), exec.Result{Unchanged: 2})
		on.run(t, on.update("t", 1, 2, 2, 2), exec.Result{Unchanged: 2})
		on.run(t, on.writeAll("t", 1, 1, 3, 2, 4, 4), exec.Result{Created: 1, Updated: 1, Skipped: 1, Exact: true})
		on.holds(t, "t", "1 1, 2 2, 4 4")
	}},
	{"constraints that replace", func(t *testing.T, on changing) {
		on.must(t, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER UNIQUE ON CONFLICT REPLACE)")
		on.run(t, on.writeAll("t", 1, 10, 2, 20, 3, 30), exec.Result{Created: 3, Exact: true})
		// Row 4 replaces row 1, which is one of the chunk: it was there before, and is not any more.
		on.run(t, on.writeAll("t", 1, 10, 4, 10), exec.Result{Updated: 2})
		on.holds(t, "t", "2 20, 3 30, 4 10")
		// Row 1 replaces row 3, which is then written: one was there before.
		on.run(t, on.writeAll("t", 1, 30, 3, 31), exec.Result{Created: 1, Updated: 1, Exact: true})
		on.run(t, on.writeAll("t", 5, 50, 6, 60), exec.Result{Created: 2, Exact: true})
		// Row 5 replaces row 6, which the update then does not find.
		on.run(t, on.update("t", 5, 60, 6, 61), exec.Result{Updated: 1, Unchanged: 1})
		on.holds(t, "t", "1 30, 2 20, 3 31, 4 10, 5 60")
	}},
	{"a partial index, and constraints that replace", func(t *testing.T, on changing) {
		create := "CREATE TABLE t (id INTEGER, v INTEGER%s, live BOOLEAN DEFAULT TRUE)"
		index := "CREATE UNIQUE INDEX t_live ON t (id) WHERE live"
		on.must(t, fmt.Sprintf(create, ""), index)
		on.run(t, on.writeLive("t", 1, 10, 2, 20), exec.Result{Created: 2, Exact: true})
		on.run(t, on.writeLive("t", 1, 11, 2, 21, 3, 30), exec.Result{Created: 1, Updated: 2, Exact: true})
		on.must(t, "DROP TABLE t", fmt.Sprintf(create, " UNIQUE ON CONFLICT REPLACE"), index)
		on.run(t, on.writeLive("t", 1, 10, 2, 20), exec.Result{Created: 2, Exact: true})
		on.run(t, on.writeLive("t", 1, 10, 4, 10), exec.Result{Updated: 2})
		on.holds(t, "t", "2 20, 4 10")
	}},
	{"a trigger deletes rows", func(t *testing.T, on changing) {
		on.must(t, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)")
		on.run(t, on.writeAll("t", 1, 1, 2, 2), exec.Result{Created: 2, Exact: true})
		on.must(t, "CREATE TRIGGER ring AFTER INSERT ON t BEGIN DELETE FROM t WHERE id <= NEW.id - 2; END")
		on.run(t, on.writeAll("t", 1, 1, 4, 4), exec.Result{Updated: 2})
		on.holds(t, "t", "4 4")
	}},
}

// trigger runs statements before, under and after a trigger that drops rows with a v below zero.
func (on changing) trigger(t *testing.T, create string) {
	t.Helper()
	on.run(t, on.upsert("t", 1, 1, 2, 2), exec.Result{Created: 2, Exact: true})
	on.run(t, on.upsert("t", 1, 1, 2, 2), exec.Result{Unchanged: 2, Exact: true})
	on.run(t, on.update("t", 1, 1, 2, 2), exec.Result{Unchanged: 2, Exact: true})
	on.must(t, create+" keep BEFORE UPDATE ON t WHEN NEW.v < 0 BEGIN SELECT RAISE(IGNORE); END")
	on.run(t, on.upsert("t", 1, -1, 2, 2), exec.Result{Unchanged: 2})
	on.run(t, on.update("t", 1, -1, 2, 2), exec.Result{Unchanged: 2})
	on.run(t, on.upsert("t", 1, 5, 2, 6), exec.Result{Updated: 2, Exact: true}) // all were written: nothing is in doubt
	on.run(t, on.writeAll("t", 1, -1, 2, 2), exec.Result{Updated: 1, Skipped: 1, Exact: true})
	on.must(t, "DROP TRIGGER keep")
	on.run(t, on.upsert("t", 1, 5, 2, 2), exec.Result{Unchanged: 2, Exact: true})
	on.holds(t, "t", "1 5, 2 2")
	on.must(t, "DROP TABLE t")
}

// idsAndValues are rows of id and v.
func idsAndValues(values []int) builder.Source {
	var rows [][]any
	for i := 0; i < len(values); i += 2 {
		rows = append(rows, []any{values[i], values[i+1]})
	}
	return builder.Tuples([]string{"id", "v"}, rows)
}

func (on changing) writeAll(table string, values ...int) builder.Bulk {
	return builder.Insert(table).From(idsAndValues(values)).OnConflict("id").DoUpdate()
}

func (on changing) writeLive(table string, values ...int) builder.Bulk {
	return builder.Insert(table).From(idsAndValues(values)).OnConflict("id").ConflictWhere("live").DoUpdate("v")
}

func (on changing) upsert(table string, values ...int) builder.Bulk {
	return builder.Insert(table).From(idsAndValues(values)).OnConflict("id").DoUpdate().OnlyChanged()
}

func (on changing) update(table string, values ...int) builder.Bulk {
	return builder.Update(table).Key("id").Set("v").From(idsAndValues(values)).OnlyChanged()
}

// run compares the counts.
func (on changing) run(t *testing.T, b builder.Bulk, want exec.Result) {
	t.Helper()
	got, err := on.ex.Run(context.Background(), b)
	if err != nil {
		t.Fatal(err)
	}
	want.Rows, want.Chunks, want.Statements = got.Rows, got.Chunks, got.Statements
	if want, got := fmt.Sprintf("%+v", want), fmt.Sprintf("%+v", got); want != got {
		t.Errorf("the counts differ\nwant %s\ngot  %s", want, got)
	}
}

func (on changing) must(t *testing.T, statements ...string) {
	t.Helper()
	for _, sql := range statements {
		if _, err := on.conn.ExecContext(context.Background(), sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

// holds compares the contents of a table: "id v, id v".
func (on changing) holds(t *testing.T, table, want string) {
	t.Helper()
	var rows []string
	if err := on.conn.SelectContext(context.Background(), &rows, "SELECT id || ' ' || v FROM "+table+" ORDER BY id"); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(rows, ", "); got != want {
		t.Errorf("%s holds %s, not %s", table, got, want)
	}
}
