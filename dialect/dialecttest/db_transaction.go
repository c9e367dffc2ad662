package dialecttest

import (
	"context"
	"errors"
	"testing"

	sq "github.com/Masterminds/squirrel"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// callersTransaction runs in a transaction that the caller ends, with every scope, none of which has an effect.
func callersTransaction(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", 20})
	up := tab.upsert([]any{1, "x", 10}, []any{2, "Bob", 20}, []any{3, "Cid", 30}).DoUpdate().OnlyChanged().BatchSize(1)
	for _, end := range []func(*sqlx.Tx) error{(*sqlx.Tx).Rollback, (*sqlx.Tx).Commit} {
		tab.want(t, []any{1, "Ann", 10}, []any{2, "Bob", 20})
		tx, err := s.db.Beginx()
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		for _, scope := range []exec.Option{exec.PerChunk(), exec.NoTx(), exec.Atomic()} {
			s.inTransaction(t, tx, builder.Update(tab.name).Key("id").Set("name").Values(1, "Ann").Values(3, "x"), scope, s.rewritten(exec.Result{Rows: 2, Unmatched: 1}, 1))
			s.inTransaction(t, tx, up, scope, exec.Result{Rows: 3, Created: 1, Updated: 1, Unchanged: 1})
			s.inTransaction(t, tx, builder.Delete(tab.name).Key("id").Values(3), scope, exec.Result{Rows: 1, Deleted: 1})
			s.inTransaction(t, tx, builder.Update(tab.name).Key("id").Set("name").Values(1, "Ann"), scope, exec.Result{Rows: 1, Updated: 1})
		}
		s.inTransaction(t, tx, up, exec.Atomic(), exec.Result{Rows: 3, Created: 1, Updated: 1, Unchanged: 1})
		if err := end(tx); err != nil {
			t.Fatalf("the transaction was ended before: %v", err)
		}
	}
	tab.want(t, []any{1, "x", 10}, []any{2, "Bob", 20}, []any{3, "Cid", 30})
}

// inTransaction runs a statement in the caller's transaction and compares the counts. There, the driver's connection cannot be
// looked at, so a dialect that wants to look may say that it does not know.
func (s *suite) inTransaction(t *testing.T, tx *sqlx.Tx, b builder.Bulk, scope exec.Option, want exec.Result) {
	t.Helper()
	got, err := exec.New(tx, s.d).Run(context.Background(), b, scope)
	if err != nil {
		t.Fatal(err)
	}
	if looks := s.d.Inspect(nil) != nil; !looks && !got.Exact {
		t.Errorf("not exact: %s", counts(got))
	}
	s.honest(t, want, got)
}

func callersConnection(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10})
	conn, err := s.db.Connx(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	ex := exec.New(conn, s.d)
	for range 2 {
		res, err := ex.Run(context.Background(), tab.upsert([]any{1, "x", 10}, []any{2, "Bob", 20}).DoUpdate().OnlyChanged())
		if err != nil {
			t.Fatal(err)
		}
		if !res.Exact || res.Rows != 2 {
			t.Errorf("%s", counts(res))
		}
	}
	tab.want(t, []any{1, "x", 10}, []any{2, "Bob", 20})
}

// failing is 30 rows, of which the one in row 24 has no key.
func failing(tab *table) builder.InsertBuilder {
	return tab.upsert(numbered(1, 30, func(i int) []any {
		if i == 25 {
			return []any{nil, "no key", i}
		}
		return []any{i, "new", i}
	})...).DoUpdate().BatchSize(10)
}

// fails runs failing and checks the error.
func (s *suite) fails(t *testing.T, tab *table, applied int64, opts ...exec.Option) {
	t.Helper()
	res, err := s.ex.Run(context.Background(), failing(tab), opts...)
	var failed *exec.ChunkError
	if !errors.As(err, &failed) || !errors.Is(err, dialect.NotNullViolation) {
		t.Fatalf("not a not-null violation: %v", err)
	}
	if failed.Chunk != 3 || failed.First != 20 || failed.Last != 29 || failed.Applied != applied {
		t.Errorf("chunk %d, rows %d-%d, %d applied", failed.Chunk, failed.First, failed.Last, failed.Applied)
	}
	if failed.Row >= 0 && failed.Row != 24 {
		t.Errorf("row %d is at fault, not 24", failed.Row)
	}
	if res.Rows != applied || res.Created != applied-min(applied, 1) || res.Updated != min(applied, 1) {
		t.Errorf("counts after the error: %s", counts(res))
	}
}

