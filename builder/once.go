package builder

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"sync/atomic"
)

// once yields the sequence the first time, and an error from then on.
func once[T any](used *atomic.Bool, where string, seq iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		if used.Swap(true) {
			var none T
			yield(none, fmt.Errorf("%s: %w", where, ErrReadOnce))
			return
		}
		seq(yield)
	}
}

// newInput reads a text without the byte order mark of UTF-8 at its start.
func newInput(r io.Reader) (*bufio.Reader, error) {
	in := bufio.NewReaderSize(r, 64<<10)
	start, err := in.Peek(3)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if string(start) == "\ufeff" {
		_, err = in.Discard(len(start))
		return in, err
	}
	return in, nil
}
