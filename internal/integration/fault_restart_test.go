package integration

import (
	"context"
	"errors"
	"fmt"
	"net"
	osexec "os/exec"
	"path/filepath"
	"testing"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

// ownPostgres is a PostgreSQL server of this test.
type ownPostgres struct {
	t              *testing.T
	bin, dir, port string
}

// startPostgres makes a server from the programs that are installed; without them the test is skipped, and says so.
func startPostgres(t *testing.T) *ownPostgres {
	t.Helper()
	programs, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if found, err := osexec.LookPath("initdb"); err == nil {
		programs = append(programs, found)
	}
	if len(programs) == 0 {
		t.Skip("*** NOT TESTED: a restart of the server, because PostgreSQL's initdb is not installed here")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	listener.Close()
	own := &ownPostgres{t: t, bin: filepath.Dir(programs[0]), dir: ownFolder(t), port: port}
	own.do("initdb", "-D", own.dir+"/data", "-U", "postgres", "-A", "trust", "--no-sync", "--no-instructions")
	own.control("start")
	t.Cleanup(func() { own.do("pg_ctl", "-D", own.dir+"/data", "-w", "-m", "immediate", "stop") })
	return own
}

// control starts or restarts the server; a restart cuts off what runs.
func (own *ownPostgres) control(what string) {
	options := fmt.Sprintf("-p %s -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s -c fsync=off", own.port, own.dir)
	own.do("pg_ctl", "-D", own.dir+"/data", "-l", own.dir+"/log", "-w", "-m", "immediate", "-o", options, what)
}

func (own *ownPostgres) do(program string, args ...string) {
	own.t.Helper()
	cmd := asNobody(filepath.Join(own.bin, program), args...)
	cmd.Dir = own.dir
	if err := cmd.Run(); err != nil { // its output goes to the log: a pipe would stay open as long as the server
		own.t.Fatalf("%s: %v", program, err)
	}
}

// TestFaultRestart restarts the server after the second of four chunks. With a transaction per chunk the run goes on with a new
// connection; otherwise it fails, and what is stored is what the error says. The run after that works.
func TestFaultRestart(t *testing.T) {
	own := startPostgres(t)
	for _, name := range []string{"postgres", "pgx"} {
		db := unopened(t, name, fmt.Sprintf("postgres://postgres@127.0.0.1:%s/postgres?sslmode=disable", own.port))
		on := reach{kind: "postgres", driver: name, db: db, dialect: postgres.Dialect{}}
		for _, scope := range faultScopes[:3] {
			t.Run(name+"/"+scope.name, func(t *testing.T) { restarted(t, func() { own.control("restart") }, on, scope) })
		}
	}
}

func restarted(t *testing.T, again func(), on reach, scope faultScope) {
	on.must(t, "DROP TABLE IF EXISTS restarted", "CREATE TABLE restarted (id BIGINT NOT NULL PRIMARY KEY)")
	rows := make([][]any, 40)
	for id := range rows {
		rows[id] = []any{id}
	}
	insert := builder.Insert("restarted").From(builder.Tuples([]string{"id"}, rows)).BatchSize(10)
	// Another connection waits in the pool, and dies as well.
	var held [2]*sqlx.Conn
	for i := range held {
		var err error
		if held[i], err = on.db.Connx(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	held[0].Close()
	held[1].Close()
	restart := exec.ObserverFunc(func(_ context.Context, e exec.Event) {
		if e.Kind == exec.ChunkDone && e.Result.Chunks == 2 {
			again()
		}
	})
	ex := exec.New(on.db, on.dialect, scope.option)
	res, err := ex.Run(context.Background(), insert, exec.Observe(restart))
	want := map[string]int64{"atomic": 0, "per chunk": 40, "no transaction": 20}[scope.name]
	if (err == nil) != (scope.name == "per chunk") || err != nil && !errors.Is(err, dialect.ConnectionLost) || res.Rows != want {
		t.Errorf("%+v, %v", res, err)
	}
	var failed *exec.ChunkError
	if errors.As(err, &failed) && failed.Applied != want {
		t.Errorf("%d rows are said to be applied, not %d", failed.Applied, want)
	}
	var n int64 // the restart has killed the connections of the pool, which not every driver notices before it sends
	for range 3 {
		if err = on.db.Get(&n, "SELECT COUNT(*) FROM restarted"); err == nil {
			break
		}
	}
	if err != nil || n != want {
		t.Errorf("%d rows are stored, not %d: %v", n, want, err)
	}
	if res, err := ex.Run(context.Background(), insert.OnConflict("id").DoNothing()); err != nil || res.Created != 40-want {
		t.Errorf("afterwards: %+v, %v", res, err)
	}
}
