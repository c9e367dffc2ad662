package mysql_test

import (
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
)

func TestUpdateJoin(t *testing.T) {
	plain := dialect.Update{Table: "t", Key: []string{"id"}, Columns: []string{"name"}, Set: set("name")}
	counted := plain
	counted.Count = true
	named := plain
	named.Table = "app.SqBulk"
	composite := dialect.Update{Table: "t", Key: []string{"a", "b"}, Columns: []string{"name", "hits"},
		Set: append(set("name"), setExpr("hits", sum("hits"))), OnlyChanged: true,
		Where: sq.Expr("? < ?", dialect.Stored("hits"), dialect.Incoming("hits"))}
	countedChanges := composite
	countedChanges.Count = true
	const joinChanged = "NOT (`t`.`name` <=> `sqbulk`.`_3` AND (CHARSET(`t`.`name`) = 'binary' OR CAST(`t`.`name` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY)))"
	asked := func(columns int) string {
		one := "MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))"
		return "SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', " + one + strings.Repeat(", "+one, columns-1) + ") FROM information_schema.COLUMNS " +
			"WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?)"
	}
	notNull := func(value, position string) string {
		name := "SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', " + position + "), _utf8mb4 x'00', -1)"
		return "((" + value + ") IS NOT NULL OR CAST(IF((" + value + ") IS NOT NULL OR COALESCE(" + name + ", '') = '', '0', " +
			"CONCAT('NULL for the NOT NULL column ', " + name + ")) AS SIGNED) >= 0)"
	}
	run(t, []spelledAs{{
		name:      "MySQL",
		dialect:   mysql.Dialect{},
		statement: plain,
		rows:      2,
		want: []string{"UPDATE (SELECT `id` AS `_1`, `name` AS `_2` FROM `t` WHERE FALSE UNION ALL SELECT ?, ? UNION ALL SELECT ?, ?) AS `sqbulk` " +
			"STRAIGHT_JOIN `t` ON `t`.`id` = `sqbulk`.`_1` SET `t`.`name` = `sqbulk`.`_2`"},
		args: []any{0, 1, 2, 3},
	}, {
		name:      "a table with the name of the rows",
		dialect:   mysql.MariaDB{},
		statement: named,
		want: []string{"UPDATE (SELECT `id` AS `_1`, `name` AS `_2` FROM `app`.`SqBulk` WHERE FALSE UNION ALL VALUES (?, ?)) AS `sqbulk_rows` " +
			"STRAIGHT_JOIN `app`.`SqBulk` ON `app`.`SqBulk`.`id` = `sqbulk_rows`.`_1` SET `app`.`SqBulk`.`name` = `sqbulk_rows`.`_2`"},
	}, {
		name:      "counted, MariaDB",
		dialect:   mysql.MariaDB{},
		statement: counted,
		rows:      2,
		want: []string{
			asked(1),
			"SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2)",
			"UPDATE (SELECT 0 AS `_0`, `id` AS `_1`, `name` AS `_2` FROM `t` WHERE FALSE UNION ALL VALUES (1, ?, ?), (2, ?, ?)) AS `sqbulk` " +
				"STRAIGHT_JOIN `t` ON `t`.`id` = `sqbulk`.`_1` SET `t`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND " +
				"(@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND " + notNull("`sqbulk`.`_2`", "1") + ", `sqbulk`.`_2`, `t`.`name`)",
			"SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1",
		},
	}, {
		name:      "composite key, condition, only changed",
		dialect:   mysql.Dialect{},
		statement: composite,
		want: []string{"UPDATE (SELECT `a` AS `_1`, `b` AS `_2`, `name` AS `_3`, `hits` AS `_4` FROM `t` WHERE FALSE UNION ALL SELECT ?, ?, ?, ?) " +
			"AS `sqbulk` STRAIGHT_JOIN `t` ON `t`.`a` = `sqbulk`.`_1` AND `t`.`b` = `sqbulk`.`_2` SET `t`.`hits` = `t`.`hits` + `sqbulk`.`_4`, " +
			"`t`.`name` = `sqbulk`.`_3` WHERE `t`.`hits` < `sqbulk`.`_4` AND (" + joinChanged + ")"},
	}, {
		name:      "counted, condition, only changed: rows are counted before the comparison",
		dialect:   mysql.Dialect{},
		statement: countedChanges,
		want: []string{
			asked(2),
			"SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 1)",
			"UPDATE /*+ MERGE() */ (SELECT 0 AS `_0`, `a` AS `_1`, `b` AS `_2`, `name` AS `_3`, `hits` AS `_4` FROM `t` WHERE FALSE UNION ALL SELECT 1, ?, ?, ?, ?) " +
				"AS `sqbulk` STRAIGHT_JOIN `t` ON `t`.`a` = `sqbulk`.`_1` AND `t`.`b` = `sqbulk`.`_2` SET `t`.`hits` = IF(" + notNull("`t`.`hits` + `sqbulk`.`_4`", "1") +
				" AND " + notNull("`sqbulk`.`_3`", "2") + ", `t`.`hits` + `sqbulk`.`_4`, `t`.`hits`), " +
				"`t`.`name` = `sqbulk`.`_3` WHERE `t`.`hits` < `sqbulk`.`_4` AND IF(EXISTS (SELECT 1 FROM DUAL WHERE `t`.`a` = `sqbulk`.`_1` AND `t`.`b` = `sqbulk`.`_2` AND `t`.`hits` < `sqbulk`.`_4`), " +
				"(@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND (" + joinChanged + "), FALSE)",
			"SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1",
		},
	}, {
		name:      "a column that refuses NULL",
		dialect:   mysql.MariaDB{},
		statement: dialect.Update{Table: "t", Key: []string{"id"}, Columns: []string{"name", "must"}, Set: set("name", "must"), Ask: true},
		want: []string{
			asked(2),
			"UPDATE (SELECT `id` AS `_1`, `name` AS `_2`, `must` AS `_3` FROM `t` WHERE FALSE UNION ALL VALUES (?, ?, ?)) AS `sqbulk` " +
				"STRAIGHT_JOIN `t` ON `t`.`id` = `sqbulk`.`_1` SET `t`.`name` = IF(" + notNull("`sqbulk`.`_2`", "1") + " AND " +
				notNull("`sqbulk`.`_3`", "2") + ", `sqbulk`.`_2`, `t`.`name`), `t`.`must` = `sqbulk`.`_3`",
		},
	}})
}

