package integration

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// TestConcurrency lets four writers upsert the same keys at the same time. Each key is created by one of them, so the sum of
// the created rows is the number of keys; and each of the additions to a row takes effect.
func TestConcurrency(t *testing.T) {
	onEvery(t, func(t *testing.T, on target) { writers(t, on) })
}

const (
	writerCount  = 4
	writerRounds = 4
	writerKeys   = 400
	writerBatch  = 300 // keys of each writer in each round
)

// writers runs the writers on a new table.
func writers(t *testing.T, on target) {
	m := newModel(t, on, shapes[0], rand.New(rand.NewPCG(1, uint64(time.Now().UnixNano()))))
	var all sync.WaitGroup
	results := make([]exec.Result, writerCount)
	errs := make([]error, writerCount)
	used := make([]map[int]int, writerCount)
	for w := range writerCount {
		random := rand.New(rand.NewPCG(uint64(w), m.Uint64()))
		used[w] = make(map[int]int)
		all.Go(func() { results[w], errs[w] = writer(m, random, used[w]) })
	}
	all.Wait()
	var sum exec.Result
	keys := make(map[int]int)
	for w := range writerCount {
		if errs[w] != nil {
			t.Fatalf("writer %d: %v", w, errs[w])
		}
		for k, n := range used[w] {
			keys[k] += n
		}
		if !results[w].Exact {
			t.Errorf("writer %d: counts are not exact", w)
		}
		sum.Created += results[w].Created
		sum.Updated += results[w].Updated
	}
	const rows = writerCount * writerRounds * writerBatch
	if sum.Created != int64(len(keys)) || sum.Created+sum.Updated != rows {
		t.Errorf("%d created and %d updated rows, not %d and %d", sum.Created, sum.Updated, len(keys), rows-len(keys))
	}
	if stored := m.additions(t); !maps.Equal(stored, keys) {
		t.Errorf("the table holds %v, not %v", stored, keys)
	}
}

// additions reads what the writers have added up.
func (m *model) additions(t *testing.T) map[int]int {
	t.Helper()
	rows, err := m.on.db.Query(fmt.Sprintf("SELECT %s, %s FROM %s", m.quote("id"), m.quote("a"), m.on.dialect.Quote(m.table)))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	stored := make(map[int]int)
	for rows.Next() {
		var k, n int
		if err := rows.Scan(&k, &n); err != nil {
			t.Fatal(err)
		}
		stored[k] = n
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return stored
}

// writer upserts random keys round after round, in any order, and remembers how often it used each. The rows of a chunk are
// locked in the order of their keys, so that one chunk in a transaction seldom meets a deadlock; where it does, the executor tries again.
func writer(m *model, random *rand.Rand, used map[int]int) (exec.Result, error) {
	sum := exec.Result{Exact: true}
	ex := exec.New(m.on.db, m.on.dialect, exec.Retry(exec.RetryPolicy{Attempts: 50}))
	for round := range writerRounds {
		var rows [][]any
		for _, k := range random.Perm(writerKeys)[:writerBatch] {
			rows = append(rows, []any{k, 1})
			used[k]++
		}
		up := builder.Insert(m.table).From(builder.Tuples([]string{"id", "a"}, rows)).OnConflict("id").
			DoUpdateSet("a", sq.Expr("? + ?", builder.Stored("a"), builder.Incoming("a")))
		res, err := ex.Run(context.Background(), up, exec.PerChunk(), exec.BatchSize([]int{1000, 100}[round%2]))
		if err != nil {
			return sum, err
		}
		sum.Created += res.Created
		sum.Updated += res.Updated
		sum.Exact = sum.Exact && res.Exact
	}
	return sum, nil
}
