package integration

import (
	"errors"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// TestLoadMissing: INSERT refuses rows without a value for a column that needs one, and so does each strategy.
func TestLoadMissing(t *testing.T) {
	onLoaders(t, func(t *testing.T, on reach) {
		on.create(t, "missing (id INT PRIMARY KEY, must VARCHAR(9) NOT NULL)")
		for _, s := range append(fedStrategies, exec.Statements) {
			insert := builder.Insert("missing").From(builder.Tuples([]string{"id"}, [][]any{{1}, {2}}))
			if _, err := exec.New(on.db, on.dialect).Run(t.Context(), insert, exec.Strategy(s)); !errors.Is(err, dialect.NotNullViolation) && (s != exec.Copy || !errors.Is(err, errors.ErrUnsupported)) {
				t.Errorf("%v: %v", s, err)
			}
			if n := on.one(t, "SELECT COUNT(*) FROM missing"); n != 0 {
				t.Errorf("%v: %d rows are stored", s, n)
			}
		}
	})
}

// TestLoadLax: without a strict sql_mode all ways adjust a value that does not fit in the same way, and a duplicate stays an error.
func TestLoadLax(t *testing.T) {
	onLoaders(t, func(t *testing.T, on reach) {
		on.create(t, "lax (id INT PRIMARY KEY, name VARCHAR(3) NOT NULL, n TINYINT, d DECIMAL(4,1))")
		conn, err := on.db.Connx(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := conn.ExecContext(t.Context(), "SET SESSION sql_mode = ''"); err != nil {
			t.Fatal(err)
		}
		run := func(s dialect.Strategy, rows [][]any) error {
			insert := builder.Insert("lax").From(builder.Tuples([]string{"id", "name", "n", "d"}, rows))
			_, err := exec.New(conn, on.dialect).Run(t.Context(), insert, exec.Strategy(s))
			return err
		}
		want := ""
		for _, s := range append([]dialect.Strategy{exec.Statements}, fedStrategies...) {
			on.must(t, "DELETE FROM lax")
			if err := run(s, [][]any{{1, "toolong", 1000, "12.25x"}, {2, nil, "abc", nil}, {3, "ok", 3, 1.25}}); err != nil {
				t.Fatal(s, err)
			}
			var got string
			if err := on.db.Get(&got, "SELECT GROUP_CONCAT(CONCAT_WS(',', id, name, n, d) ORDER BY id SEPARATOR ';') FROM lax"); err != nil {
				t.Fatal(err)
			}
			if want == "" {
				want = got
			}
			if got != want {
				t.Errorf("%v: %s, not %s", s, got, want)
			}
			if err := run(s, [][]any{{4, "d", 1, 1}, {4, "d", 1, 1}}); !errors.Is(err, dialect.UniqueViolation) {
				t.Errorf("%v: %v", s, err)
			}
		}
		if !strings.HasPrefix(want, "1,too,127,12.") {
			t.Error(want)
		}
	})
}

// TestLoadTables: names that the temporary table has itself, another schema, a view, a generated and an AUTO_INCREMENT column.
func TestLoadTables(t *testing.T) {
	onLoaders(t, func(t *testing.T, on reach) {
		const body = " (id INT AUTO_INCREMENT PRIMARY KEY, sqbulk_row VARCHAR(9) NOT NULL, `_0` INT, twice INT GENERATED ALWAYS AS (`_0` * 2))"
		on.create(t, "sqbulk_staging"+body, "`sqbulk`"+body, scratchOther+".elsewhere"+body, "based"+body)
		on.must(t, "CREATE VIEW seen AS SELECT id, sqbulk_row, `_0` FROM based")
		t.Cleanup(func() { on.must(t, "DROP VIEW seen") })
		for view, table := range map[string]string{"sqbulk_staging": "sqbulk_staging", "sqbulk": "`sqbulk`", scratchOther + ".elsewhere": scratchOther + ".elsewhere", "seen": "based"} {
			for _, s := range fedStrategies {
				on.must(t, "DELETE FROM "+table)
				ex := exec.New(on.db, on.dialect, exec.Strategy(s))
				insert := builder.Insert(view).From(builder.Tuples([]string{"sqbulk_row", "_0"}, [][]any{{"a", 1}, {"b", 2}, {"c", 3}}))
				if res, err := ex.Run(t.Context(), insert); err != nil || res.Created != 3 {
					t.Errorf("%s by %v: %+v, %v", view, s, res, err)
				}
				if s == exec.Copy {
					continue
				}
				update := builder.Update(view).Key("sqbulk_row").Set("_0").From(builder.Tuples([]string{"sqbulk_row", "_0"}, [][]any{{"a", 5}, {"b", 2}, {"z", 3}}))
				if res, err := ex.Run(t.Context(), update); err != nil || res.Updated != 1 || res.Unchanged != 1 || res.Unmatched != 1 || !res.Exact {
					t.Errorf("update of %s: %+v, %v", view, res, err)
				}
				remove := builder.Delete(view).Key("sqbulk_row").From(builder.Tuples([]string{"sqbulk_row"}, [][]any{{"c"}, {"z"}}))
				if res, err := ex.Run(t.Context(), remove); err != nil || res.Deleted != 1 {
					t.Errorf("delete from %s: %+v, %v", view, res, err)
				}
			}
			if n := on.one(t, "SELECT SUM(`_0`) FROM "+table); n != 7 {
				t.Errorf("%s: the sum is %d", view, n)
			}
		}
	})
}

// TestLoadQuery returns rows from an upsert whose rows are staged, on MariaDB.
func TestLoadQuery(t *testing.T) {
	onLoaders(t, func(t *testing.T, on reach) {
		loadedTable(t, on)
		on.must(t, "INSERT INTO fed VALUES (3, 'old', 3, NOW())")
		var got []struct {
			ID   int64
			Name string
		}
		up := fed(fedRows(20)).OnConflict("id").DoUpdate("name").Returning("id", "name")
		res, err := exec.New(on.db, on.dialect).Query(t.Context(), up, &got, exec.Strategy(exec.Staging), exec.BatchSize(7))
		if on.kind == "mysql" {
			if !errors.Is(err, errors.ErrUnsupported) || res.Statements != 0 {
				t.Errorf("%+v, %v", res, err)
			}
			return
		}
		if err != nil || res.Created != 19 || res.Updated != 1 || !res.Exact || len(got) != 20 {
			t.Fatalf("%+v, %d rows, %v", res, len(got), err)
		}
		loadedContent(t, on, 20)
	})
}

// TestLoadManyNotes: as long as all notes are listed, decimals are rounded as by INSERT; otherwise an error may hide behind them, and the
// run says so.
func TestLoadManyNotes(t *testing.T) {
	onLoaders(t, func(t *testing.T, on reach) {
		on.create(t, "noted (id INT PRIMARY KEY, d DECIMAL(4,1))")
		most := int(on.one(t, "SELECT @@max_error_count"))
		for _, n := range []int{most - 1, most + 1} {
			rows := make([][]any, n)
			for i := range rows {
				rows[i] = []any{i, "1.26"}
			}
			insert := builder.Insert("noted").From(builder.Tuples([]string{"id", "d"}, rows))
			for _, s := range fedStrategies {
				on.must(t, "DELETE FROM noted")
				_, err := exec.New(on.db, on.dialect).Run(t.Context(), insert, exec.Strategy(s))
				stored := on.one(t, "SELECT COUNT(*) FROM noted WHERE d = 1.3")
				if n < most && (err != nil || stored != int64(n)) || n > most && (err == nil || !strings.Contains(err.Error(), "max_error_count") || stored != 0) {
					t.Errorf("%v of %d rows: %d are stored: %v", s, n, stored, err)
				}
			}
		}
	})
}
