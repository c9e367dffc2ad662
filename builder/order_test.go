package builder_test

import (
	"database/sql"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
	"github.com/sqbulk/sqbulk/sqlite"
)

// sorted runs a builder with sorting, in chunks of n rows.
func sortedChunks(t *testing.T, b builder.Bulk, n int) []builder.Chunk {
	t.Helper()
	job, err := b.Job(builder.JobOptions{Sort: true, BatchSize: n})
	if err != nil {
		t.Fatal(err)
	}
	var all []builder.Chunk
	for c, err := range job.Chunks(fake{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

// TestSortedChunks: the rows of each chunk are in the order of the key, equal keys in that of the input, and every row knows where
// it was.
func TestSortedChunks(t *testing.T) {
	rows := [][]any{{3, "a"}, {1, "b"}, {2, "c"}, {9, "d"}, {7, "e"}, {7, "f"}, {8, "g"}}
	got := sortedChunks(t, builder.Update("t").Key("id").Set("v").From(builder.Tuples([]string{"id", "v"}, rows)), 3)
	want := [][]any{{1, "b", 2, "c", 3, "a"}, {7, "e", 7, "f", 9, "d"}, {8, "g"}}
	for i, c := range got {
		if !reflect.DeepEqual(c.Values, want[i]) {
			t.Errorf("chunk %d: got %v, want %v", i, c.Values, want[i])
		}
		for k := range c.Rows.N {
			if !reflect.DeepEqual(rows[c.Input(k)], c.Row(k)) {
				t.Errorf("chunk %d: row %d is said to be input row %d", i, k, c.Input(k))
			}
		}
		if first, last := c.Span(); first != 3*i || last != min(3*i+2, 6) || c.First != 3*i {
			t.Errorf("chunk %d: rows %d-%d", i, first, last)
		}
	}
}

// TestSortIsStable: rows of one key are sent in the order of the input, so that the last one wins as it would alone.
func TestSortIsStable(t *testing.T) {
	rows := make([][]any, 200)
	for i := range rows {
		rows[i] = []any{(200 - i) % 3, i}
	}
	c := sortedChunks(t, builder.Update("t").Key("id").Set("v").From(builder.Tuples([]string{"id", "v"}, rows)), 200)[0]
	for i := 1; i < c.Rows.N; i++ {
		before, row := c.Row(i-1), c.Row(i)
		if before[0].(int) > row[0].(int) || before[0] == row[0] && before[1].(int) > row[1].(int) {
			t.Fatalf("%v stands before %v", before, row)
		}
	}
}

// TestSortKey: by which columns the rows of a statement are sorted, if at all.
func TestSortKey(t *testing.T) {
	source := builder.Tuples([]string{"a", "b"}, [][]int{{2, 1}, {1, 3}, {1, 2}})
	insert := builder.Insert("t").From(source)
	for _, tt := range []struct {
		name string
		bulk builder.Bulk
		want []any
	}{
		{"plain insert", insert, []any{2, 1, 1, 3, 1, 2}},
		{"upsert", insert.OnConflict("b").DoUpdate(), []any{2, 1, 1, 2, 1, 3}},
		{"composite key", insert.OnConflict("a", "b").DoNothing(), []any{1, 2, 1, 3, 2, 1}},
		{"a constraint, whose columns are not known", insert.OnConstraint("k").DoUpdate(), []any{2, 1, 1, 3, 1, 2}},
		{"a target that is not inserted", insert.OnConflict("c").DoNothing(), []any{2, 1, 1, 3, 1, 2}},
		{"delete", builder.Delete("t").Key("b", "a").From(source), []any{1, 2, 2, 1, 3, 1}},
		{"an expression", insert.OnConflict("a").DoUpdate().From(builder.Tuples([]string{"a", "b"}, [][]any{{2, 1}, {sq.Expr("1"), 1}})), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := sortedChunks(t, tt.bulk, 10)[0]
			if tt.want == nil {
				if c.Input(0) != 0 {
					t.Error("a chunk with an expression was sorted")
				}
				return
			}
			if !reflect.DeepEqual(c.Values, tt.want) {
				t.Errorf("got %v, want %v", c.Values, tt.want)
			}
		})
	}
	for _, c := range chunks(t, insert.OnConflict("b").DoUpdate(), fake{}) {
		if !reflect.DeepEqual(c.Values, []any{2, 1, 1, 3, 1, 2}) {
			t.Errorf("sorted although nobody asked: %v", c.Values)
		}
	}
}

// TestSortValues: keys of every kind, given in order, come out in order whatever order they go in.
func TestSortValues(t *testing.T) {
	type named string
	one, two := 1, 2
	early, late := time.Unix(1, 0), time.Unix(2, 0)
	for name, keys := range map[string][]any{
		"int":      {-5, 0, 7},
		"int64":    {int64(-5), int64(0), int64(7)},
		"int32":    {int32(-5), int32(7)},
		"uint64":   {uint64(1), uint64(1 << 63)},
		"float":    {-1.5, 0.0, 2.25},
		"string":   {"", "A", "B", "a"},
		"named":    {named("x"), named("y")},
		"bool":     {false, true},
		"bytes":    {[]byte("a"), []byte("ab"), []byte("b")},
		"array":    {[2]byte{0, 9}, [2]byte{1, 0}},
		"time":     {early, late},
		"pointer":  {&one, &two},
		"NULL":     {nil, 1, 2},
		"valuer":   {sql.NullInt64{}, sql.NullInt64{Int64: 1, Valid: true}, sql.NullInt64{Int64: 2, Valid: true}},
		"of times": {&early, &late},
	} {
		reversed := make([]any, len(keys))
		for i, k := range keys {
			reversed[len(keys)-1-i] = k
		}
		for _, in := range [][]any{keys, reversed} {
			c := sortedChunks(t, builder.Delete("t").Key("k").From(builder.Column("k", in)), 10)[0]
			if !reflect.DeepEqual(c.Values, keys) {
				t.Errorf("%s: got %v, want %v", name, c.Values, keys)
			}
		}
	}
}

// TestSortOfMixedValues: what has no order among itself must not break the run.
func TestSortOfMixedValues(t *testing.T) {
	in := []any{"x", 3, nil, 2.5, []byte("b"), time.Unix(1, 0), struct{}{}, 1, "a", []int{1}}
	c := sortedChunks(t, builder.Delete("t").Key("k").From(builder.Column("k", in)), 10)[0]
	seen := make(map[int]bool)
	for i := range c.Rows.N {
		if seen[c.Input(i)] = true; !reflect.DeepEqual(in[c.Input(i)], c.Row(i)[0]) {
			t.Errorf("row %d is not input row %d", i, c.Input(i))
		}
	}
	if len(seen) != len(in) {
		t.Errorf("%d of %d rows", len(seen), len(in))
	}
}

// TestSlice cuts a sorted chunk, and one with an expression.
func TestSlice(t *testing.T) {
	source := builder.Tuples([]string{"id", "v"}, [][]any{{3, "a"}, {1, "b"}, {2, "c"}})
	c := sortedChunks(t, builder.Update("t").Key("id").Set("v").From(source), 10)[0]
	part := c.Slice(1, 3)
	if !reflect.DeepEqual(part.Values, []any{2, "c", 3, "a"}) || part.Rows.N != 2 || part.Input(0) != 2 || part.Input(1) != 0 {
		t.Errorf("got %+v", part)
	}
	if first, last := part.Span(); first != 0 || last != 2 {
		t.Errorf("rows %d-%d, want 0-2", first, last)
	}
	c = chunks(t, builder.Insert("t").Columns("a", "b").Values(1, 2).Values(3, sq.Expr("f(?)", 4)).Values(5, 6), fake{})[0]
	part = c.Slice(1, 2)
	if want := map[dialect.Cell]dialect.Expr{{Row: 0, Column: 1}: {SQL: "f(?)", Args: []any{4}}}; !reflect.DeepEqual(part.Rows.Exprs, want) || part.First != 1 || part.Input(0) != 1 {
		t.Errorf("got %+v", part)
	}
	if rest := c.Slice(2, 3); !rest.Shared() || rest.Input(0) != 2 {
		t.Errorf("got %+v, want a chunk without expressions", rest)
	}
}

// TestInKeyOrder: all rows are in the order of the key, across chunks, and know where they were.
func TestInKeyOrder(t *testing.T) {
	rows := [][]any{{3, "a"}, {1, "b"}, {2, sq.Expr("now()")}, {9, "d"}, {1, "e"}}
	b := builder.Update("t").Key("id").Set("v").From(builder.Tuples([]string{"id", "v"}, rows))
	job, err := b.Job(builder.JobOptions{Sort: true, BatchSize: 2, Duplicates: builder.MergeDuplicates(func(kept, next map[string]any) { kept["v"] = next["v"] })})
	if err != nil {
		t.Fatal(err)
	}
	var order []int
	for c, err := range job.InKeyOrder().Chunks(fake{}) {
		if err != nil {
			t.Fatal(err)
		}
		for i := range c.Rows.N {
			order = append(order, c.Input(i))
			if !reflect.DeepEqual(c.Row(i)[0], rows[c.Input(i)][0]) {
				t.Errorf("input row %d has the key %v", c.Input(i), c.Row(i)[0])
			}
		}
	}
	if want := []int{4, 2, 0, 3}; !reflect.DeepEqual(order, want) {
		t.Errorf("got the order %v, want %v", order, want)
	}
	_, err = tryChunks(bulkOf(func(o builder.JobOptions) (builder.Job, error) {
		o.Sort, o.Duplicates = true, builder.RejectDuplicates
		job, err := builder.Update("t").Key("id").Set("v").From(builder.Tuples([]string{"id", "v"}, [][]any{{1, 2}, {3}})).Job(o)
		return job.InKeyOrder(), err
	}), fake{})
	var bad *builder.RowError
	if !errors.As(err, &bad) || bad.Row != 1 {
		t.Errorf("got %v, want an error of row 1", err)
	}
}

// TestInKeyOrderWithinChunks: rows whose key may come again in a later chunk keep their order, so that they do not meet in one.
func TestInKeyOrderWithinChunks(t *testing.T) {
	rows := [][]any{{3, "a"}, {1, "b"}, {2, "c"}, {1, "d"}}
	b := builder.Update("t").Key("id").Set("v").From(builder.Tuples([]string{"id", "v"}, rows))
	for _, policy := range []builder.DuplicatePolicy{builder.AllowDuplicates, builder.RejectDuplicates, builder.KeepFirst, builder.KeepLast} {
		sent, dropped, err := sentRows(bulkOf(func(o builder.JobOptions) (builder.Job, error) {
			job, err := b.Job(builder.JobOptions{Sort: true, BatchSize: 2, Duplicates: policy.WithinChunk()})
			return job.InKeyOrder(), err
		}), builder.JobOptions{})
		if err != nil || len(sent) != 4 || dropped != nil {
			t.Errorf("got %v, %v, %v", sent, dropped, err)
		}
	}
}

type bulkOf func(builder.JobOptions) (builder.Job, error)

func (f bulkOf) Job(o builder.JobOptions) (builder.Job, error) { return f(o) }

// TestVersion: the column of an optimistic lock finds rows like the key, and is counted up.
func TestVersion(t *testing.T) {
	job, err := builder.Update("t").Key("id").Version("v").Set("name").Values(1, 2, "x").Job(builder.JobOptions{})
	if err != nil {
		t.Fatal(err)
	}
	u := job.Statement.(dialect.Update)
	last := u.Set[len(u.Set)-1]
	refs, err := dialect.Refs(last.Expr)
	if !reflect.DeepEqual(u.Key, []string{"id", "v"}) || last.Column != "v" || err != nil || !reflect.DeepEqual(refs, []dialect.Ref{builder.Stored("v")}) {
		t.Errorf("got %+v, %v", u, err)
	}
	if job.Version != "v" || !reflect.DeepEqual(job.Key, []string{"id"}) || u.Count {
		t.Errorf("got the key %v, the version %q, count %v", job.Key, job.Version, u.Count)
	}
}

// TestVersionSQL: the one statement of a builder with a version is the UPDATE, also where counting would need more.
func TestVersionSQL(t *testing.T) {
	for _, d := range []dialect.Dialect{postgres.Dialect{}, mysql.Dialect{}, mysql.MariaDB{}, sqlite.Dialect{}} {
		text, args, err := builder.Update("t").Key("id").Version("v").Set("name").Values(1, 2, "x").Dialect(d).ToSql()
		if err != nil || !strings.Contains(text, "UPDATE ") || !slices.Contains(args, any("x")) {
			t.Errorf("%s: %s, %v, %v", d.Name(), text, args, err)
		}
	}
}
