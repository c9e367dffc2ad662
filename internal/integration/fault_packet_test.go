package integration

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
)

// TestFaultPacket sends 90 KiB to a server that takes 64. The dialect that knows nothing of that fails, and nothing of the chunk is stored;
// the one that is detected sends more chunks.
func TestFaultPacket(t *testing.T) {
	db := startMySQL(t, "mariadb", "--max-allowed-packet=65536").open()
	on := reach{kind: "mariadb", driver: "mysql", db: db, dialect: mysql.MariaDB{}}
	on.must(t, "CREATE DATABASE small", "CREATE TABLE small.packets (id BIGINT NOT NULL PRIMARY KEY, body TEXT)")
	rows := make([][]any, 31)
	for id := range rows {
		rows[id] = []any{id, strings.Repeat("x", 3000)}
	}
	insert := builder.Insert("small.packets").From(builder.Tuples([]string{"id", "body"}, rows))
	for _, scope := range faultScopes[:3] {
		res, err := exec.New(db, on.dialect, scope.option).Run(context.Background(), insert)
		if !errors.Is(err, dialect.TooLarge) && !errors.Is(err, dialect.ConnectionLost) || res.Rows != 0 {
			t.Errorf("%s: %+v, %v", scope.name, res, err)
		}
		if errors.Is(err, exec.ErrCommitUnknown) && scope.name != "no transaction" {
			t.Errorf("%s: no COMMIT was sent: %v", scope.name, err)
		}
		on.idle(t)
		if n := on.one(t, "SELECT COUNT(*) FROM small.packets"); n != 0 {
			t.Errorf("%s: %d rows are stored", scope.name, n)
		}
	}
	detected, err := mysql.Detect(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	res, err := exec.New(db, detected).Run(context.Background(), insert)
	if err != nil || res.Created != 31 || res.Chunks < 2 {
		t.Errorf("detected: %+v, %v", res, err)
	}
	if n := on.one(t, "SELECT COUNT(*) FROM small.packets WHERE LENGTH(body) = 3000"); n != 31 {
		t.Errorf("detected: %d rows are stored", n)
	}
}
