package integration

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

// TestPgbouncerBetween holds a client back between the two round trips of its statement, while another client runs a statement like it for
// another table, over the one connection of the server. In a transaction each row goes into its own table. With NoTx, the second round trip
// runs the other client's statement: that is why the documentation says not to use it there.
func TestPgbouncerBetween(t *testing.T) {
	program := pgbouncerProgram(t)
	for _, address := range addresses("SQBULK_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test?sslmode=disable") {
		version, err := preparePostgres(address)
		if err != nil {
			unreachable(t, "PostgreSQL at "+redacted(address), "SQBULK_TEST_POSTGRES", err)
		}
		t.Run(strings.ReplaceAll(version, " ", "_"), func(t *testing.T) {
			direct := openPostgres(t, "postgres", address)
			on := reach{"postgres", "postgres", direct, postgres.Dialect{}, func() *sqlx.DB { return direct }, address}
			on.create(t, "between_a (id INT)", "between_b (id INT)")
			b := newBetween(t, on, startPgbouncer(t, program, address, 1))
			for _, scope := range faultScopes[:3] {
				t.Run(scope.name, func(t *testing.T) {
					stored := b.run(t, scope.option)
					want := "a: 1, b: 2"
					if scope.name == "no transaction" {
						want = "a: 0, b: 3"
					}
					if stored != want {
						t.Errorf("the sums of the rows are %q, not %q", stored, want)
					}
				})
			}
		})
	}
}

// between is a client whose messages can be held back, another one, and pgbouncer's console.
type between struct {
	on                   reach
	proxy                *faultProxy
	held, other, console *sqlx.DB
}

func newBetween(t *testing.T, on reach, through string) *between {
	t.Helper()
	u, err := url.Parse(through)
	if err != nil {
		t.Fatal(err)
	}
	b := &between{on: on, proxy: newFaultProxy(t, "postgres", u.Host), other: unopened(t, "postgres", through)}
	u.Path = "/pgbouncer"
	b.console = unopened(t, "postgres", u.String())
	u.Path, u.Host = "/test", b.proxy.listener.Addr().String()
	b.held = unopened(t, "postgres", u.String())
	b.held.SetMaxOpenConns(1)
	return b
}

// insert stores a row in the table of either client. Its one statement is all that the run sends, but for the transaction.
func (b *between) insert(db *sqlx.DB, table string, id int, scope exec.Option) error {
	insert := builder.Insert(table).Columns("id").Values(id)
	res, err := exec.New(db, b.on.dialect, scope).Run(context.Background(), insert)
	if err == nil && (res.Created != 1 || res.Statements != 1) {
		err = fmt.Errorf("%+v", res)
	}
	return err
}

// run stores 1 by the client that is held back, and 2 by the other one, and returns the sums of the tables.
func (b *between) run(t *testing.T, scope exec.Option) string {
	t.Helper()
	b.proxy.set(nil)
	if err := b.insert(b.held, "between_a", 0, scope); err != nil {
		t.Fatal(err)
	}
	second := slices.Index(b.proxy.heal(), "B") // the values, for the statement that was parsed in the round trip before
	if second < 0 {
		t.Fatal("the driver sends no values")
	}
	b.on.must(t, "TRUNCATE between_a, between_b")
	point := &faultPoint{at: second, kind: stallBefore, hit: make(chan struct{}), told: make(chan struct{})}
	b.proxy.set(point)
	held, other := make(chan error, 1), make(chan error, 1)
	go func() { held <- b.insert(b.held, "between_a", 1, scope) }()
	<-point.hit
	go func() { other <- b.insert(b.other, "between_b", 2, scope) }()
	b.waiting(t, other)
	close(point.told)
	for _, done := range []chan error{held, other} {
		if err := <-done; err != nil {
			t.Error(err) // NoTx has no error either: the row is in another table
		}
	}
	b.proxy.heal()
	sum := func(table string) int64 { return b.on.one(t, "SELECT coalesce(sum(id), 0) FROM "+table) }
	return fmt.Sprintf("a: %d, b: %d", sum("between_a"), sum("between_b"))
}

// waiting returns when the other client is done, or waits for the connection of the server.
func (b *between) waiting(t *testing.T, other chan error) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); len(other) == 0; {
		rows, err := b.console.Queryx("SHOW POOLS")
		if err != nil {
			t.Fatal(err)
		}
		clients := 0
		for rows.Next() {
			pool := make(map[string]any)
			if err := rows.MapScan(pool); err != nil {
				t.Fatal(err)
			}
			if fmt.Sprint(pool["database"]) == "test" && fmt.Sprint(pool["cl_waiting"]) != "0" {
				clients++
			}
		}
		if rows.Close(); clients > 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("the other client neither runs nor waits")
		}
	}
}
