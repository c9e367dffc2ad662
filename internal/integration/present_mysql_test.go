package integration

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// mysqlChanges are what happens to a table, whose name is %[1]s, while one executor is kept.
var mysqlChanges = []struct{ name, sql string }{
	{"nothing", "ANALYZE TABLE %[1]s"},
	{"a BEFORE trigger comes", "CREATE TRIGGER %[1]s_keep BEFORE UPDATE ON %[1]s FOR EACH ROW SET NEW.seen = NEW.seen + 1"},
	{"a NOT NULL column is added", "ALTER TABLE %[1]s ADD must VARCHAR(9) NOT NULL DEFAULT 'm'"},
	{"a default comes", "ALTER TABLE %[1]s ALTER v SET DEFAULT 7"},
	{"the trigger goes", "DROP TRIGGER %[1]s_keep"},
	{"a column is changed at each update", "ALTER TABLE %[1]s ADD stamped TIMESTAMP(6) NULL ON UPDATE CURRENT_TIMESTAMP(6)"},
	{"that goes", "ALTER TABLE %[1]s DROP stamped"},
	{"the default goes", "ALTER TABLE %[1]s ALTER v DROP DEFAULT"},
	{"a column refuses NULL", "ALTER TABLE %[1]s MODIFY note VARCHAR(9) NOT NULL DEFAULT ''"},
	{"a trigger comes again", "CREATE TRIGGER %[1]s_keep BEFORE UPDATE ON %[1]s FOR EACH ROW SET NEW.seen = NEW.seen + 1"},
	{"the column takes NULL again", "ALTER TABLE %[1]s MODIFY note VARCHAR(9)"},
	{"another engine", "ALTER TABLE %[1]s ENGINE = MyISAM"},
	{"and back", "ALTER TABLE %[1]s ENGINE = InnoDB"},
	{"a generated key", "ALTER TABLE %[1]s MODIFY id BIGINT AUTO_INCREMENT"},
	{"a given key", "ALTER TABLE %[1]s MODIFY id BIGINT"},
	{"another type, whose values travel otherwise", "ALTER TABLE %[1]s MODIFY note VARBINARY(9)"},
	{"a column is gone", "ALTER TABLE %[1]s DROP must"},
}

// mysqlRuns are what is run after each change.
func mysqlRuns(table string, has func(column string) bool) map[string]func(ex *exec.Executor, t *testing.T) (exec.Result, error) {
	rows := builder.Tuples([]string{"id", "v", "note"}, [][]any{{1, nil, nil}, {2, 20, "b"}, {3, nil, "c"}, {4, 41, nil}, {9, 9, "n"}})
	upsert := builder.Insert(table).From(rows).OnConflict("id").DoUpdate()
	newer := upsert.DoUpdateWhere(sq.Expr("? <> ?", builder.Stored("id"), 3))
	summed := builder.Insert(table).From(rows).OnConflict("id").DoUpdate("note").
		DoUpdateSet("v", sq.Expr("? + ?", builder.Stored("v"), builder.Incoming("v")))
	update := builder.Update(table).Key("id").Set("v", "note").From(rows)
	computed := builder.Update(table).Key("id").Set("note").SetExpr("v", sq.Expr("? + 1", builder.Stored("v"))).From(rows)
	either := builder.UpdateOrCreate(table).Key("id").Set("v", "note").From(rows)
	run := func(b builder.Bulk, opts ...exec.Option) func(ex *exec.Executor, t *testing.T) (exec.Result, error) {
		return func(ex *exec.Executor, t *testing.T) (exec.Result, error) { return ex.Run(t.Context(), b, opts...) }
	}
	all := map[string]func(ex *exec.Executor, t *testing.T) (exec.Result, error){
		"upsert": run(upsert), "upsert with a condition": run(newer), "upsert with an expression": run(summed),
		"update": run(update), "update without counting": run(update, exec.Count(false)), "only changed": run(update.OnlyChanged()),
		"update with an expression": run(computed), "CASE form": run(update.CaseForm()), "update or create": run(either),
		"upsert by staging": run(upsert, exec.Strategy(exec.Staging)), "update by staging": run(update, exec.Strategy(exec.Staging)),
		"COPY": run(builder.Insert(table).From(builder.Tuples([]string{"id", "v", "note"}, [][]any{{21, nil, "x"}, {22, 22, "y"}})), exec.Strategy(exec.Copy)),
	}
	if has("must") {
		set := builder.Tuples([]string{"id", "must"}, [][]any{{1, "x"}, {2, nil}})
		all["NULL for a NOT NULL column"] = run(builder.Update(table).Key("id").Set("must").From(set))
		all["NULL for a NOT NULL column, not counted"] = run(builder.Update(table).Key("id").Set("must").From(set), exec.Count(false))
		all["an expression that is NULL"] = run(builder.Update(table).Key("id").SetExpr("must", sq.Expr("NULLIF(?, ?)", builder.Stored("must"), "m")).
			From(builder.Tuples([]string{"id"}, [][]any{{1}, {2}})))
	}
	return all
}

