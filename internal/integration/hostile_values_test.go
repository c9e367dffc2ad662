package integration

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// hostileTable has a column of each type; TEXT is what SQLite keeps exactly.
var hostileTable = map[string]string{
	"postgres": "(id bigint NOT NULL PRIMARY KEY, txt text, bin bytea, num double precision, big bigint, seen timestamp(6))",
	"mysql":    "(id BIGINT NOT NULL PRIMARY KEY, txt LONGTEXT, bin LONGBLOB, num DOUBLE, big BIGINT, seen DATETIME(6)) CHARACTER SET utf8mb4",
	"sqlite":   "(id BIGINT NOT NULL PRIMARY KEY, txt TEXT, bin BLOB, num DOUBLE, big BIGINT, seen TIMESTAMP)",
}

// hostileValue is a value for a column, and the databases that refuse it; all others store it as it is.
type hostileValue struct {
	name    string
	column  string
	value   any
	refused string // kinds of databases
}

var hostileValues = []hostileValue{
	{"empty", "txt", "", ""},
	{"NUL", "txt", "nul\x00byte", "postgres"},
	{"invalid UTF-8", "txt", "a\xff\xfeb", "postgres mysql mariadb"},
	{"cut UTF-8", "txt", "\xf0\x9f\x98", "postgres mysql mariadb"},
	{"surrogate", "txt", "\xed\xa0\x80", "postgres mysql"},
	{"four bytes", "txt", "😀\U0010ffff", ""},
	{"SQL", "txt", "'); DROP TABLE hostile_values; -- \" ` \\' \\", ""},
	{"placeholders", "txt", "? ?? $1 :a @b %s {{.}}", ""},
	{"COPY's own", "txt", "\\N \\. \t\r\n \\x41 \b\f\v", ""},
	{"a mebibyte", "txt", strings.Repeat("x'\\", 1<<20/3), ""},
	{"empty bytes", "bin", []byte{}, ""},
	{"all bytes", "bin", allBytes(), ""},
	{"+Inf", "num", math.Inf(1), "mysql mariadb"},
	{"-Inf", "num", math.Inf(-1), "mysql mariadb"},
	{"NaN", "num", math.NaN(), "sqlite mysql mariadb"},
	{"largest", "num", math.MaxFloat64, ""},
	{"smallest", "num", 5e-310, ""},
	{"largest integer", "big", int64(math.MaxInt64), ""},
	{"smallest integer", "big", int64(math.MinInt64), ""},
	{"too large", "big", uint64(math.MaxUint64), "sqlite postgres mysql mariadb"},
	{"too many digits", "big", "123456789012345678901234567890", "postgres mysql mariadb"}, // SQLite makes a REAL of a numeric text
	{"no number", "big", "12abc", "postgres mysql mariadb"},
	{"year 1", "seen", day(1), ""},
	{"year 0", "seen", day(0), "mysql mariadb"},
	{"year -1", "seen", day(-1), "mysql mariadb"},
	{"year 9999", "seen", day(9999), ""},
	{"year 10000", "seen", day(10000), "mysql mariadb"},
	{"year 300000", "seen", day(300000), "postgres mysql mariadb"},
}

func day(year int) time.Time { return time.Date(year, 2, 3, 4, 5, 6, 7000, time.UTC) }

func allBytes() []byte {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	return all
}

// TestHostileValues stores each value between two good rows, in each way: it arrives as it was, or the run is refused as the fault of
// the value and the table stays as it was.
func TestHostileValues(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		on.needsUTF8(t)
		on.create(t, "hostile_values "+pick(on, hostileTable))
		for _, v := range hostileValues {
			t.Run(v.name, func(t *testing.T) {
				for way, run := range hostileWays(on, v.column) {
					t.Run(way, func(t *testing.T) { arrivesOrNot(t, on, v, run) })
				}
			})
		}
	})
}

// hostileWays are the statements that bring values into the table, whose rows are ids and values.
func hostileWays(on reach, column string) map[string]func(rows [][]any) error {
	insert := builder.Insert("hostile_values")
	source := func(rows [][]any) builder.Source { return builder.Tuples([]string{"id", column}, rows) }
	run := func(b func(builder.Source) builder.Bulk, opts ...exec.Option) func([][]any) error {
		return func(rows [][]any) error {
			_, err := exec.New(on.db, on.dialect).Run(context.Background(), b(source(rows)), opts...)
			return err
		}
	}
	plain := func(s builder.Source) builder.Bulk { return insert.From(s) }
	upsert := func(s builder.Source) builder.Bulk {
		return insert.From(s).OnConflict("id").DoUpdate(column).OnlyChanged()
	}
	update := func(s builder.Source) builder.Bulk {
		return builder.Update("hostile_values").Key("id").Set(column).From(s)
	}
	ways := map[string]func([][]any) error{
		"insert": run(plain),
		"upsert": run(upsert),
		"update": run(update),
		"CASE": run(func(s builder.Source) builder.Bulk {
			return builder.Update("hostile_values").Key("id").Set(column).CaseForm().From(s)
		}),
	}
	if on.driver == "postgres" {
		ways["COPY"] = run(plain, exec.Strategy(exec.Copy))
		ways["staging, upsert"] = run(upsert, exec.Strategy(exec.Staging))
		ways["staging, update"] = run(update, exec.Strategy(exec.Staging))
	}
	return ways
}

