// Package roundtrip has a package of its own, so that fuzzing compiles no driver but lib/pq.
package roundtrip

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

// row has a value of each kind that COPY writes in its own way.
type row struct {
	ID    int            `db:"id"`
	Text  string         `db:"txt"`
	Char  string         `db:"short"`
	Bytes []byte         `db:"bin"`
	List  pq.StringArray `db:"list"`
	Lists pq.ByteaArray  `db:"lists"`
	Big   int64          `db:"big"`
	Num   float64        `db:"num"`
	Flag  sql.NullBool   `db:"flag"`
	Seen  time.Time      `db:"seen"`
}

const table = `CREATE TEMP TABLE roundtrip (id int PRIMARY KEY, txt text, short varchar(8), bin bytea, list text[], lists bytea[], big bigint,
	num double precision, flag boolean, seen timestamptz)`

// FuzzCopyText: by INSERT, by COPY and through a staging table, a row comes back from PostgreSQL as it was, or is refused for the same reason.
func FuzzCopyText(f *testing.F) {
	conn := connect(f)
	f.Add("tab\t\\N \\. nl\n cr\r \\x41", "abc", []byte("\x00\xff\\"), "a,b{}\"\\", int64(-1), 1.5, byte(0), int64(1700000000_000000))
	f.Add("", "", []byte{}, "NULL", int64(0), math.Copysign(0, -1), byte(1), int64(0))
	f.Add("\\.\n", "é😀", []byte(nil), " ", int64(1<<62), 1e308, byte(2), int64(-62135596800_000000))
	f.Add("nul\x00", "123456789", []byte("x"), "\xff", int64(5), 0.1, byte(1), int64(253402300800_000000))
	f.Fuzz(func(t *testing.T, text, short string, bin []byte, item string, big int64, num float64, flag byte, micro int64) {
		want := row{1, text, short, bin, pq.StringArray{item, "", text}, pq.ByteaArray{bin, []byte(item)}, big, num,
			sql.NullBool{Bool: flag == 1, Valid: flag < 2}, time.UnixMicro(micro % 8e15).UTC()}
		first := ""
		for i, s := range []dialect.Strategy{exec.Statements, exec.Copy, exec.Staging} {
			got := stored(t, conn, want, s)
			if i == 0 {
				first = got
			}
			if got != first {
				t.Errorf("%v: %s\ninsert: %s", s, got, first)
			}
		}
		if !strings.HasPrefix(first, "refused") && first != shown(want) {
			t.Errorf("got  %s\nwant %s", first, shown(want))
		}
	})
}

// connect opens the first PostgreSQL, with the table.
func connect(f *testing.F) *sqlx.Conn {
	f.Helper()
	addresses := strings.Fields(os.Getenv("SQBULK_TEST_POSTGRES"))
	if len(addresses) == 0 {
		const message = "\n*** NOT TESTED: SQBULK_TEST_POSTGRES names no PostgreSQL. Run make servers, and source its environment."
		fmt.Fprintln(os.Stderr, message)
		f.Skip(message)
	}
	db, err := sqlx.Connect("postgres", addresses[0])
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { db.Close() })
	conn, err := db.Connx(context.Background())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { conn.Close() })
	if _, err := conn.ExecContext(context.Background(), table); err != nil {
		f.Fatal(err)
	}
	return conn
}

// stored writes a row in one way and shows what is stored then, or why it was refused.
func stored(t *testing.T, conn *sqlx.Conn, r row, s dialect.Strategy) string {
	t.Helper()
	if _, err := conn.ExecContext(t.Context(), "DELETE FROM roundtrip"); err != nil {
		t.Fatal(err)
	}
	_, err := exec.New(conn, postgres.Dialect{}).Run(t.Context(), builder.Insert("roundtrip").From(builder.Structs([]row{r})), exec.Strategy(s))
	if failed := new(exec.ChunkError); errors.As(err, &failed) {
		return "refused: " + failed.Fault.Kind.String()
	}
	if err != nil {
		t.Fatal(err)
	}
	var got row
	if err := conn.GetContext(t.Context(), &got, "SELECT * FROM roundtrip"); err != nil {
		t.Fatal(err)
	}
	return shown(got)
}

// shown is a row as a text that differs where the values do.
func shown(r row) string {
	return fmt.Sprintf("%d %q %q %x %v %q %x %d %x %v %v", r.ID, r.Text, r.Char, r.Bytes, r.Bytes == nil, r.List, r.Lists, r.Big, r.Num, r.Flag, r.Seen.UnixMicro())
}
