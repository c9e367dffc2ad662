package integration

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// TestShapes runs random programs: one to three statements of every kind, with ragged rows, duplicate keys, bad rows and refused rows
// from every kind of source, in every kind of transaction and by every strategy. It compares contents, counts, outcomes, and the
// kinds and positions of errors with a model in memory.
//
// Each program begins with its own stored rows. SQBULK_SEED is the seed, by default 1; SQBULK_MODEL_BATCHES the number of programs
// for each database and driver, by default 120; SQBULK_MODEL_FIRST the first, by default 0. A program that fails is shown with the
// fewest statements, rows and options that fail in the same way.
func TestShapes(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		on = on.withReaders()
		seed := uint64(number("SQBULK_SEED", 1))
		on.create(t, parents)
		on.must(t, "INSERT INTO shapes_parents VALUES (1), (2)")
		for _, k := range keyShapes {
			on.create(t, k.definition())
		}
		done := make(map[string]int)
		first := number("SQBULK_MODEL_FIRST", 0)
		for i := range number("SQBULK_MODEL_BATCHES", 300) {
			s := newSequence(rand.New(rand.NewPCG(seed, uint64(first+i))), on)
			problem, failed := s.try(on)
			if problem != "" {
				s, problem = s.smallest(on, problem)
				t.Fatalf("SQBULK_SEED=%d SQBULK_MODEL_FIRST=%d SQBULK_MODEL_BATCHES=1\n%s\n%s", seed, first+i, s, problem)
			}
			done["failed"] += failed
			for _, p := range s {
				done[p.kind]++
				done[p.source]++
				done[p.tx]++
				done[p.strategy.String()]++
			}
		}
		t.Logf("SQBULK_SEED=%d: %v", seed, done)
		on.idle(t)
	})
}

// try runs the program on the database and on the model, and says what differs, what is stored then, and how the run ended.
func (p program) try(on reach, ex *exec.Executor) (problem string, stored []fields, err error) {
	bulk, told := p.bulk()
	res, err := p.run(on, ex, bulk)
	want := p.verdict(p.sendable())
	if err != nil {
		problem = p.failed(want, res, err)
		want = p.verdict(p.reached(want, res))
	} else if problem = want.unmet(); problem == "" {
		problem = p.compare(on, want, res, told)
	}
	if problem != "" {
		return problem, nil, err
	}
	if p.tx == "caller's rollback" {
		want.table = p.stored
	}
	content, readErr := p.content(on)
	if readErr != nil {
		return readErr.Error(), nil, err
	}
	if model := dumpFields(want.table, p.key); !slices.Equal(model, content) {
		problem = fmt.Sprintf("the table differs (error: %v)\nmodel:\n  %s\ntable:\n  %s", err,
			strings.Join(model, "\n  "), strings.Join(content, "\n  "))
	}
	return problem, want.table, err
}

// run runs the statement; a transaction of the caller's is committed when that succeeds, or else rolled back.
func (p program) run(on reach, ex *exec.Executor, bulk builder.Bulk) (exec.Result, error) {
	ctx := context.Background()
	if p.tx == "connection" {
		conn, err := on.db.Connx(ctx)
		if err != nil {
			return exec.Result{}, err
		}
		defer conn.Close()
		return exec.New(conn, on.dialect).Run(ctx, bulk, p.options()...)
	}
	if !p.callers() {
		return ex.Run(ctx, bulk, p.options()...)
	}
	tx, err := on.db.Beginx()
	if err != nil {
		return exec.Result{}, err
	}
	defer tx.Rollback()
	res, err := exec.New(tx, on.dialect).Run(ctx, bulk, p.options()...)
	if err == nil && p.tx == "caller's" {
		err = tx.Commit()
	}
	return res, err
}

