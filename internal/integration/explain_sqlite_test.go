package integration

import (
	"fmt"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/sqlite"
)

// The columns of the indexes that the statements of TestSQLiteExplain must use.
const (
	primaryKey = "(tenant=? AND warehouse=? AND sku=?)"
	liveIndex  = "INDEX stock_live (note=?)"
	codeIndex  = "(code=?)"
)

// explainRows are in the table; a statement has explainChunk of them.
const explainRows, explainChunk = 20_000, 1000

// TestSQLiteExplain: neither counting nor a condition of the caller's keeps an index from being used, by any step of a statement, with and
// without the statistics of ANALYZE.
func TestSQLiteExplain(t *testing.T) {
	for _, d := range sqliteDrivers {
		t.Run(d.label, func(t *testing.T) {
			db := openSQLite(t, d.driver, d.parameters)
			db.MustExec("CREATE TABLE stock (tenant INTEGER, warehouse INTEGER, sku TEXT, qty INTEGER, note TEXT, code INTEGER UNIQUE, " +
				"live BOOLEAN, PRIMARY KEY (tenant, warehouse, sku))")
			db.MustExec("CREATE UNIQUE INDEX stock_live ON stock (note) WHERE live")
			db.MustExec("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?) "+
				"INSERT INTO stock SELECT i % 10, i % 7, 'sku ' || i, i, 'note ' || i, i, TRUE FROM n", explainRows)
			t.Run("as it is", func(t *testing.T) { explainAll(t, db) })
			db.MustExec("ANALYZE")
			t.Run("analyzed", func(t *testing.T) { explainAll(t, db) })
		})
	}
}

func explainAll(t *testing.T, db *sqlx.DB) {
	for _, c := range explained(t) {
		t.Run(c.name, func(t *testing.T) { c.check(t, db) })
	}
}

// explainCase is a statement and the part of a plan that shows that its steps use the right index.
type explainCase struct {
	name      string
	statement dialect.Statement
	uses      string
}

// explained are the statements.
func explained(t *testing.T) []explainCase {
	job := func(b builder.Bulk) dialect.Statement {
		j, err := b.Job(builder.JobOptions{Count: true})
		if err != nil {
			t.Fatal(err)
		}
		return j.Statement
	}
	tenant := sq.Eq{"tenant": 1}
	live := sq.Expr("live") // a condition without an index: of two indexes, SQLite may choose either
	newer := sq.Expr("? < ?", builder.Stored("qty"), builder.Incoming("qty"))
	update := builder.Update("stock").Key("warehouse", "sku").Set("qty").Where(tenant).Values(1, "a", 1)
	whole := builder.Update("stock").Key("tenant", "warehouse", "sku").Set("qty").Values(1, 1, "a", 1)
	insert := builder.Insert("stock").Columns("tenant", "warehouse", "sku", "qty", "note", "code").Values(1, 1, "a", 1, "n", 1)
	upsert := insert.OnConflict("tenant", "warehouse", "sku").DoUpdate("qty")
	either := job(builder.UpdateOrCreate("stock").Shared(tenant).Key("warehouse", "sku").Set("qty").OnlyChanged().
		From(builder.Tuples([]string{"warehouse", "sku", "qty"}, [][]any{{1, "a", 1}}))).(dialect.UpdateOrCreate)
	return []explainCase{
		{"update", job(update), primaryKey},
		{"update, only changed", job(update.OnlyChanged()), primaryKey},
		{"update, newer", job(update.Where(newer)), primaryKey},
		{"update, CASE form, only changed", job(update.CaseForm().OnlyChanged()), primaryKey},
		{"update by the whole key, only changed", job(whole.OnlyChanged()), primaryKey},
		{"update by another key", job(builder.Update("stock").Key("code").Set("qty").Where(tenant).Values(1, 1).OnlyChanged()), codeIndex},
		{"upsert", job(upsert), primaryKey},
		{"upsert, only changed and newer", job(upsert.OnlyChanged().DoUpdateWhere(newer)), primaryKey},
		{"upsert, another key", job(insert.OnConflict("code").DoUpdate("qty").OnlyChanged()), codeIndex},
		{"upsert, partial index", job(insert.OnConflict("note").ConflictWhere("live").DoUpdate("qty").DoUpdateWhere(newer)), liveIndex},
		{"delete", job(builder.Delete("stock").Key("warehouse", "sku").Where(tenant).Values(1, "a")), primaryKey},
		{"delete by the whole key", job(builder.Delete("stock").Key("tenant", "warehouse", "sku").Values(1, 1, "a")), primaryKey},
		{"delete by the last column", job(builder.Delete("stock").Key("sku").Where(sq.Eq{"tenant": 1, "warehouse": 2}).Values("a")), primaryKey},
		{"select", dialect.Select{Table: "stock", Key: []string{"warehouse", "sku"}, Columns: []string{"qty"}, Where: tenant}, primaryKey},
		{"select by another key", dialect.Select{Table: "stock", Key: []string{"code"}, Columns: []string{"qty"}, Where: live}, codeIndex},
		{"update or create: match", either.Match, primaryKey},
		{"update or create: update", either.Update, primaryKey},
		{"match by the whole key", dialect.Match{Table: "stock", Key: []string{"tenant", "warehouse", "sku"}}, primaryKey},
		{"match by another key", dialect.Match{Table: "stock", Key: []string{"code"}, Where: live}, codeIndex},
	}
}

// check explains every step that is always sent.
func (c explainCase) check(t *testing.T, db *sqlx.DB) {
	rows := dialect.Plain(explainChunk)
	spelling, err := c.statement.Spell(sqlite.Dialect{}, rows)
	if err != nil {
		t.Fatal(err)
	}
	width := len(c.statement.RowColumns())
	values := make([]any, explainChunk*width)
	for i := range values {
		values[i] = i
	}
	for _, step := range spelling.Steps {
		if step.Needed != nil {
			continue
		}
		plan := explain(t, db, step.SQL, step.AppendArgs(nil, rows, values, width))
		insert := strings.HasPrefix(step.SQL, "INSERT") // it finds conflicts by the unique index in any case, and plans nothing
		if searches := strings.Contains(plan, "SEARCH stock"); searches == insert || searches && !strings.Contains(plan, c.uses) {
			t.Errorf("%.60s …: it does not use %s\n%s", step.SQL, c.uses, plan)
		}
		if strings.Contains(plan, "\nSCAN stock") {
			t.Errorf("%.60s …: it reads the whole table\n%s", step.SQL, plan)
		}
	}
}

// explain returns the lines of a plan. The first query of the list of [sqlite.Dialect.Match], WHERE 0, reads nothing: the line is left out.
func explain(t *testing.T, db *sqlx.DB, text string, args []any) string {
	t.Helper()
	var lines []struct {
		ID, Parent, NotUsed int
		Detail              string
	}
	if err := db.Select(&lines, "EXPLAIN QUERY PLAN "+text, args...); err != nil {
		t.Fatal(err)
	}
	var plan strings.Builder
	leftmost := -1
	for _, line := range lines {
		switch {
		case line.Detail == "LEFT-MOST SUBQUERY":
			leftmost = line.ID
		case strings.Contains(text, "WHERE 0 ") && line.Parent == leftmost && strings.HasPrefix(line.Detail, "SCAN stock"):
			continue
		}
		if !strings.HasSuffix(line.Detail, "CONSTANT ROW") {
			fmt.Fprintf(&plan, "\n%s", line.Detail)
		}
	}
	return plan.String()
}
