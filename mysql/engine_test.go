package mysql_test

import (
	"errors"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/dialect/dialecttest"
	"github.com/sqbulk/sqbulk/mysql"
)

var (
	tidb   = mysql.Dialect{Version: 80011, Engine: mysql.TiDB, FoundRows: mysql.FoundRowsOff}
	vitess = mysql.Dialect{Version: 80040, Engine: mysql.Vitess, FoundRows: mysql.FoundRowsOff}
	galera = mysql.MariaDB{Dialect: mysql.Dialect{Engine: mysql.Galera}}
	group  = mysql.Dialect{Version: 80019, Engine: mysql.GroupReplication}
)

// TestEngineGolden compares the SQL with golden files, whose names say where nobody has run it on the engine that it is for. Galera
// and Group Replication have the statements of a single server.
func TestEngineGolden(t *testing.T) {
	for name, d := range map[string]dialect.Dialect{"not-run-tidb": tidb, "not-run-vitess": vitess, "mariadb": galera, "mysql-alias": group} {
		t.Run(name, func(t *testing.T) { dialecttest.Golden(t, d, "testdata/"+name+".golden.sql") })
	}
}

// TestEngineConformance runs the suite. Vitess refuses some statements for which the suite has no feature; see TestEngineRefuses.
func TestEngineConformance(t *testing.T) {
	dialecttest.Run(t, tidb, dialecttest.Options{Lacks: lacks})
}

// TestEngineRefuses: what an engine lacks is refused by its name.
func TestEngineRefuses(t *testing.T) {
	refused := func(name string, err error, says ...string) {
		t.Helper()
		if !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("%s: %v does not wrap errors.ErrUnsupported", name, err)
			return
		}
		for _, text := range append(says, "mysql: ") {
			if !strings.Contains(err.Error(), text) {
				t.Errorf("%s: %q does not say %q", name, err, text)
			}
		}
	}
	newer := sq.Expr("? < ?", dialect.Stored("hits"), dialect.Incoming("hits"))
	swap := []dialect.Assignment{setExpr("name", dialect.Stored("hits")), setExpr("hits", dialect.Stored("name"))}
	update := dialect.Update{Table: "t", Key: []string{"id"}, Columns: []string{"name", "hits"}}
	fold, exchange := update, update
	fold.Set, fold.Fold = set("name"), update.Key
	exchange.Set = swap
	for name, s := range map[string]dialect.Statement{
		"upsert with a condition": upsert(dialect.Conflict{Set: set("name"), UpdateWhere: newer}),
		"upsert only changed":     upsert(dialect.Conflict{Set: append(set("name"), setExpr("hits", sum("hits"))), OnlyChanged: true}),
		"upsert exchanges":        upsert(dialect.Conflict{Set: swap}),
		"update exchanges":        exchange,
		"fold":                    fold,
		"match":                   dialect.Match{Table: "t", Key: []string{"id"}},
	} {
		_, err := s.Spell(vitess, dialect.Plain(2))
		refused(name, err, "Vitess")
	}
	for _, d := range []mysql.Dialect{tidb, vitess} {
		d.Readers = &mysql.Readers{}
		for _, s := range []dialect.Strategy{dialect.Copy, dialect.Staging, dialect.Arrays} {
			_, err := d.Load(s)
			refused(s.String(), err, d.Engine.String(), "exec.Statements")
		}
	}
}

// TestEngineLock: a lock that other nodes do not respect is refused.
func TestEngineLock(t *testing.T) {
	for _, d := range []dialect.Dialect{galera, group, vitess} {
		if lock, err := d.LockTable("t"); !errors.Is(err, errors.ErrUnsupported) || lock.Take.SQL != "" {
			t.Errorf("%v: %v, %+v", d, err, lock)
		}
	}
	if got, err := tidb.LockTable("t"); err != nil || !strings.Contains(got.Take.SQL, "GET_LOCK") {
		t.Errorf("TiDB: %+v, %v", got, err)
	}
}

func TestEngineClassify(t *testing.T) {
	for _, tt := range []struct {
		d      dialect.Dialect
		number uint16
		want   dialect.Kind
	}{
		{galera, 1213, dialect.Deadlock},
		{galera, 1180, dialect.TooLarge},
		{group, 1180, dialect.SerializationFailure},
		{group, 3101, dialect.SerializationFailure},
		{tidb, 1213, dialect.Deadlock},
		{tidb, 8002, dialect.SerializationFailure},
		{tidb, 8004, dialect.TooLarge},
		{tidb, 8005, dialect.SerializationFailure},
		{tidb, 8022, dialect.SerializationFailure},
		{tidb, 8025, dialect.TooLarge},
		{tidb, 8028, dialect.SerializationFailure},
		{tidb, 9007, dialect.SerializationFailure},
		{mysql.Dialect{}, 9007, dialect.Unknown},
	} {
		if got := tt.d.Classify(serverError(tt.number, "message")).Kind; got != tt.want {
			t.Errorf("%s %d is %v, want %v", tt.d.Name(), tt.number, got, tt.want)
		}
	}
}

