package builder_test

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
)

// custom is a source of a user's own: it does not know its length, reuses its slice, and may end with an error.
type custom struct {
	columns []string
	rows    [][]any
	end     error
	read    *int // how many rows were taken
}

func (s custom) Columns(context.Context) ([]string, error) { return s.columns, nil }

func (s custom) Rows(_ context.Context, columns []string) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		row := make([]any, 0, 8)
		for _, r := range s.rows {
			if s.read != nil {
				*s.read++
			}
			if row = append(row[:0], r...); !yield(row, nil) {
				return
			}
		}
		if s.end != nil {
			yield(nil, s.end)
		}
	}
}

func TestSources(t *testing.T) {
	type kv map[string]any
	for _, tt := range []struct {
		name    string
		source  builder.Source
		columns []string // nil: the source's
		want    [][]any
	}{
		{"maps", builder.Maps([]map[string]int{{"b": 2, "a": 1}, {"a": 3, "b": 4}}), nil, [][]any{{1, 2}, {3, 4}}},
		{"maps of a named type", builder.Maps([]kv{{"a": nil, "b": "x"}}), nil, [][]any{{nil, "x"}}},
		{"maps, narrowed", builder.Maps([]kv{{"a": 1, "b": 2}}), []string{"b"}, [][]any{{2}}},
		{"tuples", builder.Tuples([]string{"a", "b"}, [][]any{{1, "x"}, {2, nil}}), nil, [][]any{{1, "x"}, {2, nil}}},
		{"tuples, reordered", builder.Tuples([]string{"a", "b", "c"}, [][]int{{1, 2, 3}}), []string{"c", "a"}, [][]any{{3, 1}}},
		{"one column", builder.Column("a", []string{"x", "y"}), nil, [][]any{{"x"}, {"y"}}},
		{"one column of pointers", builder.Column("a", []*int{nil}), nil, [][]any{{(*int)(nil)}}},
		{"custom", custom{columns: []string{"a", "b"}, rows: [][]any{{1, 2}, {3, 4}, {5, 6}}}, nil, [][]any{{1, 2}, {3, 4}, {5, 6}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := cellsOf(t, tt.source, tt.columns...); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestValues(t *testing.T) {
	b := builder.Insert("t").Columns("a", "b").Values(1, nil).Values("x", sq.Expr("lower(?)", "Y")).Values(builder.Default, sq.Expr("now()"))
	want := "INSERT t (a, b) VALUES ($1, $2), ($3, lower($4)), (DEFAULT, now()) [1 <nil> x Y]"
	if got := text(t, b); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestUpdateValueOrder pins the order of a row: the key, the columns of Set, and then what expressions ask for.
func TestUpdateValueOrder(t *testing.T) {
	b := builder.Update("t").SetExpr("n", sq.Expr("? + ? + ?", builder.Stored("n"), builder.Incoming("d"), builder.Incoming("k1"))).
		Set("x", "y").Key("k1", "k2").Values(1, 2, 3, 4, 5)
	job, err := b.Job(builder.JobOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := updateColumns(job), "[k1 k2][x y d]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestBadRows checks that the row at fault is named, counted from zero over the whole input.
func TestBadRows(t *testing.T) {
	type user struct {
		ID int `db:"id"`
	}
	big := make([]*user, 2500)
	for i := range big {
		big[i] = &user{i}
	}
	big[2345] = nil
	insert, ab := builder.Insert("t"), []string{"a", "b"}
	boom := errors.New("boom")
	for _, tt := range []struct {
		name string
		bulk builder.Bulk
		row  int
		want string
	}{
		{"short tuple", insert.From(builder.Tuples(ab, [][]int{{1, 2}, {3}})), 1, "1 values for the 2 columns"},
		{"long tuple", insert.From(builder.Tuples(ab, [][]int{{1, 2}, {3, 4}, {5, 6, 7}})), 2, "3 values for the 2 columns"},
		{"empty tuple", insert.From(builder.Tuples(ab, [][]int{{}})), 0, "0 values for the 2 columns"},
		{"nil tuple", insert.From(builder.Tuples(ab, [][]int{{1, 2}, nil})), 1, "0 values for the 2 columns"},
		{"short Values", insert.Columns("a", "b").Values(1, 2).Values(3), 1, "1 values for 2 columns"},
		{"empty Values", insert.Columns("a", "b").Values(), 0, "0 values for 2 columns"},
		{"nil map", insert.From(builder.Maps([]map[string]int{{"a": 1}, nil})), 1, "no values at all"},
		{"update by a map without the key", builder.Update("t").Key("a").Set("b").From(builder.Maps([]map[string]int{{"a": 1, "b": 2}, {"b": 1}})), 1, `lacks the key column "a"`},
		{"update by a map with nothing to set", builder.Update("t").Key("a").Set("b").From(builder.Maps([]map[string]int{{"a": 1, "b": 2}, {"a": 1}})), 1, "nothing to set"},
		{"delete by a part of the key", builder.Delete("t").Key("a", "b").Values(1, 2).Values(1, builder.Unset), 1, "lacks a column of the key"},
		{"nil pointer", insert.From(builder.Structs(big)), 2345, "the pointer is nil"},
		{"custom source, short row", insert.From(custom{columns: ab, rows: [][]any{{1, 2}, {3}, {4, 5, 6}}}), 1, "1 values"},
		{"custom source, long row", insert.From(custom{columns: ab, rows: [][]any{{1, 2}, {4, 5, 6}}}), 1, "3 values"},
		{"custom source, nil row", insert.From(custom{columns: ab, rows: [][]any{{1, 2}, nil}}), 1, "0 values"},
		{"reference in a cell", insert.Columns("a").Values(1).Values(sq.Expr("? + 1", builder.Stored("a"))), 1, "cannot refer to Stored or Incoming"},
		{"reference as a cell", insert.Columns("a").Values(builder.Incoming("a")), 0, "cannot refer to Stored or Incoming"},
		{"broken cell", insert.Columns("a", "b").Values(1, sq.And{brokenExpr{boom}}), 0, `column "b": boom`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tryChunks(tt.bulk, fake{})
			var row *builder.RowError
			if !errors.As(err, &row) {
				t.Fatalf("got %v, want a RowError", err)
			}
			if row.Row != tt.row || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "builder: ") {
				t.Errorf("got %q for row %d, want %q for row %d", err, row.Row, tt.want, tt.row)
			}
		})
	}
}

type brokenExpr struct{ err error }

func (b brokenExpr) ToSql() (string, []any, error) { return "", nil, b.err }

// TestSourceError passes a source's own error on, after the rows before it.
func TestSourceError(t *testing.T) {
	end := errors.New("connection reset")
	got, err := tryChunks(builder.Insert("t").BatchSize(2).From(custom{columns: []string{"a"}, rows: [][]any{{1}, {2}, {3}}, end: end}), fake{})
	if !errors.Is(err, end) || len(got) != 1 {
		t.Errorf("got %d chunks and %v, want 1 and %v", len(got), err, end)
	}
}

// TestNoRows: no statement, whatever the source.
func TestNoRows(t *testing.T) {
	for name, b := range map[string]builder.Bulk{
		"structs":                       builder.Insert("t").From(builder.Structs([]person{})),
		"nil":                           builder.Insert("t").From(builder.Structs[*person](nil)),
		"maps":                          builder.Insert("t").From(builder.Maps([]map[string]int{})),
		"tuples":                        builder.Insert("t").From(builder.Tuples([]string{"a"}, [][]int{})),
		"column":                        builder.Delete("t").Key("a").From(builder.Column("a", []int{})),
		"custom":                        builder.Insert("t").From(custom{columns: []string{"a"}}),
		"upsert":                        builder.Insert("t").From(builder.Structs([]person{})).OnConflict("id").DoUpdate(),
		"update":                        builder.Update("t").Key("id").Set("city").From(builder.Structs([]person{})),
		"no rows of maps for an update": builder.Update("t").Key("id").Set("city").From(builder.Maps([]map[string]int(nil))),
	} {
		if got, err := tryChunks(b, fake{}); err != nil || len(got) != 0 {
			t.Errorf("%s: got %d chunks, %v", name, len(got), err)
		}
	}
	_, _, err := builder.Insert("t").From(builder.Column("a", []int{})).Dialect(fake{}).ToSql()
	if !errors.Is(err, builder.ErrNoRows) {
		t.Errorf("ToSql: got %v, want ErrNoRows", err)
	}
}
