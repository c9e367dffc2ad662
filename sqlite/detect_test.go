package sqlite_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/sqlite"
)

func TestDetect(t *testing.T) {
	tests := []struct {
		version string
		limit   int
		params  int
		ok      bool
	}{
		{"3.54.1", 32766, 32766, true},
		{"3.40.1", 250000, 250000, true},
		{"3.35.0", 0, 32766, true},
		{"3.34.1", 32766, 0, false},
		{"2.8.17", 0, 0, false},
		{"4.0", 0, 32766, true},
		{"three", 0, 0, false},
	}
	for _, test := range tests {
		t.Run(test.version, func(t *testing.T) {
			db, mock, err := sqlmock.New()
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			mock.ExpectQuery(`SELECT sqlite_version\(\)`).WillReturnRows(sqlmock.NewRows([]string{"a", "b"}).AddRow(test.version, test.limit))
			d, err := sqlite.Detect(context.Background(), db)
			if !test.ok {
				if !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), test.version) {
					t.Errorf("got %v", err)
				}
				return
			}
			if err != nil || d.Limits().Params != test.params {
				t.Errorf("got %+v, %v", d.Limits(), err)
			}
		})
	}
}

func TestDetectFails(t *testing.T) {
	db, mock, err := sqlmock.New()
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	broken := errors.New("broken")
	mock.ExpectQuery("SELECT").WillReturnError(broken)
	if _, err := sqlite.Detect(context.Background(), db); !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "sqlite: ") {
		t.Errorf("got %v", err)
	}
}

func TestZeroValue(t *testing.T) {
	var d sqlite.Dialect
	if l := d.Limits(); l.Params != 32766 || l.Bytes < 990_000_000 || l.Bytes >= 1_000_000_000 || l.Rows != 0 {
		t.Errorf("limits %+v", l)
	}
	if begin, commit, rollback := d.TxControl(); begin != "BEGIN IMMEDIATE" || commit != "COMMIT" || rollback != "ROLLBACK" {
		t.Errorf("transactions with %q, %q, %q", begin, commit, rollback)
	}
}

// TestProbe: only a counted statement that may leave rows alone asks about its table.
func TestProbe(t *testing.T) {
	set := []dialect.Assignment{{Column: "a"}}
	only := &dialect.Conflict{Columns: []string{"id"}, Set: set, OnlyChanged: true}
	where := &dialect.Conflict{Columns: []string{"id"}, Set: set, UpdateWhere: sq.Expr("1")}
	plain := &dialect.Conflict{Columns: []string{"id"}, Set: set}
	tests := []struct {
		statement dialect.Statement
		asks      bool
	}{
		{dialect.Insert{Table: "t", Count: true, Conflict: only}, true},
		{dialect.Insert{Table: "t", Count: true, Conflict: where}, true},
		{dialect.Insert{Table: "t", Conflict: only}, false},
		{dialect.Insert{Table: "t", Count: true, Conflict: plain}, false},
		{dialect.Insert{Table: "t", Count: true}, false},
		{dialect.Update{Table: "t", Count: true, Set: set, OnlyChanged: true}, true},
		{dialect.Update{Table: "t", Set: set, OnlyChanged: true}, false},
		{dialect.Update{Table: "t", Count: true, Set: set}, false},
		{dialect.Delete{Table: "t"}, false},
	}
	for _, test := range tests {
		if _, asks := (sqlite.Dialect{}).Probe(test.statement); asks != test.asks {
			t.Errorf("%+v asks: %v", test.statement, asks)
		}
	}
}

func TestProbeStep(t *testing.T) {
	for table, want := range map[string]struct{ from, name string }{
		"people":      {"FROM sqlite_master UNION", "people"},
		`my"s.people`: {`FROM "my""s".sqlite_master UNION`, "people"},
	} {
		p, ok := sqlite.Dialect{}.Probe(dialect.Update{Table: table, Count: true, OnlyChanged: true})
		if !ok || p.Step.Read != dialect.ReadNumbers || !strings.Contains(p.Step.SQL, want.from) {
			t.Fatalf("%s: %+v", table, p.Step)
		}
		if args := p.Step.AppendArgs(nil, dialect.Rows{}, nil, 0); !reflect.DeepEqual(args, []any{want.name}) {
			t.Errorf("%s: %v", table, args)
		}
	}
}

// TestProbed: the table's kind decides whether rows that were left alone are known to be unchanged, and is asked once.
func TestProbed(t *testing.T) {
	u := dialect.Update{Table: "t", Key: []string{"id"}, Columns: []string{"a"}, Set: []dialect.Assignment{{Column: "a"}}, Count: true, OnlyChanged: true}
	tests := []struct {
		name    string
		rows    [][]int64
		inexact bool
		again   bool // asks again
	}{
		{"no trigger drops rows", [][]int64{{1, 0}}, false, false},
		{"a trigger may drop rows", [][]int64{{1, 2}}, true, false},
		{"the table is in an attached database", [][]int64{{0, 0}}, true, true},
		{"no answer", nil, true, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, _ := sqlite.Dialect{MaxVariables: 100}.Probe(u)
			d := p.Tuned(dialect.Answer{Rows: test.rows})
			if d.Limits().Params != 100 {
				t.Error("MaxVariables is lost")
			}
			if _, again := d.(dialect.Prober).Probe(u); again != test.again {
				t.Errorf("asks again: %v", again)
			}
			sp, err := d.Update(u, dialect.Plain(2))
			if err != nil {
				t.Fatal(err)
			}
			want := dialect.Counts{Updated: 1, Unchanged: 1, Inexact: test.inexact}
			if got := sp.Tally(2, []dialect.Answer{{Rows: [][]int64{{0, 2, 2}}}, {Affected: 1}}); got != want {
				t.Errorf("want %+v, got %+v", want, got)
			}
		})
	}
}
