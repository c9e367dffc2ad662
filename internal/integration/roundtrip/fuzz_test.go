// Package roundtrip has a package of its own, so that fuzzing compiles no driver but those of the servers.
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
	"unicode/utf8"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
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

// session is a connection with a table.
type session struct {
	conn    *sqlx.Conn
	dialect dialect.Dialect
	table   string
}

// open opens the first database that a variable names.
func open(f *testing.F, driver, variable string, address func(string) string, d dialect.Dialect) session {
	f.Helper()
	addresses := strings.Fields(os.Getenv(variable))
	if len(addresses) == 0 {
		message := "\n*** NOT TESTED: " + variable + " names no server. Run make servers, and source its environment."
		fmt.Fprintln(os.Stderr, message)
		f.Skip(message)
	}
	db, err := sqlx.Connect(driver, address(addresses[0]))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { db.Close() })
	conn, err := db.Connx(context.Background())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { conn.Close() })
	return session{conn, d, fmt.Sprintf("roundtrip_%d", os.Getpid())}
}

// must runs a statement that has to work.
func (s session) must(t testing.TB, statement string) {
	t.Helper()
	if _, err := s.conn.ExecContext(context.Background(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
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
	s.must(t, "DELETE FROM "+s.table)
	_, err := exec.New(s.conn, s.dialect).Run(t.Context(), builder.Insert(s.table).From(builder.Structs(rows)), exec.Strategy(strategy))
	if failed := new(exec.ChunkError); errors.As(err, &failed) {
		return "refused: " + failed.Fault.Kind.String()
	}
	if err != nil {
		return "refused before it was sent"
	}
	var got []T
	if err := s.conn.SelectContext(t.Context(), &got, "SELECT * FROM "+s.table+" ORDER BY id"); err != nil {
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
	return fmt.Sprintf("%d %q %q %x %v %d %x %v %v %s", r.ID, r.Text, fitting(r.Char), r.Bytes, r.Bytes == nil, r.Big, r.Num, r.Flag, r.Seen.UnixMicro(), absent)
}

// fitting is what a column of eight characters stores: spaces behind them are cut without an error, as the SQL standard says
// (https://www.postgresql.org/docs/current/datatype-character.html).
func fitting(short string) string {
	runes := []rune(short)
	if len(runes) > 8 && utf8.ValidString(short) && strings.Trim(string(runes[8:]), " ") == "" {
		return string(runes[:8])
	}
	return short
}
