package integration

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/url"
	"os"
	osexec "os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

const (
	bouncedClients = 8
	bouncedServers = 2
	bouncedRows    = 60
	bouncedBatch   = 7
	bouncedRounds  = 4
)

// TestPgbouncer has eight clients share two connections of the server, which pgbouncer gives to one transaction after the other. Each
// client has rows of its own and sends another text, so that a statement of somebody else's cannot go unnoticed.
func TestPgbouncer(t *testing.T) {
	program := pgbouncerProgram(t)
	for _, address := range addresses("SQBULK_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test?sslmode=disable") {
		version, err := preparePostgres(address)
		if err != nil {
			unreachable(t, "PostgreSQL at "+redacted(address), "SQBULK_TEST_POSTGRES", err)
		}
		t.Run(strings.ReplaceAll(version, " ", "_"), func(t *testing.T) {
			direct := openPostgres(t, "postgres", address)
			on := reach{"postgres", "postgres", direct, postgres.Dialect{}, func() *sqlx.DB { return direct }, address}
			on.create(t, "bounced (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(40), hits BIGINT)")
			through := startPgbouncer(t, program, address, bouncedServers)
			for _, tt := range []struct {
				name, driver, parameters string
				options                  []exec.Option
			}{
				{"atomic", "postgres", "", []exec.Option{exec.Atomic()}},
				{"per chunk", "postgres", "", []exec.Option{exec.PerChunk()}},
				{"staging", "postgres", "", []exec.Option{exec.Atomic(), exec.Strategy(exec.Staging)}},
				{"atomic, pgx", "pgx", "&default_query_exec_mode=exec", []exec.Option{exec.Atomic()}},
				{"per chunk, pgx", "pgx", "&default_query_exec_mode=exec", []exec.Option{exec.PerChunk()}},
			} {
				t.Run(tt.name, func(t *testing.T) { bounce(t, on, tt.driver, through+tt.parameters, tt.options) })
			}
		})
	}
}

// pgbouncerProgram finds pgbouncer; without it the test is skipped, and says so.
func pgbouncerProgram(t *testing.T) string {
	t.Helper()
	program, err := osexec.LookPath("pgbouncer")
	if err != nil {
		program = "/usr/sbin/pgbouncer"
		if _, err = os.Stat(program); err != nil {
			t.Skip("*** NOT TESTED: pgbouncer is not installed here")
		}
	}
	return program
}

// bounce runs the clients and compares the table with what they wrote.
func bounce(t *testing.T, on reach, name, through string, options []exec.Option) {
	on.must(t, "DELETE FROM bounced")
	var all sync.WaitGroup
	errs := make([]error, bouncedClients)
	want := make(map[int]string)
	for c := range bouncedClients {
		db, err := sqlx.Open(name, through)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		all.Go(func() {
			errs[c] = bouncedClient(exec.New(db, on.dialect, append(options, exec.BatchSize(bouncedBatch))...), c)
		})
		for i := range bouncedRows {
			if i%3 > 0 {
				want[c*1000+i] = fmt.Sprintf("client %d, row %d, hits %d", c, i, bouncedRounds)
			}
		}
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	var rows []struct {
		ID   int
		Name string
		Hits int
	}
	if err := on.db.Select(&rows, "SELECT id, name, hits FROM bounced"); err != nil {
		t.Fatal(err)
	}
	got := make(map[int]string)
	for _, row := range rows {
		got[row.ID] = fmt.Sprintf("%s, hits %d", row.Name, row.Hits)
	}
	if !maps.Equal(got, want) {
		t.Errorf("the table holds\n%v\nnot\n%v", got, want)
	}
}

// bouncedClient inserts its rows, upserts and updates them in rounds, and deletes a third of them. Its batch size gives each client texts
// of its own.
func bouncedClient(ex *exec.Executor, c int) error {
	var rows, gone [][]any
	for i := range bouncedRows {
		rows = append(rows, []any{c*1000 + i, fmt.Sprintf("client %d, row %d", c, i), 0})
		if i%3 == 0 {
			gone = append(gone, []any{c*1000 + i})
		}
	}
	run := func(b builder.Bulk, want int64, count func(exec.Result) int64) error {
		res, err := ex.Run(context.Background(), b, exec.BatchSize(bouncedBatch+c))
		if err == nil && count(res) != want {
			err = fmt.Errorf("counted %+v instead of %d", res, want)
		}
		if err != nil {
			err = fmt.Errorf("client %d: %w", c, err)
		}
		return err
	}
	insert := builder.Insert("bounced").From(builder.Tuples([]string{"id", "name", "hits"}, rows))
	if err := run(insert, bouncedRows, func(r exec.Result) int64 { return r.Created }); err != nil {
		return err
	}
	updated := func(r exec.Result) int64 { return r.Updated }
	for round := range bouncedRounds {
		for _, row := range rows {
			row[2] = round + 1
		}
		var b builder.Bulk = insert.OnConflict("id").DoUpdate("hits")
		if round%2 == 1 {
			b = builder.Update("bounced").Key("id").Set("hits", "name").From(builder.Tuples([]string{"id", "name", "hits"}, rows))
		}
		if err := run(b, bouncedRows, updated); err != nil {
			return err
		}
	}
	remove := builder.Delete("bounced").Key("id").From(builder.Tuples([]string{"id"}, gone))
	return run(remove, int64(len(gone)), func(r exec.Result) int64 { return r.Deleted })
}

// startPgbouncer starts a pgbouncer before a server, in transaction mode and with that many connections of the server, and returns the
// address to connect to.
func startPgbouncer(t *testing.T, program, address string, servers int) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal("SQBULK_TEST_POSTGRES has an address that is no URL")
	}
	login := "user=" + u.User.Username()
	if password, ok := u.User.Password(); ok {
		login += " password='" + password + "'"
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	listener.Close()
	lines := []string{
		"[databases]",
		fmt.Sprintf("test = host=%s port=%s dbname=%s %s connect_query='SET search_path TO %s'",
			u.Hostname(), u.Port(), strings.TrimPrefix(u.Path, "/"), login, scratch),
		"[pgbouncer]", "listen_addr = 127.0.0.1", fmt.Sprintf("listen_port = %d", port), "unix_socket_dir =", "auth_type = any",
		"pool_mode = transaction", fmt.Sprintf("default_pool_size = %d", servers), "ignore_startup_parameters = extra_float_digits",
	}
	file := filepath.Join(ownFolder(t), "pgbouncer.ini")
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := asNobody(program, file)
	log, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	read := make(chan struct{})
	up := make(chan string, 2)
	go func() {
		defer close(read)
		var said strings.Builder
		for s := bufio.NewScanner(log); s.Scan(); {
			if strings.Contains(s.Text(), "process up") {
				up <- ""
			}
			said.WriteString(s.Text() + "\n")
		}
		up <- "pgbouncer did not start:\n" + said.String()
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-read
		_ = cmd.Wait()
	})
	select {
	case problem := <-up:
		if problem != "" {
			t.Fatal(problem)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("pgbouncer does not start")
	}
	return fmt.Sprintf("postgres://%s@127.0.0.1:%d/test?sslmode=disable", u.User.Username(), port)
}
