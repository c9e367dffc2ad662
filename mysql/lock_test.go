package mysql_test

import (
	"fmt"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
)

func TestLockTable(t *testing.T) {
	for table, want := range map[string]struct {
		name string
		args string
	}{
		"t":     {"CONCAT('sqbulk ', LEFT(SHA2(LOWER(CONCAT(DATABASE(), '.', ?)), 256), 40))", "[t]"},
		"app.t": {"CONCAT('sqbulk ', LEFT(SHA2(LOWER(CONCAT(?, '.', ?)), 256), 40))", "[app t]"},
	} {
		for _, d := range []dialect.Dialect{mysql.Dialect{}, mysql.MariaDB{}} {
			lock, err := d.LockTable(table)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := lock.Take.SQL, "SELECT COALESCE(GET_LOCK("+want.name+", 31536000), 0) LIMIT 1"; got != want || lock.Take.Read != dialect.ReadNumbers {
				t.Errorf("take: got %s, want %s", got, want)
			}
			if got, want := lock.Release.SQL, "SELECT RELEASE_LOCK("+want.name+") LIMIT 1"; got != want || lock.Release.Read != dialect.ReadNothing {
				t.Errorf("release: got %s, want %s", got, want)
			}
			for _, step := range []dialect.Step{lock.Take, lock.Release} {
				if got := fmt.Sprint(step.AppendArgs(nil, dialect.Rows{}, nil, 0)); got != want.args {
					t.Errorf("got %s, want %s", got, want.args)
				}
			}
		}
	}
}
