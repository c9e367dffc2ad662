package integration

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"
	driver "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
)

// withSettings runs a test on MySQL and MariaDB, with session variables that are set in the DSN, and parameters sent apart or
// interpolated.
func withSettings(t *testing.T, settings map[string]string, f func(t *testing.T, on target)) {
	for _, server := range []struct{ name, variable, local string }{
		{"MySQL", "SQBULK_TEST_MYSQL", "test:test@tcp(127.0.0.1:13306)/test"},
		{"MariaDB", "SQBULK_TEST_MARIADB", "root@tcp(127.0.0.1:3306)/test"},
	} {
		for _, address := range addresses(server.variable, server.local) {
			for _, interpolate := range []bool{false, true} {
				version, err := prepareMySQL(address)
				t.Run(fmt.Sprintf("%s/%s/interpolateParams=%v", server.name, version, interpolate), func(t *testing.T) {
					if err != nil {
						unreachable(t, server.name, server.variable, err)
					}
					db := openMySQL(t, address, func(c *driver.Config) { c.Params, c.InterpolateParams = settings, interpolate })
					f(t, target{db: db, dialect: detectedWithReaders(t, db)})
				})
			}
		}
	}
}

// detectedWithReaders is the server's dialect, with what LOAD DATA LOCAL needs.
func detectedWithReaders(t *testing.T, db *sqlx.DB) dialect.Dialect {
	d, err := mysql.Dialect{Readers: readers}.Detect(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// settingsRow is a row of the table settings.
type settingsRow struct {
	ID   int64  `db:"id,omitzero"`
	Code string `db:"code"`
	Must string `db:"must"`
	N    int    `db:"n"`
}

// settingsRows are n rows; the first half of their codes is that of stored rows.
func settingsRows(n int) []settingsRow {
	rows := make([]settingsRow, n)
	for i := range rows {
		rows[i] = settingsRow{Code: fmt.Sprint("code ", i), Must: "x", N: i}
	}
	return rows
}

// createSettings creates the table with half of n items.
func createSettings(t *testing.T, on target, n int) {
	for _, text := range []string{
		"DROP TABLE IF EXISTS settings",
		"CREATE TABLE settings (id BIGINT AUTO_INCREMENT PRIMARY KEY, code VARCHAR(40) NOT NULL UNIQUE, must VARCHAR(9) NOT NULL, n INT DEFAULT 7)",
		"CREATE TRIGGER settings_update BEFORE UPDATE ON settings FOR EACH ROW SET NEW.code = NEW.code",
	} {
		if _, err := on.db.Exec(text); err != nil {
			t.Fatal(err)
		}
	}
	rows := settingsRows(n)[:n/2]
	for i := range rows {
		rows[i].N = -1
	}
	if _, err := exec.New(on.db, on.dialect).Run(t.Context(), builder.Insert("settings").From(builder.Structs(rows))); err != nil {
		t.Fatal(err)
	}
}

// TestMySQLSelectLimit: sql_select_limit cuts no answer that counts, finds, or reads back.
func TestMySQLSelectLimit(t *testing.T) {
	for _, limit := range []string{"0", "2"} {
		t.Run("sql_select_limit="+limit, func(t *testing.T) {
			withSettings(t, map[string]string{"sql_select_limit": limit}, selectLimit)
		})
	}
}

func selectLimit(t *testing.T, on target) {
	const n = 40
	ex, rows := exec.New(on.db, on.dialect), settingsRows(n)
	created := exec.Result{Rows: n, Created: n / 2, Updated: n / 2, Exact: true}
	upsert := builder.Insert("settings").From(builder.Structs(rows)).OnConflict("code").DoUpdate("n")
	update := builder.Update("settings").Key("code").Set("n", "must").From(builder.Structs(rows))
	either := builder.UpdateOrCreate("settings").Key("code").Set("n", "must").From(builder.Structs(rows))
	for _, tt := range []struct {
		name string
		run  func() (exec.Result, error)
		want exec.Result
	}{
		{"upsert", func() (exec.Result, error) { return ex.Run(t.Context(), upsert) }, created},
		{"upsert from a temporary table", func() (exec.Result, error) { return ex.Run(t.Context(), upsert, exec.Strategy(exec.Staging)) }, created},
		{"update", func() (exec.Result, error) { return ex.Run(t.Context(), update) }, exec.Result{Rows: n, Updated: n / 2, Unmatched: n / 2, Exact: true}},
		{"update or create under a lock", func() (exec.Result, error) { return ex.Run(t.Context(), either, exec.LockTable(true)) }, created},
		{"write back", func() (exec.Result, error) { return ex.WriteBack(t.Context(), upsert.Returning("id"), rows) }, created},
	} {
		t.Run(tt.name, func(t *testing.T) {
			createSettings(t, on, n)
			got, err := tt.run()
			if err != nil {
				t.Fatal(err)
			}
			got.Chunks, got.Statements = 0, 0
			if fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
	for i, row := range rows {
		if row.ID == 0 {
			t.Errorf("row %d has no id", i)
		}
	}
	createSettings(t, on, n)
	null := builder.Update("settings").Key("code").Set("must").SetExpr("n", sq.Expr("? + 1", builder.Stored("n"))).Values("code 1", nil)
	if _, err := ex.Run(t.Context(), null); !isNotNull(err) {
		t.Errorf("NULL for a NOT NULL column: %v", err)
	}
}

// isNotNull tells whether an error is that of a NULL in a NOT NULL column.
func isNotNull(err error) bool { return errors.Is(err, dialect.NotNullViolation) }

// TestMySQLSafeUpdates: with sql_safe_updates, deletes, upserts and the CASE form work; an update by a join is refused where the server does
// not look rows up by a key, which MariaDB never sees in a join with rows, and then the error says what to do.
func TestMySQLSafeUpdates(t *testing.T) {
	withSettings(t, map[string]string{"sql_safe_updates": "1"}, func(t *testing.T, on target) {
		const n = 40
		ex, rows := exec.New(on.db, on.dialect), settingsRows(n)
		update := builder.Update("settings").Key("code").Set("n", "must").From(builder.Structs(rows))
		createSettings(t, on, n)
		for _, b := range []builder.UpdateBuilder{update.CaseForm(), update.CaseForm().OnlyChanged(), update.CaseForm().Where(sq.Eq{"must": "x"}).OnlyChanged()} {
			res, err := ex.Run(t.Context(), b)
			if on.dialect.Name() == "mysql" && err != nil && isSafeUpdates(err) {
				continue // it reads such a small table rather than an index
			}
			if err != nil || res.Updated+res.Unchanged != n/2 || !res.Exact {
				t.Errorf("%v, %v", res, err)
			}
		}
		if _, err := ex.Run(t.Context(), builder.Insert("settings").From(builder.Structs(rows)).OnConflict("code").DoUpdate()); err != nil {
			t.Error(err)
		}
		_, err := ex.Run(t.Context(), update)
		if (on.dialect.Name() == "mariadb" || err != nil) && !isSafeUpdates(err) {
			t.Errorf("a join: %v", err)
		}
		remove := builder.Delete("settings").Key("code").From(builder.Tuples([]string{"code"}, [][]any{{"code 1"}, {"code 2"}, {"none"}}))
		for _, b := range []builder.Bulk{remove.Where(sq.Eq{"must": "x"}), builder.Delete("settings").Key("code", "must").Values("code 3", "x").Values("code 4", "x")} {
			if res, err := ex.Run(t.Context(), b); err != nil || res.Deleted != 2 {
				t.Errorf("delete: %v, %v", res, err)
			}
		}
	})
}

// isSafeUpdates tells whether an error is that of sql_safe_updates and says what to do.
func isSafeUpdates(err error) bool {
	return errors.Is(err, dialect.Forbidden) && strings.Contains(err.Error(), "use CaseForm")
}

// TestMySQLDefault: MariaDB stores every kind of default; MySQL refuses, since it would store NULL for some of them.
func TestMySQLDefault(t *testing.T) {
	onBothServers(t, func(t *testing.T, on target) {
		ex := exec.New(on.db, on.dialect)
		one := builder.Tuples([]string{"id"}, [][]any{{1}})
		update := builder.Update("defaulted").Key("id").SetExpr("at", builder.Default).SetExpr("v", builder.Default).SetExpr("e", builder.Default).From(one)
		upsert := builder.Insert("defaulted").From(one).OnConflict("id").
			DoUpdateSet("at", builder.Default).DoUpdateSet("v", builder.Default).DoUpdateSet("e", builder.Default)
		either := builder.UpdateOrCreate("defaulted").Key("id").SetExpr("at", builder.Default).SetExpr("v", builder.Default).SetExpr("e", builder.Default).From(one)
		stale := sq.Expr("? < ?", builder.Stored("at"), "2002-01-01")
		for name, b := range map[string]builder.Bulk{
			"update": update, "update with a condition": update.Where(stale), "CASE form": update.CaseForm(), "upsert": upsert,
			"upsert with a condition": upsert.DoUpdateWhere(stale), "update or create": either,
		} {
			for _, count := range []bool{true, false} {
				t.Run(fmt.Sprintf("%s, count %v", name, count), func(t *testing.T) {
					for _, text := range []string{
						"DROP TABLE IF EXISTS defaulted",
						"CREATE TABLE defaulted (id INT PRIMARY KEY, at DATETIME DEFAULT CURRENT_TIMESTAMP, v INT DEFAULT 5, e VARCHAR(9) DEFAULT (CONCAT('a', 'b')))",
						"INSERT INTO defaulted VALUES (1, '2001-01-01', 1, 'z')",
					} {
						if _, err := on.db.Exec(text); err != nil {
							t.Fatal(err)
						}
					}
					res, err := ex.Run(t.Context(), b, exec.Count(count))
					if on.dialect.Name() == "mysql" {
						if !errors.Is(err, errors.ErrUnsupported) {
							t.Errorf("%v, %v", res, err)
						}
						return
					}
					var got string
					if err != nil || on.db.Get(&got, "SELECT CONCAT(at > '2002-01-01', ' ', v, ' ', e) FROM defaulted") != nil || got != "1 5 ab" {
						t.Errorf("stored %q, %v, %v", got, res, err)
					}
				})
			}
		}
	})
}
