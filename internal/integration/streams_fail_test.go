package integration

import (
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// TestStreamsFail ends each kind of stream with an error, and has the database refuse a row: atomically, no row is applied, and chunk by
// chunk those of whole chunks before it, as the result says. The stream is cleaned up, and nothing is left behind.
func TestStreamsFail(t *testing.T) {
	boom := errors.New("boom")
	broken := func(text io.Reader) io.Reader { return io.MultiReader(text, errReader{boom}) }
	for _, tt := range []struct {
		name   string
		cleans bool // the stream says that it was cleaned up
		source func(ctx context.Context, ended *bool) builder.Source
		want   string // in the error
	}{
		{"Seq2", true, func(_ context.Context, ended *bool) builder.Source {
			return builder.Seq2(items(streamRows, boom, ended))
		},
			"after 250 rows: boom"},
		{"Ahead", true, func(_ context.Context, ended *bool) builder.Source {
			return builder.Ahead(builder.Seq2(items(streamRows, boom, ended)))
		}, "after 250 rows: boom"},
		{"a key twice, Ahead", true, func(_ context.Context, ended *bool) builder.Source {
			return builder.Ahead(builder.Seq2(func(yield func(item, error) bool) {
				for row := range items(streamRows*40, nil, ended) {
					row.ID %= streamRows
					if !yield(row, nil) {
						return
					}
				}
			}))
		}, "chunk 3, rows 200-299"},
		{"TupleSeq", true, func(_ context.Context, ended *bool) builder.Source {
			return builder.TupleSeq([]string{"price", "id", "name"}, cells(items(streamRows, boom, ended)))
		}, "after 250 rows: boom"},
		{"CSV, reader", false, func(context.Context, *bool) builder.Source {
			return builder.CSV(broken(csvText(streamRows)), csvOptions...)
		},
			"after 250 rows: boom"},
		{"CSV, line", false, func(context.Context, *bool) builder.Source {
			return builder.CSV(io.MultiReader(csvText(streamRows), strings.NewReader("1;x;\n")), csvOptions...)
		}, `row 250: line 424, column "id": the text is not a whole number`},
		{"CSV, cells", false, func(context.Context, *bool) builder.Source {
			return builder.CSV(io.MultiReader(csvText(streamRows), strings.NewReader("1;2\n")), csvOptions...)
		}, "row 250: line 424: wrong number of fields: 2 for 3 columns"},
		{"JSONLines, reader", false, func(context.Context, *bool) builder.Source {
			return builder.JSONLines[item](broken(jsonText(streamRows)))
		},
			"after 250 rows: line 251: boom"},
		{"JSONLines, line", false, func(context.Context, *bool) builder.Source {
			return builder.JSONLines[item](io.MultiReader(jsonText(streamRows), strings.NewReader("{]\n")))
		}, "row 250: line 251: invalid character"},
		{"a key twice", true, func(_ context.Context, ended *bool) builder.Source {
			return builder.Seq2(func(yield func(item, error) bool) {
				for row := range items(streamRows*4, nil, ended) {
					if row.ID == streamRows {
						row.ID = 0
					}
					if !yield(row, nil) {
						return
					}
				}
			})
		}, "chunk 3, rows 200-299"},
		{"a key twice, Chan", false, func(ctx context.Context, ended *bool) builder.Source {
			return builder.Chan(ctx, sent(ctx, func(yield func(item, error) bool) {
				for row := range items(streamRows*4, nil, new(bool)) {
					row.ID %= streamRows
					if !yield(row, nil) {
						return
					}
				}
			}))
		}, "chunk 3, rows 200-299"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			onEach(t, func(t *testing.T, on reach) {
				on.create(t, streamTable)
				for applied, scope := range map[int64]exec.Option{0: exec.Atomic(), 200: exec.PerChunk()} {
					on.must(t, "DELETE FROM streamed")
					ended, goroutines := !tt.cleans, runtime.NumGoroutine()
					ctx, cancel := context.WithCancel(t.Context())
					stmt := builder.Insert("streamed").BatchSize(streamBatch).From(tt.source(ctx, &ended))
					res, err := exec.New(on.db, on.dialect).Run(ctx, stmt, scope)
					cancel()
					if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(tt.want, "boom") && !errors.Is(err, boom) {
						t.Errorf("got %v, want %q", err, tt.want)
					}
					if res.Rows != applied || res.Created != applied || !ended {
						t.Errorf("%d rows applied, %d created, cleaned up: %v, want %d", res.Rows, res.Created, ended, applied)
					}
					sameItems(t, on, int(applied))
					on.idle(t)
					settled(t, goroutines)
				}
			})
		})
	}
}

// errReader is a reader that fails.
type errReader struct{ err error }

func (r errReader) Read([]byte) (int, error) { return 0, r.err }

// TestStreamsCancelled cancels the context while a stream is read, and while it waits for its next row.
func TestStreamsCancelled(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		on.create(t, streamTable)
		for _, waits := range []bool{false, true} {
			for _, scope := range []exec.Option{exec.Atomic(), exec.PerChunk()} {
				on.must(t, "DELETE FROM streamed")
				goroutines, ended := runtime.NumGoroutine(), false
				ctx, cancel := context.WithCancel(t.Context())
				rows := func(yield func(item, error) bool) {
					for row := range items(streamRows*4, nil, &ended) {
						if row.ID == streamRows {
							cancel()
						}
						if !yield(row, nil) {
							return
						}
					}
				}
				source := builder.Seq2(rows)
				if waits { // for a row that never comes
					ended = true
					source = builder.Chan(ctx, withoutEnd(ctx, cancel))
				}
				res, err := exec.New(on.db, on.dialect).Run(ctx, builder.Insert("streamed").BatchSize(streamBatch).From(source), scope)
				if !errors.Is(err, context.Canceled) || !ended {
					t.Errorf("waits %v: got %v, cleaned up: %v", waits, err, ended)
				}
				sameItems(t, on, int(res.Created))
				on.idle(t)
				settled(t, goroutines)
			}
		}
	})
}

// withoutEnd sends some rows, cancels, and neither sends another nor closes the channel.
func withoutEnd(ctx context.Context, cancel func()) <-chan item {
	ch := make(chan item)
	go func() {
		for row := range items(streamRows, nil, new(bool)) {
			select {
			case ch <- row:
			case <-ctx.Done():
				return
			}
		}
		cancel()
	}()
	return ch
}
