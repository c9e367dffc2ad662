package builder

import (
	"context"
	"fmt"
	"iter"
	"slices"
)

// A Source yields the rows of a statement. [Structs], [Maps], [Tuples] and [Column] are sources; so is any type with these
// two methods. The context is that of the run. It also carries the mapper of the database handle, and the methods of row types that exec calls:
// a source that reads another one hands the context on, and loses neither. It yields each row of such a type before it reads the next.
//
// A source that also has a method Len() int knows how many rows it has and can be read again from the first; one without
// is read once, so that a transaction over all its chunks is not tried again. A type that embeds a source has no Len unless it says so
// itself, since it may yield more rows or fewer, or remember what it has read.
type Source interface {
	// Columns lists the columns that the rows have, in order.
	Columns(ctx context.Context) ([]string, error)
	// Rows yields each row's values of the given columns, which are among Columns, in that order. The slice may be
	// reused for the next row. An error ends the rows.
	Rows(ctx context.Context, columns []string) iter.Seq2[[]any, error]
}

// sized is a Source that knows how many rows it has.
type sized interface{ Len() int }

// inMemory is a Source of a slice: reading it runs no code of the caller's but the methods of values.
type inMemory interface{ inMemory() }

// positions finds the columns among those that a source has.
func positions(have, want []string) ([]int, error) {
	at := make([]int, len(want))
	for i, c := range want {
		if at[i] = slices.Index(have, c); at[i] < 0 {
			return nil, fmt.Errorf("the source has no column %q, only %q", c, have)
		}
	}
	return at, nil
}

// failed is a sequence that yields one error.
func failed(err error) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) { yield(nil, err) }
}
