package builder_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
)

// addHits merges two rows of a key: the hits add up, the name is the last.
func addHits(kept, next map[string]any) {
	kept["hits"] = kept["hits"].(int) + next["hits"].(int)
	kept["name"] = next["name"]
	kept["id"] = "the key cannot be changed"
}

var policies = map[string]builder.DuplicatePolicy{
	"allow": builder.AllowDuplicates, "reject": builder.RejectDuplicates,
	"first": builder.KeepFirst, "last": builder.KeepLast, "merge": builder.MergeDuplicates(addHits),
}

// TestDuplicates compares random inputs, in the order of the key and out of it, with a model of each policy, in the whole input and in windows.
func TestDuplicates(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 3))
		rows := make([][]any, r.IntN(60))
		key, mixed := randomKeys(r)
		for i := range rows {
			rows[i] = []any{key(i), 1, fmt.Sprint("name ", i)}
		}
		batch := 1 + r.IntN(12)
		for name, policy := range policies {
			known := r.IntN(2) == 0 // the source knows its length
			window := batch
			switch r.IntN(3) {
			case 0:
				policy, window = policy.AcrossChunks(), len(rows)+1
			case 1:
				policy = policy.WithinChunk()
			default:
				if known {
					window = len(rows) + 1
				}
			}
			var source builder.Source = custom{columns: []string{"id", "hits", "name"}, rows: rows}
			if known {
				source = builder.Tuples([]string{"id", "hits", "name"}, rows)
			}
			up := builder.Insert("t").BatchSize(batch).From(source).OnConflict("id").DoUpdate()
			again := name != "reject" && !mixed && r.IntN(3) == 0 // after a deadlock
			got, dropped, err := sentRows(bulkOf(func(o builder.JobOptions) (builder.Job, error) {
				job, err := up.Job(o)
				if again {
					job = job.InKeyOrder()
				}
				return job, err
			}), builder.JobOptions{Duplicates: policy, RowByRow: r.IntN(3) == 0, Sort: true})
			want, wantDropped, bad := modelDuplicates(name, rows, window)
			if name == "allow" {
				want, wantDropped, bad = modelDuplicates(name, rows, len(rows)+1)
			}
			var duplicate *builder.DuplicateError
			if errors.As(err, &duplicate) != (bad != nil) || bad != nil && (duplicate.Row != bad[1] || duplicate.First != bad[0]) {
				t.Fatalf("seed %d, %s: got %v, want %v", seed, name, err, bad)
			}
			if bad == nil && (err != nil || !reflect.DeepEqual(got, want) || !slices.Equal(dropped, wantDropped)) {
				t.Fatalf("seed %d, %s, %d rows in a chunk, window %d: got\n%v %v %v, want\n%v %v", seed, name, batch, window, got, dropped, err, want, wantDropped)
			}
		}
	}
}

// randomKeys makes the key of row i: a number in any order, or one that mostly ascends, of one type or mixed, and now and then NULL.
func randomKeys(r *rand.Rand) (key func(i int) any, mixed bool) {
	types := []func(n int) any{
		func(n int) any { return n - 2 },
		func(n int) any { return int64(n) - 2 },
		func(n int) any { return fmt.Sprintf("%04d", n) },
		func(n int) any { return strconv.Itoa(n + 1e6) },
		func(n int) any {
			return []any{n + 1e6, int64(n + 1e6), int32(n + 1e6), strconv.Itoa(n + 1e6), float64(n + 1e6)}[r.IntN(5)]
		},
	}
	kind, ascending, nulls := r.IntN(len(types)), r.IntN(2) == 0, 10*r.IntN(2)
	of := types[kind]
	return func(i int) any {
		switch {
		case nulls > 0 && r.IntN(nulls) == 0:
			return nil
		case ascending && r.IntN(40) > 0:
			return of(i)
		}
		return of(r.IntN(40))
	}, kind == len(types)-1
}

// sentRows are the rows of all chunks by their positions, and the positions of those that were dropped.
func sentRows(b builder.Bulk, o builder.JobOptions) (sent map[int][]any, dropped []int, err error) {
	job, err := b.Job(o)
	if err != nil {
		return nil, nil, err
	}
	sent = make(map[int][]any)
	for c, err := range job.Chunks(fake{}) {
		if err != nil {
			return sent, dropped, err
		}
		dropped = append(dropped, c.Dropped...)
		for i := range c.Rows.N {
			sent[c.Input(i)] = c.Row(i)
		}
	}
	slices.Sort(dropped)
	return sent, dropped, nil
}

