package integration

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// patience is what a run may take that has been stopped; it is far below the servers' own timeouts.
const patience = 5 * time.Second

// TestCancel cancels runs at random moments: the table holds all rows or none, as the run says, and nothing is left behind.
func TestCancel(t *testing.T) {
	runs := number("SQBULK_CANCEL_RUNS", 20)
	onEach(t, func(t *testing.T, on reach) {
		on.create(t, "canceled (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(40))")
		up := builder.Insert("canceled").From(named(killedRows)).OnConflict("id").DoUpdate()
		ex := exec.New(on.db, on.dialect, exec.BatchSize(killedBatch))
		started := time.Now()
		if _, err := ex.Run(context.Background(), up); err != nil {
			t.Fatal(err)
		}
		took, goroutines := time.Since(started), runtime.NumGoroutine()
		done := 0
		for i := range runs {
			on.must(t, "DELETE FROM canceled")
			ctx, cancel := context.WithCancel(context.Background())
			moment := rand.N(took)
			if i%2 == 0 {
				moment = took * 9 / 10 // near the commit
				moment += rand.N(took / 5)
			}
			timer := time.AfterFunc(moment, cancel)
			_, err := ex.Run(ctx, up)
			timer.Stop()
			cancel()
			want := int64(killedRows)
			if err != nil {
				want = 0
				if !errors.Is(err, context.Canceled) {
					t.Errorf("not the context's error: %v", err)
				}
			} else {
				done++
			}
			if n := on.one(t, "SELECT COUNT(*) FROM canceled"); n != want && !errors.Is(err, exec.ErrCommitUnknown) {
				t.Errorf("%d rows are stored, not %d: %v", n, want, err)
			}
			on.idle(t)
		}
		t.Logf("%d of %d runs were faster", done, runs)
		settled(t, goroutines)
	})
}

func named(n int) builder.Source {
	rows := make([][]any, n)
	for i := range rows {
		rows[i] = []any{i, fmt.Sprint("row ", i)}
	}
	return builder.Tuples([]string{"id", "name"}, rows)
}

// settled waits until goroutines that are about to end have ended.
func settled(t *testing.T, before int) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for runtime.NumGoroutine() > before+8 { // a pool of eight connections has goroutines of its own
		if time.Now().After(deadline) {
			t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
			return
		}
		runtime.Gosched()
	}
}

// TestLockWait waits for a row that another transaction has locked: by Timeout and by the context, the wait ends at once.
func TestLockWait(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		if on.driver == "sqlite3" { // it cannot be interrupted while it waits for a lock, and stops only after its busy_timeout
			on = reachSQLite(t, on.driver, "?_busy_timeout=1000")
		}
		on.create(t, "lock_wait (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(40))")
		on.must(t, "INSERT INTO lock_wait VALUES (1, 'old')")
		holder := on.again()
		up := builder.Insert("lock_wait").Columns("id", "name").Values(1, "new").OnConflict("id").DoUpdate()
		for _, scope := range []struct {
			name string
			opt  exec.Option
		}{{"atomic", exec.Atomic()}, {"per chunk", exec.PerChunk()}, {"no transaction", exec.NoTx()}} {
			lockWait := func(t *testing.T, ctx context.Context, want error, opts ...exec.Option) {
				tx, err := holder.Beginx()
				if err != nil {
					t.Fatal(err)
				}
				defer tx.Rollback()
				if _, err := tx.Exec("UPDATE lock_wait SET name = 'held' WHERE id = 1"); err != nil {
					t.Fatal(err)
				}
				started := time.Now()
				_, err = exec.New(on.db, on.dialect, scope.opt).Run(ctx, up, opts...)
				if took := time.Since(started); took > patience {
					t.Errorf("it took %v", took)
				}
				if !errors.Is(err, want) {
					t.Errorf("%v instead of %v", err, want)
				}
				if err := tx.Rollback(); err != nil {
					t.Fatal(err)
				}
				on.idle(t)
				// Without a transaction, a server may finish a statement whose connection is gone.
				if n := on.one(t, "SELECT COUNT(*) FROM lock_wait WHERE name = 'old'"); n != 1 && !errors.Is(err, exec.ErrCommitUnknown) {
					t.Error("the row was written all the same")
				}
				on.must(t, "UPDATE lock_wait SET name = 'old'")
			}
			t.Run(scope.name+"/timeout", func(t *testing.T) {
				lockWait(t, context.Background(), dialect.Timeout, exec.Timeout(200*time.Millisecond))
			})
			t.Run(scope.name+"/context", func(t *testing.T) {
				ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
				defer cancel()
				lockWait(t, ctx, context.DeadlineExceeded)
			})
		}
	})
}
