package mysql_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
)

// spelledAs is a statement and what its steps should be.
type spelledAs struct {
	name      string
	dialect   dialect.Dialect
	statement dialect.Statement
	rows      int
	want      []string // the steps
	args      []any    // of the step that writes, as column numbers for cells
}

// check spells the statement and compares the steps.
func (s spelledAs) check(t *testing.T) {
	t.Helper()
	rows := dialect.Plain(max(s.rows, 1))
	spelling, err := s.statement.Spell(s.dialect, rows)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, step := range spelling.Steps {
		got = append(got, step.SQL)
	}
	if !reflect.DeepEqual(got, s.want) {
		t.Errorf("\ngot  %s\nwant %s", strings.Join(got, "\n     "), strings.Join(s.want, "\n     "))
	}
	if s.args == nil {
		return
	}
	write := spelling.Steps[max(0, slices.IndexFunc(spelling.Steps, func(step dialect.Step) bool { return step.Read == dialect.ReadAffected }))]
	width := len(s.statement.RowColumns())
	var cells []any
	for i := range rows.N * width {
		cells = append(cells, i)
	}
	if args := write.AppendArgs(nil, rows, cells, width); !reflect.DeepEqual(args, s.args) {
		t.Errorf("arguments %v, want %v", args, s.args)
	}
}

func run(t *testing.T, tests []spelledAs) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, tt.check)
	}
}

func set(columns ...string) []dialect.Assignment {
	var all []dialect.Assignment
	for _, c := range columns {
		all = append(all, dialect.Assignment{Column: c})
	}
	return all
}

func setExpr(column string, e sq.Sqlizer) dialect.Assignment {
	return dialect.Assignment{Column: column, Expr: e}
}

func sum(column string) sq.Sqlizer {
	return sq.Expr("? + ?", dialect.Stored(column), dialect.Incoming(column))
}

func TestLimits(t *testing.T) {
	for _, tt := range []struct {
		dialect dialect.Dialect
		name    string
		bytes   int
	}{
		{mysql.Dialect{}, "mysql", 60 << 20},
		{mysql.MariaDB{}, "mariadb", 15 << 20},
		{mysql.Dialect{MaxAllowedPacket: 4 << 20}, "mysql", 4<<20 - 1<<18},
		{mysql.Dialect{MaxAllowedPacket: 1 << 30}, "mysql", 60 << 20},
		{mysql.MariaDB{Dialect: mysql.Dialect{MaxAllowedPacket: 1 << 20}}, "mariadb", 1<<20 - 1<<16},
	} {
		if got, want := tt.dialect.Limits(), (dialect.Limits{Params: 65535, Bytes: tt.bytes}); got != want || tt.dialect.Name() != tt.name {
			t.Errorf("%s: %+v, want %s: %+v", tt.dialect.Name(), got, tt.name, want)
		}
	}
}

// TestUnsupported pins what is refused, and that the error names the database and the way out.
func TestUnsupported(t *testing.T) {
	insert := dialect.Insert{Table: "t", Columns: []string{"id", "a", "b"}}
	with := func(c dialect.Conflict) dialect.Insert {
		i := insert
		i.Conflict = &c
		return i
	}
	returning := insert
	returning.Returning = []string{"id"}
	nothing := with(dialect.Conflict{DoNothing: true})
	nothing.Returning = []string{"id"}
	circle := []dialect.Assignment{setExpr("a", sq.Expr("? + 1", dialect.Stored("b"))), setExpr("b", sq.Expr("? + 1", dialect.Stored("a")))}
	update := dialect.Update{Table: "t", Key: []string{"id"}, Columns: []string{"a"}, Set: set("a")}
	updateReturning := update
	updateReturning.Returning = []string{"id"}
	circular := dialect.Update{Table: "t", Key: []string{"id"}, Set: circle, Form: dialect.FormCase}
	moved := circular // each CASE reads the key, so what sets it comes last, and cannot read what was set before
	moved.Set = append(set("a"), setExpr("id", sq.Expr("? + 1", dialect.Stored("a"))))
	for name, tt := range map[string]struct {
		dialect   dialect.Dialect
		statement dialect.Statement
		want      string
	}{
		"RETURNING":              {mysql.Dialect{}, returning, "read the rows by their key"},
		"UPDATE RETURNING":       {mysql.MariaDB{}, updateReturning, "read the rows by their key"},
		"DELETE RETURNING":       {mysql.Dialect{}, dialect.Delete{Table: "t", Key: []string{"id"}, Returning: []string{"id"}}, "then delete them"},
		"DO NOTHING RETURNING":   {mysql.MariaDB{}, nothing, "read the rows by their key"},
		"constraint":             {mysql.Dialect{}, with(dialect.Conflict{Constraint: "k", Set: set("a")}), "OnConflict"},
		"partial index":          {mysql.Dialect{}, with(dialect.Conflict{Columns: []string{"id"}, Where: sq.Eq{"a": 1}, Set: set("a")}), "generated column"},
		"circle in an upsert":    {mysql.Dialect{}, with(dialect.Conflict{Columns: []string{"id"}, Set: circle}), "use an Update"},
		"circle in a CASE form":  {mysql.MariaDB{}, circular, "use the join form"},
		"key in a CASE form":     {mysql.Dialect{}, moved, "use the join form"},
		"circle of the squirrel": {mysql.Dialect{}, nil, "MySQL and MariaDB"},
	} {
		t.Run(name, func(t *testing.T) {
			var err error
			if tt.statement == nil {
				_, _, err = mysql.OnConflict("id").DoUpdateSet("a", dialect.Stored("b")).DoUpdateSet("b", dialect.Stored("a")).ToSql()
			} else {
				_, err = tt.statement.Spell(tt.dialect, dialect.Plain(1))
			}
			if !errors.Is(err, errors.ErrUnsupported) {
				t.Fatalf("%v does not wrap errors.ErrUnsupported", err)
			}
			if text := err.Error(); !strings.HasPrefix(text, "mysql: ") || !strings.Contains(text, tt.want) {
				t.Errorf("%q does not say %q", text, tt.want)
			}
		})
	}
}

// TestDefaultCell: DEFAULT is a value for INSERT only.
func TestDefaultCell(t *testing.T) {
	rows := dialect.Rows{N: 1, Exprs: map[dialect.Cell]dialect.Expr{{Row: 0, Column: 1}: {SQL: "DEFAULT", Default: true}}}
	update := dialect.Update{Table: "t", Key: []string{"id"}, Columns: []string{"a"}, Set: set("a")}
	if _, err := update.Spell(mysql.Dialect{}, rows); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("update: %v", err)
	}
	insert := dialect.Insert{Table: "t", Columns: []string{"id", "a"}}
	s, err := insert.Spell(mysql.Dialect{}, rows)
	if err != nil || s.Steps[0].SQL != "INSERT INTO `t` (`id`, `a`) VALUES (?, DEFAULT)" {
		t.Errorf("insert: %v %v", s.Steps, err)
	}
}
