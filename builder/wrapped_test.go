package builder_test

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx/reflectx"

	"github.com/sqbulk/sqbulk/builder"
)

// wrapped embeds a source and hands its rows on in one of several ways.
type wrapped struct {
	builder.Source
	way func(rows iter.Seq2[[]any, error]) iter.Seq2[[]any, error]
}

func (w wrapped) Rows(ctx context.Context, columns []string) iter.Seq2[[]any, error] {
	return w.way(w.Source.Rows(ctx, columns))
}

// oddsOnly leaves every other row out.
func oddsOnly(rows iter.Seq2[[]any, error]) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		n := 0
		for row, err := range rows {
			if n++; n%2 == 1 && !yield(row, err) {
				return
			}
		}
	}
}

// copies yields copies of the rows.
func copies(rows iter.Seq2[[]any, error]) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for row, err := range rows {
			if !yield(slices.Clone(row), err) {
				return
			}
		}
	}
}

// backwards reads all rows before it yields the last one.
func backwards(rows iter.Seq2[[]any, error]) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		var all [][]any
		for row := range rows {
			all = append(all, slices.Clone(row))
		}
		for _, row := range slices.Backward(all) {
			if !yield(row, nil) {
				return
			}
		}
	}
}

type checked struct {
	ID   int    `db:"id" json:"nr"`
	Name string `db:"name" json:"called"`
}

// TestWrappedSource: whatever a source of structs is wrapped in, its rows are prepared, and each is known by its own struct.
func TestWrappedSource(t *testing.T) {
	rows := []checked{{1, "a"}, {2, "bad"}, {3, "c"}, {4, "d"}}
	refuse := builder.JobOptions{Prepare: func(row reflect.Type) func(any) error {
		return func(row any) error {
			if c := row.(*checked); c.Name == "bad" {
				return errors.New("it is bad")
			}
			return nil
		}
	}}
	structs, stream := builder.Structs(rows), builder.Seq(slices.Values(rows))
	for name, tt := range map[string]struct {
		source  builder.Source
		ids     []int
		invalid []int
		err     string
	}{
		"embedded":          {struct{ builder.Source }{structs}, []int{1, 3, 4}, []int{1}, ""},
		"embedded twice":    {struct{ builder.Source }{struct{ builder.Source }{structs}}, []int{1, 3, 4}, []int{1}, ""},
		"a pointer":         {&struct{ builder.Source }{stream}, []int{1, 3, 4}, []int{1}, ""},
		"read ahead":        {builder.Ahead(struct{ builder.Source }{stream}), []int{1, 3, 4}, []int{1}, ""},
		"around read ahead": {struct{ builder.Source }{builder.Ahead(stream)}, []int{1, 3, 4}, []int{1}, ""},
		"copies":            {wrapped{structs, copies}, []int{1, 3, 4}, []int{1}, ""},
		"some rows":         {wrapped{structs, oddsOnly}, []int{1, 3}, nil, ""},
		"held back":         {wrapped{structs, backwards}, nil, nil, "yields each row as it reads it"},
	} {
		t.Run(name, func(t *testing.T) {
			job, err := builder.Insert("t").From(tt.source).Job(refuse)
			if err != nil {
				t.Fatal(err)
			}
			var ids, invalid []int
			for c, e := range job.Chunks(fake{}) {
				err = e
				for i := range c.Rows.N {
					ids = append(ids, c.Row(i)[0].(int))
					if s := c.Struct(i).(*checked); s.ID != c.Row(i)[0] {
						t.Errorf("row %v is known by %v", c.Row(i), s)
					}
				}
				for _, row := range c.Invalid {
					invalid = append(invalid, row.Row)
				}
			}
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Errorf("got %v, want %q", err, tt.err)
				}
				return
			}
			if err != nil || !slices.Equal(ids, tt.ids) || !slices.Equal(invalid, tt.invalid) {
				t.Errorf("got %v, invalid %v, %v; want %v, %v", ids, invalid, err, tt.ids, tt.invalid)
			}
		})
	}
}

// TestWrappedMapper: the mapper reaches a source of structs through a type that wraps it.
func TestWrappedMapper(t *testing.T) {
	o := builder.JobOptions{Mapper: reflectx.NewMapperFunc("json", strings.ToLower)}
	job, err := builder.Insert("t").From(struct{ builder.Source }{builder.Structs([]checked{{1, "a"}})}).Job(o)
	if err != nil || !slices.Equal(job.Statement.RowColumns(), []string{"nr", "called"}) {
		t.Fatalf("%v, %v", job.Statement, err)
	}
}

// TestSourceContext: a source gets the context of the run.
func TestSourceContext(t *testing.T) {
	type key struct{}
	o := builder.JobOptions{Context: context.WithValue(t.Context(), key{}, "ours")}
	got := map[string]any{}
	s := told{func(where string, ctx context.Context) { got[where] = ctx.Value(key{}) }}
	job, err := builder.Insert("t").From(s).Job(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range job.Chunks(fake{}) {
		if err != nil {
			t.Error(err)
		}
	}
	if want := map[string]any{"Columns": "ours", "Rows": "ours"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// told is a source that tells its contexts.
type told struct {
	tell func(where string, ctx context.Context)
}

func (s told) Columns(ctx context.Context) ([]string, error) {
	s.tell("Columns", ctx)
	return []string{"a"}, nil
}

func (s told) Rows(ctx context.Context, _ []string) iter.Seq2[[]any, error] {
	s.tell("Rows", ctx)
	return func(yield func([]any, error) bool) { yield([]any{1}, nil) }
}
