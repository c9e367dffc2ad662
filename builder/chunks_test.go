package builder_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// updateColumns shows the columns of an UPDATE's rows.
func updateColumns(j builder.Job) string {
	u := j.Statement.(dialect.Update)
	return fmt.Sprintf("%v%v", u.Key, u.Columns)
}

// TestChunksProperty: for random rows, statements and limits, every row is in exactly one chunk, in order, and no
// statement is over a limit: rows, parameters, bytes.
func TestChunksProperty(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 1))
		width := 1 + r.IntN(5)
		rows := randomRows(r, width)
		d := fake{limits: dialect.Limits{Params: 4*width + 1 + r.IntN(60), Bytes: 1000 + r.IntN(4000)}, maxRows: r.IntN(20)}
		if r.IntN(3) == 0 {
			d.limits.Rows = 1 + r.IntN(10)
		}
		batch := 1 + r.IntN(30)
		got, err := tryChunks(randomBulk(r, width, rows).batch(batch), d)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		next := 0
		for _, c := range got {
			if c.First != next || c.Rows.N < 1 || c.Rows.N > batch || c.Width != width {
				t.Fatalf("seed %d: a chunk of %d rows at %d, width %d; want row %d", seed, c.Rows.N, c.First, c.Width, next)
			}
			if most := min(orAll(d.maxRows), orAll(d.limits.Rows)); c.Rows.N > most {
				t.Fatalf("seed %d: %d rows, and %d are allowed", seed, c.Rows.N, most)
			}
			if want := flatten(rows[next : next+c.Rows.N]); !reflect.DeepEqual(c.Values, want) {
				t.Fatalf("seed %d: rows %d to %d are not in their chunk", seed, next, next+c.Rows.N)
			}
			checkLimits(t, seed, c, d, randomStatement)
			next += c.Rows.N
		}
		if next != len(rows) {
			t.Fatalf("seed %d: %d of %d rows are in chunks", seed, next, len(rows))
		}
	}
}

func orAll(n int) int {
	if n == 0 {
		return 1 << 30
	}
	return n
}

func flatten(rows [][]any) []any {
	var all []any
	for _, r := range rows {
		all = append(all, r...)
	}
	return all
}

// randomRows has up to 120 rows of values and, in some runs, of expressions.
func randomRows(r *rand.Rand, width int) [][]any {
	rows, expressions := make([][]any, r.IntN(120)), r.IntN(2) == 0
	for i := range rows {
		for range width {
			var cell any
			switch n := r.IntN(12); {
			case n == 0:
				cell = nil
			case n == 1:
				cell = bytes.Repeat([]byte("b"), r.IntN(40))
			case n == 2 && expressions:
				cell = sq.Expr("now()")
			case n == 3 && expressions:
				cell = sq.Expr("coalesce(?, ?)", i, strings.Repeat("e", r.IntN(20)))
			case n < 8:
				cell = strings.Repeat("s", r.IntN(40))
			default:
				cell = i
			}
			rows[i] = append(rows[i], cell)
		}
	}
	return rows
}

// bulk is a statement whose batch size is still open.
type bulk struct {
	batch func(int) builder.Bulk
}

// randomStatement is the statement of the last randomBulk, for spelling its chunks.
var randomStatement dialect.Statement

// randomBulk is one of the three statements over the rows.
func randomBulk(r *rand.Rand, width int, rows [][]any) bulk {
	columns := strings.Split("a b c d e", " ")[:width]
	var source builder.Source = builder.Tuples(columns, rows)
	if r.IntN(2) == 0 {
		source = custom{columns: columns, rows: rows}
	}
	kind := r.IntN(3)
	if width == 1 && kind == 1 {
		kind = 0
	}
	var b func(int) builder.Bulk
	switch kind {
	case 0:
		i := builder.Insert("t").Columns(columns...).From(source).Suffix("/* ? */", 1)
		b = func(n int) builder.Bulk { return i.BatchSize(n) }
	case 1:
		u := builder.Update("t").Key(columns[0]).Set(columns[1:]...).From(source)
		b = func(n int) builder.Bulk { return u.BatchSize(n) }
	default:
		x := builder.Delete("t").Key(columns...).Where("x = ?", 1).From(source)
		b = func(n int) builder.Bulk { return x.BatchSize(n) }
	}
	job, err := b(1).Job(builder.JobOptions{})
	if err != nil {
		panic(err)
	}
	randomStatement = job.Statement
	return bulk{b}
}

// checkLimits spells a chunk and measures it.
func checkLimits(t *testing.T, seed uint64, c builder.Chunk, d fake, s dialect.Statement) {
	t.Helper()
	sp, err := s.Spell(d, c.Rows)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	args := c.Args(sp.Steps[0])
	if len(args) > d.limits.Params || len(args) != strings.Count(sp.Steps[0].SQL, "$") {
		t.Fatalf("seed %d: %d arguments for %d placeholders, and %d are allowed", seed, len(args), strings.Count(sp.Steps[0].SQL, "$"), d.limits.Params)
	}
	size := len(sp.Steps[0].SQL)
	for _, a := range args {
		size += sizeOf(a)
	}
	if size > d.limits.Bytes {
		t.Fatalf("seed %d: %d bytes, and %d are allowed", seed, size, d.limits.Bytes)
	}
}

func sizeOf(a any) int {
	switch v := a.(type) {
	case string:
		return len(v)
	case []byte:
		return len(v)
	case nil:
		return 4
	}
	return 8
}

