package benchmarks

import (
	"fmt"
	"os"
	"strings"
	"testing"

	_ "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
)

// BenchmarkWorkers writes rows of six columns with a transaction for each chunk, by one, two and four workers: 100,000 rows in chunks of
// 1,000, and 5,000 rows in chunks of 10, whose time is mostly that of the commits. The servers are the first ones in SQBULK_TEST_POSTGRES,
// SQBULK_TEST_MYSQL and SQBULK_TEST_MARIADB.
func BenchmarkWorkers(b *testing.B) {
	for _, server := range []struct {
		name, variable, driver string
		dialect                dialect.Dialect
	}{
		{"PostgreSQL", "SQBULK_TEST_POSTGRES", "postgres", postgres.Dialect{}},
		{"MySQL", "SQBULK_TEST_MYSQL", "mysql", mysql.Dialect{}},
		{"MariaDB", "SQBULK_TEST_MARIADB", "mysql", mysql.MariaDB{}},
	} {
		b.Run(server.name, func(b *testing.B) {
			addresses := strings.Fields(os.Getenv(server.variable))
			if len(addresses) == 0 {
				b.Skip(server.variable + " is not set")
			}
			db, err := sqlx.Connect(server.driver, addresses[0])
			if err != nil {
				b.Fatal(err)
			}
			defer db.Close()
			workers(b, db, server.dialect)
		})
	}
}

// workers runs the works on one server.
func workers(b *testing.B, db *sqlx.DB, d dialect.Dialect) {
	table := fmt.Sprintf("workers_%d", os.Getpid())
	db.MustExec("CREATE TABLE " + table +
		" (id BIGINT NOT NULL PRIMARY KEY, email VARCHAR(60), name VARCHAR(60), hits INT, ratio DOUBLE PRECISION, seen_at TIMESTAMP NULL)")
	defer db.MustExec("DROP TABLE " + table)
	rows := wides(100_000)
	for i := range rows {
		rows[i].Seen = rows[i].Seen.AddDate(0, 0, 1) // MySQL has no earlier times than 1970-01-01 00:00:01
	}
	insert := func(rows []wide) builder.InsertBuilder { return builder.Insert(table).From(builder.Structs(rows)) }
	for _, work := range []struct {
		name  string
		batch int
		bulk  builder.Bulk
	}{
		{"insert", 1000, insert(rows)},
		{"upsert of new rows", 1000, insert(rows).OnConflict("id").DoUpdate()},
		{"insert", 10, insert(rows[:5000])},
	} {
		for _, n := range []int{1, 2, 4} {
			b.Run(fmt.Sprintf("%s/%d/workers=%d", work.name, work.batch, n), func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					db.MustExec("TRUNCATE TABLE " + table)
					b.StartTimer()
					if _, err := exec.New(db, d).Run(b.Context(), work.bulk, exec.PerChunk(), exec.BatchSize(work.batch), exec.Workers(n)); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
