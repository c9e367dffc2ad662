package integration

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	osexec "os/exec"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"
	driver "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
)

const rivalKeys = 1000

var rivalRounds = number("SQBULK_ROUNDS", 10)

// rival is what a process of TestUpdateOrCreateProcesses is told, by an environment variable.
type rival struct {
	Kind, Driver, Address, Scratch string
	Name                           string // its own
	Lock                           bool
}

// rivalVariable is that variable.
const rivalVariable = "SQBULK_RIVAL"

// report is what the process says at its end, on a line that begins with rivalSays.
type report struct {
	Created, Updated, Unchanged int64
	Exact                       bool
	Retries                     int
}

const rivalSays = "RIVAL "

// TestUpdateOrCreateProcesses lets two processes update or create the same 1,000 keys, ten rounds each, or SQBULK_ROUNDS. Each key's hits count how often
// it was written.
//
// With a unique constraint, or with LockTable, or on MySQL and MariaDB under REPEATABLE READ with an index on the key, every key has
// one row, which all rounds of both have written. With none of these, on PostgreSQL, both may create a row: no key has more than one row from
// each process; and what was counted is what is there.
func TestUpdateOrCreateProcesses(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		for _, unique := range []bool{true, false} {
			for _, lock := range []bool{true, false} {
				if on.driver == "pgx" && !unique {
					continue // of a second driver, what it says of a violated constraint is of interest
				}
				t.Run(fmt.Sprintf("unique %v, lock %v", unique, lock), func(t *testing.T) {
					kind := map[bool]string{true: "UNIQUE ", false: ""}[unique]
					on.create(t, "rivals (sku VARCHAR(40) NOT NULL, hits BIGINT NOT NULL, writer VARCHAR(10) NOT NULL, creator VARCHAR(10) NOT NULL)")
					on.must(t, "CREATE "+kind+"INDEX rivals_key ON rivals (sku)")
					one := single(unique || lock || on.kind != "postgres")
					one.check(t, on, fight(t, on, lock))
				})
			}
		}
	})
}

// fight runs two processes to their end and returns the sum of what they say.
func fight(t *testing.T, on reach, lock bool) report {
	t.Helper()
	commands := make([]*osexec.Cmd, 2)
	outputs := make([]bytes.Buffer, 2)
	for i, name := range []string{"red", "blue"} {
		told, err := json.Marshal(rival{on.kind, on.driver, on.address, scratch, name, lock})
		if err != nil {
			t.Fatal(err)
		}
		c := osexec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestRival$", "-test.v")
		c.Env = append(os.Environ(), rivalVariable+"="+string(told))
		c.Stdout, c.Stderr = &outputs[i], &outputs[i]
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		commands[i] = c
	}
	sum := report{Exact: true}
	for i, c := range commands {
		err := c.Wait()
		_, said, ok := strings.Cut(outputs[i].String(), rivalSays)
		said, _, _ = strings.Cut(said, "\n")
		var r report
		if err != nil || !ok || json.Unmarshal([]byte(said), &r) != nil {
			t.Fatalf("process %d: %v\n%s", i, err, outputs[i].String())
		}
		sum.Created, sum.Updated, sum.Unchanged = sum.Created+r.Created, sum.Updated+r.Updated, sum.Unchanged+r.Unchanged
		sum.Exact, sum.Retries = sum.Exact && r.Exact, sum.Retries+r.Retries
	}
	t.Logf("%+v", sum)
	return sum
}

// TestRival is one of the processes; it does nothing in the test's own.
func TestRival(t *testing.T) {
	told := os.Getenv(rivalVariable)
	if told == "" {
		return
	}
	var r rival
	if err := json.Unmarshal([]byte(told), &r); err != nil {
		t.Fatal(err)
	}
	scratch = r.Scratch // which the other process has created
	db, d := r.open(t)
	var sum report
	sum.Exact = true
	options := []exec.Option{exec.Observe(exec.ObserverFunc(func(_ context.Context, e exec.Event) {
		if e.Kind == exec.Retrying {
			sum.Retries++
		}
	}))}
	if r.Lock {
		options = append(options, exec.LockTable(true))
	}
	ex := exec.New(db, d, options...)
	rows := make([][]any, rivalKeys)
	for i := range rows {
		rows[i] = []any{fmt.Sprintf("sku %d", i*7919%rivalKeys), 1, r.Name, r.Name}
	}
	uc := builder.UpdateOrCreate("rivals").Key("sku").Set("writer").SetExpr("hits", sq.Expr("? + ?", builder.Stored("hits"), builder.Incoming("hits"))).OnCreate("creator").
		From(builder.Tuples([]string{"sku", "hits", "writer", "creator"}, rows))
	for round := range rivalRounds {
		res, err := ex.Run(t.Context(), uc)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		sum.Created, sum.Updated, sum.Unchanged = sum.Created+res.Created, sum.Updated+res.Updated, sum.Unchanged+res.Unchanged
		sum.Exact = sum.Exact && res.Exact
	}
	text, err := json.Marshal(sum)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(rivalSays + string(text))
}

// open connects the process to the database.
func (r rival) open(t *testing.T) (*sqlx.DB, dialect.Dialect) {
	if r.Kind == "postgres" {
		return openPostgres(t, r.Driver, r.Address), postgres.Dialect{}
	}
	db := openMySQL(t, r.Address, func(*driver.Config) {})
	if r.Kind == "mariadb" {
		return db, mysql.MariaDB{}
	}
	return db, mysql.Dialect{}
}

// single tells that no key may have two rows.
type single bool

// check compares the table with what the processes said.
func (one single) check(t *testing.T, on reach, sum report) {
	t.Helper()
	rows := on.one(t, "SELECT COUNT(*) FROM rivals")
	keys := on.one(t, "SELECT COUNT(DISTINCT sku) FROM rivals")
	hits := on.one(t, "SELECT SUM(hits) FROM rivals")
	t.Logf("%d rows of %d keys, %d hits", rows, keys, hits)
	if keys != rivalKeys || rows != sum.Created || hits != sum.Created+sum.Updated || sum.Unchanged != 0 || !sum.Exact {
		t.Errorf("%d rows of %d keys with %d hits, and the processes said %+v", rows, keys, hits, sum)
	}
	if one {
		full := on.one(t, "SELECT COUNT(*) FROM rivals WHERE hits = ?", 2*rivalRounds)
		if rows != rivalKeys || full != rivalKeys {
			t.Errorf("%d rows, of which %d have all hits; not %d", rows, full, rivalKeys)
		}
		return
	}
	most := on.one(t, "SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM rivals GROUP BY sku, creator) AS counted")
	least := on.one(t, "SELECT MIN(n) FROM (SELECT MAX(hits) AS n FROM rivals GROUP BY sku) AS counted")
	if most != 1 || least < int64(rivalRounds) {
		t.Errorf("%d rows of a key from one process; a key's row has only %d hits", most, least)
	}
}
