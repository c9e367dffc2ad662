package integration

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sqbulk/sqbulk/exec"
)

// TestModel runs random batches on every database and compares the counts and the table's content with a model in memory.
//
// SQBULK_SEED repeats a run: the seed is in the output of a failed one. SQBULK_MODEL_BATCHES is the number of batches for
// each database, driver and dialect, by default 300.
func TestModel(t *testing.T) { onEvery(t, runModel) }

// modelSeed is the seed of this run.
var modelSeed = sync.OnceValues(func() (uint64, error) {
	if text := os.Getenv("SQBULK_SEED"); text != "" {
		return strconv.ParseUint(text, 10, 64)
	}
	return uint64(time.Now().UnixNano()), nil
})

// runModel runs batches on new tables of each shape in turn. Each test has numbers of its own from the one seed.
func runModel(t *testing.T, on target) {
	seed, err := modelSeed()
	if err != nil {
		t.Fatalf("SQBULK_SEED is not a number: %v", err)
	}
	batches := number("SQBULK_MODEL_BATCHES", 300)
	hash := fnv.New64a()
	hash.Write([]byte(t.Name()))
	random := rand.New(rand.NewPCG(seed, hash.Sum64()))
	done := make(map[string]int)
	for n := 0; n < batches; {
		for _, shape := range shapes {
			m := newModel(t, on, shape, random)
			for range min(40, batches-n) {
				n++
				b := m.batch()
				done[b.kind]++
				if problem := m.try(b); problem != "" {
					t.Fatalf("SQBULK_SEED=%d, batch %d, table %s: %s\n%s", seed, n, m.table, b, problem)
				}
			}
		}
	}
	t.Logf("SQBULK_SEED=%d: %d batches: %v", seed, batches, done)
}

// try runs a batch on the database and on the model, and says what differs.
func (m *model) try(b batch) string {
	before := m.dump()
	want := b.effect(m)
	got, err := m.ex.Run(context.Background(), b.bulk, b.options...)
	if err != nil {
		return err.Error()
	}
	if problem := m.otherCounts(b, want, got); problem != "" {
		return fmt.Sprintf("%s\nstored before:\n%s", problem, strings.Join(before, "\n"))
	}
	content, err := m.content()
	if err != nil {
		return err.Error()
	}
	if model := m.dump(); !slices.Equal(model, content) {
		return fmt.Sprintf("the table differs\nmodel:\n%s\ntable:\n%s\nbefore:\n%s",
			strings.Join(model, "\n"), strings.Join(content, "\n"), strings.Join(before, "\n"))
	}
	return ""
}

// otherCounts compares counts. All have to be exact, except where the database cannot tell updated from unchanged rows.
func (m *model) otherCounts(b batch, want, got exec.Result) string {
	want.Exact, want.Chunks, want.Statements = true, got.Chunks, got.Statements
	if m.on.suite.VagueUpdates && b.update && !got.Exact {
		want.Updated, want.Unchanged, want.Exact = want.Updated+want.Unchanged, 0, false
		got.Updated, got.Unchanged = got.Updated+got.Unchanged, 0
	}
	if w, g := fmt.Sprintf("%+v", want), fmt.Sprintf("%+v", got); w != g {
		return fmt.Sprintf("the counts differ\nwant %s\ngot  %s", w, g)
	}
	return ""
}
