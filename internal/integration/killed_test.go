package integration

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

const (
	killedRows  = 2000
	killedBatch = 50
)

// killer ends connections of a pool of one connection from another pool.
type killer struct {
	on     reach
	victim *sqlx.DB
	id     int64
}

// newKiller returns a pool of one connection and what kills it.
func newKiller(t *testing.T, on reach) *killer {
	t.Helper()
	k := &killer{on: on, victim: on.again()}
	k.victim.SetMaxOpenConns(1)
	return k
}

// aim learns which connection it is; a dead one is replaced by database/sql.
func (k *killer) aim(t *testing.T) {
	t.Helper()
	query := pick(k.on, map[string]string{"postgres": "SELECT pg_backend_pid()", "mysql": "SELECT CONNECTION_ID()"})
	var err error
	for range 3 { // the last kill may have come after the run, and not every driver notices that before it sends
		if err = k.victim.Get(&k.id, query); err == nil {
			return
		}
	}
	t.Fatalf("the pool cannot be used: %v", err)
}

// kill ends the connection; one that is gone already is no error.
func (k *killer) kill() {
	if k.on.kind == "postgres" {
		_, _ = k.on.db.Exec(fmt.Sprintf("SELECT pg_terminate_backend(%d)", k.id))
	} else {
		_, _ = k.on.db.Exec(fmt.Sprintf("KILL %d", k.id))
	}
}

// TestKilled kills the server's connection at random moments of 20 runs, or SQBULK_KILL_RUNS. What is stored then is what the
// executor says: nothing when atomic, the rows that it names when per chunk, and one of two states when a commit was on its way.
func TestKilled(t *testing.T) {
	runs := number("SQBULK_KILL_RUNS", 20)
	onServers(t, func(t *testing.T, on reach) {
		on.create(t, "killed (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(40))")
		t.Run("atomic", func(t *testing.T) { kills(t, on, runs, exec.Atomic()) })
		t.Run("per chunk", func(t *testing.T) { kills(t, on, runs, exec.PerChunk()) })
	})
}

func kills(t *testing.T, on reach, runs int, scope exec.Option) {
	k := newKiller(t, on)
	rows := make([][]any, killedRows)
	for i := range rows {
		rows[i] = []any{i, fmt.Sprint("row ", i)}
	}
	up := builder.Insert("killed").From(builder.Tuples([]string{"id", "name"}, rows)).OnConflict("id").DoUpdate()
	ex := exec.New(k.victim, on.dialect, scope, exec.BatchSize(killedBatch))
	var took time.Duration
	outcomes := make(map[string]int)
	for i := range runs + 1 {
		on.must(t, "DELETE FROM killed")
		k.aim(t)
		var timer *time.Timer
		if i > 0 { // the first run is not killed, and tells how long a run takes
			timer = time.AfterFunc(rand.N(took), k.kill)
		}
		started := time.Now()
		res, err := ex.Run(context.Background(), up)
		if i == 0 {
			took = time.Since(started)
		} else {
			timer.Stop()
		}
		stored := on.one(t, "SELECT COUNT(*) FROM killed")
		outcomes[judge(t, res, err, stored, k.victim)]++
	}
	t.Logf("%v in %d runs of about %v", outcomes, runs, took.Round(time.Millisecond))
}

// judge compares what is stored with what the executor says.
func judge(t *testing.T, res exec.Result, err error, stored int64, db *sqlx.DB) string {
	t.Helper()
	if n := db.Stats().InUse; n != 0 {
		t.Errorf("%d connections are still in use", n)
	}
	if err == nil {
		if stored != killedRows || res.Created != killedRows {
			t.Errorf("%d rows are stored and %d created without an error", stored, res.Created)
		}
		return "done"
	}
	sure, unknown := int64(0), int64(0)
	var failed *exec.ChunkError
	perChunk := errors.As(err, &failed) && failed.Committed
	if perChunk {
		sure = failed.Applied
	}
	if res.Rows != sure || res.Created != sure {
		t.Errorf("the result has %d rows and %d created, the error %d", res.Rows, res.Created, sure)
	}
	if errors.Is(err, exec.ErrCommitUnknown) {
		if unknown = killedRows; perChunk {
			unknown = killedBatch
		}
		if stored != sure && stored != sure+unknown {
			t.Errorf("%d rows are stored, neither %d nor %d: %v", stored, sure, sure+unknown, err)
		}
		return fmt.Sprint("commit unknown, stored: ", stored > sure)
	}
	if stored != sure {
		t.Errorf("%d rows are stored, not %d: %v", stored, sure, err)
	}
	// MySQL may say that it interrupts the statement (1317) before it hangs up.
	if !errors.Is(err, dialect.ConnectionLost) && !errors.Is(err, dialect.Timeout) {
		t.Errorf("not recognised as a lost connection: %v (%#v)", err, root(err))
	}
	return "lost"
}

// root is the innermost error.
func root(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

// TestKilledIdle kills a connection that waits in the pool. A run that begins a transaction takes another one; without a transaction, as
// where one statement through pgx needs none, it may fail, stores nothing then, and the next one takes another connection.
func TestKilledIdle(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		on.create(t, "killed_idle (id BIGINT NOT NULL PRIMARY KEY)")
		for name, scope := range map[string]exec.Option{"atomic": exec.Atomic(), "per chunk": exec.PerChunk(), "no transaction": exec.NoTx()} {
			t.Run(name, func(t *testing.T) {
				on.must(t, "DELETE FROM killed_idle")
				k := newKiller(t, on)
				k.aim(t)
				k.kill()
				waitGone(t, k)
				ex, insert := exec.New(k.victim, on.dialect, scope), builder.Insert("killed_idle").Columns("id").Values(1)
				_, err := ex.Run(context.Background(), insert)
				if err != nil && (name == "no transaction" || on.driver == "pgx") {
					if n := on.one(t, "SELECT COUNT(*) FROM killed_idle"); n != 0 || !errors.Is(err, dialect.ConnectionLost) {
						t.Errorf("%d rows are stored: %v", n, err)
					}
					_, err = ex.Run(context.Background(), insert)
				}
				if n := on.one(t, "SELECT COUNT(*) FROM killed_idle"); n != 1 || err != nil {
					t.Errorf("%d rows are stored: %v", n, err)
				}
			})
		}
	})
}

// waitGone asks the server until it has ended the connection.
func waitGone(t *testing.T, k *killer) {
	t.Helper()
	query := pick(k.on, map[string]string{
		"postgres": "SELECT COUNT(*) FROM pg_stat_activity WHERE pid = ?",
		"mysql":    "SELECT COUNT(*) FROM information_schema.processlist WHERE id = ?",
	})
	k.on.until(t, "the server does not end the connection", func(n int64) bool { return n == 0 }, query, k.id)
}
