package builder_test

import (
	"errors"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/jmoiron/sqlx/reflectx"

	"github.com/sqbulk/sqbulk/builder"
)

// counted is a source of n numbers that notes how many were read and that it was cleaned up, and then does what end says.
func counted(n int, read *int, cleaned *bool, cell func(int) any, end func()) builder.Source {
	return builder.TupleSeq([]string{"a"}, func(yield func([]any, error) bool) {
		defer func() { *cleaned = true }()
		row := make([]any, 1)
		for i := range n {
			*read = i + 1
			if row[0] = cell(i); !yield(row, nil) {
				return
			}
		}
		if end != nil {
			end()
		}
	})
}

func number(i int) any { return i }

func TestAhead(t *testing.T) {
	for _, n := range []int{0, 1, 255, 256, 257, 5000} {
		var read int
		var cleaned bool
		got := cellsOf(t, builder.Ahead(counted(n, &read, &cleaned, number, nil)))
		if len(got) != n || !cleaned {
			t.Fatalf("%d rows of %d, cleaned up: %v", len(got), n, cleaned)
		}
		for i, row := range got {
			if !reflect.DeepEqual(row, []any{i}) {
				t.Fatalf("row %d is %v", i, row)
			}
		}
	}
}

// TestAheadBound stops after the first row, when the goroutine has read as far as it may.
func TestAheadBound(t *testing.T) {
	for _, tt := range []struct {
		name string
		cell func(int) any
		want int
	}{
		{"rows", number, 5 * 256},
		{"bytes", func(int) any { return strings.Repeat("x", 1<<19) }, 5 * 2},
	} {
		synctest.Test(t, func(t *testing.T) {
			var read int
			var cleaned bool
			for range builder.Ahead(counted(1e9, &read, &cleaned, tt.cell, nil)).Rows(t.Context(), []string{"a"}) {
				synctest.Wait()
				if read != tt.want {
					t.Errorf("%s: %d rows were read ahead, want %d", tt.name, read, tt.want)
				}
				break
			}
			if !cleaned {
				t.Errorf("%s: the source was not stopped", tt.name)
			}
		})
	}
}

// TestAheadEnds hands on how the source ends, after the rows before it.
func TestAheadEnds(t *testing.T) {
	boom := errors.New("boom")
	ahead := func(end func()) builder.Source {
		return builder.Ahead(counted(300, new(int), new(bool), number, end))
	}
	rows := func(s builder.Source) (n int, err error) {
		for _, err := range s.Rows(t.Context(), []string{"a"}) {
			if err != nil {
				return n, err
			}
			n++
		}
		return n, nil
	}
	failing := builder.Ahead(builder.TupleSeq([]string{"a"}, func(yield func([]any, error) bool) {
		_ = yield([]any{1}, nil) && yield(nil, boom)
	}))
	if n, err := rows(failing); n != 1 || !errors.Is(err, boom) {
		t.Errorf("got %d rows and %v, want 1 and %v", n, err, boom)
	}
	if n, err := rows(ahead(runtime.Goexit)); n != 300 || err == nil || !strings.Contains(err.Error(), "ended its goroutine") {
		t.Errorf("got %d rows and %v, want 300 and an error", n, err)
	}
	defer func() {
		if p := recover(); p != boom {
			t.Errorf("got the panic %v, want %v", p, boom)
		}
	}()
	_, err := rows(ahead(func() { panic(boom) }))
	t.Errorf("got %v instead of a panic", err)
}

// TestAheadOf leaves alone what has nothing to read, and passes on the columns, the mapper and the second reading.
func TestAheadOf(t *testing.T) {
	type row struct {
		Untagged int
		Label    int `db:"label" json:"other"`
	}
	tuples := builder.Tuples([]string{"a"}, [][]int{{1}})
	if got := builder.Ahead(tuples); !reflect.DeepEqual(got, tuples) {
		t.Errorf("a source that has its rows became %T", got)
	}
	if builder.Ahead(nil) != nil {
		t.Error("no source became one")
	}
	lines := func() builder.Source {
		return builder.Ahead(builder.Ahead(builder.JSONLines[row](strings.NewReader(`{"Untagged":1,"other":2}`))))
	}
	source := lines()
	if got, want := cellsOf(t, source, "label", "untagged"), [][]any{{2, 1}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if _, err := tryChunks(builder.Insert("t").From(source), fake{}); !errors.Is(err, builder.ErrReadOnce) {
		t.Errorf("got %v, want ErrReadOnce", err)
	}
	job, err := builder.Insert("t").From(lines()).Job(builder.JobOptions{Mapper: reflectx.NewMapper("json")})
	if err != nil {
		t.Fatal(err)
	}
	if got := job.Statement.RowColumns(); !reflect.DeepEqual(got, []string{"Untagged", "other"}) {
		t.Errorf("got the columns %q", got)
	}
}
