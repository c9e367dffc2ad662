package integration

import (
	"bufio"
	"bytes"
	"net"
	osexec "os/exec"
	"strings"
	"testing"
	"time"

	driver "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
)

// ownMySQL is a server of this test, MariaDB or MySQL.
type ownMySQL struct {
	t       *testing.T
	address string
	program string
	args    []string
	dir     string

	cmd *osexec.Cmd
	end chan struct{} // closed when the log has ended, and the server with it
}

// startMySQL makes a server, "mariadb" or "mysql", from the programs that are installed; without them the test is skipped, and says so.
func startMySQL(t *testing.T, kind string, options ...string) *ownMySQL {
	t.Helper()
	own := &ownMySQL{t: t, dir: ownFolder(t)}
	own.setUp(kind)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	own.address = listener.Addr().String()
	_, port, _ := net.SplitHostPort(own.address)
	listener.Close()
	own.args = append([]string{"--no-defaults", "--datadir=" + own.dir + "/data", "--socket=" + own.dir + "/sock", "--pid-file=" + own.dir + "/pid",
		"--bind-address=127.0.0.1", "--port=" + port, "--innodb-flush-log-at-trx-commit=2", "--skip-log-bin"}, options...)
	if kind == "mysql" {
		own.args = append(own.args, "--mysqlx=0", "--secure-file-priv=NULL")
	}
	own.start()
	t.Cleanup(own.kill)
	return own
}

// setUp finds the server's program and makes its files.
func (own *ownMySQL) setUp(kind string) {
	own.t.Helper()
	var err error
	if own.program, err = serverProgram(kind); err != nil {
		own.t.Skipf("*** NOT TESTED: a %s server of this test's own, because its programs are not installed here: %v", kind, err)
	}
	make, args := own.program, []string{"--no-defaults", "--initialize-insecure", "--datadir=" + own.dir + "/data"}
	if kind == "mariadb" {
		if make, err = osexec.LookPath("mariadb-install-db"); err != nil {
			own.t.Skipf("*** NOT TESTED: a %s server of this test's own, because its programs are not installed here: %v", kind, err)
		}
		args = []string{"--no-defaults", "--datadir=" + own.dir + "/data", "--auth-root-authentication-method=normal", "--skip-test-db"}
	}
	cmd := asNobody(make, args...)
	cmd.Dir = own.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		own.t.Fatalf("%v: %s", err, out)
	}
}

// serverProgram finds mariadbd, or a mysqld that is not MariaDB's.
func serverProgram(kind string) (string, error) {
	name := map[string]string{"mariadb": "mariadbd", "mysql": "mysqld"}[kind]
	program, err := osexec.LookPath(name)
	if err != nil {
		if program, err = osexec.LookPath("/usr/sbin/" + name); err != nil {
			return "", err
		}
	}
	version, err := osexec.Command(program, "--no-defaults", "--version").Output()
	if err == nil && kind == "mysql" && bytes.Contains(version, []byte("MariaDB")) {
		err = &osexec.Error{Name: name + " of MySQL", Err: osexec.ErrNotFound}
	}
	return program, err
}

// start starts the server and waits until it takes connections.
func (own *ownMySQL) start() {
	own.t.Helper()
	own.cmd = asNobody(own.program, own.args...)
	own.cmd.Dir = own.dir
	log, err := own.cmd.StderrPipe()
	if err == nil {
		err = own.cmd.Start()
	}
	if err != nil {
		own.t.Fatal(err)
	}
	end, ready := make(chan struct{}), make(chan struct{})
	own.end = end
	var said strings.Builder
	go func() {
		defer close(end)
		for s, up := bufio.NewScanner(log), false; s.Scan(); {
			said.WriteString(s.Text() + "\n")
			if !up && strings.Contains(s.Text(), "ready for connections") {
				up = true
				close(ready)
			}
		}
	}()
	select {
	case <-ready:
	case <-end:
		own.t.Fatalf("the server did not start:\n%s", said.String())
	case <-time.After(time.Minute):
		own.t.Fatal("the server does not start")
	}
}

// kill ends the server at once, and waits until it is gone.
func (own *ownMySQL) kill() {
	_ = own.cmd.Process.Kill()
	<-own.end
	_ = own.cmd.Wait()
}

// restart kills the server and starts it again.
func (own *ownMySQL) restart() {
	own.kill()
	own.start()
}

// open is a pool for the server, as root.
func (own *ownMySQL) open() *sqlx.DB {
	own.t.Helper()
	c := driver.NewConfig()
	c.User, c.Net, c.Addr, c.AllowNativePasswords = "root", "tcp", own.address, true
	return unopened(own.t, "mysql", c.FormatDSN())
}

// TestFaultRestartMySQL is TestFaultRestart on MariaDB and MySQL, whose server is killed and comes back.
func TestFaultRestartMySQL(t *testing.T) {
	for kind, d := range map[string]dialect.Dialect{"mariadb": mysql.MariaDB{}, "mysql": mysql.Dialect{}} {
		t.Run(kind, func(t *testing.T) {
			own := startMySQL(t, kind)
			root := reach{kind: kind, driver: "mysql", db: own.open(), dialect: d}
			root.must(t, "CREATE DATABASE restarts")
			c := driver.NewConfig()
			c.User, c.Net, c.Addr, c.DBName = "root", "tcp", own.address, "restarts"
			on := reach{kind: kind, driver: "mysql", db: unopened(t, "mysql", c.FormatDSN()), dialect: d}
			for _, scope := range faultScopes[:3] {
				t.Run(scope.name, func(t *testing.T) { restarted(t, own.restart, on, scope) })
			}
		})
	}
}
