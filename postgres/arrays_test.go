package postgres_test

import (
	"database/sql/driver"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/postgres"
)

const typesQuestion = `SELECT CASE WHEN t.oid = 'bytea'::regtype THEN 1 WHEN t.typcategory = 'A' OR t.typtype = 'c' THEN 2 ELSE 0 END ` +
	`FROM (VALUES (0, $1::name), (1, $2::name)) AS c (n, name) LEFT JOIN pg_attribute a ON a.attrelid = to_regclass($3) AND a.attname = c.name ` +
	`LEFT JOIN pg_type t ON t.oid = a.atttypid ORDER BY c.n`

// typed is the dialect of exec.Arrays after the answer about the types of two columns.
func typed(t *testing.T, types ...int64) dialect.Dialect {
	t.Helper()
	d := load(t, postgres.Dialect{Kind: postgres.Heap}, dialect.Arrays)
	p, ok := d.Probe(people(asIs))
	if !ok || p.Step.SQL != typesQuestion {
		t.Fatalf("%v, asked %s", ok, p.Step.SQL)
	}
	answer := dialect.Answer{}
	for _, n := range types {
		answer.Rows = append(answer.Rows, []int64{n})
	}
	return p.Tuned(answer)
}

// TestArrays: the text is the same for any number of rows, and each column is one argument.
func TestArrays(t *testing.T) {
	d := typed(t, 0, 1)
	if l := d.Limits(); l.Params != 0 || l.Bytes != zero.Limits().Bytes {
		t.Errorf("arrays are few parameters: %+v", l)
	}
	const text = `INSERT INTO "people" ("id", "name") SELECT "_1", "_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), ` +
		`COALESCE($2, ARRAY[(NULL::"people")."name"])) AS sqbulk("_1", "_2")`
	for _, n := range []int{1, 3} {
		sp, err := d.Insert(people(asIs), dialect.Plain(n))
		if err != nil || len(sp.Steps) != 1 || sp.Steps[0].SQL != text {
			t.Fatalf("%v, %+v", err, sp)
		}
		if got := sp.Steps[0].Params(dialect.Plain(n)); got != 2 {
			t.Errorf("%d parameters", got)
		}
		values := []any{1, []byte("\x00"), nil, "b", 3, nil}
		args := sp.Steps[0].AppendArgs(nil, dialect.Plain(n), values, 2)
		var texts []string
		for _, a := range args {
			texts = append(texts, a.(string))
		}
		want := map[int]string{1: `{1} {"\\x00"}`, 3: `{1,NULL,3} {"\\x00","\\x62",NULL}`}[n]
		if got := strings.Join(texts, " "); got != want {
			t.Errorf("%d rows: %s, want %s", n, got, want)
		}
	}
}

// TestArraysRefuse: what an array cannot hold is refused, and says what to do.
func TestArraysRefuse(t *testing.T) {
	cells := dialect.Rows{N: 1, Exprs: map[dialect.Cell]dialect.Expr{{Column: 1}: {SQL: "now()"}}}
	refused(t, typed(t, 0, 0), people(asIs), cells, true, "expression", "column 2")
	refused(t, typed(t, 0, 2), people(asIs), dialect.Plain(1), true, `"name"`, "exec.Staging")
	refused(t, typed(t, 0, 0), dialect.Update{Table: "people", Key: []string{"id"}, Columns: []string{"name"}, Form: dialect.FormCase,
		Set: []dialect.Assignment{{Column: "name"}}}, dialect.Plain(1), true, "CASE")
}

// failing is a Valuer that fails.
type failing struct{}

var errFailing = errors.New("no value")

func (failing) Value() (driver.Value, error) { return nil, errFailing }

// TestArrayText: the text of each kind of value is what PostgreSQL reads as the value.
func TestArrayText(t *testing.T) {
	zone := time.FixedZone("", 5*3600+30*60+15)
	for _, tt := range []struct {
		cell any
		want string
	}{
		{nil, `NULL`}, {int8(-3), `-3`}, {uint64(math.MaxUint64), `18446744073709551615`}, {1.5e300, ""}, {float32(0.5), `0.5`},
		{math.NaN(), `NaN`}, {math.Inf(-1), `-Inf`}, {true, `true`}, {"", `""`}, {"NULL", `"NULL"`}, {`a"b\c,{}`, `"a\"b\\c,{}"`},
		{[]byte(nil), `NULL`}, {[]byte{}, `""`}, {(*string)(nil), `NULL`},
		{time.Date(2024, 2, 29, 1, 2, 3, 400, time.UTC), `"2024-02-29 01:02:03.0000004Z"`},
		{time.Date(12000, 1, 1, 0, 0, 0, 0, zone), `"12000-01-01 00:00:00+05:30:15"`},
		{time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), `"0001-01-01 00:00:00Z BC"`},
	} {
		sp, err := typed(t, 0, 0).Insert(people(asIs), dialect.Plain(1))
		if err != nil {
			t.Fatal(err)
		}
		text := sp.Steps[0].AppendArgs(nil, dialect.Plain(1), []any{tt.cell, 0}, 2)[0]
		if _, ok := text.(string); !ok || tt.want != "" && text != "{"+tt.want+"}" {
			t.Errorf("%T %v: %v; want {%s}", tt.cell, tt.cell, text, tt.want)
		}
	}
}

// TestArrayErrors: a value that has no text is an error that names the row and wraps the cause.
func TestArrayErrors(t *testing.T) {
	sp, err := typed(t, 0, 0).Insert(people(asIs), dialect.Plain(2))
	if err != nil {
		t.Fatal(err)
	}
	args := sp.Steps[0].AppendArgs(nil, dialect.Plain(2), []any{1, "a", failing{}, []string{"secret"}}, 2)
	if _, err := args[0].(driver.Valuer).Value(); !errors.Is(err, errFailing) || !strings.Contains(err.Error(), "row 2") {
		t.Error(err)
	}
	if _, err := args[1].(driver.Valuer).Value(); err == nil || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
}
