package mysql_test

import (
	"reflect"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
)

func TestOnConflict(t *testing.T) {
	up := mysql.OnConflict("id")
	for _, tt := range []struct {
		name   string
		clause mysql.Conflict
		want   string
		args   []any
	}{
		{"do nothing", up.DoNothing(), "`id` = `id`", nil},
		{"incoming values", up.DoUpdate("a", "b`c"), "`a` = VALUES(`a`), `b``c` = VALUES(`b``c`)", nil},
		{"expressions", up.DoUpdate("a").DoUpdateSet("n", sq.Expr("? + ?", dialect.Stored("n"), 1)).DoUpdateSet("m", 2),
			"`n` = `n` + ?, `m` = ?, `a` = VALUES(`a`)", []any{1, 2}},
		{"conditions", up.DoUpdate("a").DoUpdateWhere(sq.Expr("? < ?", dialect.Stored("n"), dialect.Incoming("n"))).DoUpdateWhere(sq.Expr("m = ?", 1)),
			"`a` = IF((@sqbulk_w := (`n` < VALUES(`n`) AND m = ?)), VALUES(`a`), `a`)", []any{1}},
		{"only changed", up.DoUpdate("a").DoUpdateSet("n", 1).OnlyChanged(),
			"`n` = IF((@sqbulk_w := NOT (`a` <=> VALUES(`a`) AND (CHARSET(`a`) = 'binary' OR CAST(`a` AS BINARY) <=> CAST(VALUES(`a`) AS BINARY)))), ?, `n`), `a` = VALUES(`a`)", []any{1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sql, args, err := sq.Insert("t").Columns("id").Values(7).SuffixExpr(tt.clause).ToSql()
			want := "INSERT INTO t (id) VALUES (?) ON DUPLICATE KEY UPDATE " + tt.want
			if err != nil || sql != want || !reflect.DeepEqual(args, append([]any{7}, tt.args...)) {
				t.Errorf("\ngot  %s %v, %v\nwant %s %v", sql, args, err, want, tt.args)
			}
		})
	}
}

func TestOnConflictErrors(t *testing.T) {
	up := mysql.OnConflict("id")
	for name, clause := range map[string]mysql.Conflict{
		"nothing said":            up,
		"do nothing without key":  mysql.OnConflict().DoNothing(),
		"do nothing and update":   up.DoNothing().DoUpdate("a"),
		"a column without a name": up.DoUpdate(""),
		"a name with NUL":         up.DoUpdate("a\x00"),
		"a broken expression":     up.DoUpdateSet("a", sq.Expr("?")),
	} {
		if sql, _, err := clause.ToSql(); err == nil {
			t.Errorf("%s: %s", name, sql)
		}
	}
}

// TestOnConflictIsImmutable: each method leaves what it is called on alone.
func TestOnConflictIsImmutable(t *testing.T) {
	base := mysql.OnConflict("id").DoUpdate("a")
	_ = base.DoUpdate("b")
	c := base.DoUpdate("c")
	_ = base.DoUpdateSet("d", 1)
	if sql, _, _ := c.ToSql(); sql != "ON DUPLICATE KEY UPDATE `a` = VALUES(`a`), `c` = VALUES(`c`)" {
		t.Error(sql)
	}
	if sql, _, _ := base.ToSql(); sql != "ON DUPLICATE KEY UPDATE `a` = VALUES(`a`)" {
		t.Error(sql)
	}
}
