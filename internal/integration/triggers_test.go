package integration

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect/dialecttest"
	"github.com/sqbulk/sqbulk/exec"
)

// triggerSQL are statements that create triggers on a table %[1]s, which has the columns id, name, hits and touched.
type triggerSQL struct {
	// touch counts updates in the column touched, and notes every insert and update in the table %[1]s_audit.
	touch []string
	// drop drops every row whose hits are below zero, new or updated. Empty: the database has no such triggers.
	drop []string
	// quiet tells that an upsert that leaves a row alone (DoNothing, OnlyChanged, DoUpdateWhere) fires no triggers for it.
	quiet bool
}

func TestTriggers(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) {
		onSQLite(t, func(t *testing.T, on target) { triggers(t, on, sqliteTriggers) })
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		onPostgres(t, func(t *testing.T, on target) { triggers(t, on, postgresTriggers) })
	})
	t.Run("PostgreSQL partitioned", func(t *testing.T) {
		onPostgres(t, func(t *testing.T, on target) {
			on.suite = partitioned(on)
			triggers(t, on, postgresTriggers)
		})
	})
	t.Run("MySQL", func(t *testing.T) {
		onMySQL(t, func(t *testing.T, on target) { triggers(t, on, mysqlTriggers) })
	})
	t.Run("MariaDB", func(t *testing.T) {
		onMariaDB(t, func(t *testing.T, on target) { triggers(t, on, mysqlTriggers) })
	})
}

var sqliteTriggers = triggerSQL{
	touch: []string{
		`CREATE TRIGGER %[1]s_touch AFTER UPDATE OF name, hits ON %[1]s BEGIN UPDATE %[1]s SET touched = touched + 1 WHERE id = NEW.id; END`,
		`CREATE TRIGGER %[1]s_insert AFTER INSERT ON %[1]s BEGIN INSERT INTO %[1]s_audit (id) VALUES (NEW.id); END`,
		`CREATE TRIGGER %[1]s_update AFTER UPDATE OF name, hits ON %[1]s BEGIN INSERT INTO %[1]s_audit (id) VALUES (NEW.id); END`,
	},
	drop: []string{
		`CREATE TRIGGER %[1]s_drop BEFORE INSERT ON %[1]s WHEN NEW.hits < 0 BEGIN SELECT RAISE(IGNORE); END`,
		`CREATE TRIGGER %[1]s_keep BEFORE UPDATE ON %[1]s WHEN NEW.hits < 0 BEGIN SELECT RAISE(IGNORE); END`,
	},
	quiet: true,
}

var postgresTriggers = triggerSQL{
	touch: []string{
		`CREATE FUNCTION %[1]s_touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.touched := OLD.touched + 1; RETURN NEW; END'`,
		`CREATE TRIGGER touch BEFORE UPDATE ON %[1]s FOR EACH ROW EXECUTE FUNCTION %[1]s_touch()`,
		`CREATE FUNCTION %[1]s_note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO %[1]s_audit (id) VALUES (NEW.id); RETURN NULL; END'`,
		`CREATE TRIGGER note AFTER INSERT OR UPDATE ON %[1]s FOR EACH ROW EXECUTE FUNCTION %[1]s_note()`,
	},
	drop: []string{
		`CREATE FUNCTION %[1]s_drop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.hits < 0 THEN RETURN NULL; END IF; RETURN NEW; END'`,
		`CREATE TRIGGER drop_rows BEFORE INSERT OR UPDATE ON %[1]s FOR EACH ROW EXECUTE FUNCTION %[1]s_drop()`,
	},
	quiet: true,
}

// MySQL fires the triggers of ON DUPLICATE KEY UPDATE before it finds out that a row stays equal.
var mysqlTriggers = triggerSQL{
	touch: []string{
		`CREATE TRIGGER %[1]s_touch BEFORE UPDATE ON %[1]s FOR EACH ROW SET NEW.touched = OLD.touched + 1`,
		`CREATE TRIGGER %[1]s_insert AFTER INSERT ON %[1]s FOR EACH ROW INSERT INTO %[1]s_audit (id) VALUES (NEW.id)`,
		`CREATE TRIGGER %[1]s_update AFTER UPDATE ON %[1]s FOR EACH ROW INSERT INTO %[1]s_audit (id) VALUES (NEW.id)`,
	},
}

// watched is a table with triggers, and what must be in it.
type watched struct {
	on    target
	name  string
	rows  map[int64]watchedRow
	notes int
}

// watchedRow is a row besides its id.
type watchedRow struct {
	name          string
	hits, touched int64
}

// created says that a row must have been inserted.
func (w *watched) created(id int64, name string, hits int64) {
	w.rows[id] = watchedRow{name, hits, 0}
	w.notes++
}

// updated says that a row must have been updated, and its triggers fired.
func (w *watched) updated(id int64, name string, hits int64) {
	w.rows[id] = watchedRow{name, hits, w.rows[id].touched + 1}
	w.notes++
}

