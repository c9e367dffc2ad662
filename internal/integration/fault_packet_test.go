package integration

import (
	"bufio"
	"context"
	"errors"
	"net"
	osexec "os/exec"
	"strings"
	"testing"
	"time"

	driver "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
)

// startMariaDB makes a server whose max_allowed_packet is 64 KiB; without its programs the test is skipped, and says so.
func startMariaDB(t *testing.T) *sqlx.DB {
	t.Helper()
	install, err := osexec.LookPath("mariadb-install-db")
	server := "/usr/sbin/mariadbd"
	if found, missing := osexec.LookPath("mariadbd"); missing == nil {
		server = found
	} else if _, missing = osexec.LookPath(server); missing != nil {
		err = missing
	}
	if err != nil {
		t.Skipf("*** NOT TESTED: a small max_allowed_packet, because MariaDB's programs are not installed here: %v", err)
	}
	dir := ownFolder(t)
	setup := asNobody(install, "--no-defaults", "--datadir="+dir+"/data", "--auth-root-authentication-method=normal", "--skip-test-db")
	setup.Dir = dir
	if out, err := setup.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_, port, _ := net.SplitHostPort(address)
	listener.Close()
	cmd := asNobody(server, "--no-defaults", "--datadir="+dir+"/data", "--socket="+dir+"/sock", "--pid-file="+dir+"/pid",
		"--bind-address=127.0.0.1", "--port="+port, "--max-allowed-packet=65536", "--innodb-flush-log-at-trx-commit=0")
	cmd.Dir = dir
	log, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	ready, read := make(chan bool, 2), make(chan struct{})
	go func() {
		defer close(read)
		for s := bufio.NewScanner(log); s.Scan(); {
			if strings.Contains(s.Text(), "ready for connections") {
				ready <- true
			}
		}
		ready <- false
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-read
		_ = cmd.Wait()
	})
	select {
	case ok := <-ready:
		if !ok {
			t.Fatal("MariaDB did not start")
		}
	case <-time.After(time.Minute):
		t.Fatal("MariaDB does not start")
	}
	c := driver.NewConfig()
	c.User, c.Net, c.Addr = "root", "tcp", address
	return unopened(t, "mysql", c.FormatDSN())
}

// TestFaultPacket sends 90 KiB to a server that takes 64. The dialect that knows nothing of that fails, and nothing of the chunk is stored;
// the one that is detected sends more chunks.
func TestFaultPacket(t *testing.T) {
	db := startMariaDB(t)
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
