package builder_test

import (
	"context"
	"fmt"
	"iter"
	"strconv"

	"github.com/sqbulk/sqbulk/builder"
)

// words is a source of numbers that are written in words, one of which may be wrong.
type words []string

func (words) Columns(context.Context) ([]string, error) { return []string{"n"}, nil }

func (w words) Rows(ctx context.Context, columns []string) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for i, word := range w {
			n, err := strconv.Atoi(word)
			if err == nil {
				if !yield([]any{n}, nil) {
					return
				}
				continue
			}
			bad := &builder.RowError{Row: i, Column: "n", Err: fmt.Errorf("not a number: %w", strconv.ErrSyntax)}
			if !builder.SetAside(ctx, bad) {
				yield(nil, bad)
				return
			}
		}
	}
}

// A source of your own that goes on behind a row which it cannot send, where the run sets such rows aside.
func ExampleSetAside() {
	insert := builder.Insert("t").From(words{"1", "two", "3"})
	for _, most := range []int{0, -1} {
		job, err := insert.Job(builder.JobOptions{SetAside: most}) // exec.SkipBadRows does that
		if err != nil {
			fmt.Println(err)
			return
		}
		for chunk, err := range job.Chunks(fake{}) {
			fmt.Println(chunk.Values, len(chunk.Invalid), err)
		}
	}
	// Output:
	// [] 0 builder: t: row 1: column "n": not a number: invalid syntax
	// [1 3] 1 <nil>
}
