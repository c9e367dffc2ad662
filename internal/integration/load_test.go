package integration

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
)

// fedStrategies are those that feed rows.
var fedStrategies = []dialect.Strategy{exec.Copy, exec.Staging}

// loadStrategy returns a strategy's dialect.
func loadStrategy(t *testing.T, d dialect.Dialect, s dialect.Strategy) dialect.Dialect {
	t.Helper()
	d, err := d.Load(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// loadedTable creates the table of the following tests, for rows of fedRows.
func loadedTable(t *testing.T, on reach) {
	on.create(t, "fed (id BIGINT PRIMARY KEY, name VARCHAR(12) NOT NULL, n INT DEFAULT 7, at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)")
}

// loadedContent checks how many rows there are, and that each is what fedRows made it.
func loadedContent(t *testing.T, on reach, n int) {
	t.Helper()
	right := on.one(t, "SELECT COUNT(*) FROM fed WHERE name = CONCAT('name ', id) AND n = CASE WHEN id % 5 = 0 THEN 7 ELSE id % 100 END AND at IS NOT NULL")
	if all := on.one(t, "SELECT COUNT(*) FROM fed"); right != int64(n) || all != right {
		t.Errorf("%d rows are stored, %d of them right; want %d", all, right, n)
	}
}

// knowsConn is a strategy's dialect, used as it is, that updates by the join form whatever the batch asks for.
type knowsConn struct{ dialect.Dialect }

func (k knowsConn) Update(u dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	u.Form = dialect.FormJoin
	return k.Dialect.Update(u, rows)
}

func (k knowsConn) Inspect(conn any) dialect.Dialect {
	return knowsConn{k.Dialect.Inspect(conn)}
}

func (k knowsConn) Probe(s dialect.Statement) (dialect.Probe, bool) {
	p, ok := k.Dialect.Probe(s)
	return p.As(func(d dialect.Dialect) dialect.Dialect { return knowsConn{d} }), ok
}

// Load returns the dialect itself, for what asks it how many steps there are.
func (k knowsConn) Load(dialect.Strategy) (dialect.Dialect, error) { return k, nil }

// TestLoadModel runs the batches of TestModel through the temporary table.
func TestLoadModel(t *testing.T) {
	run := func(d dialect.Dialect) func(t *testing.T, on target) {
		return func(t *testing.T, on target) {
			if on.detected {
				on.dialect = knowsConn{loadStrategy(t, d, exec.Staging)}
				runModel(t, on)
			}
		}
	}
	t.Run("MySQL", func(t *testing.T) { onMySQL(t, run(mysql.Dialect{Readers: readers})) })
	t.Run("MariaDB", func(t *testing.T) { onMariaDB(t, run(mysql.MariaDB{Dialect: mysql.Dialect{Readers: readers}})) })
}

// TestLoadBadRows is TestBadRows for rows that are loaded: the same rows are stored and set aside.
func TestLoadBadRows(t *testing.T) {
	onLoaders(t, func(t *testing.T, on reach) {
		plain := on.dialect
		insert := builder.Insert("bad_rows")
		for _, s := range fedStrategies {
			on.dialect = knowsConn{loadStrategy(t, plain, s)}
			feed := []exec.Option{exec.Strategy(s), exec.BatchSize(1000)}
			t.Run(s.String(), func(t *testing.T) {
				t.Run("atomic", func(t *testing.T) { runBadRows(t, on, insert, 1_500, faultCases, onPool(on, feed...)) })
				t.Run("caller's transaction", func(t *testing.T) {
					run := inTx(on)
					runBadRows(t, on, insert, 1_500, faultCases, func(t *testing.T, b builder.Bulk, opts ...exec.Option) (exec.Result, error) {
						return run(t, b, append(opts, feed...)...)
					})
				})
				if s == exec.Staging {
					up := insert.OnConflict("id").DoUpdate()
					t.Run("upsert", func(t *testing.T) { runBadRows(t, on, up, 1_500, faultCases[1:len(faultCases)-1], onPool(on, feed...)) })
				}
			})
		}
	})
}

// TestLoadInsert inserts rows, some of which lack a column, in each kind of transaction.
func TestLoadInsert(t *testing.T) {
	const n = 25_000
	onLoaders(t, func(t *testing.T, on reach) {
		loadedTable(t, on)
		for _, s := range fedStrategies {
			for name, scope := range map[string]exec.Option{"atomic": exec.Atomic(), "per chunk": exec.PerChunk()} {
				on.must(t, "DELETE FROM fed")
				var chunks []int
				watch := exec.ObserverFunc(func(_ context.Context, e exec.Event) { chunks = append(chunks, e.Rows) })
				res, err := exec.New(on.db, on.dialect).Run(t.Context(), fed(fedRows(n)), exec.Strategy(s), scope, exec.Observe(watch))
				if err != nil || res.Created != n || res.Rows != n || !res.Exact {
					t.Errorf("%v, %s: %+v, %v", s, name, res, err)
				}
				if slices.Max(chunks) != 10_000 {
					t.Errorf("chunks of %d", chunks)
				}
				loadedContent(t, on, n)
				on.idle(t)
			}
		}
	})
}

// TestLoadErrorRow: an error names the column and, for a value, the input row, and nothing is stored. Where a key says no, INSERT … SELECT
// and LOAD DATA name no row.
func TestLoadErrorRow(t *testing.T) {
	for name, bad := range map[string]struct {
		column  int
		value   any
		kind    dialect.Kind
		columns string
		row     int
	}{
		"type":         {2, "abc", dialect.InvalidValue, "[n]", 12_341},
		"too long":     {1, "longer than twelve", dialect.InvalidValue, "[name]", 12_341},
		"unknown type": {1, struct{}{}, dialect.InvalidValue, "[name]", 12_341},
		"NULL":         {1, nil, dialect.NotNullViolation, "[name]", 12_341},
		"duplicate":    {0, 14, dialect.UniqueViolation, "[]", -1},
	} {
		t.Run(name, func(t *testing.T) {
			onLoaders(t, func(t *testing.T, on reach) {
				loadedTable(t, on)
				for _, s := range fedStrategies {
					row := bad.row
					rows := fedRows(15_000)
					rows[12_341][bad.column] = bad.value
					_, err := exec.New(on.db, on.dialect).Run(t.Context(), fed(rows), exec.Strategy(s))
					var failed *exec.ChunkError
					if !errors.As(err, &failed) || failed.Fault.Kind != bad.kind || failed.Applied != 0 {
						t.Fatalf("%v: %v", s, err)
					}
					if s == exec.Staging && name == "NULL" { // found by INSERT … SELECT, which says no row
						row = -1
					}
					if columns := fmt.Sprint(failed.Fault.Columns); columns != bad.columns || failed.Row != row {
						t.Errorf("%v: columns %s, row %d: %v", s, columns, failed.Row, err)
					}
					if strings.Contains(err.Error(), "longer") {
						t.Errorf("%v: the value is in the error: %v", s, err)
					}
					loadedContent(t, on, 0)
					on.idle(t)
				}
			})
		})
	}
}

// TestLoadPerChunk: the chunks before a bad one stay, and so does nothing of the bad one.
func TestLoadPerChunk(t *testing.T) {
	onLoaders(t, func(t *testing.T, on reach) {
		loadedTable(t, on)
		rows := fedRows(1000)
		for i := range rows {
			rows[i][2] = i % 100
		}
		rows[777][1] = nil
		for _, s := range fedStrategies {
			on.must(t, "DELETE FROM fed")
			res, err := exec.New(on.db, on.dialect).Run(t.Context(), fed(rows), exec.Strategy(s), exec.PerChunk(), exec.BatchSize(100))
			var failed *exec.ChunkError
			if !errors.As(err, &failed) || failed.Chunk != 8 || failed.Applied != 700 || !failed.Committed || res.Created != 700 {
				t.Errorf("%v: %+v, %v", s, res, err)
			}
			if n, all := on.one(t, "SELECT COUNT(*) FROM fed WHERE id < 700"), on.one(t, "SELECT COUNT(*) FROM fed"); n != 700 || all != n {
				t.Errorf("%v: %d and %d rows are stored", s, n, all)
			}
		}
	})
}

// TestLoadConcurrently runs side by side, each with its own reader.
func TestLoadConcurrently(t *testing.T) {
	onLoaders(t, func(t *testing.T, on reach) {
		loadedTable(t, on)
		for _, s := range fedStrategies {
			on.must(t, "DELETE FROM fed")
			rows := fedRows(6_000)
			var all sync.WaitGroup
			for part := range slices.Chunk(rows, 1000) {
				all.Go(func() {
					if _, err := exec.New(on.db, on.dialect).Run(t.Context(), fed(part), exec.Strategy(s), exec.BatchSize(300)); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
			loadedContent(t, on, len(rows))
		}
	})
}