// modelDuplicates applies a policy to windows of rows. Bad are the positions of two rows that are refused.
func modelDuplicates(policy string, rows [][]any, window int) (sent map[int][]any, dropped, bad []int) {
	sent = make(map[int][]any)
	for start := 0; start < len(rows); start += window {
		at := make(map[string]int)
		for i := start; i < min(start+window, len(rows)); i++ {
			row := slices.Clone(rows[i])
			key, _ := builder.Key(row[0])
			before, again := at[key]
			if again && row[0] != nil {
				switch policy {
				case "reject":
					return nil, nil, []int{before, i}
				case "first":
					dropped = append(dropped, i)
					continue
				case "merge":
					row[0], row[1] = sent[before][0], sent[before][1].(int)+1
					fallthrough
				case "last":
					delete(sent, before)
					dropped = append(dropped, before)
				}
			}
			at[key], sent[i] = i, row
		}
	}
	slices.Sort(dropped)
	return sent, dropped, nil
}

// TestDuplicatesAmongKeysInOrder: keys that ascend are not compared with each other, so that these must not.
func TestDuplicatesAmongKeysInOrder(t *testing.T) {
	for _, tt := range []struct {
		name string
		keys [][]any
		same []int // the positions of two rows with one key; nil: there are none
	}{
		{"the last comes again", [][]any{{1, 1}, {1, 2}, {2, 1}, {2, 1}}, []int{2, 3}},
		{"one before it comes again", [][]any{{1, 1}, {1, 2}, {2, 1}, {1, 2}}, []int{1, 3}},
		{"the second part falls", [][]any{{"a", 2}, {"b", 1}, {"c", 1}, {"b", 1}}, []int{1, 3}},
		{"another type comes again", [][]any{{1, 1}, {2, 1}, {"1", 1}}, []int{0, 2}},
		{"another type follows", [][]any{{1, 1}, {2, 1}, {"3", 1}, {int64(2), 1}}, []int{1, 3}},
		{"zeros in front", [][]any{{"007"}, {"07"}, {"7"}, {"8"}}, nil},
		{"zeros in front, out of order", [][]any{{"8"}, {"7"}, {"07"}, {"007"}, {int64(0)}, {"00"}, {""}}, nil},
		{"many digits", [][]any{{int64(999999999999999999)}, {int64(1000000000000000000)}, {"1000000000000000000"}}, []int{1, 2}},
		{"fewer digits", [][]any{{int64(999999999999999998)}, {int64(999999999999999999)}, {"999999999999999999"}}, []int{1, 2}},
		{"below zero", [][]any{{int64(-2)}, {int64(-1)}, {int64(2)}, {int64(-2)}}, []int{0, 3}},
	} {
		columns := []string{"a", "b"}[:len(tt.keys[0])]
		up := builder.Insert("t").From(builder.Tuples(columns, tt.keys)).OnConflict(columns...).DoUpdateSet("n", 1)
		_, _, err := sentRows(up, builder.JobOptions{Duplicates: builder.RejectDuplicates})
		var got *builder.DuplicateError
		if errors.As(err, &got) != (tt.same != nil) || got == nil && err != nil {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.same)
		} else if got != nil && (got.First != tt.same[0] || got.Row != tt.same[1]) {
			t.Errorf("%s: got the rows %d and %d, want %v", tt.name, got.First, got.Row, tt.same)
		}
	}
}

