// Package roundtrip has a package of its own, so that fuzzing compiles no driver but PostgreSQL's.
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

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/pgxcopy"
	"github.com/sqbulk/sqbulk/postgres"
)

// row has a value of each kind that a strategy writes in its own way, but for arrays.
type row struct {
	ID     int          `db:"id"`
	Text   string       `db:"txt"`
	Char   string       `db:"short"`
	Bytes  []byte       `db:"bin"`
	Big    int64        `db:"big"`
	Num    float64      `db:"num"`
	Flag   sql.NullBool `db:"flag"`
	Seen   time.Time    `db:"seen"`
	Absent *string      `db:"absent"`
}

// listed is a row with arrays.
type listed struct {
	row
	List  pq.StringArray `db:"list"`
	Lists pq.ByteaArray  `db:"lists"`
}

const columns = "id int PRIMARY KEY, txt text, short varchar(8), bin bytea, big bigint, num double precision, flag boolean, seen timestamptz, absent text"

// values are what a fuzzed call has, one of each kind.
type values struct {
	text, short string
	bin         []byte
	item        string
	big         int64
	num         float64
	flag        byte
	micro       int64
}

// seed adds the values to begin with.
func seed(f *testing.F) {
	f.Helper()
	f.Add("tab\t\\N \\. nl\n cr\r \\x41", "abc", []byte("\x00\xff\\"), "a,b{}\"\\", int64(-1), 1.5, byte(0), int64(1700000000_000000))
	f.Add("", "", []byte{}, "NULL", int64(0), math.Copysign(0, -1), byte(1), int64(0))
	f.Add("\\.\n", "é😀", []byte(nil), " ", int64(1<<62), 1e308, byte(2), int64(-62135596800_000000))
	f.Add("nul\x00", "123456789", []byte("x"), "\xff", int64(5), 0.1, byte(1), int64(253402300800_000000))
	f.Add("null", "\"", []byte("{,}"), "\u00a0", int64(-1<<62), math.NaN(), byte(0), int64(-1))
	f.Add(`{"a":[1]}`, " x ", []byte("NULL"), "\v", int64(7), math.Inf(-1), byte(1), int64(1))
}

// row is the row of the values with that key.
func (v values) row(id int) row {
	return row{id, v.text, v.short, v.bin, v.big, v.num, sql.NullBool{Bool: v.flag == 1, Valid: v.flag < 2}, time.UnixMicro(v.micro % 8e15).UTC(), nil}
}

// rows are three rows, so that what stands between rows is there as well; the second one has other values.
func (v values) rows() []row {
	other := row{ID: 2, Text: v.item, Char: v.short, Big: -v.big, Num: -v.num, Seen: time.Unix(0, 0).UTC(), Absent: &v.text}
	return []row{v.row(1), other, v.row(3)}
}

// FuzzCopyText: by INSERT, by COPY in text format and through a staging table, rows come back from PostgreSQL as they were, or are
// refused for the same reason.
func FuzzCopyText(f *testing.F) {
	seed(f)
	libpq := open(f, "postgres", postgres.Dialect{}, columns+", list text[], lists bytea[]")
	f.Fuzz(func(t *testing.T, text, short string, bin []byte, item string, big int64, num float64, flag byte, micro int64) {
		v := values{text, short, bin, item, big, num, flag, micro}
		rows := []listed{v.listed(1), {row: v.rows()[1]}, v.listed(3)}
		agree(t, libpq, rows, listed.shown, exec.Statements, exec.Copy, exec.Staging)
	})
}

// FuzzCopyBinary: the same through pgx, where COPY has the binary format.
func FuzzCopyBinary(f *testing.F) {
	seed(f)
	pgx := open(f, "pgx", pgxcopy.Dialect{}, columns)
	f.Fuzz(func(t *testing.T, text, short string, bin []byte, item string, big int64, num float64, flag byte, micro int64) {
		agree(t, pgx, values{text, short, bin, item, big, num, flag, micro}.rows(), row.shown, exec.Statements, exec.Copy, exec.Staging)
	})
}

