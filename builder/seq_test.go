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

type pair struct {
	A int    `db:"a"`
	B *point `db:"b"`
}

// failing yields the rows and then an error.
func failing[T any](end error, rows ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
		if end != nil {
			var none T
			yield(none, end)
		}
	}
}

// closed is a channel with the rows in it.
func closed[T any](rows ...T) <-chan T {
	ch := make(chan T, len(rows))
	for _, row := range rows {
		ch <- row
	}
	close(ch)
	return ch
}

func TestStreams(t *testing.T) {
	one, two := &point{1, 1}, &point{2, 2}
	pairs := []pair{{1, one}, {2, two}}
	want := [][]any{{1, one}, {2, two}}
	for _, tt := range []struct {
		name    string
		source  builder.Source
		columns []string // nil: the source's
		want    [][]any
	}{
		{"Seq", builder.Seq(slices.Values(pairs)), nil, want},
		{"Seq of pointers", builder.Seq(slices.Values([]*pair{{1, one}, {2, two}})), nil, want},
		{"Seq, reordered", builder.Seq(slices.Values(pairs)), []string{"b", "a"}, [][]any{{one, 1}, {two, 2}}},
		{"Seq without rows", builder.Seq(slices.Values([]pair{})), nil, nil},
		{"Seq2", builder.Seq2(failing(nil, pairs...)), nil, want},
		{"Chan", builder.Chan(t.Context(), closed(pairs...)), nil, want},
		{"Chan, closed", builder.Chan(t.Context(), closed[pair]()), nil, nil},
		{"TupleSeq", builder.TupleSeq([]string{"a", "b"}, failing(nil, []any{1, "x"}, []any{2, nil})), nil, [][]any{{1, "x"}, {2, nil}}},
		{"TupleSeq, narrowed", builder.TupleSeq([]string{"a", "b"}, failing(nil, []any{1, "x"})), []string{"b"}, [][]any{{"x"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := cellsOf(t, tt.source, tt.columns...); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// TestStreamValuers checks that rows of a stream do not share a value whose address is taken.
func TestStreamValuers(t *testing.T) {
	type row struct {
		P point `db:"p"`
	}
	got := cellsOf(t, builder.Seq(slices.Values([]row{{point{1, 1}}, {point{2, 2}}})))
	if want := [][]any{{&point{1, 1}}, {&point{2, 2}}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestTupleSeqReuse lets the sequence use its slice again.
func TestTupleSeqReuse(t *testing.T) {
	source := builder.TupleSeq([]string{"a"}, func(yield func([]any, error) bool) {
		row := make([]any, 1)
		for row[0] = range 3 {
			if !yield(row, nil) {
				return
			}
		}
	})
	if got, want := cellsOf(t, source), [][]any{{0}, {1}, {2}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestStreamMapper(t *testing.T) {
	type row struct {
		Name string `json:"label"`
	}
	b := builder.Insert("t").From(builder.Seq(slices.Values([]row{{"x"}})))
	job, err := b.Job(builder.JobOptions{Mapper: reflectx.NewMapper("json")})
	if err != nil {
		t.Fatal(err)
	}
	if got := job.Statement.RowColumns(); !slices.Equal(got, []string{"label"}) {
		t.Errorf("got the columns %q, want label", got)
	}
}

// TestStreamErrors checks errors in the middle: what they say, which row they name, and how many chunks came before.
func TestStreamErrors(t *testing.T) {
	boom := errors.New("boom")
	cancelled, cancel := context.WithCancelCause(t.Context())
	cancel(boom)
	a := []string{"a"}
	for _, tt := range []struct {
		name   string
		source builder.Source
		chunks int // of two rows
		row    int // -1: no RowError
		want   string
	}{
		{"Seq2", builder.Seq2(failing(boom, pair{}, pair{}, pair{})), 1, -1, "after 3 rows: boom"},
		{"Seq2, first", builder.Seq2(failing[pair](boom)), 0, -1, "t: boom"},
		{"Seq2, of a row", builder.Seq2(failing[pair](&builder.RowError{Row: 7, Err: boom}, pair{})), 0, 7, "t: row 7: boom"},
		{"Seq, nil pointer", builder.Seq(slices.Values([]*pair{{}, {}, {}, {}, nil})), 1, 4, "row 4: the pointer is nil"},
		{"Seq, nil", builder.Seq[pair](nil), 0, -1, "Seq: invalid statement: the sequence is nil"},
		{"Seq2, nil", builder.Seq2[pair](nil), 0, -1, "Seq2: invalid statement: the sequence is nil"},
		{"Seq of no structs", builder.Seq(slices.Values([]int{1})), 0, -1, "Seq: invalid statement: int is not a struct"},
		{"TupleSeq", builder.TupleSeq(a, failing(boom, []any{1}, []any{2}, []any{3})), 1, -1, "after 3 rows: boom"},
		{"TupleSeq, long", builder.TupleSeq(a, failing(nil, []any{1}, []any{2, 3})), 0, 1, "row 1: 2 values for the 1 columns"},
		{"TupleSeq, nil row", builder.TupleSeq(a, failing(nil, []any{1}, nil)), 0, 1, "row 1: 0 values for the 1 columns"},
		{"TupleSeq, nil", builder.TupleSeq(a, nil), 0, -1, "TupleSeq: invalid statement: the sequence is nil"},
		{"TupleSeq, no name", builder.TupleSeq([]string{""}, failing[[]any](nil)), 0, -1, "has an empty name"},
		{"Chan, nil", builder.Chan[pair](t.Context(), nil), 0, -1, "Chan: invalid statement: the channel is nil"},
		{"Chan, cancelled", builder.Chan(cancelled, make(chan pair)), 0, -1, "context canceled"},
		{"Chan, cancelled and closed", builder.Chan(cancelled, closed[pair]()), 0, -1, "context canceled"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tryChunks(builder.Insert("t").BatchSize(2).From(tt.source), fake{})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want %q", err, tt.want)
			}
			if strings.Contains(tt.want, "boom") && !errors.Is(err, boom) {
				t.Errorf("%v does not wrap its cause", err)
			}
			row := -1
			if bad := new(builder.RowError); errors.As(err, &bad) {
				row = bad.Row
			}
			if len(got) != tt.chunks || row != tt.row {
				t.Errorf("got %d chunks and row %d, want %d and %d", len(got), row, tt.chunks, tt.row)
			}
		})
	}
}

// TestStreamCleanup stops early: the sequence's own cleanup runs.
func TestStreamCleanup(t *testing.T) {
	for name, source := range map[string]func(cleaned *bool) builder.Source{
		"Seq": func(cleaned *bool) builder.Source {
			return builder.Seq(func(yield func(pair) bool) {
				defer func() { *cleaned = true }()
				for yield(pair{}) {
				}
			})
		},
		"Seq2": func(cleaned *bool) builder.Source {
			return builder.Seq2(func(yield func(pair, error) bool) {
				defer func() { *cleaned = true }()
				for yield(pair{}, nil) {
				}
			})
		},
		"TupleSeq": func(cleaned *bool) builder.Source {
			return builder.TupleSeq([]string{"a"}, func(yield func([]any, error) bool) {
				defer func() { *cleaned = true }()
				for yield([]any{1}, nil) {
				}
			})
		},
	} {
		var cleaned bool
		job, err := builder.Insert("t").From(source(&cleaned)).Job(builder.JobOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for range job.Chunks(fake{}) {
			break
		}
		if !cleaned {
			t.Errorf("%s: the sequence was not stopped", name)
		}
	}
}

// TestReadOnce refuses a second reading of what can be read once, and allows it for what need not.
func TestReadOnce(t *testing.T) {
	for name, source := range map[string]builder.Source{
		"Chan":      builder.Chan(t.Context(), closed(pair{})),
		"CSV":       builder.CSV(strings.NewReader("a\n1\n")),
		"JSONLines": builder.JSONLines[pair](strings.NewReader("{}")),
	} {
		b := builder.Insert("t").From(source)
		if got, err := tryChunks(b, fake{}); err != nil || len(got) != 1 {
			t.Fatalf("%s: got %d chunks, %v", name, len(got), err)
		}
		got, err := tryChunks(b, fake{})
		if len(got) != 0 || !errors.Is(err, builder.ErrReadOnce) || !strings.Contains(err.Error(), name+": ") {
			t.Errorf("%s: got %d chunks and %v, want ErrReadOnce", name, len(got), err)
		}
	}
	b := builder.Insert("t").From(builder.Seq(slices.Values([]pair{{}})))
	for range 2 {
		if got, err := tryChunks(b, fake{}); err != nil || len(got) != 1 {
			t.Errorf("Seq: got %d chunks, %v", len(got), err)
		}
	}
}
