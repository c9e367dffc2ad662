package dialecttest

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// apply runs a statement and compares the counts, which have to be exact.
func (s *suite) apply(t *testing.T, b builder.Bulk, want exec.Result, opts ...exec.Option) {
	t.Helper()
	got, err := s.ex.Run(context.Background(), b, opts...)
	if err != nil {
		t.Fatal(err)
	}
	want.Exact = true
	compare(t, want, got)
}

// applyUpdate is apply for an UPDATE, whose counts may be vague.
func (s *suite) applyUpdate(t *testing.T, b builder.Bulk, want exec.Result, opts ...exec.Option) {
	t.Helper()
	got, err := s.ex.Run(context.Background(), b, opts...)
	if err != nil {
		t.Fatal(err)
	}
	s.compareUpdate(t, want, got)
}

// compareUpdate compares the counts of an UPDATE. Vague ones tell matched rows apart from the others, but not updated from
// unchanged ones.
func (s *suite) compareUpdate(t *testing.T, want, got exec.Result) {
	t.Helper()
	if want.Exact = true; s.o.VagueUpdates && !got.Exact {
		want.Updated, want.Unchanged, want.Exact = want.Updated+want.Unchanged, 0, false
		got.Updated, got.Unchanged = got.Updated+got.Unchanged, 0
	}
	compare(t, want, got)
}

// compare compares counts; the numbers of chunks and statements only where they are given.
func compare(t *testing.T, want, got exec.Result) {
	t.Helper()
	if want.Chunks == 0 {
		want.Chunks = got.Chunks
	}
	if want.Statements == 0 {
		want.Statements = got.Statements
	}
	if !reflect.DeepEqual(want, got) {
		t.Errorf("other counts\nwant %s\ngot  %s", counts(want), counts(got))
	}
	if got.Statements < got.Chunks {
		t.Errorf("%d statements for %d chunks", got.Statements, got.Chunks)
	}
}

// honest compares counts that may say that they are not exact.
func (s *suite) honest(t *testing.T, want, got exec.Result) {
	t.Helper()
	if !got.Exact {
		if got.Rows != want.Rows {
			t.Errorf("%d rows were applied, not %d", got.Rows, want.Rows)
		}
		return
	}
	want.Exact = true
	compare(t, want, got)
}

// counts writes a result without its zeros.
func counts(r exec.Result) string {
	text := fmt.Sprintf("%d rows, exact %v, %d chunks, %d statements:", r.Rows, r.Exact, r.Chunks, r.Statements)
	for _, c := range []struct {
		name string
		n    int64
	}{{"created", r.Created}, {"updated", r.Updated}, {"unchanged", r.Unchanged}, {"skipped", r.Skipped}, {"deleted", r.Deleted}, {"unmatched", r.Unmatched}} {
		if c.n != 0 {
			text += fmt.Sprintf(" %s %d", c.name, c.n)
		}
	}
	return text
}

// rewritten adds n rows that an update leaves as they were although nothing tells it to leave them alone.
func (s *suite) rewritten(r exec.Result, n int64) exec.Result {
	if s.o.WritesEqual {
		r.Updated += n
	} else {
		r.Unchanged += n
	}
	return r
}

// numbered makes rows first to last with f.
func numbered(first, last int, f func(i int) []any) [][]any {
	var rows [][]any
	for i := first; i <= last; i++ {
		rows = append(rows, f(i))
	}
	return rows
}

// rows is a source of tuples.
func rows(columns []string, rows ...[]any) builder.Source { return builder.Tuples(columns, rows) }

// The columns of the usual tables, in their order.
var (
	peopleColumns  = []string{"id", "name", "hits"}
	membersColumns = []string{"org", "email", "name", "hits"}
)
