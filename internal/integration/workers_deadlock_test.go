package integration

import (
	"context"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// TestWorkersDeadlock: chunks of one run that deadlock against each other are run again, and each row takes effect once. A trigger counts
// the rows, and every second chunk comes to the counters the other way round.
func TestWorkersDeadlock(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) { deadlockedWorkers(t, on) })
}

// deadlockedWorkers runs until a chunk was run again.
func deadlockedWorkers(t *testing.T, on reach, options ...exec.Option) {
	const counters, chunks, rounds = 50, 8, 20
	var rows [][]any
	for chunk := range chunks {
		for i := range counters {
			if chunk%2 == 1 {
				i = counters - 1 - i
			}
			rows = append(rows, []any{len(rows), i})
		}
	}
	on.create(t, "crew_counters (id BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL)",
		"crew_rows (id BIGINT NOT NULL PRIMARY KEY, counter BIGINT NOT NULL)")
	count := "UPDATE crew_counters SET n = n + 1 WHERE id = NEW.counter"
	on.must(t, pick(on, map[string][]string{
		"postgres": {
			"CREATE OR REPLACE FUNCTION crew_count() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + count + "; PERFORM pg_sleep(0.001); RETURN NULL; END $$",
			"CREATE TRIGGER crew_count AFTER INSERT ON crew_rows FOR EACH ROW EXECUTE FUNCTION crew_count()",
		},
		"mysql": {"CREATE TRIGGER crew_count AFTER INSERT ON crew_rows FOR EACH ROW " + count},
	})...)
	retries := 0
	options = append(options, exec.PerChunk(), exec.BatchSize(counters), exec.Workers(4),
		exec.Observe(exec.ObserverFunc(func(_ context.Context, e exec.Event) {
			if e.Kind == exec.Retrying {
				retries++
			}
		})))
	var zeros [][]any
	for i := range counters {
		zeros = append(zeros, []any{i, 0})
	}
	set := builder.Insert("crew_counters").From(builder.Tuples([]string{"id", "n"}, zeros))
	for range rounds {
		on.must(t, "DELETE FROM crew_rows", "DELETE FROM crew_counters")
		if _, err := exec.New(on.db, on.dialect).Run(context.Background(), set); err != nil {
			t.Fatal(err)
		}
		insert := builder.Insert("crew_rows").From(builder.Tuples([]string{"id", "counter"}, rows))
		res, err := exec.New(on.db, on.dialect, options...).Run(context.Background(), insert)
		if err != nil || res.Created != int64(len(rows)) || res.Chunks != chunks || !res.Exact {
			t.Fatalf("got %+v, %v", res, err)
		}
		if n := on.one(t, "SELECT COUNT(*) FROM crew_counters WHERE n <> ?", chunks); n > 0 {
			t.Fatalf("%d counters are wrong", n)
		}
		if retries > 0 {
			on.idle(t)
			return
		}
	}
	t.Errorf("no deadlock in %d rounds", rounds)
}
