package benchmarks

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
	_ "github.com/lib/pq"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

type user struct {
	ID    int64     `db:"id" json:"id"`
	Email string    `db:"email" json:"email"`
	Name  string    `db:"name" json:"name"`
	Seen  time.Time `db:"seen_at" json:"seen_at"`
}

// texts are rows as lines of JSON and as CSV.
func texts(b *testing.B, rows int) (lines, csv []byte) {
	var l, c bytes.Buffer
	c.WriteString("id,email,name,seen_at\n")
	for i := range rows {
		u := user{int64(i), fmt.Sprintf("user%d@example.com", i), fmt.Sprintf("User Number %d", i), time.Unix(int64(i), 0).UTC()}
		line, err := json.Marshal(u)
		if err != nil {
			b.Fatal(err)
		}
		l.Write(append(line, '\n'))
		fmt.Fprintf(&c, "%d,%s,%s,%s\n", u.ID, u.Email, u.Name, u.Seen.Format(time.RFC3339))
	}
	return l.Bytes(), c.Bytes()
}

// BenchmarkAhead inserts 100,000 rows into PostgreSQL, with the source read between the statements and while they run. The server is the
// first one in SQBULK_TEST_POSTGRES.
func BenchmarkAhead(b *testing.B) {
	const rows = 100_000
	addresses := strings.Fields(os.Getenv("SQBULK_TEST_POSTGRES"))
	if len(addresses) == 0 {
		b.Skip("SQBULK_TEST_POSTGRES is not set")
	}
	db, err := sqlx.Connect("postgres", addresses[0])
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	table := fmt.Sprintf("ahead_%d", os.Getpid())
	db.MustExec("CREATE TABLE " + table + " (id BIGINT NOT NULL PRIMARY KEY, email TEXT, name TEXT, seen_at TIMESTAMP)")
	defer db.MustExec("DROP TABLE " + table)
	lines, csv := texts(b, rows)
	jsonSource := func() builder.Source { return builder.JSONLines[user](bytes.NewReader(lines)) }
	csvSource := func() builder.Source {
		return builder.CSV(bytes.NewReader(csv), builder.CSVParse("id", builder.ParseInt), builder.CSVParse("seen_at", builder.ParseTime()))
	}
	for _, bench := range []struct {
		name   string
		source func() builder.Source
	}{
		{"JSONLines/between", jsonSource},
		{"JSONLines/ahead", func() builder.Source { return builder.Ahead(jsonSource()) }},
		{"CSV/between", csvSource},
		{"CSV/ahead", func() builder.Source { return builder.Ahead(csvSource()) }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			for range b.N {
				b.StopTimer()
				db.MustExec("TRUNCATE " + table)
				b.StartTimer()
				if _, err := exec.New(db, postgres.Dialect{}).Run(b.Context(), builder.Insert(table).From(bench.source())); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
