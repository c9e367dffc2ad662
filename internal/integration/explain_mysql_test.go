package integration

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// explained is a statement by key on the table stock, whose primary key is (tenant, warehouse, sku). Of 10,000 rows it
// should read those that it is about.
type explained struct {
	name string
	bulk builder.Bulk
	// parts are the columns of the primary key by which each row is found.
	parts int
}

// stockRows are the rows of warehouse and sku, and of what follows them.
func stockRows(n int, further ...any) [][]any {
	rows := make([][]any, n)
	for i := range rows {
		rows[i] = append([]any{i % 10, fmt.Sprintf("sku %d", i)}, further...)
	}
	return rows
}

// explainedCases are statements whose counting, or whose condition, may keep the server from using the key.
func explainedCases() []explained {
	tenant := sq.Eq{"tenant": 1}
	update := func(n int) builder.UpdateBuilder {
		return builder.Update("stock").Key("warehouse", "sku").Set("qty").Where(tenant).
			From(builder.Tuples([]string{"warehouse", "sku", "qty"}, stockRows(n, 7)))
	}
	newer := sq.Expr("? < ?", builder.Stored("qty"), builder.Incoming("qty"))
	remove := func(n int) builder.DeleteBuilder {
		return builder.Delete("stock").Key("warehouse", "sku").From(builder.Tuples([]string{"warehouse", "sku"}, stockRows(n)))
	}
	either := builder.UpdateOrCreate("stock").Key("warehouse", "sku").Set("qty").Shared(tenant).
		From(builder.Tuples([]string{"warehouse", "sku", "qty"}, stockRows(200, 7)))
	return []explained{
		{"update with a condition", update(200), 3},
		{"update with OnlyChanged", update(200).OnlyChanged(), 3},
		{"update with OnlyChanged and a condition on the rows", update(200).Where(newer).OnlyChanged(), 3},
		{"update with OnlyChanged, 5,000 rows", update(5000).BatchSize(5000).OnlyChanged(), 3},
		{"update by a range", update(200).Where("tenant BETWEEN ? AND ?", 1, 1).OnlyChanged(), 3},
		{"CASE form", update(200).CaseForm(), 3},
		{"CASE form with OnlyChanged", update(200).CaseForm().OnlyChanged(), 3},
		{"CASE form with OnlyChanged and a condition on the rows", update(200).Where(newer).CaseForm().OnlyChanged(), 3},
		{"delete with a condition", remove(200).Where(tenant), 3},
		{"delete with a condition, 1,000 rows", remove(1000).Where(tenant), 3},
		{"look-up", lookUp{remove(1000), dialect.Select{Columns: []string{"qty"}, Where: tenant}}, 3},
		{"look-up of 9,000 rows", lookUp{remove(9000).BatchSize(9000), dialect.Select{Columns: []string{"qty"}, Where: tenant}}, 3},
		{"update or create", either, 3},
		{"update or create with OnlyChanged", either.OnlyChanged(), 3},
	}
}

// lookUp is a look-up by the keys of a delete.
type lookUp struct {
	builder.DeleteBuilder
	look dialect.Select
}

// Job implements [builder.Bulk].
func (l lookUp) Job(o builder.JobOptions) (builder.Job, error) {
	job, err := l.DeleteBuilder.Job(o)
	if err != nil {
		return job, err
	}
	l.look.Table, l.look.Key = job.Statement.Target(), job.Statement.RowColumns()
	job.Statement = l.look
	return job, nil
}

// TestMySQLExplain: the server finds the rows of each statement by all columns of the key, with and without counting.
func TestMySQLExplain(t *testing.T) {
	onBothServers(t, func(t *testing.T, on target) {
		createStock(t, on)
		for _, tt := range explainedCases() {
			for _, count := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, count %v", tt.name, count), func(t *testing.T) { explainStock(t, on, tt, count) })
			}
		}
	})
}