// newWatched creates a table with triggers and an empty audit table.
func newWatched(t *testing.T, on target, name string, triggers []string) *watched {
	t.Helper()
	types := on.suite.Types
	w := &watched{on: on, name: name, rows: make(map[int64]watchedRow)}
	body := fmt.Sprintf("(id %[1]s NOT NULL, name %[2]s, hits %[1]s, touched %[1]s DEFAULT 0 NOT NULL, PRIMARY KEY (id))",
		types[dialecttest.BigInt], types[dialecttest.Key])
	d := dialecttest.DDL{Name: name, Table: on.dialect.Quote(name), Body: body, Key: "id"}
	create := []string{"CREATE TABLE " + d.Table + " " + d.Body}
	if on.suite.Create != nil {
		create = on.suite.Create(d)
	}
	create = append(create, "CREATE TABLE "+name+"_audit (id "+types[dialecttest.BigInt]+")")
	for _, sql := range triggers {
		create = append(create, fmt.Sprintf(sql, name))
	}
	execAll(t, on, create)
	t.Cleanup(func() {
		execAll(t, on, []string{"DROP TABLE " + name, "DROP TABLE " + name + "_audit"})
		for _, sql := range triggers {
			if fields := strings.Fields(fmt.Sprintf(sql, name)); fields[1] == "FUNCTION" {
				execAll(t, on, []string{"DROP FUNCTION " + fields[2]})
			}
		}
	})
	return w
}

