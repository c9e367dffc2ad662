package mysql_test

import (
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
)

func TestInsert(t *testing.T) {
	columns := []string{"id", "name"}
	run(t, []spelledAs{{
		name:      "plain",
		dialect:   mysql.Dialect{},
		statement: dialect.Insert{Table: "app.t", Columns: columns, Count: true, Suffixes: []sq.Sqlizer{sq.Expr("/* ? */", 9)}},
		rows:      2,
		want:      []string{"INSERT INTO `app`.`t` (`id`, `name`) VALUES (?, ?), (?, ?) /* ? */"},
		args:      []any{0, 1, 2, 3, 9},
	}, {
		name:      "returning",
		dialect:   mysql.MariaDB{},
		statement: dialect.Insert{Table: "t", Columns: columns, Returning: []string{"id"}, Count: true},
		want:      []string{"INSERT INTO `t` (`id`, `name`) VALUES (?, ?) RETURNING `id`"},
	}, {
		name:      "do nothing",
		dialect:   mysql.MariaDB{},
		statement: dialect.Insert{Table: "t", Columns: columns, Conflict: &dialect.Conflict{DoNothing: true}},
		want:      []string{"INSERT INTO `t` (`id`, `name`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `id` = `t`.`id`"},
	}, {
		name:      "do nothing, counted, by a key that is not the first column",
		dialect:   mysql.MariaDB{},
		statement: dialect.Insert{Table: "t", Columns: columns, Conflict: &dialect.Conflict{Columns: []string{"name"}, DoNothing: true}, Count: true},
		want: []string{
			"SET @sqbulk_d = 0",
			"INSERT INTO `t` (`id`, `name`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `name` = IF((@sqbulk_d := @sqbulk_d + 1) > 0, `t`.`name`, `t`.`name`)",
			"SELECT CAST(@sqbulk_d AS SIGNED) LIMIT 1",
		},
	}, {
		name:      "do nothing, by a key that is not inserted",
		dialect:   mysql.Dialect{},
		statement: dialect.Insert{Table: "t", Columns: columns, Conflict: &dialect.Conflict{Columns: []string{"generated"}, DoNothing: true}},
		want:      []string{"INSERT INTO `t` (`id`, `name`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `id` = `t`.`id`"},
	}})
}

func upsert(c dialect.Conflict) dialect.Insert {
	c.Columns = []string{"id"}
	return dialect.Insert{Table: "t", Columns: []string{"id", "name", "hits"}, Conflict: &c}
}

const into = "INSERT INTO `t` (`id`, `name`, `hits`) VALUES (?, ?, ?) "

func TestUpsert(t *testing.T) {
	newer := sq.Expr("(? < ?)", dialect.Stored("hits"), dialect.Incoming("hits"))
	run(t, []spelledAs{{
		name:      "incoming values",
		dialect:   mysql.Dialect{Version: 80018},
		statement: upsert(dialect.Conflict{Set: set("name", "hits")}),
		want:      []string{into + "ON DUPLICATE KEY UPDATE `name` = VALUES(`name`), `hits` = VALUES(`hits`)"},
	}, {
		name:      "row alias",
		dialect:   mysql.Dialect{Version: 80019},
		statement: upsert(dialect.Conflict{Set: set("name")}),
		want:      []string{into + "AS `sqbulk` (`_1`, `_2`, `_3`) ON DUPLICATE KEY UPDATE `name` = `sqbulk`.`_2`"},
	}, {
		name:      "MariaDB has no row alias",
		dialect:   mysql.MariaDB{Dialect: mysql.Dialect{Version: 110806}},
		statement: upsert(dialect.Conflict{Set: set("name")}),
		want:      []string{into + "ON DUPLICATE KEY UPDATE `name` = VALUES(`name`)"},
	}, {
		name:      "expressions come first",
		dialect:   mysql.MariaDB{},
		statement: upsert(dialect.Conflict{Set: append(set("name"), setExpr("hits", sum("hits")), setExpr("touched", sq.Expr("?", "now")))}),
		want:      []string{into + "ON DUPLICATE KEY UPDATE `hits` = `t`.`hits` + VALUES(`hits`), `touched` = ?, `name` = VALUES(`name`)"},
		args:      []any{0, 1, 2, "now"},
	}, {
		name:    "an expression comes before what it reads",
		dialect: mysql.MariaDB{},
		statement: upsert(dialect.Conflict{Set: []dialect.Assignment{setExpr("Hits", sq.Expr("1")), setExpr("total", sq.Expr("? * 2", dialect.Stored("hits"))),
			setExpr("name", sq.Expr("CONCAT(?)", dialect.Stored("total")))}}),
		want: []string{into + "ON DUPLICATE KEY UPDATE `name` = CONCAT(`t`.`total`), `total` = `t`.`hits` * 2, `Hits` = 1"},
	}, {
		name:      "exchange",
		dialect:   mysql.MariaDB{},
		statement: upsert(dialect.Conflict{Set: []dialect.Assignment{setExpr("name", dialect.Stored("hits")), setExpr("hits", dialect.Stored("name"))}}),
		want: []string{into + "ON DUPLICATE KEY UPDATE `name` = IF(COALESCE(ASCII(@sqbulk_sbbce408be1a6e9d2 := `t`.`name`), 0) >= 0, `t`.`hits`, `t`.`name`), " +
			"`hits` = @sqbulk_sbbce408be1a6e9d2"},
	}, {
		name:      "condition",
		dialect:   mysql.Dialect{},
		statement: upsert(dialect.Conflict{Set: set("name", "hits"), UpdateWhere: newer}),
		want: []string{"INSERT /*+ MERGE() */ INTO `t` (`id`, `name`, `hits`) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE " +
			"`name` = IF((@sqbulk_w := (`t`.`hits` < VALUES(`hits`))), VALUES(`name`), `t`.`name`), `hits` = IF(@sqbulk_w, VALUES(`hits`), `t`.`hits`)"},
	}, {
		name:      "only changed, without expressions",
		dialect:   mysql.Dialect{},
		statement: upsert(dialect.Conflict{Set: set("name"), OnlyChanged: true}),
		want:      []string{into + "ON DUPLICATE KEY UPDATE `name` = VALUES(`name`)"},
	}, {
		name:      "only changed",
		dialect:   mysql.MariaDB{},
		statement: upsert(dialect.Conflict{Set: append(set("name"), setExpr("hits", sum("hits"))), OnlyChanged: true}),
		want: []string{into + "ON DUPLICATE KEY UPDATE " +
			"`hits` = IF((@sqbulk_w := NOT (`t`.`name` <=> VALUES(`name`) AND (CHARSET(`t`.`name`) = 'binary' OR CAST(`t`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY)))), " +
			"`t`.`hits` + VALUES(`hits`), `t`.`hits`), `name` = VALUES(`name`)"},
	}})
}

