package exec_test

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// after makes the chunk with the given first id take longer than the others, and end with an error or a fate.
type after struct {
	seconds int
	err     error
	fate    fate
}

// ending lets the chunks of an executor, by their first ids, end as wanted.
func ending(l *ledger, chunks map[int64]after) {
	l.during = func(context.Context) error { return nil }
	l.writing = func(c *ledgerConn, first int64) error {
		a, ok := chunks[first]
		if !ok {
			a.seconds = 1
		}
		time.Sleep(time.Duration(a.seconds) * time.Second)
		c.fate = a.fate
		return a.err
	}
}

// TestWorkersFail: the chunks on their way finish, no more are handed out, and the error that is first in the input comes first. Chunk 1
// has the rows 0 and 1, chunk 2 the rows 2 and 3.
func TestWorkersFail(t *testing.T) {
	for _, tt := range []struct {
		name   string
		chunks map[int64]after
		first  int // the chunk of the error
		stored []int64
		is     []error
		errs   int
	}{
		{"the second of three", map[int64]after{0: {seconds: 3}, 2: {seconds: 1, err: violation}, 4: {seconds: 2}}, 2,
			[]int64{0, 1, 4, 5}, []error{dialect.UniqueViolation}, 1},
		{"the first, later than the third", map[int64]after{0: {seconds: 3, err: badValue}, 2: {seconds: 2}, 4: {seconds: 1, err: violation}}, 1,
			[]int64{2, 3}, []error{dialect.InvalidValue, dialect.UniqueViolation}, 2},
		{"a commit is lost after another error",
			map[int64]after{0: {seconds: 1, err: violation}, 2: {seconds: 2, fate: commitStored}, 4: {seconds: 2}}, 1,
			[]int64{2, 3, 4, 5}, []error{dialect.UniqueViolation, exec.ErrCommitUnknown}, 2},
		{"all of them", map[int64]after{0: {seconds: 3, err: violation}, 2: {seconds: 2, err: violation}, 4: {seconds: 1, err: violation}}, 1,
			nil, []error{dialect.UniqueViolation}, 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ex, l := crewed(t, exec.Workers(3))
				ending(l, tt.chunks)
				res, err := ex.Run(ctx, insert(20))
				var failed *exec.ChunkError
				if !errors.As(err, &failed) || failed.Chunk != tt.first || failed.First != 2*(tt.first-1) || !failed.Committed {
					t.Fatalf("got %+v", err)
				}
				for _, want := range tt.is {
					if !errors.Is(err, want) {
						t.Errorf("%v is not %v", err, want)
					}
				}
				if n := strings.Count(err.Error(), "exec: items: chunk"); n != tt.errs {
					t.Errorf("%d errors in %q, want %d", n, err, tt.errs)
				}
				var stored []int64
				for _, row := range l.byID() {
					stored = append(stored, row.ID)
				}
				if !slices.Equal(stored, tt.stored) {
					t.Errorf("stored %v, want %v", stored, tt.stored)
				}
				unknown := int64(0)
				if errors.Is(err, exec.ErrCommitUnknown) {
					unknown = 2
				}
				if want := int64(len(stored)) - unknown; failed.Applied != want || res.Rows != want || res.Created != want {
					t.Errorf("applied %d, %+v, want %d", failed.Applied, res, want)
				}
			})
		})
	}
}

// TestWorkersBadRows: bad rows are set aside in the order of the input.
func TestWorkersBadRows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ex, l := crewed(t, exec.Workers(3))
		ending(l, map[int64]after{0: {seconds: 5}})
		rows := items(12)
		for _, bad := range []int{1, 2, 9} {
			rows[bad].Name = "bad"
		}
		var rejects bytes.Buffer
		res, err := ex.Run(ctx, builder.Insert("items").From(builder.Structs(rows)), exec.SkipBadRows(3), exec.RejectTo(&rejects))
		if err != nil || res.Created != 9 || len(res.Rejected) != 3 || len(l.rows()) != 9 {
			t.Fatalf("got %+v, %v, stored %v", res, err, l.rows())
		}
		const why = ",,invalid value,,,driver says invalid value,,"
		want := "row,line,kind,constraint,column,reason,text,id,name\n1" + why + "1,bad\n2" + why + "2,bad\n9" + why + "9,bad\n"
		if rejects.String() != want {
			t.Errorf("rejects\n%s\nwant\n%s", rejects.String(), want)
		}
	})
}

// TestWorkersTooManyBadRows: the bad rows of chunks that are not through count as well.
func TestWorkersTooManyBadRows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ex, l := crewed(t, exec.Workers(3))
		ending(l, nil)
		rows := items(6)
		for _, bad := range []int{0, 2, 4} {
			rows[bad].Name = "bad"
		}
		res, err := ex.Run(ctx, builder.Insert("items").From(builder.Structs(rows)), exec.SkipBadRows(2))
		if !errors.Is(err, exec.ErrTooManyBadRows) || len(res.Rejected) != 2 || res.Created != 2 || len(l.rows()) != 2 {
			t.Errorf("got %+v, %v, stored %v", res, err, l.rows())
		}
	})
}