// TestChunkSizes: the smallest budget decides, and it is used up.
func TestChunkSizes(t *testing.T) {
	ids := make([]int, 5000)
	insert := builder.Insert("t").From(builder.Column("id", ids))
	update := builder.Update("t").Key("id").Set("v").From(builder.Tuples([]string{"id", "v"}, make2(5000)))
	for _, tt := range []struct {
		name string
		bulk builder.Bulk
		d    fake
		want []int
	}{
		{"default", insert, fake{}, []int{1000, 1000, 1000, 1000, 1000}},
		{"the dialect's", insert, fake{usual: 2000}, []int{2000, 2000, 1000}},
		{"asked for instead of the dialect's", insert.BatchSize(3000), fake{usual: 2000}, []int{3000, 2000}},
		{"batch size", insert.BatchSize(2000), fake{}, []int{2000, 2000, 1000}},
		{"last one wins", insert.BatchSize(1).BatchSize(5000), fake{}, []int{5000}},
		{"parameters", insert.BatchSize(5000), fake{limits: dialect.Limits{Params: 2001}}, []int{2001, 2001, 998}},
		{"parameters of an update: its key twice", update.BatchSize(5000), fake{limits: dialect.Limits{Params: 6001}}, []int{2000, 2000, 1000}},
		{"rows", insert, fake{limits: dialect.Limits{Rows: 999}}, []int{999, 999, 999, 999, 999, 5}},
		{"the form's rows", update, fake{maxRows: 500}, []int{500, 500, 500, 500, 500, 500, 500, 500, 500, 500}},
		{"just one", insert.BatchSize(5000), fake{limits: dialect.Limits{Params: 5000}}, []int{5000}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []int
			for _, c := range chunks(t, tt.bulk, tt.d) {
				got = append(got, c.Rows.N)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func make2(n int) [][]any {
	rows := make([][]any, n)
	for i := range rows {
		rows[i] = []any{i, i}
	}
	return rows
}

// TestChunkMemory: a chunk takes the memory of the rows it can hold, not of a batch size it cannot reach.
func TestChunkMemory(t *testing.T) {
	source := custom{columns: []string{"a", "b"}, rows: make2(3)}
	for _, batch := range []int{1 << 20, 1 << 62} {
		t.Run(fmt.Sprint("batch ", batch), func(t *testing.T) {
			got := chunks(t, builder.Insert("t").BatchSize(batch).From(source), fake{limits: dialect.Limits{Params: 100}})
			if n := cap(got[0].Values); n > 1000 {
				t.Errorf("room for %d cells, and a statement holds 100", n)
			}
		})
	}
}

// TestChunkBytes: large cells cut a chunk at about 4 MiB although nothing else does.
func TestChunkBytes(t *testing.T) {
	cell := strings.Repeat("x", 1<<20)
	got := chunks(t, builder.Insert("t").From(builder.Column("a", []string{cell, cell, cell, cell, cell})), fake{})
	if len(got) != 2 || got[0].Rows.N != 3 || got[1].Rows.N != 2 {
		t.Errorf("got %d chunks, the first of %d rows; want 3 + 2 rows", len(got), got[0].Rows.N)
	}
}

// TestRowTooLarge: a row over a limit by itself is refused before it is sent, and the error names the limit.
func TestRowTooLarge(t *testing.T) {
	big := strings.Repeat("x", 2000)
	type named string
	insert := func(cells ...any) builder.Bulk { return builder.Insert("t").From(builder.Column("a", cells)) }
	bytes, params := fake{limits: dialect.Limits{Bytes: 1000}}, fake{limits: dialect.Limits{Params: 3}}
	for _, tt := range []struct {
		name string
		bulk builder.Bulk
		d    fake
		row  int
		want []string
	}{
		{"parameters", builder.Insert("t").From(builder.Tuples([]string{"a", "b", "c", "d"}, [][]int{{1, 2, 3, 4}})), params, 0, []string{"4 bind parameters", "fake allows 3"}},
		{"parameters of an update", builder.Update("t").Key("a", "b").Set("c").Values(1, 2, 3), params, 0, []string{"5 bind parameters", "fake allows 3"}},
		{"parameters of an expression", insert(1, sq.Expr("f(?, ?, ?, ?)", 1, 2, 3, 4)), params, 1, []string{"4 bind parameters"}},
		{"string", insert("ok", big), bytes, 1, []string{"bytes", "fake allows 1000"}},
		{"bytes", insert(1, 2, []byte(big)), bytes, 2, []string{"bytes", "fake allows 1000"}},
		{"pointer", insert(&big), bytes, 0, []string{"bytes"}},
		{"named type", insert(named(big)), bytes, 0, []string{"bytes"}},
		{"NullString", insert(sql.NullString{String: big, Valid: true}), bytes, 0, []string{"bytes"}},
		{"text of an expression", insert(sq.Expr("'" + big + "'")), bytes, 0, []string{"bytes"}},
		{"argument of an expression", insert(sq.Expr("lower(?)", big)), bytes, 0, []string{"bytes"}},
		{"argument of the statement", builder.Insert("t").Columns("a").Values(1).OnConflict("a").DoUpdateSet("a", big), bytes, 0, []string{"bytes"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tryChunks(tt.bulk, tt.d)
			var row *builder.RowError
			if !errors.Is(err, builder.ErrTooLarge) || !errors.As(err, &row) || row.Row != tt.row {
				t.Fatalf("got %v, want ErrTooLarge for row %d", err, tt.row)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error %q does not say %q", err, want)
				}
			}
			if strings.Contains(err.Error(), "xxx") {
				t.Error("the error shows the user's data")
			}
		})
	}
}
