package mysql_test

import (
	"context"
	"database/sql/driver"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/DATA-DOG/go-sqlmock"
	sq "github.com/Masterminds/squirrel"

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
	const packet = 1 << 22
	server := func(version int, engine mysql.Engine) mysql.Dialect {
		return mysql.Dialect{Version: version, MaxAllowedPacket: packet, Engine: engine}
	}
	for _, tt := range []struct {
		version string
		setting string // that makes the server part of a cluster; "none": there is none; empty: it is not asked for
		want    dialect.Dialect
	}{
		{"9.7.4-2", "none", server(90704, mysql.SingleServer)},
		{"8.0.19", "none", server(80019, mysql.SingleServer)},
		{"10.11.19-MariaDB-0+deb12u1", "none", mysql.MariaDB{Dialect: server(101119, mysql.SingleServer)}},
		{"11.8.6-MARIADB-ubu2404 local", "none", mysql.MariaDB{Dialect: server(110806, mysql.SingleServer)}},
		{"11.8.6-MariaDB-log", "wsrep_provider", mysql.MariaDB{Dialect: server(110806, mysql.Galera)}},
		{"8.0.42-33.1", "wsrep_provider", server(80042, mysql.Galera)},
		{"8.4.5", "group_replication_group_name", server(80405, mysql.GroupReplication)},
		{"8.0.11-TiDB-v8.5.0", "", server(80011, mysql.TiDB)},
		{"8.0.40-Vitess", "", server(80040, mysql.Vitess)},
		{"Vitess", "", nil},
	} {
		t.Run(tt.version, func(t *testing.T) {
			db, mock, err := sqlmock.New()
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			mock.ExpectQuery(`SELECT VERSION\(\), @@max_allowed_packet`).
				WillReturnRows(sqlmock.NewRows([]string{"v", "p"}).AddRow(tt.version, packet))
			if tt.setting != "" {
				found := sqlmock.NewRows([]string{"Variable_name", "Value"})
				if tt.setting != "none" {
					found.AddRow(tt.setting, "x")
				}
				mock.ExpectQuery(`SHOW VARIABLES WHERE Variable_name = 'wsrep_provider' .* 'group_replication_group_name'`).WillReturnRows(found)
			}
			got, err := mysql.Detect(context.Background(), db)
			if unmet := mock.ExpectationsWereMet(); unmet != nil {
				t.Error(unmet)
			}
			if tt.want == nil {
				if err == nil || !strings.HasPrefix(err.Error(), "mysql: detect: ") {
					t.Errorf("got %+v, %v", got, err)
				}
				return
			}
			if err != nil || got != tt.want {
				t.Errorf("got %+v, %v, want %+v", got, err, tt.want)
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
	mock.ExpectQuery("SELECT").WillReturnRows(sqlmock.NewRows([]string{"v", "p"}).AddRow("9.7.4", 1<<22))
	mock.ExpectQuery("SHOW").WillReturnError(driver.ErrBadConn)
	if d, err := mysql.Detect(context.Background(), db); err == nil || d != nil {
		t.Errorf("the second question fails: %+v, %v", d, err)
	}
}

// TestQuestions: an update asks which columns are NOT NULL, and an upsert what makes its counts vague; nothing is asked before.
func TestQuestions(t *testing.T) {
	upsert := func(count, nothing bool) dialect.Insert {
		return dialect.Insert{Table: "app.t", Columns: []string{"id", "name"}, Conflict: &dialect.Conflict{DoNothing: nothing, Set: set("name")}, Count: count}
	}
	change := dialect.Update{Table: "t", Key: []string{"id"}, Columns: []string{"name"}, Set: set("name")}
	with := func(f func(u *dialect.Update)) dialect.Update {
		u := change
		f(&u)
		return u
	}
	computed := with(func(u *dialect.Update) { u.Ask, u.Set = true, []dialect.Assignment{setExpr("n", sq.Expr("1"))} })
	for name, tt := range map[string]struct {
		statement dialect.Statement
		want      []any // the arguments of the question; nil: none is asked
		nullIn    []int
	}{
		"counted upsert":             {upsert(true, false), []any{"name", "app", "t", "app", "t"}, nil},
		"upsert that is not counted": {upsert(false, false), nil, nil},
		"do nothing":                 {upsert(true, true), nil, nil},
		"insert":                     {dialect.Insert{Table: "t", Columns: []string{"id"}, Count: true}, nil, nil},
		"update":                     {with(func(u *dialect.Update) { u.Ask = true }), []any{"name", "t"}, []int{1}},
		"counted update":             {with(func(u *dialect.Update) { u.Count = true }), []any{"name", "t"}, []int{1}},
		"update by an expression":    {computed, []any{"n", "t"}, nil},
		"text of an update":          {change, nil, nil},
		"update, CASE form":          {with(func(u *dialect.Update) { u.Form, u.Count = dialect.FormCase, true }), nil, nil},
		"delete":                     {dialect.Delete{Table: "t", Key: []string{"id"}}, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			for _, d := range []dialect.Dialect{mysql.Dialect{}, mysql.MariaDB{}} {
				if _, asks := d.Probe(tt.statement); asks {
					t.Errorf("%s asks before the statement", d.Name())
				}
				sp, err := tt.statement.Spell(d, dialect.Plain(2))
				if err != nil {
					t.Fatal(err)
				}
				var question dialect.Step
				for _, step := range sp.Steps {
					if strings.Contains(step.SQL, "information_schema") {
						question = step
					}
				}
				args := question.AppendArgs(nil, dialect.Rows{}, nil, 0)
				if !reflect.DeepEqual(args, tt.want) || strings.Count(question.SQL, "?") != len(args) || !slices.Equal(question.NullIn, tt.nullIn) {
					t.Errorf("%s: %v %v %s", d.Name(), args, question.NullIn, question.SQL)
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
