package integration

import (
	"context"
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect/dialecttest"
	"github.com/sqbulk/sqbulk/exec"
)

// TestLarge upserts 250,000 rows, of which every second one exists, in one run on SQLite and PostgreSQL. With -short it is a
// hundredth of that; SQBULK_LARGE_ROWS is another number, such as a million. The zero values of the dialects get a tenth.
func TestLarge(t *testing.T) {
	rows := 250_000
	if testing.Short() {
		rows /= 100
	}
	rows = number("SQBULK_LARGE_ROWS", rows)
	t.Run("SQLite", func(t *testing.T) {
		onSQLite(t, func(t *testing.T, on target) { large(t, on, rows) })
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		onPostgres(t, func(t *testing.T, on target) { large(t, on, rows) })
	})
}

// stream is a source that makes its rows up as they are read: every step-th of n, with a text.
type stream struct {
	n, step int
	text    string
}

func (stream) Columns(context.Context) ([]string, error) { return []string{"id", "name", "hits"}, nil }

func (s stream) Rows(_ context.Context, columns []string) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		row := make([]any, len(columns))
		for i := 0; i < s.n; i += s.step {
			for k, c := range columns {
				if row[k] = int64(i); c == "name" {
					row[k] = fmt.Sprint(s.text, i)
				}
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// large inserts every second row, upserts all rows, and updates and deletes some.
func large(t *testing.T, on target, n int) {
	if !on.detected {
		n /= 10
	}
	types := on.suite.Types
	execAll(t, on, []string{fmt.Sprintf("CREATE TABLE large (id %s NOT NULL PRIMARY KEY, name %s, hits %s)",
		types[dialecttest.BigInt], types[dialecttest.Text], types[dialecttest.BigInt])})
	t.Cleanup(func() { execAll(t, on, []string{"DROP TABLE large"}) })
	ex := exec.New(on.db, on.dialect)
	run := func(what string, b builder.Bulk, want exec.Result) {
		t.Helper()
		started := time.Now()
		got, err := ex.Run(context.Background(), b, exec.BatchSize(5000))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d rows, %d chunks, %v", what, got.Rows, got.Chunks, time.Since(started).Round(time.Millisecond))
		want.Exact, want.Chunks, want.Statements = true, got.Chunks, got.Statements
		if w, g := fmt.Sprintf("%+v", want), fmt.Sprintf("%+v", got); w != g {
			t.Errorf("%s: the counts differ\nwant %s\ngot  %s", what, w, g)
		}
	}
	half, all, tenth := int64((n+1)/2), int64(n), int64((n+9)/10)
	run("insert", builder.Insert("large").From(stream{n, 2, "old "}), exec.Result{Rows: half, Created: half})
	run("upsert", builder.Insert("large").From(stream{n, 1, "new "}).OnConflict("id").DoUpdate(), exec.Result{Rows: all, Created: all - half, Updated: half})
	run("update", builder.Update("large").Key("id").Set("name").From(stream{n, 10, "newest "}), exec.Result{Rows: tenth, Updated: tenth})
	run("delete", builder.Delete("large").Key("id").From(stream{n, 10, ""}), exec.Result{Rows: tenth, Deleted: tenth})
	var count, sum, fresh int64
	if err := on.db.QueryRow("SELECT COUNT(*), SUM(hits), SUM(CASE WHEN name LIKE 'new %' THEN 1 ELSE 0 END) FROM large").Scan(&count, &sum, &fresh); err != nil {
		t.Fatal(err)
	}
	left := all - tenth
	wantSum := all*(all-1)/2 - 10*tenth*(tenth-1)/2
	if count != left || fresh != left || sum != wantSum {
		t.Errorf("the table has %d rows, %d of them new, with the sum %d, not %d rows with %d", count, fresh, sum, left, wantSum)
	}
}
