package jobs

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// Reading is what a sensor says.
type Reading struct {
	Sensor int64     `db:"sensor"`
	Taken  time.Time `db:"taken"`
	Value  float64   `db:"value"`
	Note   *string   `db:"note"`
}

// storeReadings stores readings by COPY while they come, a thousand in a transaction, and says how far it is. The
// sequence does not know how many rows it has, so the caller says it.
func storeReadings(
	ctx context.Context, ex *exec.Executor, readings iter.Seq2[Reading, error], total int64, say func(percent, rows int64),
) (exec.Result, error) {
	watch := exec.ObserverFunc(func(_ context.Context, e exec.Event) {
		if e.Kind == exec.ChunkDone {
			say(100*e.Done()/total, e.Done())
		}
	})
	insert := builder.Insert("readings").From(builder.Seq2(readings))
	return ex.Run(ctx, insert, exec.Strategy(exec.Copy), exec.PerChunk(), exec.BatchSize(1000), exec.Observe(watch))
}

// take yields n readings, and then an error unless it is nil.
func take(n int, end error) iter.Seq2[Reading, error] {
	note := "every hundredth,\twith a tab"
	return func(yield func(Reading, error) bool) {
		for i := range n {
			r := Reading{Sensor: int64(i % 7), Taken: time.Unix(int64(i), 0).UTC(), Value: float64(i) / 2}
			if i%100 == 0 {
				r.Note = &note
			}
			if !yield(r, nil) {
				return
			}
		}
		if end != nil {
			yield(Reading{}, end)
		}
	}
}

func TestReadings(t *testing.T) {
	const (
		table = "CREATE TABLE readings (sensor BIGINT NOT NULL, taken {time} NOT NULL, " +
			"value DOUBLE PRECISION NOT NULL, note TEXT)"
		sums = "SELECT CONCAT(COUNT(*), ' ', COUNT(DISTINCT taken), ' ', SUM(sensor), ' ', SUM(value), ' ', " +
			"COUNT(note), ' ', MIN(note)) FROM readings"
	)
	copies := func(t *testing.T, p place) {
		p.create(t, table)
		ctx, ex := context.Background(), exec.New(p.db, p.dialect)
		var said []string
		say := func(percent, rows int64) { said = append(said, fmt.Sprintf("%d%% %d", percent, rows)) }
		res, err := storeReadings(ctx, ex, take(2500, nil), 2500, say)
		if err != nil || res.Created != 2500 || res.Chunks != 3 || !res.Exact {
			t.Errorf("%+v, %v", res, err)
		}
		if !slices.Equal(said, []string{"40% 1000", "80% 2000", "100% 2500"}) {
			t.Errorf("the progress was %q", said)
		}
		p.holds(t, sums, "2500 2500 7497 1561875 25 every hundredth,\twith a tab")

		// The sensors fall silent in the middle of the second chunk: the first stays.
		p.create(t, "DELETE FROM readings")
		silent := errors.New("silent")
		res, err = storeReadings(ctx, ex, take(1500, silent), 2500, func(int64, int64) {})
		if !errors.Is(err, silent) || res.Rows != 1000 {
			t.Errorf("%+v, %v", res, err)
		}
		p.holds(t, "SELECT CONCAT(COUNT(*), '') FROM readings", "1000")
	}
	onPostgres(t, copies)
	onMySQL(t, copies) // LOAD DATA there
	onMariaDB(t, copies)
	onSQLite(t, func(t *testing.T, p place) {
		p.create(t, table)
		_, err := storeReadings(context.Background(), exec.New(p.db, p.dialect), take(10, nil), 10, nil)
		if !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), "leave out Strategy") {
			t.Errorf("SQLite has no COPY: %v", err)
		}
	})
}
