package integration

import (
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/lib/pq"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/pgxcopy"
)

// onLibPQ runs a test on every PostgreSQL through lib/pq, the driver that copies in a caller's transaction as well.
func onLibPQ(t *testing.T, f func(t *testing.T, on reach)) {
	onServers(t, func(t *testing.T, on reach) {
		if on.kind == "postgres" && on.driver == "postgres" {
			f(t, on)
		}
	})
}

// onCopy runs a test on every PostgreSQL through every driver that copies.
func onCopy(t *testing.T, f func(t *testing.T, on reach)) {
	onServers(t, func(t *testing.T, on reach) {
		if on.kind != "postgres" {
			return
		}
		if on.driver == "pgx" {
			on.dialect = pgxcopy.Dialect{}
		}
		f(t, on)
	})
}

// point is a Valuer whose value is a text; blob is one whose value is bytes.
type (
	point struct{ x, y int }
	blob  []byte
	word  string
)

func (p point) Value() (driver.Value, error) { return fmt.Sprintf("(%d,%d)", p.x, p.y), nil }
func (b blob) Value() (driver.Value, error)  { return []byte(b), nil }

// copyTypes are the column types of the comparison, the domains and the enum among them.
var copyTypes = []string{"smallint", "bigint", "numeric(12,2)", "real", "double precision", "boolean", "text", "varchar(8)", "char(4)", "bytea",
	"byte_domain", "short_domain", "citizen", "mood", "date", "timetz", "timestamp(0)", "timestamptz", "interval", "json", "jsonb", "uuid", "inet", "bit(3)",
	"point", "text[]", "bigint[]", "bytea[]", "jsonb[]", "money"}