func TestEngineLimits(t *testing.T) {
	if got, want := vitess.Limits(), (dialect.Limits{Params: 65535, Bytes: 15 << 20, Rows: 10_000}); got != want {
		t.Errorf("Vitess: %+v, want %+v", got, want)
	}
	if tidb.Limits() != (mysql.Dialect{}).Limits() || galera.Limits() != (mysql.MariaDB{}).Limits() {
		t.Error("the limits of TiDB or Galera are not those of a single server")
	}
}

// TestEngineIdle: DO NOTHING on Vitess leaves the key alone where there is another column.
func TestEngineIdle(t *testing.T) {
	nothing := &dialect.Conflict{Columns: []string{"id"}, DoNothing: true}
	run(t, []spelledAs{{
		name:      "another column",
		dialect:   vitess,
		statement: dialect.Insert{Table: "t", Columns: []string{"id", "name"}, Conflict: nothing, Count: true},
		want:      []string{"INSERT INTO `t` (`id`, `name`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `name` = `t`.`name`"},
	}, {
		name:      "none",
		dialect:   vitess,
		statement: dialect.Insert{Table: "t", Columns: []string{"id"}, Conflict: nothing, Count: true},
		want:      []string{"INSERT INTO `t` (`id`) VALUES (?) ON DUPLICATE KEY UPDATE `id` = `t`.`id`"},
	}})
}

// TestEngineCounts: without variables, an upsert is counted by a look-up and an update by its affected rows, and both say that they
// are not exact.
func TestEngineCounts(t *testing.T) {
	vague := tidb
	vague.FoundRows = mysql.FoundRowsUnknown
	up := upsert(dialect.Conflict{Set: set("name")})
	up.Count = true
	nothing := upsert(dialect.Conflict{DoNothing: true})
	nothing.Count = true
	change := dialect.Update{Table: "t", Key: []string{"id"}, Columns: []string{"name"}, Set: set("name"), Count: true}
	look := dialect.Answer{Rows: [][]int64{{4}}}
	for _, tt := range []struct {
		name      string
		d         dialect.Dialect
		statement dialect.Statement
		answers   []dialect.Answer
		want      dialect.Counts // of 10 rows
	}{
		{"upsert", tidb, up, []dialect.Answer{look, {Affected: 6 + 2*3}}, dialect.Counts{Created: 6, Updated: 3, Unchanged: 1, Inexact: true}},
		{"do nothing", vitess, nothing, []dialect.Answer{{Affected: 6}}, dialect.Counts{Created: 6, Skipped: 4}},
		{"do nothing, unknown rows", vague, nothing, []dialect.Answer{{Affected: 6}}, dialect.Counts{Inexact: true}},
		{"update", tidb, change, []dialect.Answer{{Affected: 7}}, dialect.Counts{Updated: 7, Unmatched: 3, Inexact: true}},
		{"update, CASE", vitess, change, []dialect.Answer{{Affected: 10}}, dialect.Counts{Updated: 10, Inexact: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sp, err := tt.statement.Spell(tt.d, dialect.Plain(10))
			if err != nil {
				t.Fatal(err)
			}
			if len(sp.Steps) != len(tt.answers) {
				t.Fatalf("%+v", sp.Steps)
			}
			if got := sp.Tally(10, tt.answers); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
			if _, asked := tt.d.Probe(tt.statement); asked {
				t.Error("the table is asked about, although nothing depends on it")
			}
		})
	}
}

// TestEngineNotLookedUp: where a look-up cannot find the rows, the statement is sent alone.
func TestEngineNotLookedUp(t *testing.T) {
	absent := dialect.Insert{Table: "t", Columns: []string{"name"}, Conflict: &dialect.Conflict{Columns: []string{"id"}, Set: set("name")}, Count: true}
	computed := upsert(dialect.Conflict{Set: set("name")})
	computed.Count = true
	for name, tt := range map[string]struct {
		statement dialect.Insert
		rows      dialect.Rows
	}{
		"absent":   {absent, dialect.Plain(1)},
		"computed": {computed, dialect.Rows{N: 1, Exprs: map[dialect.Cell]dialect.Expr{{}: {SQL: "UUID()"}}}},
	} {
		sp, err := tt.statement.Spell(tidb, tt.rows)
		if err != nil || len(sp.Steps) != 1 {
			t.Fatalf("%s: %+v, %v", name, sp.Steps, err)
		}
		if got := sp.Tally(1, []dialect.Answer{{Affected: 1}}); got != (dialect.Counts{Inexact: true}) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestEngineString(t *testing.T) {
	for e, want := range map[mysql.Engine]string{
		mysql.SingleServer: "a single server", mysql.Galera: "Galera", mysql.GroupReplication: "Group Replication",
		mysql.TiDB: "TiDB", mysql.Vitess: "Vitess", -1: "a single server", 99: "a single server",
	} {
		if got := e.String(); got != want {
			t.Errorf("%d is %q, want %q", int(e), got, want)
		}
	}
}