func TestCountedUpsert(t *testing.T) {
	counted := func(c dialect.Conflict) dialect.Insert {
		i := upsert(c)
		i.Count = true
		return i
	}
	returning := counted(dialect.Conflict{Set: set("hits")})
	returning.Returning = []string{"id"}
	const changed = "NOT (`t`.`name` <=> VALUES(`name`) AND (CHARSET(`t`.`name`) = 'binary' OR CAST(`t`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY)))"
	const asked = "SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?)), 0) AS SIGNED), " +
		"CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() " +
		"AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) " +
		"FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1"
	const counters = "SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1"
	run(t, []spelledAs{{
		name:      "incoming values: rows are compared where one may have NULL",
		dialect:   mysql.MariaDB{},
		statement: counted(dialect.Conflict{Set: set("name")}),
		want: []string{
			"SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 0",
			"SET @sqbulk_q = 1",
			into + "ON DUPLICATE KEY UPDATE `name` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (" + changed + ") THEN (@sqbulk_c := @sqbulk_c + 1) " +
				"WHEN `t`.`name` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0, VALUES(`name`), `t`.`name`)",
			counters,
			asked,
		},
	}, {
		name:      "with a condition, which is evaluated first",
		dialect:   mysql.MariaDB{},
		statement: counted(dialect.Conflict{Set: set("name"), UpdateWhere: sq.Expr("? = ?", dialect.Stored("hits"), 7)}),
		want: []string{
			"SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1",
			into + "ON DUPLICATE KEY UPDATE `name` = IF(COALESCE((@sqbulk_w := `t`.`hits` = ?), 0) >= 0 AND CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) " +
				"WHEN IF(@sqbulk_w, (" + changed + "), 0) THEN (@sqbulk_c := @sqbulk_c + 1) " +
				"WHEN `t`.`name` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0 AND @sqbulk_w, VALUES(`name`), `t`.`name`)",
			counters,
			asked,
		},
		args: []any{0, 1, 2, 7},
	}, {
		name:      "rows that are returned",
		dialect:   mysql.MariaDB{},
		statement: returning,
		want: []string{
			"SET @sqbulk_f = 0",
			into + "ON DUPLICATE KEY UPDATE `hits` = IF((@sqbulk_f := 1 + " +
				"(NOT (`t`.`hits` <=> VALUES(`hits`) AND (CHARSET(`t`.`hits`) = 'binary' OR CAST(`t`.`hits` AS BINARY) <=> CAST(VALUES(`hits`) AS BINARY))))) > 0, VALUES(`hits`), `t`.`hits`) " +
				"RETURNING `id`, CAST(@sqbulk_f AS SIGNED), (@sqbulk_f := 0)",
		},
	}})
}
