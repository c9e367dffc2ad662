package exec_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// seen is an observer that notes each event in a line. A statement takes a second.
type seen []string

var kinds = map[exec.EventKind]string{exec.ChunkDone: "done", exec.ChunkFailed: "failed", exec.Retrying: "retrying"}

func (s *seen) Observe(_ context.Context, e exec.Event) {
	*s = append(*s, fmt.Sprintf("%s %d: %d of %d, %d created, chunk %v, run %v, %.1f/s",
		kinds[e.Kind], e.Chunk, e.Done(), e.Total, e.Result.Created, e.Duration, e.Elapsed, e.Rate()))
}

// slow is a ledger whose statements take a second; the statements with the given numbers, from one, lose a deadlock.
func slow(t *testing.T, deadlocks ...int) (*exec.Executor, *seen) {
	db, l := newLedger(t)
	n := 0
	l.during = func(context.Context) error {
		time.Sleep(time.Second)
		if n++; slices.Contains(deadlocks, n) {
			return deadlock
		}
		return nil
	}
	s := new(seen)
	return exec.New(db, fake{}, exec.BatchSize(2), exec.Observe(s), atOnce(2)), s
}

func (s *seen) check(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(*s, want) {
		t.Errorf("observed\n%s\nwant\n%s", strings.Join(*s, "\n"), strings.Join(want, "\n"))
	}
}

// TestProgressOfChunks: the chunks before one that is tried again stay, and so do their rows.
func TestProgressOfChunks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ex, s := slow(t, 2)
		if _, err := ex.Run(ctx, insert(5), exec.PerChunk()); err != nil {
			t.Fatal(err)
		}
		s.check(t,
			"done 1: 2 of 5, 2 created, chunk 1s, run 1s, 2.0/s",
			"retrying 0: 2 of 5, 2 created, chunk 0s, run 2s, 1.0/s",
			"done 2: 4 of 5, 4 created, chunk 2s, run 3s, 1.3/s",
			"done 3: 5 of 5, 5 created, chunk 1s, run 4s, 1.2/s",
		)
	})
}

// TestProgressStartsAgain: a transaction over all chunks that is tried again has no rows, and the time goes on.
func TestProgressStartsAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ex, s := slow(t, 2)
		if _, err := ex.Run(ctx, insert(4)); err != nil {
			t.Fatal(err)
		}
		s.check(t,
			"done 1: 2 of 4, 2 created, chunk 1s, run 1s, 2.0/s",
			"failed 2: 2 of 4, 2 created, chunk 1s, run 2s, 1.0/s",
			"retrying 0: 0 of 4, 0 created, chunk 0s, run 2s, 0.0/s",
			"done 1: 2 of 4, 2 created, chunk 1s, run 3s, 0.7/s",
			"done 2: 4 of 4, 4 created, chunk 1s, run 4s, 1.0/s",
		)
	})
}

// TestProgressOfAStream: the total is not known, the time of the source counts, and so do rows that are not written.
func TestProgressOfAStream(t *testing.T) {
	rows := items(4)
	rows[2].Name = "bad"
	rows = slices.Insert(rows, 1, rows[0])
	source := builder.Seq(func(yield func(item) bool) {
		for _, row := range rows {
			time.Sleep(time.Minute)
			if !yield(row) {
				return
			}
		}
	})
	synctest.Test(t, func(t *testing.T) {
		ex, s := slow(t)
		up := builder.Insert("items").From(source).OnConflict("id").DoUpdate()
		res, err := ex.Run(ctx, up, exec.BatchSize(4), exec.Count(false), exec.SkipBadRows(1), exec.Duplicates(builder.KeepFirst))
		if err != nil || res.Rows != 3 || res.Duplicates != 1 || len(res.Rejected) != 1 {
			t.Fatalf("got %+v, %v", res, err)
		}
		s.check(t,
			"done 1: 4 of -1, 2 created, chunk 3s, run 5m3s, 0.0/s",
			"done 2: 5 of -1, 3 created, chunk 1s, run 5m4s, 0.0/s",
		)
	})
}

// TestRateWithoutTime: no time, no rate.
func TestRateWithoutTime(t *testing.T) {
	if got := (exec.Event{Result: exec.Result{Rows: 5}}).Rate(); got != 0 {
		t.Errorf("got %v", got)
	}
}
