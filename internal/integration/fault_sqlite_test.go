package integration

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/sqlite"
)

const (
	fullRows  = 1000
	fullBatch = 20
	fullPages = 128 // of 4 KiB: half a megabyte, for two of rows
)

// TestFaultDiskFull fills a database that may have few pages, and a disk that is small. What is stored is what the error says.
func TestFaultDiskFull(t *testing.T) {
	for _, d := range sqliteDrivers {
		t.Run(d.label+"/page limit", func(t *testing.T) { diskFull(t, d.driver, d.parameters, t.TempDir(), true) })
		t.Run(d.label+"/disk", func(t *testing.T) { diskFull(t, d.driver, d.parameters, smallDisk(t), false) })
	}
}

func diskFull(t *testing.T, name, parameters, dir string, limited bool) {
	text := strings.Repeat("x", 2000)
	rows := make([][]any, fullRows)
	for id := range rows {
		rows[id] = []any{id, text}
	}
	insert := builder.Insert("full_rows").From(builder.Tuples([]string{"id", "body"}, rows))
	for i, scope := range faultScopes[:3] {
		t.Run(scope.name, func(t *testing.T) {
			file := filepath.Join(dir, string(rune('a'+i))+".db")
			defer os.Remove(file)
			db, err := sqlx.Open(name, "file:"+file+parameters)
			if err == nil {
				err = db.Ping()
			}
			if err != nil {
				unreachable(t, "SQLite through "+name, "CGO_ENABLED", err)
			}
			defer db.Close()
			db.SetMaxOpenConns(1) // the limit is the connection's
			on := reach{kind: "sqlite", driver: name, db: db, dialect: sqlite.Dialect{}}
			on.must(t, "CREATE TABLE full_rows (id INTEGER NOT NULL PRIMARY KEY, body TEXT)")
			if limited {
				if n := on.one(t, "PRAGMA max_page_count = 128"); n != fullPages {
					t.Fatalf("the limit is %d pages", n)
				}
			}
			res, err := exec.New(db, on.dialect, scope.option, exec.BatchSize(fullBatch)).Run(context.Background(), insert)
			var sure int64
			var failed *exec.ChunkError
			if errors.As(err, &failed) {
				sure = failed.Applied
			}
			if err == nil || errors.Is(err, exec.ErrCommitUnknown) || res.Rows != sure || (sure == 0) != (scope.name == "atomic") {
				t.Errorf("%v, %d rows applied, %d in the result", err, sure, res.Rows)
			}
			on.idle(t)
			if n := on.one(t, "SELECT COUNT(*) FROM full_rows WHERE id < ?", sure); n != sure {
				t.Errorf("%d rows are stored of the first %d", n, sure)
			}
			if n := on.one(t, "SELECT COUNT(*) FROM full_rows"); n != sure {
				t.Errorf("%d rows are stored, not %d", n, sure)
			}
			on.must(t, "DELETE FROM full_rows")
			few := builder.Insert("full_rows").Columns("id", "body").Values(1, "there is room again")
			if res, err := exec.New(db, on.dialect).Run(context.Background(), few); err != nil || res.Created != 1 {
				t.Errorf("afterwards: %+v, %v", res, err)
			}
		})
	}
}

// TestFaultLocked writes while another connection holds the file: nothing is stored, and the next run works.
func TestFaultLocked(t *testing.T) {
	for _, d := range sqliteDrivers {
		for _, patience := range []string{"0", "50"} {
			t.Run(d.label+"/busy timeout "+patience, func(t *testing.T) {
				on := reachSQLite(t, d.driver, strings.ReplaceAll(d.parameters, "20000", patience))
				on.create(t, "locked (id BIGINT NOT NULL PRIMARY KEY)")
				holder, err := on.again().Connx(context.Background())
				if err != nil {
					t.Fatal(err)
				}
				defer holder.Close()
				insert := builder.Insert("locked").Columns("id").Values(1).Values(2).BatchSize(1)
				for _, scope := range faultScopes[:3] {
					if _, err := holder.ExecContext(context.Background(), "BEGIN EXCLUSIVE"); err != nil {
						t.Fatal(err)
					}
					ex := exec.New(on.db, on.dialect, scope.option, exec.Retry(exec.RetryPolicy{Attempts: 2}))
					res, err := ex.Run(context.Background(), insert)
					if !errors.Is(err, dialect.Busy) || res.Rows != 0 || errors.Is(err, exec.ErrCommitUnknown) {
						t.Errorf("%s: %+v, %v", scope.name, res, err)
					}
					if _, err := holder.ExecContext(context.Background(), "ROLLBACK"); err != nil {
						t.Fatal(err)
					}
					on.idle(t)
					if n := on.one(t, "SELECT COUNT(*) FROM locked"); n != 0 {
						t.Errorf("%s: %d rows are stored", scope.name, n)
					}
					if res, err := ex.Run(context.Background(), insert); err != nil || res.Created != 2 {
						t.Errorf("%s: afterwards %+v, %v", scope.name, res, err)
					}
					on.must(t, "DELETE FROM locked")
				}
			})
		}
	}
}

// TestFaultReadOnlyFile writes to a file that the process may not write, in each scope.
func TestFaultReadOnlyFile(t *testing.T) {
	for _, d := range sqliteDrivers {
		t.Run(d.label, func(t *testing.T) {
			on := reachSQLite(t, d.driver, d.parameters)
			on.create(t, "readonly (id BIGINT NOT NULL PRIMARY KEY)")
			var file string
			if err := on.db.Get(&file, "SELECT file FROM pragma_database_list WHERE name = 'main'"); err != nil {
				t.Fatal(err)
			}
			db, err := sqlx.Open(d.driver, "file:"+file+d.parameters+"&mode=ro")
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			for _, scope := range faultScopes[:3] {
				_, err := exec.New(db, on.dialect, scope.option).Run(context.Background(), builder.Insert("readonly").Columns("id").Values(1))
				if !errors.Is(err, dialect.Forbidden) || errors.Is(err, exec.ErrCommitUnknown) {
					t.Errorf("%s: %v", scope.name, err)
				}
				if n := on.one(t, "SELECT COUNT(*) FROM readonly"); n != 0 || db.Stats().InUse != 0 {
					t.Errorf("%s: %d rows are stored, %d connections are in use", scope.name, n, db.Stats().InUse)
				}
			}
		})
	}
}

// smallDisk is a folder on a disk of half a megabyte, which only root can make, on Linux. (The page limit takes its place elsewhere.)
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := mountSmall(dir); err != nil {
		t.Skipf("*** NOT TESTED: a full disk on %s, because no small disk can be mounted: %v", runtime.GOOS, err)
	}
	t.Cleanup(func() { unmount(t, dir) })
	return dir
}