func TestUpdateCase(t *testing.T) {
	run(t, []spelledAs{{
		name:      "one key column",
		dialect:   mysql.Dialect{},
		statement: dialect.Update{Table: "t", Key: []string{"id"}, Columns: []string{"name"}, Set: set("name"), Form: dialect.FormCase},
		rows:      2,
		want:      []string{"UPDATE `t` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?)"},
		args:      []any{0, 1, 2, 3, 0, 2},
	}, {
		name:    "composite key, conditions, an expression",
		dialect: mysql.MariaDB{},
		statement: dialect.Update{Table: "t", Key: []string{"a", "b"}, Columns: []string{"hits"}, Form: dialect.FormCase,
			Set:   []dialect.Assignment{setExpr("hits", sum("hits")), setExpr("n", sq.Expr("? + 1", dialect.Stored("n")))},
			Where: sq.Expr("(? < ?)", dialect.Stored("hits"), dialect.Incoming("hits"))},
		want: []string{"UPDATE `t` SET `hits` = CASE WHEN `a` = ? AND `b` = ? THEN `t`.`hits` + ? ELSE `hits` END, `n` = `t`.`n` + 1 " +
			"WHERE (`a`, `b`) IN ((?, ?)) AND CASE WHEN `a` = ? AND `b` = ? THEN (`t`.`hits` < ?) ELSE FALSE END"},
		args: []any{0, 1, 2, 0, 1, 0, 1, 2},
	}, {
		name:      "counted",
		dialect:   mysql.MariaDB{},
		statement: dialect.Update{Table: "t", Key: []string{"id"}, Columns: []string{"name"}, Set: set("name"), Form: dialect.FormCase, Count: true},
		rows:      2,
		want: []string{
			"SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2)",
			"UPDATE `t` SET `name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, CASE `id` WHEN ? THEN 1 WHEN ? THEN 2 ELSE 0 END, 1, '1')) <> '', " +
				"CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END, `name`) WHERE `id` IN (?, ?)",
			"SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1",
		},
		args: []any{0, 2, 0, 1, 2, 3, 0, 2},
	}, {
		name:    "the key is set, after everything that reads it",
		dialect: mysql.Dialect{},
		statement: dialect.Update{Table: "t", Key: []string{"id", "version"}, Columns: []string{"name"}, Form: dialect.FormCase,
			Set: []dialect.Assignment{setExpr("version", sq.Expr("? + 1", dialect.Stored("version"))), {Column: "name"}}},
		want: []string{"UPDATE `t` SET `name` = CASE WHEN `id` = ? AND `version` = ? THEN ? ELSE `name` END, `version` = `t`.`version` + 1 " +
			"WHERE (`id`, `version`) IN ((?, ?))"},
		args: []any{0, 1, 2, 0, 1},
	}, {
		name:      "only changed",
		dialect:   mysql.MariaDB{},
		statement: dialect.Update{Table: "t", Key: []string{"id"}, Columns: []string{"name"}, Set: set("name"), Form: dialect.FormCase, OnlyChanged: true},
		want: []string{"UPDATE `t` SET `name` = CASE `id` WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?) AND " +
			"(CASE `id` WHEN ? THEN NOT (`t`.`name` <=> ? AND (CHARSET(`t`.`name`) = 'binary' OR CAST(`t`.`name` AS BINARY) <=> CAST(? AS BINARY))) ELSE FALSE END)"},
		args: []any{0, 1, 0, 0, 1, 1},
	}})
}