// compare compares counts, outcomes, rejected rows, and what AfterSave was told.
func (p program) compare(on reach, want verdict, got exec.Result, told []exec.Outcome) string {
	foundRows := p.callers() && p.equal == exec.Unchanged          // a caller's connection does not show clientFoundRows
	changedKey := on.kind == "postgres" && p.version && p.caseForm // the CASE form cannot find it again
	if p.tx == "no transaction" || foundRows || changedKey {
		want.counts.Exact = got.Exact
	}
	w, g := want.counts, got
	if p.uncounted {
		w = exec.Result{Rows: w.Rows, Duplicates: w.Duplicates}
		g = exec.Result{Rows: g.Rows, Duplicates: g.Duplicates, Rejected: g.Rejected}
	}
	vague := on.kind == "sqlite" && p.kind == "upsert" && !got.Exact && want.loose(p.key) // it cannot look such rows up
	if vague {
		if g.Created > w.Created || g.Updated > w.Updated || g.Skipped > w.Skipped {
			return fmt.Sprintf("the counts are too high:\nwant %+v\ngot  %+v", w, g)
		}
		w.Created, w.Updated, w.Unchanged, w.Skipped, w.Exact = g.Created, g.Updated, g.Unchanged, g.Skipped, false
	}
	w.Chunks, w.Statements = g.Chunks, g.Statements
	g.Rejected, g.Outcomes = nil, nil
	if a, b := fmt.Sprintf("%+v", w), fmt.Sprintf("%+v", g); a != b {
		return fmt.Sprintf("the counts differ:\nwant %s\ngot  %s", a, b)
	}
	if problem := want.rejects(got.Rejected, true); problem != "" {
		return problem
	}
	if vague {
		for i, o := range got.Outcomes {
			if o != want.outcomes[i] && o != exec.Unknown {
				return fmt.Sprintf("row %d is %v, not %v", i, o, want.outcomes[i])
			}
		}
		return ""
	}
	if p.outcomes && !slices.Equal(got.Outcomes, want.outcomes) {
		return fmt.Sprintf("the outcomes differ:\nwant %v\ngot  %v", want.outcomes, got.Outcomes)
	}
	if told == nil {
		return ""
	}
	for i, o := range want.outcomes {
		if o == exec.Rejected || o == exec.Duplicate {
			o = exec.NotRun
		}
		if told[i] != o {
			return fmt.Sprintf("AfterSave: row %d was told %v, not %v", i, told[i], o)
		}
	}
	return ""
}

// failed looks whether a failed run is right to fail, and names the right rows.
func (p program) failed(want verdict, res exec.Result, err error) string {
	if problem := p.rightly(want, err); problem != "" {
		return problem + ": " + err.Error()
	}
	if p.tx == "atomic" || p.tx == "connection" {
		if res.Rows+res.Duplicates+int64(len(res.Rejected)) != 0 {
			return fmt.Sprintf("an atomic run failed and says: %+v", res)
		}
		return ""
	}
	var chunk *exec.ChunkError
	if errors.As(err, &chunk) && (chunk.Applied != res.Rows || chunk.Committed == p.callers()) {
		return fmt.Sprintf("the error says that %d rows are applied (committed: %v), not %d", chunk.Applied, chunk.Committed, res.Rows)
	}
	return want.rejects(res.Rejected, false)
}

// rightly says what is wrong with the error of a run.
func (p program) rightly(want verdict, err error) string {
	var (
		duplicate *builder.DuplicateError
		null      *builder.NullKeyError
		row       *builder.RowError
		invalid   *exec.ValidationError
		chunk     *exec.ChunkError
	)
	switch {
	case errors.Is(err, exec.ErrTooManyBadRows):
		if !want.tooMany() || !errors.As(err, &chunk) || want.bad[chunk.Row] == nil && !slices.Contains(want.invalid, chunk.Row) {
			return fmt.Sprintf("the bad rows are %v and %v", sortedKeys(want.bad), want.invalid)
		}
	case errors.As(err, &duplicate):
		w := want.duplicate
		if w == nil || !errors.As(err, &row) || row.Row != w.Row || !reflect.DeepEqual(duplicate, w) {
			return fmt.Sprintf("the duplicate is not %+v", w)
		}
	case errors.As(err, &null):
		if want.null < 0 || null.Row != want.null || !errors.As(err, &row) || row.Row != want.null {
			return fmt.Sprintf("the first NULL key is in row %d", want.null)
		}
	case errors.As(err, &row):
		if len(want.mistakes) == 0 || row.Row != want.mistakes[0] {
			return fmt.Sprintf("the rows that cannot be sent are %v", want.mistakes)
		}
	case errors.As(err, &invalid):
		for i, r := range invalid.Rows {
			if i >= len(want.invalid) || r.Row != want.invalid[i] || !errors.Is(r, errRefused) {
				return fmt.Sprintf("the rows that Validate refuses are %v", want.invalid)
			}
		}
		if p.skip || len(invalid.Rows) == 0 {
			return "nothing is invalid"
		}
	case errors.As(err, &chunk):
		as := func(i int) bool {
			return slices.ContainsFunc(want.bad[i], func(k dialect.Kind) bool { return errors.Is(err, k) })
		}
		covers := slices.ContainsFunc(sortedKeys(want.bad), func(i int) bool { return chunk.First <= i && i <= chunk.Last && as(i) })
		if p.skip || !covers || chunk.Row >= 0 && !as(chunk.Row) {
			return fmt.Sprintf("the bad rows are %v", want.bad)
		}
	default:
		return "an error of another kind"
	}
	return ""
}