// TestWorkersOutcomes: each input row has what became of it.
func TestWorkersOutcomes(t *testing.T) {
	ex, l := crewed(t, exec.Workers(3), exec.Outcomes(true), exec.SkipBadRows(1))
	ending(l, map[int64]after{})
	l.writing = nil
	rows := items(9)
	rows[4].Name = "bad"
	res, err := ex.Run(ctx, builder.Insert("items").From(builder.Structs(rows)))
	want := slices.Repeat([]exec.Outcome{exec.Created}, 9)
	want[4] = exec.Rejected
	if err != nil || !slices.Equal(res.Outcomes, want) {
		t.Errorf("got %v, %v", res.Outcomes, err)
	}
}

// TestWorkersCancelled: the chunks on their way are rolled back, and nobody is left behind.
func TestWorkersCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ex, l := crewed(t, exec.Workers(3))
		l.pool.SetMaxOpenConns(2) // the third waits for a connection
		l.during = func(ctx context.Context) error {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(time.Second):
				return nil
			}
		}
		ctx, cancel := context.WithTimeout(ctx, 1500*time.Millisecond)
		defer cancel()
		res, err := ex.Run(ctx, insert(20))
		var failed *exec.ChunkError
		if !errors.Is(err, context.DeadlineExceeded) || !errors.As(err, &failed) || failed.Chunk != 3 || failed.Applied != 4 || res.Created != 4 {
			t.Errorf("got %+v, %v", res, err)
		}
		if got := l.byID(); !slices.Equal(got, items(4)) {
			t.Errorf("stored %v", got)
		}
	})
}

// TestWorkersOfASourceThatEnds: rows that end with the context are not all rows; an error of the source comes after the full chunks before
// it. The fifth row waits for its chunk to fill.
func TestWorkersOfASourceThatEnds(t *testing.T) {
	stopped := errors.New("the file ends")
	for _, tt := range []struct {
		name string
		end  func(cancel func(), yield func(item, error) bool)
		want error
		text string
	}{
		{"the context ends", func(cancel func(), _ func(item, error) bool) { cancel() }, context.Canceled, "exec: items: chunk 3, rows 4-4"},
		{"an error", func(_ func(), yield func(item, error) bool) { yield(item{}, stopped) }, stopped, "after 5 rows"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(ctx)
				defer cancel()
				ex, l := crewed(t, exec.Workers(3))
				l.during = func(context.Context) error { return nil }
				var seq iter.Seq2[item, error] = func(yield func(item, error) bool) {
					for _, row := range items(5) {
						if !yield(row, nil) {
							return
						}
					}
					synctest.Wait() // the rows so far are stored
					tt.end(cancel, yield)
				}
				res, err := ex.Run(ctx, builder.Insert("items").From(builder.Seq2(seq)))
				if !errors.Is(err, tt.want) || !strings.Contains(text(err), tt.text) || res.Created != 4 || len(l.rows()) != 4 {
					t.Errorf("got %+v, %v, stored %v", res, err, l.rows())
				}
			})
		})
	}
}

// unfit is a row that is never sent.
type unfit struct{ item }

func (unfit) Validate() error { return errors.New("unfit") }

// TestWorkersWithNothingLeft: the context ends behind a chunk without rows, so that no chunk fails.
func TestWorkersWithNothingLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		ex, _ := crewed(t, exec.Workers(3), exec.SkipBadRows(-1))
		rows := func(yield func(unfit) bool) {
			for range 2 {
				if !yield(unfit{}) {
					return
				}
			}
			synctest.Wait() // they are set aside
			cancel()
		}
		_, err := ex.Run(ctx, builder.Insert("items").From(builder.Seq(rows)))
		if want := "exec: the context ended while rows were read: context canceled"; text(err) != want {
			t.Errorf("got %v, want %s", err, want)
		}
	})
}

// TestWorkersPanic: a panic of the caller's code reaches the caller, and the connections are given back.
func TestWorkersPanic(t *testing.T) {
	observer := exec.ObserverFunc(func(context.Context, exec.Event) { panic("observer") })
	rows := func(yield func(item) bool) {
		for _, row := range items(9) {
			if row.ID == 7 {
				panic("source")
			}
			if !yield(row) {
				return
			}
		}
	}
	for _, tt := range []struct {
		want string
		stmt builder.Bulk
		opts []exec.Option
	}{
		{"observer", insert(20), []exec.Option{exec.Observe(observer)}},
		{"source", builder.Insert("items").From(builder.Seq(rows)), nil},
	} {
		t.Run(tt.want, func(t *testing.T) {
			ex, l := crewed(t, exec.Workers(3))
			l.during = func(context.Context) error { return nil }
			defer func() {
				if got := recover(); got != tt.want {
					t.Errorf("panic %v, want %q", got, tt.want)
				}
				if n := l.pool.Stats().InUse; n != 0 {
					t.Errorf("%d connections are in use", n)
				}
			}()
			res, err := ex.Run(ctx, tt.stmt, tt.opts...)
			t.Errorf("got %+v, %v", res, err)
		})
	}
}

// TestWorkersExit: code that ends the goroutine of a worker does not look like a success.
func TestWorkersExit(t *testing.T) {
	observer := exec.ObserverFunc(func(context.Context, exec.Event) { runtime.Goexit() })
	ex, l := crewed(t, exec.Workers(3), exec.Observe(observer))
	l.during = func(context.Context) error { return nil }
	if res, err := ex.Run(ctx, insert(20)); err == nil || !strings.Contains(err.Error(), "runtime.Goexit") || res.Created != int64(len(l.rows())) {
		t.Errorf("got %+v, %v, stored %d", res, err, len(l.rows()))
	}
}
