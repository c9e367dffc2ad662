package integration

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	sq "github.com/Masterminds/squirrel"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

const (
	crowdWriters = 8
	crowdRounds  = 6
	crowdKeys    = 400
	crowdBatch   = 150 // keys of each writer in each round
	crowdTable   = "crowd (id BIGINT NOT NULL PRIMARY KEY, hits BIGINT NOT NULL, writer BIGINT NOT NULL, round BIGINT NOT NULL)"
)

// crowdCases are the ways in which the writers run.
var crowdCases = []struct {
	name string
	opts []exec.Option
}{
	{"one chunk", []exec.Option{exec.Atomic()}},
	{"per chunk", []exec.Option{exec.PerChunk(), exec.BatchSize(40)}},
	{"more chunks", []exec.Option{exec.Atomic(), exec.BatchSize(40)}},
}

// TestWriters lets eight writers upsert overlapping random keys with the retries of the default. No error reaches them, every key is
// created once, every addition takes effect, and each row is what one of the writers wrote last.
func TestWriters(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		for _, c := range crowdCases {
			t.Run(c.name, func(t *testing.T) {
				on.create(t, crowdTable)
				crowd(t, on, []*sqlx.DB{on.db}, c.opts)
			})
		}
	})
}

// tally is what a writer did.
type tally struct {
	result  exec.Result
	retries int
	rounds  map[int][]int // by key, the rounds in which it was sent
}

// crowd runs the writers on one or more pools and compares the table with what they report.
func crowd(t *testing.T, on reach, pools []*sqlx.DB, opts []exec.Option) {
	t.Helper()
	tallies := make([]tally, crowdWriters)
	errs := make([]error, crowdWriters)
	var all sync.WaitGroup
	for w := range crowdWriters {
		all.Go(func() { errs[w] = tallies[w].write(on, pools[w%len(pools)], w, opts) })
	}
	all.Wait()
	var created, updated, retries int64
	hits := make(map[int]int)
	for w, done := range tallies {
		if errs[w] != nil {
			t.Errorf("writer %d: %v", w, errs[w])
		}
		if !done.result.Exact {
			t.Errorf("writer %d: counts are not exact", w)
		}
		created += done.result.Created
		updated += done.result.Updated
		retries += int64(done.retries)
		for k, rounds := range done.rounds {
			hits[k] += len(rounds)
		}
	}
	t.Logf("%d retries", retries)
	if sent := int64(crowdWriters * crowdRounds * crowdBatch); created != int64(len(hits)) || created+updated != sent {
		t.Errorf("%d created and %d updated, not %d and %d", created, updated, len(hits), sent-int64(len(hits)))
	}
	for _, db := range pools {
		checkCrowd(t, db, tallies, hits)
	}
}

// write upserts random keys in random order, round after round.
func (y *tally) write(on reach, db *sqlx.DB, w int, opts []exec.Option) error {
	y.rounds, y.result.Exact = make(map[int][]int), true
	count := exec.Observe(exec.ObserverFunc(func(_ context.Context, e exec.Event) {
		if e.Kind == exec.Retrying {
			y.retries++
		}
	}))
	ex := exec.New(db, on.dialect, append(opts[:len(opts):len(opts)], count)...)
	for round := range crowdRounds {
		var rows [][]any
		for _, k := range rand.Perm(crowdKeys)[:crowdBatch] {
			rows = append(rows, []any{k, 1, w, round})
			y.rounds[k] = append(y.rounds[k], round)
		}
		up := builder.Insert("crowd").From(builder.Tuples([]string{"id", "hits", "writer", "round"}, rows)).OnConflict("id").
			DoUpdate("writer", "round").DoUpdateSet("hits", sq.Expr("? + 1", builder.Stored("hits")))
		res, err := ex.Run(context.Background(), up)
		if err != nil {
			return fmt.Errorf("round %d: %w", round, err)
		}
		y.result.Created += res.Created
		y.result.Updated += res.Updated
		y.result.Exact = y.result.Exact && res.Exact
	}
	return nil
}

// checkCrowd compares each row with what the writers sent.
func checkCrowd(t *testing.T, db *sqlx.DB, tallies []tally, hits map[int]int) {
	t.Helper()
	var rows []struct{ ID, Hits, Writer, Round int }
	if err := db.Select(&rows, "SELECT id, hits, writer, round FROM crowd"); err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(hits) {
		t.Errorf("%d rows are stored, not %d", len(rows), len(hits))
	}
	wrong := few{t: t}
	for _, r := range rows {
		if r.Hits != hits[r.ID] {
			wrong.errorf("row %d has %d hits, not %d", r.ID, r.Hits, hits[r.ID])
		}
		sent := tallies[r.Writer].rounds[r.ID] // a writer's own rounds come one after the other
		if len(sent) == 0 || sent[len(sent)-1] != r.Round {
			wrong.errorf("row %d is of writer %d in round %d, who wrote it last in %v", r.ID, r.Writer, r.Round, sent)
		}
	}
}