// arrivesOrNot runs one way. Three rows are there before, but for an insert.
func arrivesOrNot(t *testing.T, on reach, v hostileValue, run func([][]any) error) {
	on.must(t, "DELETE FROM hostile_values")
	if !strings.HasSuffix(t.Name(), "/insert") && !strings.HasSuffix(t.Name(), "/COPY") {
		on.must(t, "INSERT INTO hostile_values (id) VALUES (1), (2), (3)")
	}
	before := on.one(t, "SELECT count(*) FROM hostile_values")
	err := run([][]any{{1, nil}, {2, v.value}, {3, nil}})
	if err != nil {
		values := on.one(t, "SELECT count(*) FROM hostile_values WHERE "+v.column+" IS NOT NULL")
		if values != 0 || on.one(t, "SELECT count(*) FROM hostile_values") != before {
			t.Errorf("the run is refused, and yet the table has changed")
		}
		if !slices.Contains(strings.Fields(v.refused), on.kind) || !errors.Is(err, dialect.InvalidValue) {
			t.Errorf("refused: %.300v", err)
		}
		return
	}
	if slices.Contains(strings.Fields(v.refused), on.kind) {
		t.Errorf("it is stored, not refused")
	} else if got := storedValue(t, on, v.column); !sameValue(got, v.value) {
		t.Errorf("%T %.100v is stored as %T %.100v", v.value, v.value, got, got)
	}
}

// storedValue reads the value; a time on SQLite as the text that it is, because the drivers read no year of five digits.
func storedValue(t *testing.T, on reach, column string) any {
	t.Helper()
	if on.kind == "sqlite" && column == "seen" {
		column = "CAST(seen AS TEXT)"
	}
	got, err := on.db.QueryRowx("SELECT " + column + " FROM hostile_values WHERE id = 2").SliceScan()
	if err != nil {
		t.Fatal(err)
	}
	return got[0]
}

// sameValue compares what a driver returns with what was given.
func sameValue(got, want any) bool {
	if b, ok := got.([]byte); ok {
		got = string(b)
	}
	switch want := want.(type) {
	case []byte:
		return bytes.Equal([]byte(got.(string)), want)
	case time.Time:
		if text, ok := got.(string); ok {
			return strings.HasPrefix(text, want.Format("2006-01-02 15:04:05.999999"))
		}
		at, ok := got.(time.Time)
		return ok && at.Equal(want)
	case float64:
		f, ok := got.(float64)
		return ok && (f == want || math.IsNaN(f) && math.IsNaN(want))
	}
	if f, ok := got.(float64); ok { // of SQLite, for a text with more digits than an integer has
		return fmt.Sprintf("%.0f", f)[:15] == fmt.Sprint(want)[:15]
	}
	return fmt.Sprint(got) == fmt.Sprint(want)
}

// TestHostileFloats: what a database would store as something else is set aside as the row that it is, whatever its Go type is.
func TestHostileFloats(t *testing.T) {
	type ratio float64
	nan, missing := math.NaN(), (*float64)(nil)
	bad := []any{nan, float32(nan), &nan, ratio(nan), sql.NullFloat64{Float64: nan, Valid: true}}
	good := []any{1.5, float32(1.5), missing, ratio(1.5), sql.NullFloat64{Float64: nan}}
	onEach(t, func(t *testing.T, on reach) {
		if on.kind == "postgres" {
			t.Skip("PostgreSQL stores NaN")
		}
		on.create(t, "hostile_values "+pick(on, hostileTable))
		var rows [][]any
		for i := range bad {
			rows = append(rows, []any{2 * i, bad[i]}, []any{2*i + 1, good[i]})
		}
		insert := builder.Insert("hostile_values").From(builder.Tuples([]string{"id", "num"}, rows))
		res, err := exec.New(on.db, on.dialect).Run(t.Context(), insert, exec.SkipBadRows(len(bad)))
		if err != nil || len(res.Rejected) != len(bad) || res.Created != int64(len(good)) {
			t.Fatalf("%+v, %v", res, err)
		}
		for _, r := range res.Rejected {
			if r.Row%2 != 0 || r.Fault.Kind != dialect.InvalidValue || strings.Contains(r.Error(), "NaN") {
				t.Errorf("rejected: %v", r)
			}
		}
		if n := on.one(t, "SELECT count(*) FROM hostile_values WHERE num = 1.5 OR num IS NULL"); n != int64(len(good)) {
			t.Errorf("%d good rows are stored, want %d", n, len(good))
		}
	})
}
