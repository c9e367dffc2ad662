package builder

import (
	"context"
	"sync/atomic"
)

// Chan is a source of the structs, or pointers to structs, that arrive in a channel, until it is closed. Columns are those of
// [Structs]. It can be read once.
//
// Give it the context of the run. When that ends, a wait for the next row ends with its error, and so does a channel that is closed then:
// rows that were cut short are never taken for all rows. The source neither closes nor empties the channel. A run can end early, by an
// error of the database: a producer must therefore not send without watching a context that is cancelled after the run.
//
//	ctx, cancel := context.WithCancel(ctx)
//	defer cancel()
//	rows := make(chan User)
//	go func() {
//		defer close(rows)
//		for u := range users {
//			select {
//			case rows <- u:
//			case <-ctx.Done():
//				return
//			}
//		}
//	}()
//	res, err := ex.Run(ctx, builder.Insert("users").From(builder.Chan(ctx, rows)))
func Chan[T any](ctx context.Context, rows <-chan T) Source {
	if rows == nil {
		return broken{invalid("Chan", "the channel is nil")}
	}
	return newStructSeq("Chan", once(new(atomic.Bool), "Chan", func(yield func(T, error) bool) {
		var none T
		for {
			var row T
			more := false
			select {
			case row, more = <-rows:
			case <-ctx.Done():
			}
			if err := ctx.Err(); err != nil {
				yield(none, err)
				return
			}
			if !more || !yield(row, nil) {
				return
			}
		}
	}))
}
