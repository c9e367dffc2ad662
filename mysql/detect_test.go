package mysql_test

import (
	"context"
	"database/sql/driver"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
)

// config and conn are shaped like those of go-sql-driver; wrapper is a driver around it, and stranger another one.
type (
	config struct {
		Addr            string
		ClientFoundRows bool
	}
	conn struct {
		cfg *config
	}
	wrapper struct {
		parent driver.Conn
	}
	stranger struct {
		cfg    string
		parent driver.Conn
	}
	itself struct{ self driver.Conn }
)

func (*conn) Prepare(string) (driver.Stmt, error)    { return nil, nil }
func (*conn) Close() error                           { return nil }
func (*conn) Begin() (driver.Tx, error)              { return nil, nil }
func (wrapper) Prepare(string) (driver.Stmt, error)  { return nil, nil }
func (wrapper) Close() error                         { return nil }
func (wrapper) Begin() (driver.Tx, error)            { return nil, nil }
func (*itself) Prepare(string) (driver.Stmt, error)  { return nil, nil }
func (*itself) Close() error                         { return nil }
func (*itself) Begin() (driver.Tx, error)            { return nil, nil }
func (stranger) Prepare(string) (driver.Stmt, error) { return nil, nil }
func (stranger) Close() error                        { return nil }
func (stranger) Begin() (driver.Tx, error)           { return nil, nil }

func TestInspect(t *testing.T) {
	on, off := &conn{&config{ClientFoundRows: true}}, &conn{&config{}}
	circle := &itself{}
	circle.self = circle
	for name, tt := range map[string]struct {
		conn any
		want mysql.FoundRows
	}{
		"on":               {on, mysql.FoundRowsOn},
		"off":              {off, mysql.FoundRowsOff},
		"wrapped":          {&wrapper{parent: on}, mysql.FoundRowsOn},
		"wrapped by value": {wrapper{parent: wrapper{parent: off}}, mysql.FoundRowsOff},
		"another cfg":      {stranger{cfg: "dsn", parent: on}, mysql.FoundRowsOn},
		"no connection":    {wrapper{}, mysql.FoundRowsUnknown},
		"no configuration": {&conn{}, mysql.FoundRowsUnknown},
		"circle":           {circle, mysql.FoundRowsUnknown},
		"nil":              {nil, mysql.FoundRowsUnknown},
		"nil pointer":      {(*conn)(nil), mysql.FoundRowsUnknown},
		"text":             {"conn", mysql.FoundRowsUnknown},
	} {
		t.Run(name, func(t *testing.T) {
			if got, want := (mysql.Dialect{Version: 80019}).Inspect(tt.conn), (mysql.Dialect{Version: 80019, FoundRows: tt.want}); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			if got, want := (mysql.MariaDB{}).Inspect(tt.conn), (mysql.MariaDB{Dialect: mysql.Dialect{FoundRows: tt.want}}); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
	set := mysql.Dialect{FoundRows: mysql.FoundRowsOn}
	if got := set.Inspect("unknown driver"); got != set {
		t.Errorf("an unknown driver changes the setting: %+v", got)
	}
}

func TestDetect(t *testing.T) {
	for version, want := range map[string]dialect.Dialect{
		"9.7.4-2":                      mysql.Dialect{Version: 90704, MaxAllowedPacket: 1 << 22},
		"8.0.19":                       mysql.Dialect{Version: 80019, MaxAllowedPacket: 1 << 22},
		"10.11.19-MariaDB-0+deb12u1":   mysql.MariaDB{Dialect: mysql.Dialect{Version: 101119, MaxAllowedPacket: 1 << 22}},
		"11.8.6-MARIADB-ubu2404 local": mysql.MariaDB{Dialect: mysql.Dialect{Version: 110806, MaxAllowedPacket: 1 << 22}},
		"Vitess":                       nil,
	} {
		t.Run(version, func(t *testing.T) {
			db, mock, err := sqlmock.New()
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			mock.ExpectQuery(`SELECT VERSION\(\), @@max_allowed_packet`).
				WillReturnRows(sqlmock.NewRows([]string{"v", "p"}).AddRow(version, 1<<22))
			got, err := mysql.Detect(context.Background(), db)
			if want == nil {
				if err == nil || !strings.HasPrefix(err.Error(), "mysql: detect: ") {
					t.Errorf("got %+v, %v", got, err)
				}
				return
			}
			if err != nil || got != want {
				t.Errorf("got %+v, %v, want %+v", got, err, want)
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
	mock.ExpectQuery("SELECT").WillReturnError(driver.ErrBadConn)
	if _, err := mysql.Detect(context.Background(), db); err == nil {
		t.Error("no error")
	}
}

func TestProbe(t *testing.T) {
	upsert := func(count, nothing bool) dialect.Insert {
		return dialect.Insert{Table: "app.t", Columns: []string{"id"}, Conflict: &dialect.Conflict{DoNothing: nothing, Set: set("name")}, Count: count}
	}
	for name, tt := range map[string]struct {
		statement dialect.Statement
		want      []any // the arguments of the question; nil: none is asked
	}{
		"counted upsert":             {upsert(true, false), []any{"app", "t", "app", "t"}},
		"upsert that is not counted": {upsert(false, false), nil},
		"do nothing":                 {upsert(true, true), nil},
		"insert":                     {dialect.Insert{Table: "t", Count: true}, nil},
		"update":                     {dialect.Update{Table: "t"}, []any{"t", "t"}},
		"update, CASE form":          {dialect.Update{Table: "t", Form: dialect.FormCase, Count: true}, nil},
		"delete":                     {dialect.Delete{Table: "t"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			for _, d := range []dialect.Dialect{mysql.Dialect{}, mysql.MariaDB{}} {
				p, ok := d.(dialect.Prober).Probe(tt.statement)
				if ok != (tt.want != nil) {
					t.Fatalf("%s asks: %v", d.Name(), ok)
				}
				if !ok {
					continue
				}
				args := p.Step.AppendArgs(nil, dialect.Rows{}, nil, 0)
				if !reflect.DeepEqual(args, tt.want) || strings.Count(p.Step.SQL, "?") != len(args) || p.Step.Read != dialect.ReadNumbers {
					t.Errorf("%s: %v %s", d.Name(), args, p.Step.SQL)
				}
				if unknown := p.Tuned(dialect.Answer{}); unknown != d {
					t.Errorf("a table that was not found makes %+v", unknown)
				}
				known := p.Tuned(dialect.Answer{Rows: [][]int64{{crc("id"), 0, 0, 0}}})
				if _, again := known.(dialect.Prober).Probe(tt.statement); again || known.Name() != d.Name() {
					t.Errorf("%s asks again", known.Name())
				}
			}
		})
	}
}

// TestInspectLoc: the setting loc is learned, but not where the driver cuts times off.
func TestInspectLoc(t *testing.T) {
	type timed struct {
		ClientFoundRows bool
		Loc             *time.Location
		timeTruncate    time.Duration
	}
	type timedConn struct{ cfg *timed }
	west := time.FixedZone("west", -3600)
	for _, tt := range []struct {
		conn any
		want *time.Location
	}{
		{&timedConn{&timed{Loc: west}}, west},
		{&timedConn{&timed{Loc: west, timeTruncate: time.Second}}, nil},
		{&conn{&config{}}, nil},
	} {
		if got := (mysql.Dialect{}).Inspect(tt.conn).(mysql.Dialect).Loc; got != tt.want {
			t.Errorf("%v, not %v", got, tt.want)
		}
	}
}
