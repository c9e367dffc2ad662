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
	"github.com/sqbulk/sqbulk/exec"
)

// TestShapes runs random programs of ragged rows, duplicate keys, bad rows and refused rows from every kind of source, and compares
// contents, counts, outcomes and the positions in errors with a model in memory.
//
// Each program begins with its own stored rows. SQBULK_SEED is the seed, by default 1, and SQBULK_MODEL_BATCHES the number of programs
// for each database and driver, by default 120. A program that fails is shown with the fewest rows that fail.
func TestShapes(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		seed := uint64(number("SQBULK_SEED", 1))
		for _, k := range keyShapes {
			on.create(t, k.definition())
		}
		done := make(map[string]int)
		for i := range number("SQBULK_MODEL_BATCHES", 120) {
			p := newProgram(rand.New(rand.NewPCG(seed, uint64(i))), on.kind)
			problem, err := p.try(on)
			if problem != "" {
				p, problem = p.smallest(on, problem)
				t.Fatalf("SQBULK_SEED=%d, program %d\n%s\n%s", seed, i, p, problem)
			}
			done[p.kind]++
			if done[p.source]++; err != nil {
				done["failed"]++
			}
		}
		t.Logf("SQBULK_SEED=%d: %v", seed, done)
		on.idle(t)
	})
}

// try runs the program on the database and on the model, and says what differs, and how the run ended.
func (p program) try(on reach) (problem string, err error) {
	if err := p.restore(on); err != nil {
		return err.Error(), err
	}
	bulk, told := p.bulk()
	res, err := p.run(on, bulk)
	want := p.verdict(p.sendable())
	if err != nil {
		problem = p.failed(want, res, err)
		want = p.verdict(p.reached(want, res))
	} else if problem = want.unmet(); problem == "" {
		problem = p.compare(on, want, res, told)
	}
	if problem != "" {
		return problem, err
	}
	content, readErr := p.content(on)
	if readErr != nil {
		return readErr.Error(), err
	}
	if model := dumpFields(want.table, p.key); !slices.Equal(model, content) {
		problem = fmt.Sprintf("the table differs (error: %v)\nmodel:\n  %s\ntable:\n  %s", err,
			strings.Join(model, "\n  "), strings.Join(content, "\n  "))
	}
	return problem, err
}

// run runs the statement; a transaction of the caller's is committed when that succeeds.
func (p program) run(on reach, bulk builder.Bulk) (exec.Result, error) {
	ctx := context.Background()
	if p.tx != "caller's" {
		return exec.New(on.db, on.dialect).Run(ctx, bulk, p.options()...)
	}
	tx, err := on.db.Beginx()
	if err != nil {
		return exec.Result{}, err
	}
	defer tx.Rollback()
	res, err := exec.New(tx, on.dialect).Run(ctx, bulk, p.options()...)
	if err == nil {
		err = tx.Commit()
	}
	return res, err
}

// smallest leaves out rows as long as the program still fails in the same way.
func (p program) smallest(on reach, problem string) (program, string) {
	kind := func(problem string) string { return strings.SplitN(problem, ":", 2)[0] }
	for smaller := true; smaller; {
		smaller = false
		for i := 0; i < len(p.rows)+len(p.stored); i++ {
			q := p
			if i < len(p.rows) {
				q.rows = slices.Delete(slices.Clone(p.rows), i, i+1)
			} else {
				q.stored = slices.Delete(slices.Clone(p.stored), i-len(p.rows), i-len(p.rows)+1)
			}
			if len(q.rows) == 0 || !q.complete() {
				continue
			}
			if less, _ := q.try(on); less != "" && kind(less) == kind(problem) {
				p, problem, smaller = q, less, true
				i--
			}
		}
	}
	return p, problem
}

// compare compares counts, outcomes, rejected rows, and what AfterSave was told.
func (p program) compare(on reach, want verdict, got exec.Result, told []exec.Outcome) string {
	foundRows := p.tx == "caller's" && p.equal == exec.Unchanged   // a caller's connection does not show clientFoundRows
	changedKey := on.kind == "postgres" && p.version && p.caseForm // the CASE form cannot find it again
	if p.tx == "no transaction" || foundRows || changedKey {
		want.counts.Exact = got.Exact
	}
	w, g := want.counts, got
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
	if p.tx == "atomic" {
		if res.Rows+res.Duplicates+int64(len(res.Rejected)) != 0 {
			return fmt.Sprintf("an atomic run failed and says: %+v", res)
		}
		return ""
	}
	var chunk *exec.ChunkError
	if errors.As(err, &chunk) && (chunk.Applied != res.Rows || chunk.Committed != (p.tx != "caller's")) {
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
		covers := slices.ContainsFunc(sortedKeys(want.bad), func(i int) bool { return chunk.First <= i && i <= chunk.Last })
		_, named := want.bad[chunk.Row]
		if p.skip || !covers || chunk.Row >= 0 && !named {
			return fmt.Sprintf("the bad rows are %v", sortedKeys(want.bad))
		}
	default:
		return "an error of another kind"
	}
	return ""
}