// TestDuplicatesOnlyWhereTheyMatter: a plain insert, DoNothing and a delete leave them to the database.
func TestDuplicatesOnlyWhereTheyMatter(t *testing.T) {
	rows := builder.Tuples([]string{"id", "n"}, [][]int{{1, 2}, {1, 3}})
	reject := builder.JobOptions{Duplicates: builder.RejectDuplicates, RejectNullKeys: true}
	for name, tt := range map[string]struct {
		bulk    builder.Bulk
		refused bool
	}{
		"insert":               {builder.Insert("t").From(rows), false},
		"do nothing":           {builder.Insert("t").From(rows).OnConflict("id").DoNothing(), false},
		"delete":               {builder.Delete("t").Key("id").From(rows), false},
		"another key":          {builder.Insert("t").From(rows).OnConflict("id", "n").DoUpdateSet("x", 1), false},
		"a key of the default": {builder.Insert("t").Columns("n").From(rows).OnConflict("id").DoUpdate(), false},
		"upsert":               {builder.Insert("t").From(rows).OnConflict("id").DoUpdate(), true},
		"update":               {builder.Update("t").Key("id").Set("n").From(rows), true},
		"update of versions":   {builder.Update("t").Key("id").Version("n").SetExpr("x", 1).From(rows), true},
	} {
		_, _, err := sentRows(tt.bulk, reject)
		var duplicate *builder.DuplicateError
		if errors.As(err, &duplicate) != tt.refused || !tt.refused && err != nil {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestDuplicateErrors(t *testing.T) {
	up := builder.Insert("t").Columns("id", "n").OnConflict("id").DoUpdate()
	merge := func(f func(kept, next map[string]any)) builder.JobOptions {
		return builder.JobOptions{Duplicates: builder.MergeDuplicates(f)}
	}
	for _, tt := range []struct {
		name    string
		bulk    builder.Bulk
		options builder.JobOptions
		want    string
	}{
		{"duplicate", up.Values(1, 2).Values(3, 4).Values(1, 5), builder.JobOptions{Duplicates: builder.RejectDuplicates},
			`builder: t: row 2: row 0 has the same key ["id"] (the option Duplicates keeps one of them, or merges them)`},
		{"NULL", up.Values(1, 2).Values(nil, 4), builder.JobOptions{RejectNullKeys: true}, `builder: t: row 1: its key ["id"] has a NULL, which equals no stored row`},
		{"nil pointer", up.Values((*int)(nil), 2), builder.JobOptions{RejectNullKeys: true}, `row 0: its key`},
		{"no function", up.Values(1, 2), merge(nil), "MergeDuplicates has no function"},
		{"another column", up.Values(1, 2).Values(1, 3), merge(func(kept, _ map[string]any) { kept["m"] = 1 }), `row 1: the function of MergeDuplicates sets "m"`},
	} {
		if _, _, err := sentRows(tt.bulk, tt.options); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", tt.name, err, tt.want)
		}
	}
	for name, b := range map[string]builder.Bulk{
		"SQL":     up.Values(sq.Expr("f()"), 1).Values(sq.Expr("f()"), 1),
		"not set": up.Values(builder.Unset, 1).Values(builder.Unset, 1),
	} {
		if _, _, err := sentRows(b, builder.JobOptions{Duplicates: builder.RejectDuplicates, RejectNullKeys: true}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestMergeRagged: a merged row has the columns that either has.
func TestMergeRagged(t *testing.T) {
	fill := builder.MergeDuplicates(func(kept, next map[string]any) {
		for c, v := range next {
			kept[c] = v
		}
	})
	rows := []map[string]any{{"id": 1, "a": 1}, {"id": 1, "b": 2}, {"id": 2, "b": 3}, {"id": 1, "a": 4}}
	sent, dropped, err := sentRows(builder.Insert("t").From(builder.Maps(rows)).OnConflict("id").DoUpdate(), builder.JobOptions{Duplicates: fill})
	want := map[int][]any{2: {3, 2}, 3: {4, 2, 1}}
	if err != nil || !reflect.DeepEqual(sent, want) || !slices.Equal(dropped, []int{0, 1}) {
		t.Errorf("got %v, %v, %v, want %v", sent, dropped, err, want)
	}
}

// grade is a number with names, some of which are the same.
type grade int

func (grade) String() string { return "unknown" }

// TestKey: keys are equal as in Go, whatever the type that holds the value.
func TestKey(t *testing.T) {
	one, text := 1, "1"
	type id int32
	utc := time.Date(2024, 2, 29, 1, 2, 3, 4000, time.UTC)
	for _, same := range [][]any{
		{1, int64(1), uint8(1), &one, id(1), grade(1), 1.0, "1", []byte("1"), json.RawMessage("1"), &text, money{1}, &money{1}},
		{utc, utc.In(time.FixedZone("x", 3600)), &utc, utc.Add(999)},
	} {
		want, _ := builder.Key(same[0])
		for _, v := range same {
			if got, ok := builder.Key(v); !ok || got != want {
				t.Errorf("%T: got %q, %v, want %q", v, got, ok, want)
			}
		}
	}
	different := make(map[string][]any)
	for _, v := range [][]any{{"a", "b"}, {"ab", ""}, {"", "ab"}, {"a"}, {"A"}, {"\x01a"}, {true}, {1.5}, {1e6}, {grade(1)}, {grade(2)}} {
		k, ok := builder.Key(v...)
		if was, taken := different[k]; taken || !ok {
			t.Errorf("%q and %q have the key %q, %v", v, was, k, ok)
		}
		different[k] = v
	}
	for _, v := range []any{nil, (*int)(nil), []byte(nil), json.RawMessage(nil), builder.Unset, sq.Expr("1"), (*money)(nil)} {
		if k, ok := builder.Key(1, v); ok {
			t.Errorf("%T has the key %q", v, k)
		}
	}
}
