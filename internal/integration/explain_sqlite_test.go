package integration

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/sqlite"
)

// sqliteIndexes are what a plan says when it uses the index of a key.
var sqliteIndexes = map[string]string{
	primaryKey: "(tenant=? AND warehouse=? AND sku=?)",
	liveKey:    "INDEX stock_live (note=?)",
	codeKey:    "(code=?)",
}

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
	for _, c := range explainCases(t) {
		t.Run(c.name, func(t *testing.T) {
			steps, args := c.spell(t, sqlite.Dialect{})
			for i, step := range steps {
				checkSQLitePlan(t, db, step.SQL, args[i], sqliteIndexes[c.key])
			}
		})
	}
}

// checkSQLitePlan explains a step.
func checkSQLitePlan(t *testing.T, db *sqlx.DB, text string, args []any, uses string) {
	plan := explainSQLite(t, db, text, args)
	insert := strings.HasPrefix(text, "INSERT") // it finds conflicts by the unique index in any case, and plans nothing
	if searches := strings.Contains(plan, "SEARCH stock"); searches == insert || searches && !strings.Contains(plan, uses) {
		t.Errorf("%.60s …: it does not use %s\n%s", text, uses, plan)
	}
	if strings.Contains(plan, "\nSCAN stock") {
		t.Errorf("%.60s …: it reads the whole table\n%s", text, plan)
	}
}

// explainSQLite returns the lines of a plan. The first query of the list of [sqlite.Dialect.Match], WHERE 0, reads nothing: the line is left out.
func explainSQLite(t *testing.T, db *sqlx.DB, text string, args []any) string {
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
