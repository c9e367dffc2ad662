package integration

import (
	"context"
	"errors"
	"testing"

	driver "github.com/go-sql-driver/mysql"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// TestLoadDeadlock is TestWorkersDeadlock for rows that are loaded: a chunk that is run again reads its rows again.
func TestLoadDeadlock(t *testing.T) {
	onLoaders(t, func(t *testing.T, on reach) {
		for _, s := range fedStrategies {
			t.Run(s.String(), func(t *testing.T) { deadlockedWorkers(t, on, exec.Strategy(s)) })
		}
	})
}

// TestLoadLockWait: a run that has waited too long for a lock is run again, which succeeds once the lock is gone; where it may not, the
// error says what it was, and nothing is stored.
func TestLoadLockWait(t *testing.T) {
	onLoaders(t, func(t *testing.T, on reach) {
		loadedTable(t, on)
		hurried := openMySQL(t, on.address, func(c *driver.Config) { c.Params = map[string]string{"innodb_lock_wait_timeout": "1"} })
		for _, s := range fedStrategies {
			on.must(t, "DELETE FROM fed")
			holder := on.db.MustBegin()
			holder.MustExec("INSERT INTO fed VALUES (5, 'name', 0, NOW())")
			ex := exec.New(hurried, on.dialect, exec.Strategy(s))
			_, err := ex.Run(t.Context(), fed(fedRows(100)), exec.Retry(exec.RetryPolicy{Attempts: 1}))
			if !errors.Is(err, dialect.Busy) {
				t.Errorf("%v, one attempt: %v", s, err)
			}
			loadedContent(t, on, 0)
			attempts := 0
			free := exec.ObserverFunc(func(_ context.Context, e exec.Event) {
				if e.Kind == exec.Retrying {
					attempts++
					_ = holder.Rollback()
				}
			})
			if res, err := ex.Run(t.Context(), fed(fedRows(100)), exec.Observe(free)); err != nil || res.Created != 100 || attempts != 1 {
				t.Errorf("%v: %+v, %v, %d attempts more", s, res, err, attempts)
			}
			_ = holder.Rollback()
			loadedContent(t, on, 100)
		}
	})
}
