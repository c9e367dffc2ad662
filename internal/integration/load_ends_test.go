package integration

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
)

// TestLoadEnded ends the context, the time of a statement, or the server's connection, while the server waits for a lock in the middle
// of the rows: nothing is stored, and the pool is whole.
func TestLoadEnded(t *testing.T) {
	ways := map[string]struct {
		end func(t *testing.T, on reach, cancel func())
		is  []error
	}{
		"cancelled": {func(_ *testing.T, _ reach, cancel func()) { cancel() }, []error{context.Canceled}},
		"timed out": {func(*testing.T, reach, func()) {}, []error{context.DeadlineExceeded, dialect.Timeout}},
		"killed": {func(t *testing.T, on reach, _ func()) {
			on.must(t, fmt.Sprintf("KILL %d", on.one(t, "SELECT MAX(ID)"+waitingRuns)))
		}, []error{dialect.ConnectionLost}},
	}
	onLoaders(t, func(t *testing.T, on reach) {
		loadedTable(t, on)
		for _, s := range fedStrategies {
			for name, way := range ways {
				t.Run(s.String()+"/"+name, func(t *testing.T) { endLoad(t, on, s, way.end, way.is) })
			}
		}
	})
}

// waitingRuns finds the connections that wait for the lock.
const waitingRuns = " FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND ID <> CONNECTION_ID() AND COMMAND = 'Query' AND INFO LIKE '%fed%'"

func endLoad(t *testing.T, on reach, s dialect.Strategy, end func(t *testing.T, on reach, cancel func()), is []error) {
	on.must(t, "DELETE FROM fed")
	holder := on.db.MustBegin()
	defer holder.Rollback()
	holder.MustExec("INSERT INTO fed VALUES (9990, 'name', 0, NOW())")
	pool := on.again()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() {
		_, err := exec.New(pool, on.dialect).Run(ctx, fed(fedRows(10_000)), exec.Strategy(s), exec.Timeout(5*time.Second))
		ended <- err
	}()
	on.until(t, "the run does not wait for the lock", func(n int64) bool { return n == 1 }, "SELECT COUNT(*)"+waitingRuns+" AND TIME >= 1")
	end(t, on, cancel)
	err := <-ended
	for _, want := range is {
		if !errors.Is(err, want) || errors.Is(err, exec.ErrCommitUnknown) {
			t.Errorf("%v, not %v", err, want)
		}
	}
	if err := holder.Rollback(); err != nil {
		t.Fatal(err)
	}
	on.until(t, "the server still runs the statement", func(n int64) bool { return n == 0 }, "SELECT COUNT(*)"+waitingRuns)
	again := reach{kind: on.kind, driver: on.driver, db: pool, dialect: on.dialect}
	loadedContent(t, again, 0)
	if _, err := exec.New(pool, on.dialect).Run(t.Context(), fed(fedRows(500)), exec.Strategy(s)); err != nil {
		t.Error(err)
	}
	loadedContent(t, again, 500)
	again.idle(t)
}

// TestLoadSwitchedOff: a server that takes no local files says so, with what to do, and nothing is left open. It changes a setting of the
// whole server for a moment.
func TestLoadSwitchedOff(t *testing.T) {
	onLoaders(t, func(t *testing.T, on reach) {
		loadedTable(t, on)
		if _, err := on.db.Exec("SET GLOBAL local_infile = 0"); err != nil {
			t.Skipf("*** NOT TESTED here: the setting cannot be changed: %v", err)
		}
		defer on.must(t, "SET GLOBAL local_infile = 1")
		for _, s := range fedStrategies {
			_, err := exec.New(on.again(), on.dialect).Run(t.Context(), fed(fedRows(10)), exec.Strategy(s))
			if !errors.Is(err, dialect.Forbidden) || !strings.Contains(err.Error(), "SET GLOBAL local_infile") {
				t.Errorf("%v: %v", s, err)
			}
			loadedContent(t, on, 0)
			on.idle(t)
		}
	})
}

// TestLoadInTx: in a transaction of the caller's, chunks are undone alone and times need the setting loc.
func TestLoadInTx(t *testing.T) {
	onLoaders(t, func(t *testing.T, on reach) {
		loadedTable(t, on)
		tx := on.db.MustBegin()
		defer tx.Rollback()
		tx.MustExec("INSERT INTO fed VALUES (5, 'name 5', 7, NOW())")
		at := func() builder.InsertBuilder {
			return builder.Insert("fed").From(builder.Tuples([]string{"id", "name", "n", "at"}, [][]any{{1, "name 1", 1, time.Unix(1e9, 0)}}))
		}
		for _, s := range fedStrategies {
			if _, err := exec.New(tx, on.dialect).Run(t.Context(), at(), exec.Strategy(s)); !errors.Is(err, errors.ErrUnsupported) {
				t.Errorf("%v: a time: %v", s, err)
			}
			if _, err := exec.New(tx, on.dialect).Run(t.Context(), fed(fedRows(10)), exec.Strategy(s)); !errors.Is(err, dialect.UniqueViolation) {
				t.Errorf("%v: %v", s, err)
			}
		}
		plain := mysql.Dialect{Readers: readers}
		detected, err := plain.Detect(t.Context(), on.db)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := exec.New(tx, detected).Run(t.Context(), at(), exec.Strategy(exec.Copy)); err != nil {
			t.Errorf("a time, detected: %v", err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		loadedContent(t, on, 2)
		on.idle(t)
	})
}