// TestMySQLExplainCases: so it does for the statements that PostgreSQL and SQLite explain, by other keys and prefixes too. An upsert needs no
// plan: the server checks each unique key of a row that it inserts.
func TestMySQLExplainCases(t *testing.T) {
	onBothServers(t, func(t *testing.T, on target) {
		createStock(t, on)
		for _, text := range []string{
			"ALTER TABLE stock ADD note VARCHAR(40), ADD code INT, ADD live BOOLEAN NOT NULL DEFAULT TRUE",
			"UPDATE stock SET code = CAST(SUBSTRING(sku, 5) AS SIGNED)", "CREATE UNIQUE INDEX code ON stock (code)", "ANALYZE TABLE stock",
		} {
			if _, err := on.db.Exec(text); err != nil {
				t.Fatal(err)
			}
		}
		indexes := map[string][2]string{primaryKey: {"PRIMARY", "170"}, codeKey: {"code", "5"}} // an INT that may be NULL
		for _, c := range explainCases(t) {
			want, known := indexes[c.key]
			if _, insert := c.statement.(dialect.Insert); insert || !known {
				continue
			}
			t.Run(c.name, func(t *testing.T) {
				steps, args := c.spell(t, on.dialect)
				for i, step := range steps {
					if strings.Contains(step.SQL, "`stock`") {
						explainedBy(t, on, sentText{step.SQL, args[i]}, want[0], want[1])
					}
				}
			})
		}
	})
}

// createStock creates the table.
func createStock(t *testing.T, on target) {
	for _, text := range []string{
		"DROP TABLE IF EXISTS stock",
		"CREATE TABLE stock (tenant INT NOT NULL, warehouse INT NOT NULL, sku VARCHAR(40) NOT NULL, qty INT, PRIMARY KEY (tenant, warehouse, sku))",
		"INSERT INTO stock WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999) " +
			"SELECT a.i % 5, a.i % 10, CONCAT('sku ', a.i * 10 + b.i), 1 FROM n AS a JOIN n AS b ON b.i < 10",
		"ANALYZE TABLE stock",
	} {
		if _, err := on.db.Exec(text); err != nil {
			t.Fatal(err)
		}
	}
}

// explainStock explains each statement of a chunk that looks for stored rows.
func explainStock(t *testing.T, on target, tt explained, count bool) {
	for _, s := range spelled(t, on.dialect, tt.bulk, count) {
		if !strings.Contains(s.text, "`stock`") || strings.HasPrefix(s.text, "INSERT") {
			continue
		}
		explainedBy(t, on, s, "PRIMARY", []string{"4", "8", "170"}[tt.parts-1]) // INT, INT, VARCHAR(40) of four bytes with a length
	}
}

// explainedBy explains a statement, which should find the stored rows by so many bytes of an index.
func explainedBy(t *testing.T, on target, s sentText, index, bytes string) {
	t.Helper()
	plan, err := explain(on, s.text, s.args)
	if err != nil {
		t.Fatalf("%v\n%.200s", err, s.text)
	}
	found := false
	for _, step := range plan {
		if step["table"] != "stock" {
			continue
		}
		found = true
		if step["key"] != index || step["key_len"] != bytes {
			t.Errorf("by key %q, %s bytes of it, want %s, %s: type %s, rows %s\n%.200s",
				step["key"], step["key_len"], index, bytes, step["type"], step["rows"], s.text)
		}
	}
	if !found {
		t.Errorf("the plan says nothing of the table: %.1000v", plan)
	}
}

// sentText is a statement with its arguments.
type sentText struct {
	text string
	args []any
}

// spelled are the statements of the first chunk.
func spelled(t *testing.T, d dialect.Dialect, b builder.Bulk, count bool) []sentText {
	job, err := b.Job(builder.JobOptions{Count: count})
	if err != nil {
		t.Fatal(err)
	}
	for chunk, err := range job.Chunks(d) {
		if err != nil {
			t.Fatal(err)
		}
		sp, err := builder.NewSpeller(d).Spell(chunk)
		if err != nil {
			t.Fatal(err)
		}
		var all []sentText
		for _, step := range sp.Steps {
			all = append(all, sentText{step.SQL, chunk.Args(step)})
		}
		return all
	}
	t.Fatal("there is no chunk")
	return nil
}

// explain returns the plan of a statement, a map for each table.
func explain(on target, text string, args []any) ([]map[string]string, error) {
	explain := map[string]string{"mysql": "EXPLAIN FORMAT=TRADITIONAL ", "mariadb": "EXPLAIN "}[on.dialect.Name()]
	rows, err := on.db.Query(explain+text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var plan []map[string]string
	for rows.Next() {
		cells, dest := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range cells {
			dest[i] = &cells[i]
		}
		if err := rows.Scan(dest...); err != nil {
			return nil, err
		}
		step := make(map[string]string)
		for i, c := range columns {
			step[c] = cells[i].String
		}
		plan = append(plan, step)
	}
	return plan, rows.Err()
}
