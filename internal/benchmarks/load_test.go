package benchmarks

import (
	"fmt"
	"os"
	"strings"
	"testing"

	driver "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
)

// BenchmarkLoad is BenchmarkStrategy for MySQL and MariaDB, with LOAD DATA LOCAL. The servers are those in SQBULK_TEST_MYSQL and
// SQBULK_TEST_MARIADB.
func BenchmarkLoad(b *testing.B) {
	addresses := strings.Fields(os.Getenv("SQBULK_TEST_MYSQL") + " " + os.Getenv("SQBULK_TEST_MARIADB"))
	if len(addresses) == 0 {
		b.Skip("neither SQBULK_TEST_MYSQL nor SQBULK_TEST_MARIADB is set")
	}
	for _, address := range addresses {
		db, err := sqlx.Connect("mysql", address)
		if err != nil {
			b.Fatal(err)
		}
		defer db.Close()
		plain := mysql.Dialect{Readers: &mysql.Readers{Register: driver.RegisterReaderHandler, Deregister: driver.DeregisterReaderHandler}}
		d, err := plain.Detect(b.Context(), db)
		if err != nil {
			b.Fatal(err)
		}
		var version string
		if err := db.Get(&version, "SELECT VERSION()"); err != nil {
			b.Fatal(err)
		}
		version, _, _ = strings.Cut(version, "-")
		b.Run(d.Name()+" "+version, func(b *testing.B) { loads(b, db, d) })
	}
}

func loads(b *testing.B, db *sqlx.DB, d dialect.Dialect) {
	table := fmt.Sprintf("load_%d", os.Getpid())
	db.MustExec("CREATE TABLE " + table + " (id BIGINT NOT NULL PRIMARY KEY, email VARCHAR(100), name VARCHAR(100), hits INT, ratio DOUBLE, seen_at DATETIME(6))")
	defer db.MustExec("DROP TABLE " + table)
	rows := wides(100_000)
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
		{"update", rows, builder.Update(table).Key("id").Set("email", "name", "hits", "ratio", "seen_at").From(builder.Structs(rows[:20_000]))},
		{"delete", rows, builder.Delete(table).Key("id").From(builder.Structs(rows[:20_000]))},
	} {
		for _, way := range []struct {
			strategy dialect.Strategy
			batch    int
		}{{exec.Statements, 1000}, {exec.Copy, 1000}, {exec.Copy, 10_000}, {exec.Copy, 50_000}, {exec.Staging, 1000}, {exec.Staging, 10_000}, {exec.Staging, 50_000}} {
			if way.strategy == exec.Copy && work.name != "insert" {
				continue
			}
			b.Run(fmt.Sprintf("%s/%v/%d", work.name, way.strategy, way.batch), func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					db.MustExec("TRUNCATE " + table)
					if _, err := exec.New(db, d).Run(b.Context(), insert(work.stored)); err != nil {
						b.Fatal(err)
					}
					db.MustExec("ANALYZE TABLE " + table)
					b.StartTimer()
					if _, err := exec.New(db, d).Run(b.Context(), work.bulk, exec.Strategy(way.strategy), exec.BatchSize(way.batch)); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