// FuzzArrays: the same by INSERT and as one array for each column, through both drivers.
func FuzzArrays(f *testing.F) {
	seed(f)
	libpq, pgx := open(f, "postgres", postgres.Dialect{}, columns), open(f, "pgx", postgres.Dialect{}, columns)
	f.Fuzz(func(t *testing.T, text, short string, bin []byte, item string, big int64, num float64, flag byte, micro int64) {
		for _, s := range []session{libpq, pgx} {
			agree(t, s, values{text, short, bin, item, big, num, flag, micro}.rows(), row.shown, exec.Statements, exec.Arrays)
		}
	})
}

// listed is the row with that key, with arrays.
func (v values) listed(id int) listed {
	return listed{v.row(id), pq.StringArray{v.item, "", v.text}, pq.ByteaArray{v.bin, []byte(v.item)}}
}

// session is a connection with a table.
type session struct {
	conn    *sqlx.Conn
	dialect dialect.Dialect
}

// open opens the first PostgreSQL, with the table.
func open(f *testing.F, driver string, d dialect.Dialect, columns string) session {
	f.Helper()
	addresses := strings.Fields(os.Getenv("SQBULK_TEST_POSTGRES"))
	if len(addresses) == 0 {
		const message = "\n*** NOT TESTED: SQBULK_TEST_POSTGRES names no PostgreSQL. Run make servers, and source its environment."
		fmt.Fprintln(os.Stderr, message)
		f.Skip(message)
	}
	db, err := sqlx.Connect(driver, addresses[0])
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { db.Close() })
	conn, err := db.Connx(context.Background())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { conn.Close() })
	if _, err := conn.ExecContext(context.Background(), "CREATE TEMP TABLE roundtrip ("+columns+")"); err != nil {
		f.Fatal(err)
	}
	return session{conn, d}
}

// agree fails the test unless each strategy stores the rows as they are, or all refuse them for the same reason.
func agree[T any](t *testing.T, s session, rows []T, shown func(T) string, strategies ...dialect.Strategy) {
	t.Helper()
	first := ""
	for i, strategy := range strategies {
		got := stored(t, s, rows, shown, strategy)
		if i == 0 {
			first = got
		}
		if got != first {
			t.Errorf("%v: %s\ninsert: %s", strategy, got, first)
		}
	}
	if want := all(rows, shown); !strings.HasPrefix(first, "refused") && first != want {
		t.Errorf("got  %s\nwant %s", first, want)
	}
}

// stored writes rows in one way and shows what is stored then, or why they were refused.
func stored[T any](t *testing.T, s session, rows []T, shown func(T) string, strategy dialect.Strategy) string {
	t.Helper()
	if _, err := s.conn.ExecContext(t.Context(), "DELETE FROM roundtrip"); err != nil {
		t.Fatal(err)
	}
	_, err := exec.New(s.conn, s.dialect).Run(t.Context(), builder.Insert("roundtrip").From(builder.Structs(rows)), exec.Strategy(strategy))
	if failed := new(exec.ChunkError); errors.As(err, &failed) {
		return "refused: " + failed.Fault.Kind.String()
	}
	if err != nil {
		t.Fatal(err)
	}
	var got []T
	if err := s.conn.SelectContext(t.Context(), &got, "SELECT * FROM roundtrip ORDER BY id"); err != nil {
		t.Fatal(err)
	}
	return all(got, shown)
}

// all shows every row.
func all[T any](rows []T, shown func(T) string) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString("\n" + shown(r))
	}
	return b.String()
}

// shown is a row as a text that differs where the values do.
func (r row) shown() string {
	absent := "NULL"
	if r.Absent != nil {
		absent = fmt.Sprintf("%q", *r.Absent)
	}
	return fmt.Sprintf("%d %q %q %x %v %d %x %v %v %s", r.ID, r.Text, r.Char, r.Bytes, r.Bytes == nil, r.Big, r.Num, r.Flag, r.Seen.UnixMicro(), absent)
}

// shown is a row as a text that differs where the values do.
func (l listed) shown() string {
	return fmt.Sprintf("%s %q %v %x %v", l.row.shown(), l.List, l.List == nil, l.Lists, l.Lists == nil)
}