func allOrNothing(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10})
	s.fails(t, tab, 0)
	tab.want(t, []any{1, "Ann", 10})
}

func perChunk(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10})
	s.fails(t, tab, 20, exec.PerChunk())
	tab.want(t, numbered(1, 20, func(i int) []any { return []any{i, "new", i} })...)
	good := tab.upsert(numbered(1, 30, func(i int) []any { return []any{i, "newer", i} })...).DoUpdate().BatchSize(10)
	s.apply(t, good, exec.Result{Rows: 30, Created: 10, Updated: 20, Chunks: 3}, exec.PerChunk())
}

// noTransaction: counts are exact unless the dialect needs a transaction for them, and says so.
func noTransaction(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10})
	s.fails(t, tab, 20, exec.NoTx())
	good := tab.upsert(numbered(11, 30, func(i int) []any { return []any{i, "newer", i} })...).DoUpdate().BatchSize(10)
	_, _, spelling, err := (&spelled{d: s.d}).spell(good, true)
	if err != nil {
		t.Fatal(err)
	}
	res, err := s.ex.Run(context.Background(), good, exec.NoTx())
	if err != nil {
		t.Fatal(err)
	}
	compare(t, exec.Result{Rows: 20, Created: 10, Updated: 10, Chunks: 2, Exact: !spelling.NeedsTx}, res)
	tab.want(t, numbered(1, 30, func(i int) []any {
		if i <= 10 {
			return []any{i, "new", i}
		}
		return []any{i, "newer", i}
	})...)
}

func cancelled(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.ex.Run(ctx, tab.upsert([]any{1, "x", 1}).DoUpdate()); !errors.Is(err, context.Canceled) {
		t.Errorf("not cancelled: %v", err)
	}
	tab.want(t, []any{1, "Ann", 10})
}

// withoutCounts sends plain statements: one for each chunk, but for what the dialect may ask about the table before. What they
// tell is exact or marked as not.
func withoutCounts(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10}, []any{2, "Bob", 20})
	run := func(b builder.Bulk, want exec.Result) exec.Result {
		t.Helper()
		res, err := s.ex.Run(context.Background(), b, exec.Count(false))
		if err != nil {
			t.Fatal(err)
		}
		s.honest(t, want, res)
		if res.Statements > res.Chunks+s.probes(t, b) {
			t.Errorf("%d statements for %d chunks", res.Statements, res.Chunks)
		}
		return res
	}
	if res := run(builder.Insert(tab.name).From(rows(peopleColumns, []any{3, "Cid", 30}, []any{4, "Dan", 40})), exec.Result{Rows: 2, Created: 2}); !res.Exact {
		t.Errorf("an insert is not exact: %s", counts(res))
	}
	run(tab.upsert([]any{1, "x", 1}, []any{5, "Eve", 50}).DoNothing(), exec.Result{Rows: 2, Created: 1, Skipped: 1})
	up := tab.upsert(numbered(1, 6, func(i int) []any { return []any{i, "y", sq.Expr("1 + ?", i)} })...).DoUpdate().BatchSize(4)
	if res := run(up, exec.Result{Rows: 6, Created: 1, Updated: 5}); res.Exact || res.Chunks != 2 {
		t.Errorf("an upsert that is not counted: %s", counts(res))
	}
	tab.want(t, numbered(1, 6, func(i int) []any { return []any{i, "y", i + 1} })...)
	change := tab.upsert([]any{1, "z", 1}, []any{9, "z", 9})
	run(builder.Update(tab.name).Key("id").Set("name").From(rows(peopleColumns, []any{1, "z", 1}, []any{9, "z", 9})), exec.Result{Rows: 2, Updated: 1, Unmatched: 1})
	run(change.DoUpdate().OnlyChanged(), exec.Result{Rows: 2, Created: 1, Updated: 1})
	if res := run(builder.Delete(tab.name).Key("id").From(builder.Column("id", []int{2, 3, 4, 5, 6, 99})), exec.Result{Rows: 6, Deleted: 5}); !res.Exact {
		t.Errorf("a delete is not exact: %s", counts(res))
	}
	tab.want(t, []any{1, "z", 1}, []any{9, "z", 9})
}

// probes is how often the dialect asks about the table of a statement that does not count: once at most.
func (s *suite) probes(t *testing.T, b builder.Bulk) int {
	t.Helper()
	job, err := b.Job(builder.JobOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, asks := s.d.Probe(job.Statement); asks {
		return 1
	}
	return 0
}
