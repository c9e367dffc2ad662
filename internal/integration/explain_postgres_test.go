package integration

import (
	"cmp"
	"regexp"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"
)

// TestPostgresExplain: neither counting nor a condition of the caller's keeps an index from being used by any step of a statement. With
// settings that make it avoid everything else, the planner reads the whole table only where no index will do.
func TestPostgresExplain(t *testing.T) {
	onPostgres(t, func(t *testing.T, on target) {
		execAll(t, on, []string{
			"CREATE TABLE stock (tenant int, warehouse int, sku text, qty int, note text, code int UNIQUE, live boolean, " +
				"PRIMARY KEY (tenant, warehouse, sku))",
			"CREATE UNIQUE INDEX stock_live ON stock (note) WHERE live",
			"INSERT INTO stock SELECT i % 10, i % 7, 'sku ' || i, i, 'note ' || i, i, TRUE FROM generate_series(0, 19999) AS n (i)",
			"ANALYZE stock",
		})
		t.Cleanup(func() { execAll(t, on, []string{"DROP TABLE stock"}) })
		for _, c := range explainCases(t) {
			t.Run(c.name, func(t *testing.T) {
				steps, args := c.spell(t, on.dialect)
				key := cmp.Or(postgresKeys[c.name], c.key)
				for i, step := range steps {
					checkPostgresPlan(t, on.db, step.SQL, args[i], key)
				}
			})
		}
	})
}

// postgresArbiters are the indexes by which INSERT finds the rows of a conflict.
var postgresArbiters = map[string]string{primaryKey: "stock_pkey", codeKey: "stock_code_key", liveKey: "stock_live"}

// postgresKeys are the parts of a key that do, by the name of a case: 286 rows have the tenant and the warehouse, which is less than the
// 1,000 values of sku to look for.
var postgresKeys = map[string]string{"delete by the last column": "tenant, warehouse"}

var wholeTable = regexp.MustCompile(`Seq Scan on \S*\.stock\b`)

var indexCond = regexp.MustCompile(`Index Cond: .*`)

// checkPostgresPlan explains a step.
func checkPostgresPlan(t *testing.T, db *sqlx.DB, text string, args []any, key string) {
	t.Helper()
	tx := db.MustBegin()
	defer tx.Rollback()
	tx.MustExec("SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_material = off")
	var lines []string
	if err := tx.Select(&lines, "EXPLAIN (VERBOSE, COSTS off) "+text, args...); err != nil {
		t.Fatal(err)
	}
	plan := strings.Join(lines, "\n")
	if wholeTable.MatchString(plan) {
		t.Errorf("%.60s …: it reads the whole table\n%.2000s", text, plan)
	}
	if strings.Contains(text, "INSERT INTO") {
		if !strings.Contains(plan, "Conflict Arbiter Indexes: "+postgresArbiters[key]) {
			t.Errorf("%.60s …: it does not use %s\n%.2000s", text, postgresArbiters[key], plan)
		}
		return
	}
	conditions := indexCond.FindAllString(plan, -1)
	if len(conditions) == 0 {
		t.Errorf("%.60s …: it uses no index\n%.2000s", text, plan)
	}
	for _, cond := range conditions {
		for column := range strings.SplitSeq(key, ", ") {
			if !regexp.MustCompile(`\b` + column + ` = `).MatchString(cond) {
				t.Errorf("%.60s …: it does not look for %q in the index: %.300s", text, column, cond)
			}
		}
	}
}
