package integration

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// TestRightsOnColumns: with rights on columns only, what counting reads may be refused. The error says so, and the plain statement works.
func TestRightsOnColumns(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		if on.kind != "postgres" {
			return
		}
		on.create(t, "rights (id BIGINT NOT NULL PRIMARY KEY, v VARCHAR(80), secret TEXT)")
		db := on.lone(t)
		for _, statement := range []string{
			"INSERT INTO rights VALUES (1, 'a', 'b')", "CREATE ROLE sqbulk_columns", "GRANT USAGE ON SCHEMA " + schemaOf(t, on) + " TO sqbulk_columns",
			"GRANT SELECT (id, v), INSERT (id, v), UPDATE (v) ON rights TO sqbulk_columns",
		} {
			if _, err := db.Exec(statement); err != nil && !strings.Contains(err.Error(), "already exists") {
				on.forbidden(t, statement, err)
				return
			}
		}
		defer on.must(t, "DROP OWNED BY sqbulk_columns")
		if _, err := db.Exec("SET ROLE sqbulk_columns"); err != nil {
			t.Fatal(err)
		}
		defer db.Exec("RESET ROLE")
		ex := exec.New(db, on.dialect)
		rows := builder.Tuples([]string{"id", "v"}, [][]any{{1, "new"}, {2, "new"}})
		upsert := builder.Insert("rights").From(rows).OnConflict("id").DoUpdate()
		works(t, on, "upsert", ex, upsert, "SELECT COUNT(*) FROM rights WHERE v = 'new'", dialect.Counts{Created: 1, Updated: 1})
		update := builder.Update("rights").Key("id").Set("v").From(builder.Tuples([]string{"id", "v"}, [][]any{{1, "newer"}, {2, "newer"}}))
		works(t, on, "update", ex, update, "SELECT COUNT(*) FROM rights WHERE v = 'newer'", dialect.Counts{Updated: 2})
	})
}

// TestRules: where a rule rewrites a statement, the one that counts may be refused.
func TestRules(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		if on.kind != "postgres" {
			return
		}
		on.create(t, "ruled (id BIGINT NOT NULL PRIMARY KEY, v VARCHAR(80))", "ruled_log (id BIGINT)")
		on.must(t, "INSERT INTO ruled VALUES (1, 'a'), (2, 'b')",
			"CREATE RULE log AS ON UPDATE TO ruled DO ALSO INSERT INTO ruled_log VALUES (NEW.id)",
			"CREATE VIEW ruled_view AS SELECT * FROM ruled",
			"CREATE RULE instead AS ON UPDATE TO ruled_view DO INSTEAD UPDATE ruled SET v = NEW.v WHERE id = OLD.id")
		defer on.must(t, "DROP VIEW ruled_view", "DROP RULE log ON ruled")
		update := builder.Update("ruled").Key("id").Set("v").From(builder.Tuples([]string{"id", "v"}, [][]any{{1, "new"}, {2, "new"}}))
		ex := exec.New(on.db, on.dialect)
		works(t, on, "update", ex, update, "SELECT COUNT(*) FROM ruled WHERE v = 'new'", dialect.Counts{Updated: 2})
		update = builder.Update("ruled_view").Key("id").Set("v").From(builder.Tuples([]string{"id", "v"}, [][]any{{1, "newer"}, {2, "newer"}}))
		works(t, on, "update of a view", ex, update, "SELECT COUNT(*) FROM ruled WHERE v = 'newer'", dialect.Counts{Updated: 2})
	})
}

// works runs a statement with counts: either they are right, or the error says what to do and the plain statement does it.
func works(t *testing.T, on reach, what string, ex *exec.Executor, b builder.Bulk, query string, want dialect.Counts) {
	t.Helper()
	res, err := ex.Run(context.Background(), b)
	if err == nil {
		if res.Created != want.Created || res.Updated != want.Updated || !res.Exact {
			t.Errorf("%s: %+v", what, res)
		}
	} else {
		known := errors.Is(err, dialect.Forbidden) || errors.Is(err, dialect.NotSupported)
		if !known || !strings.Contains(err.Error(), "exec.Count(false) sends the plain statement") {
			t.Errorf("%s: %v", what, err)
		}
		t.Logf("%s: %v", what, err)
		if _, err := ex.Run(context.Background(), b, exec.Count(false)); err != nil {
			t.Errorf("%s, not counted: %v", what, err)
		}
	}
	if n := on.one(t, query); n != 2 {
		t.Errorf("%s: %d rows are new", what, n)
	}
}

// schemaOf is the schema that a test's tables are in.
func schemaOf(t *testing.T, on reach) (name string) {
	t.Helper()
	if err := on.db.Get(&name, "SELECT current_schema()"); err != nil {
		t.Fatal(err)
	}
	return name
}