// check compares the table and the number of notes.
func (w *watched) check(t *testing.T) {
	t.Helper()
	rows, err := w.on.db.Query("SELECT id, name, hits, touched FROM " + w.name)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	got := make(map[int64]watchedRow)
	for rows.Next() {
		var id int64
		var r watchedRow
		if err := rows.Scan(&id, &r.name, &r.hits, &r.touched); err != nil {
			t.Fatal(err)
		}
		got[id] = r
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(w.rows, got) {
		t.Errorf("the table differs\nwant %v\ngot  %v", w.rows, got)
	}
	var notes int
	if err := w.on.db.Get(&notes, "SELECT COUNT(*) FROM "+w.name+"_audit"); err != nil {
		t.Fatal(err)
	}
	if notes != w.notes {
		t.Errorf("%d notes of triggers, not %d", notes, w.notes)
	}
}

// run runs a statement and compares the counts and the table. Vague counts of an UPDATE may be marked as not exact.
func (w *watched) run(t *testing.T, b builder.Bulk, want exec.Result) {
	t.Helper()
	want.Exact = true
	_, update := b.(builder.UpdateBuilder)
	w.apply(t, b, want, update && w.on.suite.VagueUpdates)
}

// honest is run for counts that may be marked as not exact.
func (w *watched) honest(t *testing.T, b builder.Bulk, want exec.Result) {
	t.Helper()
	want.Exact = true
	w.apply(t, b, want, true)
}

func (w *watched) apply(t *testing.T, b builder.Bulk, want exec.Result, vague bool) {
	t.Helper()
	got, err := exec.New(w.on.db, w.on.dialect).Run(context.Background(), b)
	if err != nil {
		t.Fatal(err)
	}
	if want.Chunks, want.Statements = got.Chunks, got.Statements; vague && !got.Exact {
		want = got
	}
	if want, got := fmt.Sprintf("%+v", want), fmt.Sprintf("%+v", got); want != got {
		t.Errorf("the counts differ\nwant %s\ngot  %s", want, got)
	}
	w.check(t)
}

// triggers runs statements on tables with triggers, which must not disturb the counts.
func triggers(t *testing.T, on target, sql triggerSQL) {
	t.Run("touch", func(t *testing.T) { touched(t, on, sql) })
	if len(sql.drop) > 0 {
		t.Run("drop", func(t *testing.T) { dropped(t, on, sql) })
	}
}

var watchedColumns = []string{"id", "name", "hits"}

func watchedRows(rows ...[]any) builder.Source { return builder.Tuples(watchedColumns, rows) }

// bothForms are the forms of an update.
var bothForms = []struct {
	name  string
	apply func(builder.UpdateBuilder) builder.UpdateBuilder
}{
	{"join", func(b builder.UpdateBuilder) builder.UpdateBuilder { return b }},
	{"CASE", builder.UpdateBuilder.CaseForm},
}

// touched has triggers that change the row that is updated, and write to another table.
func touched(t *testing.T, on target, sql triggerSQL) {
	w := newWatched(t, on, "touched", sql.touch)
	in := builder.Insert(w.name)
	w.created(1, "a", 1)
	w.created(2, "b", 2)
	w.run(t, in.From(watchedRows([]any{1, "a", 1}, []any{2, "b", 2})), exec.Result{Rows: 2, Created: 2})

	w.created(3, "c", 3)
	if !sql.quiet {
		w.updated(2, "b", 2)
	}
	w.run(t, in.From(watchedRows([]any{2, "x", 0}, []any{3, "c", 3})).OnConflict("id").DoNothing(), exec.Result{Rows: 2, Created: 1, Skipped: 1})

	up := in.OnConflict("id").DoUpdate()
	w.updated(1, "x", 1)
	w.updated(2, "y", 2)
	w.created(4, "d", 4)
	w.run(t, up.From(watchedRows([]any{1, "x", 1}, []any{2, "y", 2}, []any{4, "d", 4})), exec.Result{Rows: 3, Created: 1, Updated: 2})

	w.updated(3, "z", 3)
	want := exec.Result{Rows: 3, Updated: 1, Unchanged: 2}
	if !sql.quiet {
		w.updated(1, "x", 1)
		w.updated(4, "d", 4)
		want = exec.Result{Rows: 3, Updated: 3}
	}
	w.run(t, up.From(watchedRows([]any{1, "x", 1}, []any{3, "z", 3}, []any{4, "d", 4})).OnlyChanged(), want)

	for _, form := range bothForms {
		t.Run("update, "+form.name, func(t *testing.T) {
			b := form.apply(builder.Update(w.name).Key("id").Set("name", "hits"))
			w.updated(1, "form "+form.name, 1)
			w.run(t, b.Values(1, "form "+form.name, 1).Values(7, "s", 7), exec.Result{Rows: 2, Updated: 1, Unmatched: 1})
			w.run(t, b.Values(1, "form "+form.name, 1).Values(4, "d", 4).Values(7, "s", 7).OnlyChanged(), exec.Result{Rows: 3, Unchanged: 2, Unmatched: 1})
		})
	}
	delete(w.rows, 1)
	delete(w.rows, 2)
	w.run(t, builder.Delete(w.name).Key("id").Values(1).Values(2).Values(99), exec.Result{Rows: 3, Deleted: 2})
}

// dropped has triggers that drop rows. Which of the rows that were not written existed cannot always be told; then the counts must
// not pretend to be exact.
func dropped(t *testing.T, on target, sql triggerSQL) {
	w := newWatched(t, on, "dropped", sql.drop)
	keep := func(id int64, name string, hits int64) { w.rows[id] = watchedRow{name, hits, 0} }
	in := builder.Insert(w.name)
	keep(1, "a", 1)
	keep(3, "c", 3)
	w.run(t, in.From(watchedRows([]any{1, "a", 1}, []any{2, "b", -2}, []any{3, "c", 3})), exec.Result{Rows: 3, Created: 2, Skipped: 1})
	keep(4, "d", 4)
	w.run(t, in.From(watchedRows([]any{1, "x", 1}, []any{2, "b", -2}, []any{4, "d", 4})).OnConflict("id").DoNothing(), exec.Result{Rows: 3, Created: 1, Skipped: 2})

	up := in.OnConflict("id").DoUpdate()
	keep(1, "x", 1)
	keep(5, "e", 5)
	w.honest(t, up.From(watchedRows([]any{1, "x", 1}, []any{2, "n", -2}, []any{3, "y", -3}, []any{5, "e", 5})), exec.Result{Rows: 4, Created: 1, Updated: 1, Skipped: 2})
	keep(1, "X", 1)
	w.honest(t, up.From(watchedRows([]any{0, "n", -2}, []any{1, "X", 1}, []any{3, "y", -3})), exec.Result{Rows: 3, Updated: 1, Skipped: 2})
	keep(6, "f", 6)
	keep(8, "h", 8)
	w.honest(t, up.From(watchedRows([]any{3, "y", -3}, []any{6, "f", 6}, []any{7, "n", -7}, []any{8, "h", 8})), exec.Result{Rows: 4, Created: 2, Skipped: 2})
	keep(4, "D", 4)
	keep(9, "i", 9)
	w.honest(t, up.From(watchedRows([]any{1, "X", 1}, []any{2, "n", -2}, []any{4, "D", 4}, []any{9, "i", 9})).OnlyChanged(),
		exec.Result{Rows: 4, Created: 1, Updated: 1, Unchanged: 1, Skipped: 1})

	for _, form := range bothForms {
		t.Run("update, "+form.name, func(t *testing.T) {
			b := form.apply(builder.Update(w.name).Key("id").Set("name", "hits"))
			keep(4, "form "+form.name, 4)
			w.honest(t, b.Values(1, "X", 1).Values(3, "z", -1).Values(4, "form "+form.name, 4).Values(77, "s", 1), exec.Result{Rows: 4, Updated: 2, Unmatched: 1, Skipped: 1})
			w.honest(t, b.Values(1, "X", 1).Values(3, "z", -1).Values(77, "s", 1).OnlyChanged(), exec.Result{Rows: 3, Unchanged: 1, Unmatched: 1, Skipped: 1})
		})
	}
}
