package integration

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
)

// leak is something that a run must not leave in a session: a query for a number that has to be zero.
type leak struct{ what, query string }

// leaks are those that a kind of server lets a session ask about itself. pgx keeps prepared statements of its own on purpose.
var leaks = map[string][]leak{
	"postgres": {
		{"prepared statements", "SELECT count(*) FROM pg_prepared_statements WHERE name NOT LIKE 'stmtcache%'"},
		{"temporary tables", "SELECT count(*) FROM pg_class WHERE relpersistence = 't' AND relnamespace = pg_my_temp_schema()"},
		{"advisory locks", "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"},
	},
	"mysql": {
		{"prepared statements", "SELECT COUNT(*) FROM performance_schema.prepared_statements_instances WHERE OWNER_THREAD_ID = PS_CURRENT_THREAD_ID() LIMIT 1"},
		{"named locks", "SELECT RELEASE_ALL_LOCKS() LIMIT 1"},
	},
	"mariadb": {
		{"an open transaction", "SELECT @@in_transaction LIMIT 1"},
		{"named locks", "SELECT RELEASE_ALL_LOCKS() LIMIT 1"},
	},
	"sqlite": {
		{"temporary tables", "SELECT count(*) FROM sqlite_temp_master"},
	},
}

// refused are statements that a session refuses when it has no transaction, or no temporary table.
var refused = map[string]string{
	"postgres": "SAVEPOINT left",
	"mysql":    "SELECT 1 FROM sqbulk_staging LIMIT 0",
	"mariadb":  "SELECT 1 FROM sqbulk_staging LIMIT 0",
}

// closeAfter closes a pool at the end of the test. What the test has left behind then fails it: a connection in use; a transaction, a
// prepared statement, a temporary table or a lock in one of the sessions; a goroutine of the library.
func closeAfter(t *testing.T, kind string, db *sqlx.DB) {
	t.Cleanup(func() {
		defer db.Close()
		settles(t, "connections in use", func() bool { return db.Stats().InUse == 0 }, func() string { return "" })
		var left []string
		settles(t, "in sessions", func() bool {
			runtime.GC() // statements that an executor keeps are closed when it is gone
			left = sessions(kind, db)
			return len(left) == 0
		}, func() string { return strings.Join(left, "; ") })
		settles(t, "goroutines of the library", func() bool { return ours() == "" }, ours)
	})
}

// settles waits for what ends by itself soon after a run: database/sql gives a connection back in another goroutine.
func settles(t *testing.T, what string, settled func() bool, detail func() string) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !settled(); runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Errorf("%s are left: %s", what, detail())
			return
		}
	}
}

// sessions looks into all idle connections of the pool at once, and says what is left in them.
func sessions(kind string, db *sqlx.DB) (left []string) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	for range db.Stats().Idle {
		conn, err := db.Connx(ctx)
		if err != nil {
			return left // the test has closed the pool, or stopped its server
		}
		defer conn.Close()
		if err := conn.PingContext(ctx); err != nil {
			continue // a session that was killed has nothing left
		}
		left = append(left, session(ctx, kind, conn)...)
	}
	return left
}

// session looks into one connection.
func session(ctx context.Context, kind string, conn *sqlx.Conn) (left []string) {
	for _, l := range leaks[kind] {
		var n sql.NullInt64
		if err := conn.GetContext(ctx, &n, l.query); err != nil {
			if !strings.Contains(err.Error(), "SELECT command denied") { // a user who may not look
				left = append(left, fmt.Sprintf("%s: %v", l.query, err))
			}
		} else if n.Int64 != 0 {
			left = append(left, fmt.Sprintf("%d %s", n.Int64, l.what))
		}
	}
	if query, ok := refused[kind]; ok {
		if _, err := conn.ExecContext(ctx, query); err == nil {
			left = append(left, "what lets it run "+query)
		}
	}
	if kind != "sqlite" {
		return left
	}
	for _, query := range []string{"BEGIN", "ROLLBACK"} { // a BEGIN inside a transaction is an error
		if _, err := conn.ExecContext(ctx, query); err != nil {
			left = append(left, fmt.Sprintf("an open transaction: %v", err))
		}
	}
	return left
}

// ours are the stacks of goroutines in the library, or that wait for the end of one of its transactions or queries.
func ours() string {
	buf := make([]byte, 1<<20)
	buf = buf[:runtime.Stack(buf, true)]
	var left []string
	for _, stack := range strings.Split(string(buf), "\n\n") {
		if strings.Contains(stack, "testing.tRunner(") && !strings.Contains(stack, "created by github.com/sqbulk") {
			continue // this test, and those that it is part of
		}
		library := strings.ReplaceAll(stack, "github.com/sqbulk/sqbulk/internal/integration", "")
		if strings.Contains(library, "github.com/sqbulk/sqbulk/") || strings.Contains(stack, ").awaitDone(") {
			left = append(left, stack)
		}
	}
	return strings.Join(left, "\n\n")
}
