package integration

import (
	"fmt"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// explainRows are in the table stock; a statement has explainChunk of them.
const explainRows, explainChunk = 20_000, 1000

// The unique keys of the table stock (tenant, warehouse, sku, qty, note, code, live).
const (
	primaryKey = "tenant, warehouse, sku"
	codeKey    = "code"
	liveKey    = "note" // where live
)

// explainCase is a statement on the table stock and the unique key whose index each of its steps must use, in full.
type explainCase struct {
	name      string
	statement dialect.Statement
	key       string
}

// explainCases are statements whose counting, or whose condition, may keep an index from being used. Each database has a test that explains them.
func explainCases(t *testing.T) []explainCase {
	job := func(b builder.Bulk) dialect.Statement {
		j, err := b.Job(builder.JobOptions{Count: true})
		if err != nil {
			t.Fatal(err)
		}
		return j.Statement
	}
	tenant := sq.Eq{"tenant": 1}
	live := sq.Expr("live") // a condition without an index: of two indexes, a server may choose either
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
		{"update by another key", job(builder.Update("stock").Key("code").Set("qty").Where(tenant).Values(1, 1).OnlyChanged()), codeKey},
		{"upsert", job(upsert), primaryKey},
		{"upsert, only changed and newer", job(upsert.OnlyChanged().DoUpdateWhere(newer)), primaryKey},
		{"upsert, another key", job(insert.OnConflict("code").DoUpdate("qty").OnlyChanged()), codeKey},
		{"upsert, partial index", job(insert.OnConflict("note").ConflictWhere("live").DoUpdate("qty").DoUpdateWhere(newer)), liveKey},
		{"delete", job(builder.Delete("stock").Key("warehouse", "sku").Where(tenant).Values(1, "a")), primaryKey},
		{"delete by the whole key", job(builder.Delete("stock").Key("tenant", "warehouse", "sku").Values(1, 1, "a")), primaryKey},
		{"delete by the last column", job(builder.Delete("stock").Key("sku").Where(sq.Eq{"tenant": 1, "warehouse": 2}).Values("a")), primaryKey},
		{"select", dialect.Select{Table: "stock", Key: []string{"warehouse", "sku"}, Columns: []string{"qty"}, Where: tenant}, primaryKey},
		{"select by another key", dialect.Select{Table: "stock", Key: []string{"code"}, Columns: []string{"qty"}, Where: live}, codeKey},
		{"update or create: match", either.Match, primaryKey},
		{"update or create: update", either.Update, primaryKey},
		{"match by the whole key", dialect.Match{Table: "stock", Key: []string{"tenant", "warehouse", "sku"}}, primaryKey},
		{"match by another key", dialect.Match{Table: "stock", Key: []string{"code"}, Where: live}, codeKey},
	}
}

// spell returns the steps that are always sent, and the arguments of each.
func (c explainCase) spell(t *testing.T, d dialect.Dialect) ([]dialect.Step, [][]any) {
	t.Helper()
	rows := dialect.Plain(explainChunk)
	spelling, err := c.statement.Spell(d, rows)
	if err != nil {
		t.Fatal(err)
	}
	columns := c.statement.RowColumns()
	var values []any
	for i := range explainChunk {
		for _, column := range columns {
			switch column {
			case "sku", "note":
				values = append(values, fmt.Sprintf("%s %d", column, i))
			default:
				values = append(values, i)
			}
		}
	}
	var steps []dialect.Step
	var args [][]any
	for _, step := range spelling.Steps {
		if step.Needed == nil {
			steps, args = append(steps, step), append(args, step.AppendArgs(nil, rows, values, len(columns)))
		}
	}
	return steps, args
}
