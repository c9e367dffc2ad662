package integration

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// TestOutcomes compares what became of each row with a model, in shuffled order, for each statement and in each transaction.
func TestOutcomes(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		for scope, opt := range map[string]exec.Option{"atomic": exec.Atomic(), "per chunk": exec.PerChunk(), "no transaction": exec.NoTx()} {
			t.Run(scope, func(t *testing.T) { outcomes(t, on, opt) })
		}
	})
}

// outcomeRows is the number of rows: every third is stored before, every ninth of them with the same name; every fifth is bad.
const outcomeRows = 45

func outcomes(t *testing.T, on reach, scope exec.Option) {
	equal := exec.Updated // PostgreSQL and SQLite write a row that stays equal
	if on.kind == "mysql" || on.kind == "mariadb" {
		equal = exec.Unchanged
	}
	existing := func(same, other exec.Outcome) func(i int) exec.Outcome {
		return func(i int) exec.Outcome {
			switch {
			case i%3 > 0:
				return exec.Created
			case i%9 == 0:
				return same
			}
			return other
		}
	}
	matched := func(same, other exec.Outcome) func(i int) exec.Outcome {
		return func(i int) exec.Outcome {
			if i%3 > 0 {
				return exec.Unmatched
			}
			return existing(same, other)(i)
		}
	}
	columns := []string{"id", "name"}
	rows := make([][]any, outcomeRows)
	for k, i := range rand.Perm(outcomeRows) {
		rows[k] = []any{i, "new"}
	}
	source := builder.Tuples(columns, rows)
	insert, update := builder.Insert("outcomes").From(source), builder.Update("outcomes").Key("id").Set("name").From(source)
	up := insert.OnConflict("id").DoUpdate()
	for _, c := range []struct {
		name string
		b    builder.Bulk
		want func(i int) exec.Outcome
	}{
		{"insert", insert, nil},
		{"nothing", insert.OnConflict("id").DoNothing(), existing(exec.Skipped, exec.Skipped)},
		{"upsert", up, existing(equal, exec.Updated)},
		{"only changed", up.OnlyChanged(), existing(exec.Unchanged, exec.Updated)},
		{"where", up.DoUpdateWhere("? < 0", builder.Stored("id")), existing(exec.Unchanged, exec.Unchanged)},
		{"update", update, matched(equal, exec.Updated)},
		{"update changed", update.OnlyChanged(), matched(exec.Unchanged, exec.Updated)},
		{"delete", builder.Delete("outcomes").Key("id").From(source), matched(exec.Deleted, exec.Deleted)},
	} {
		for _, bad := range []bool{false, true} {
			if bad && (c.name == "delete" || c.want == nil) {
				continue
			}
			want, name := c.want, c.name
			if c.want == nil { // an insert without a conflict rule: what exists is a bad row
				want = existing(exec.Rejected, exec.Rejected)
			}
			if bad {
				name += ", bad rows"
			}
			t.Run(name, func(t *testing.T) { checkOutcomes(t, on, c.b, rows, bad, want, scope) })
		}
	}
	t.Run("empty", func(t *testing.T) { checkOutcomes(t, on, insert.OnConflict("id").DoNothing(), rows, false, nil, scope) })
}

func checkOutcomes(t *testing.T, on reach, b builder.Bulk, rows [][]any, bad bool, want func(int) exec.Outcome, scope exec.Option) {
	on.create(t, "outcomes (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(10) NOT NULL)")
	for i := 0; want != nil && i < outcomeRows; i += 3 {
		name := "old"
		if i%9 == 0 {
			name = "new"
		}
		if _, err := on.db.Exec(on.db.Rebind("INSERT INTO outcomes VALUES (?, ?)"), i, name); err != nil {
			t.Fatal(err)
		}
	}
	spoiled := func(i int) bool { return bad && i%5 == 0 }
	for _, r := range rows { // the sources share the rows
		if r[1] = any("new"); spoiled(r[0].(int)) {
			r[1] = nil
		}
	}
	res, err := exec.New(on.db, on.dialect, scope).Run(context.Background(), b, exec.Outcomes(true), exec.SkipBadRows(-1))
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Outcomes) != len(rows) {
		t.Fatalf("%d outcomes", len(res.Outcomes))
	}
	wrong := few{t: t}
	for k, r := range rows {
		i := r[0].(int)
		w := exec.Created
		if want != nil {
			w = want(i)
		}
		if spoiled(i) && w != exec.Unmatched && (w != exec.Skipped || res.Outcomes[k] != w) {
			w = exec.Rejected // NULL is refused, unless there is no row to write it to
		}
		if res.Outcomes[k] != w {
			wrong.errorf("row %d, id %d: %v, not %v", k, i, res.Outcomes[k], w)
		}
	}
}
