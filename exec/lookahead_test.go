package exec

import (
	"errors"
	"iter"
	"runtime"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
)

// numbered yields chunks that begin at 0, 1, … and then does what end says.
func numbered(n int, end func()) iter.Seq2[builder.Chunk, error] {
	return func(yield func(builder.Chunk, error) bool) {
		for i := range n {
			if !yield(builder.Chunk{First: i}, nil) {
				return
			}
		}
		if end != nil {
			end()
		}
	}
}

// TestLookAhead: chunks come in order, and then the end, an error, a panic, or the end of the goroutine.
func TestLookAhead(t *testing.T) {
	broken := errors.New("broken")
	for name, tt := range map[string]struct {
		seq  iter.Seq2[builder.Chunk, error]
		want error
	}{
		"end":    {numbered(3, nil), nil},
		"panic":  {numbered(3, func() { panic(broken) }), broken},
		"goexit": {numbered(3, runtime.Goexit), errSourceExited},
		"error": {func(yield func(builder.Chunk, error) bool) {
			numbered(3, nil)(yield)
			yield(builder.Chunk{}, broken)
		}, broken},
	} {
		p := lookAhead(tt.seq)
		for i := range 3 {
			if c, err, ok := p.next(); c.First != i || err != nil || !ok {
				t.Fatalf("%s: chunk %d: %v, %v, %v", name, i, c.First, err, ok)
			}
		}
		var got error
		func() {
			defer func() {
				if r := recover(); r != nil {
					got = r.(error)
				}
			}()
			if _, err, ok := p.next(); ok != (err != nil) {
				t.Errorf("%s: %v, %v", name, err, ok)
			} else {
				got = err
			}
		}()
		if !errors.Is(got, tt.want) {
			t.Errorf("%s: got %v", name, got)
		}
		p.stop()
	}
}

// TestLookAheadStop: the source has ended when stop returns, and is one chunk ahead at most.
func TestLookAheadStop(t *testing.T) {
	made, ended := 0, false
	p := lookAhead(func(yield func(builder.Chunk, error) bool) {
		defer func() { ended = true }()
		for made++; yield(builder.Chunk{}, nil); made++ {
		}
	})
	if _, err, ok := p.next(); err != nil || !ok {
		t.Fatal(err, ok)
	}
	p.stop()
	if !ended || made > 2 {
		t.Errorf("ended %v after %d chunks", ended, made)
	}
}
