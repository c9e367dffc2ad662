package benchmarks

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

// wide is a row of six columns, as most tables have.
type wide struct {
	ID    int64     `db:"id"`
	Email string    `db:"email"`
	Name  string    `db:"name"`
	Hits  int       `db:"hits"`
	Ratio float64   `db:"ratio"`
	Seen  time.Time `db:"seen_at"`
}

func wides(n int) []wide {
	all := make([]wide, n)
	for i := range all {
		all[i] = wide{int64(i), fmt.Sprintf("user%d@example.com", i), fmt.Sprintf("User Number %d", i), i % 100, float64(i) / 7, time.Unix(int64(i), 0)}
	}
	return all
}

// BenchmarkStrategy writes rows of six columns into PostgreSQL by statements, by COPY, through a temporary table, and as arrays: an
// insert, an upsert of which half exists, and an update and a delete by key of a fifth of the rows. The number in the name is the batch
// size, zero the usual one. SQBULK_STRATEGY_ROWS is the number of rows, by default 100,000. The server is the first one in
// SQBULK_TEST_POSTGRES.
func BenchmarkStrategy(b *testing.B) {
	addresses := strings.Fields(os.Getenv("SQBULK_TEST_POSTGRES"))
	if len(addresses) == 0 {
		b.Skip("SQBULK_TEST_POSTGRES is not set")
	}
	db, err := sqlx.Connect("postgres", addresses[0])
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	table := fmt.Sprintf("strategy_%d", os.Getpid())
	db.MustExec("CREATE TABLE " + table + " (id BIGINT NOT NULL PRIMARY KEY, email TEXT, name TEXT, hits INT, ratio DOUBLE PRECISION, seen_at TIMESTAMPTZ)")
	defer db.MustExec("DROP TABLE " + table)
	rows := wides(100_000)
	if n, err := strconv.Atoi(os.Getenv("SQBULK_STRATEGY_ROWS")); err == nil {
		rows = wides(n)
	}
	fifth := rows[:len(rows)/5]
	var half []wide
	for i := 0; i < len(rows); i += 2 {
		half = append(half, rows[i])
	}
	insert := func(rows []wide) builder.InsertBuilder { return builder.Insert(table).From(builder.Structs(rows)) }
	for _, work := range []struct {
		name   string
		stored []wide
		bulk   builder.Bulk
	}{
		{"insert", nil, insert(rows)},
		{"upsert", half, insert(rows).OnConflict("id").DoUpdate()},
		{"update", rows, builder.Update(table).Key("id").Set("email", "name", "hits", "ratio", "seen_at").From(builder.Structs(fifth))},
		{"delete", rows, builder.Delete(table).Key("id").From(builder.Structs(fifth))},
	} {
		for _, way := range []struct {
			strategy dialect.Strategy
			batch    int
		}{{exec.Statements, 0}, {exec.Copy, 1000}, {exec.Copy, 10_000}, {exec.Copy, 50_000}, {exec.Staging, 1000}, {exec.Staging, 10_000}, {exec.Staging, 50_000},
			{exec.Arrays, 1000}, {exec.Arrays, 10_000}} {
			if way.strategy == exec.Copy && work.name != "insert" {
				continue
			}
			opts := []exec.Option{exec.Strategy(way.strategy)}
			if way.batch > 0 {
				opts = append(opts, exec.BatchSize(way.batch))
			}
			b.Run(fmt.Sprintf("%s/%v/%d", work.name, way.strategy, way.batch), func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					db.MustExec("TRUNCATE " + table)
					if _, err := exec.New(db, postgres.Dialect{}).Run(b.Context(), insert(work.stored), exec.Strategy(exec.Copy)); err != nil {
						b.Fatal(err)
					}
					db.MustExec("VACUUM ANALYZE " + table)
					b.StartTimer()
					if _, err := exec.New(db, postgres.Dialect{}).Run(b.Context(), work.bulk, opts...); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