// TestMySQLPresent changes a table between the runs of one executor. It must count, store and refuse what a new executor does with a table
// that has the same definition and rows.
func TestMySQLPresent(t *testing.T) {
	onBothServers(t, func(t *testing.T, on target) {
		kept := exec.New(on.db, on.dialect)
		const old, fresh = "present_old", "present_new"
		must := func(sql string) {
			t.Helper()
			for _, table := range []string{old, fresh} {
				if _, err := on.db.Exec(fmt.Sprintf(sql, table)); err != nil {
					t.Fatalf("%s: %v", sql, err)
				}
			}
		}
		must("DROP TABLE IF EXISTS %[1]s")
		must("CREATE TABLE %[1]s (id BIGINT PRIMARY KEY, v INT, note VARCHAR(9), seen INT NOT NULL DEFAULT 0)")
		has := func(column string) bool {
			var n int
			if err := on.db.Get(&n, "SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND COLUMN_NAME = ?",
				old, column); err != nil {
				t.Fatal(err)
			}
			return n > 0
		}
		for _, change := range mysqlChanges {
			must("UPDATE %[1]s SET note = '' WHERE note IS NULL")
			must(change.sql)
			for name, run := range mysqlRuns(old, has) {
				again := mysqlRuns(fresh, has)[name]
				t.Run(change.name+"/"+name, func(t *testing.T) {
					must("DELETE FROM %[1]s")
					must("INSERT INTO %[1]s (id, v, note) VALUES (1, NULL, 'a'), (2, 20, 'b'), (3, NULL, 'c'), (4, 40, 'd')")
					got, gotErr := run(kept, t)
					want, wantErr := again(exec.New(on.db, on.dialect), t)
					if fmt.Sprint(got) != fmt.Sprint(want) || present(gotErr, old) != present(wantErr, fresh) {
						t.Errorf("got %v, %v\nwant %v, %v", got, gotErr, want, wantErr)
					}
					if a, b := contents(t, on, old), contents(t, on, fresh); a != b {
						t.Errorf("stored %s\nwant   %s", a, b)
					}
					if strings.Contains(name, "NOT NULL") && !isNotNull(gotErr) {
						t.Errorf("NULL for a NOT NULL column: %v", gotErr)
					}
				})
			}
		}
	})
}

// present is what an error says, without the table's name.
func present(err error, table string) string {
	var failed *exec.ChunkError
	if !errors.As(err, &failed) {
		return fmt.Sprint(err)
	}
	return strings.ReplaceAll(failed.Error(), table, "t")
}

// contents are the rows of a table, but for times.
func contents(t *testing.T, on target, table string) string {
	t.Helper()
	rows, err := on.db.Queryx("SELECT * FROM " + table + " ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		row := make(map[string]any)
		if err := rows.MapScan(row); err != nil {
			t.Fatal(err)
		}
		delete(row, "stamped")
		for k, v := range row {
			if b, ok := v.([]byte); ok {
				row[k] = string(b)
			}
		}
		all = append(all, fmt.Sprint(row))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, "\n")
}