func TestDeleteAndSelect(t *testing.T) {
	run(t, []spelledAs{{
		name:      "delete",
		dialect:   mysql.Dialect{},
		statement: dialect.Delete{Table: "t", Key: []string{"id"}, Where: sq.Expr("(? = ?)", dialect.Stored("tenant"), 7)},
		rows:      2,
		want:      []string{"DELETE FROM `t` WHERE `id` IN (?, ?) AND (`t`.`tenant` = ?)"},
		args:      []any{0, 1, 7},
	}, {
		name:      "delete returning",
		dialect:   mysql.MariaDB{},
		statement: dialect.Delete{Table: "t", Key: []string{"a", "b"}, Returning: []string{"a", "c"}},
		rows:      2,
		want:      []string{"DELETE FROM `t` WHERE (`a`, `b`) IN ((?, ?), (?, ?)) RETURNING `a`, `c`"},
	}, {
		name:      "select",
		dialect:   mysql.Dialect{},
		statement: dialect.Select{Table: "t", Key: []string{"id"}, Columns: []string{"id", "name"}, Where: sq.Eq{"tenant": 7}, Lock: true},
		rows:      2,
		want:      []string{"SELECT `id`, `name` FROM `t` WHERE `id` IN (?, ?) AND tenant = ? LIMIT 18446744073709551615 FOR UPDATE"},
		args:      []any{0, 1, 7},
	}, {
		name:      "select on MariaDB, a short list",
		dialect:   mysql.MariaDB{},
		statement: dialect.Select{Table: "t", Key: []string{"a", "b"}, Columns: []string{"a", "c"}, Where: sq.Eq{"tenant": 7}},
		rows:      2,
		want:      []string{"SELECT `a`, `c` FROM `t` WHERE (`a`, `b`) IN ((?, ?), (?, ?)) AND tenant = ? LIMIT 18446744073709551615"},
		args:      []any{0, 1, 2, 3, 7},
	}})
}

// TestLongListsOfLookUps: a list that the server is bad at is joined instead: on MariaDB from 1,000 values on.
func TestLongListsOfLookUps(t *testing.T) {
	for _, tt := range []struct {
		d      dialect.Dialect
		key    []string
		rows   int
		joined bool
	}{
		{mysql.MariaDB{}, []string{"a", "b"}, 499, false}, {mysql.MariaDB{}, []string{"a", "b"}, 500, true},
		{mysql.MariaDB{}, []string{"a"}, 999, false}, {mysql.MariaDB{}, []string{"a"}, 1000, true},
		{mysql.Dialect{}, []string{"a", "b"}, 8000, false}, {mysql.Dialect{}, []string{"a", "b"}, 8001, true},
	} {
		sp, err := dialect.Select{Table: "t", Key: tt.key, Columns: []string{"c"}}.Spell(tt.d, dialect.Plain(tt.rows))
		if err != nil {
			t.Fatal(err)
		}
		const head = "SELECT `t`.`c` FROM (SELECT `a` AS `_1`"
		if text := sp.Steps[0].SQL; strings.HasPrefix(text, head) != tt.joined || strings.Contains(text, " STRAIGHT_JOIN `t` ON `t`.`a` = `sqbulk`.`_1`") != tt.joined {
			t.Errorf("%s, %d rows: %.80s", tt.d.Name(), tt.rows, text)
		}
	}
}

// TestLongLists: MySQL reads the whole table where its range optimizer has no memory for an IN list.
func TestLongLists(t *testing.T) {
	x := dialect.Delete{Table: "t", Key: []string{"a", "b"}}
	if sp, err := x.Spell(mysql.Dialect{}, dialect.Plain(2)); err != nil || sp.MaxRows != 8000 {
		t.Errorf("delete on MySQL: at most %d rows, %v", sp.MaxRows, err)
	}
	if sp, err := x.Spell(mysql.MariaDB{}, dialect.Plain(2)); err != nil || sp.MaxRows != 0 {
		t.Errorf("delete on MariaDB: at most %d rows, %v", sp.MaxRows, err)
	}
	look := dialect.Select{Table: "t", Key: []string{"a", "b"}, Columns: []string{"c"}}
	for rows, form := range map[int]string{8000: "SELECT `c` FROM `t` WHERE", 8001: "SELECT `t`.`c` FROM (SELECT `a` AS `_1`"} {
		if sp, err := look.Spell(mysql.Dialect{}, dialect.Plain(rows)); err != nil || !strings.HasPrefix(sp.Steps[0].SQL, form) {
			t.Errorf("look-up of %d rows: %.60s, %v", rows, sp.Steps[0].SQL, err)
		}
	}
}