// copyValues are Go values of every kind that an application hands over.
func copyValues() []any {
	west := time.FixedZone("west", -3*3600-1800)
	at := time.Date(2024, 2, 29, 23, 2, 3, 456789000, west)
	text, none := "pointer", (*string)(nil)
	return []any{nil, 0, 7, int8(-7), uint16(9), int64(math.MaxInt64), uint64(math.MaxUint64), 1.5, float32(0.1), 1e300, math.NaN(), math.Inf(1), math.Inf(-1),
		math.Copysign(0, -1), true, false, "", "a", "abc", "ok", "true", "12", "1.255", " 12 ", "null", "NULL", `\N`, `\.`, `\x41`, `\101`, "tab\tnew\nline\rback\\slash", "Zoë 🦊",
		"nul\x00byte", "\xff\xfe", "toolongforsome", "2024-02-29", "2024-02-29 12:00:00+05:30", "12:34:56", "1 day 02:00", "infinity", "101", "(1,2)", "[1,5)",
		`{"a": [1, "\\n", "é"]}`, "{a,b}", "{1,2}", "{}", `{"x\\"}`, "6f1e5f0c-8b53-4d8a-9a1c-0d8e3f1a2b3c", "10.0.0.0/8", "<a>1</a>",
		[]byte(nil), []byte{}, []byte("abc"), []byte("12"), []byte(`{"k": "v\n"}`), []byte("\x00\xff\\\n"), []byte(`\x41`),
		json.RawMessage(`{"r": [1]}`), json.RawMessage(nil), sql.RawBytes("raw"), blob("blob"), blob(nil), word("word"), &text, none,
		at, at.UTC(), time.Time{}, time.Date(-500, 1, 2, 3, 4, 5, 0, west), time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC), &at, sql.NullString{}, sql.NullString{String: "s", Valid: true}, sql.NullInt64{Int64: 5, Valid: true},
		sql.NullTime{Time: at, Valid: true}, point{1, 2}, pq.Array([]string{"x", `y"\`, ""}), pq.Array([]int64{1, 2}), pq.Array([][]byte{{0, 255}, nil}), pq.Array([]bool(nil)),
		[]string{"go", `sl"ice\`}, []int64{3, 4}, [][]byte{{1}, {}}, sql.NullTime{}, [16]byte{1}, big.NewInt(5), time.Second, struct{ A int }{1}, map[string]int{"a": 1}}
}

// TestCopyValues stores each Go value in a column of each type by INSERT and by COPY, in a caller's transaction and in a transaction
// of its own: both store the same, or both refuse it for the same reason.
func TestCopyValues(t *testing.T) {
	onCopy(t, func(t *testing.T, on reach) {
		on.needsUTF8(t)
		copyDomains(t, on)
		for i, column := range copyTypes {
			table := fmt.Sprint("copy_value_", i) // not the same: pgx's statements remember the types of its columns
			t.Run(column, func(t *testing.T) { copiesLikeInsert(t, on, table, column) })
		}
	})
}

// copyDomains creates the domains of copyTypes.
func copyDomains(t *testing.T, on reach) {
	for _, d := range []string{"citizen", "short_domain", "byte_domain"} {
		on.must(t, "DROP DOMAIN IF EXISTS "+d)
		t.Cleanup(func() { on.must(t, "DROP DOMAIN IF EXISTS "+d) })
	}
	on.must(t, "CREATE DOMAIN byte_domain AS bytea", "CREATE DOMAIN short_domain AS varchar(5) CHECK (value <> 'abc')",
		"CREATE DOMAIN citizen AS text NOT NULL")
}

// copiesLikeInsert compares the ways for one type of column. All values are rows of one run, and those that are refused are set aside.
func copiesLikeInsert(t *testing.T, on reach, table, column string) {
	on.create(t, table+" (i int, v "+column+")")
	var rows [][]any
	for i, v := range copyValues() {
		rows = append(rows, []any{i, v})
	}
	run := func(db exec.DB, opts ...exec.Option) map[int]string {
		on.must(t, "TRUNCATE "+table)
		insert := builder.Insert(table).From(builder.Tuples([]string{"i", "v"}, rows))
		res, err := exec.New(db, on.dialect).Run(t.Context(), insert, append(opts, exec.SkipBadRows(-1))...)
		if err != nil {
			t.Fatal(err)
		}
		return storedTexts(t, db, table, res)
	}
	want := run(on.db)
	stored := len(rows)
	for _, v := range want {
		if strings.HasPrefix(v, "refused") {
			stored--
		}
	}
	if stored < 3 {
		t.Errorf("only %d of the values go into a %s: nothing is compared", stored, column)
	}
	for _, s := range []dialect.Strategy{exec.Copy, exec.Staging} {
		got := run(on.db, exec.Strategy(s))
		tx := on.db.MustBegin()
		inTx := got
		if s == exec.Copy && on.driver == "postgres" {
			inTx = run(txOnly{tx.Tx}, exec.Strategy(s))
		}
		if err := tx.Rollback(); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			if _, slice := row[1].([]string); slice || fmt.Sprintf("%T", row[1]) == "[][]uint8" {
				if column == "bytea" || column == "byte_domain" { // the text of an array, which is no bytea anyway
					inTx[i] = want[i]
				}
			}
			if b, bytes := row[1].([]byte); bytes && b != nil && len(b) == 0 && on.driver == "pgx" && strings.HasSuffix(column, "[]") {
				continue // after a [][]byte, pgx takes an empty []byte for an empty array, through INSERT as well
			}
			if got[i] != want[i] || inTx[i] != want[i] {
				t.Errorf("%T %#v by %v:\ninsert      %s\ngot         %s\ncaller's tx %s", row[1], row[1], s, want[i], got[i], inTx[i])
			}
		}
	}
}

// txOnly is a transaction whose other methods are hidden.
type txOnly struct{ *sql.Tx }

// storedTexts are the values in the table as text by their number, and what kind of error the others got.
func storedTexts(t *testing.T, db exec.DB, table string, res exec.Result) map[int]string {
	t.Helper()
	texts := make(map[int]string)
	for _, r := range res.Rejected {
		texts[r.Row] = "refused: " + r.Fault.Kind.String()
	}
	rows, err := db.QueryContext(t.Context(), "SELECT i, coalesce('=' || v::text, 'NULL') FROM "+table)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var i int
		var text string
		if err := rows.Scan(&i, &text); err != nil {
			t.Fatal(err)
		}
		texts[i] += text
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return texts
}
