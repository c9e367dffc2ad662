package mysql_test

import (
	"fmt"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
)

// The clause inside a plain squirrel insert, the same on MySQL and MariaDB.
func ExampleOnConflict() {
	insert := sq.Insert("users").Columns("email", "name").Values("ada@x.io", "Ada").
		SuffixExpr(mysql.OnConflict("email").DoUpdate("name"))
	fmt.Println(insert.ToSql())
	// Output:
	// INSERT INTO users (email,name) VALUES (?,?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`) [ada@x.io Ada] <nil>
}

// A stored row stays as it is, and values that do not fit stay an error, unlike with INSERT IGNORE.
func ExampleConflict_DoNothing() {
	fmt.Println(mysql.OnConflict("email").DoNothing().ToSql())
	// Output:
	// ON DUPLICATE KEY UPDATE `email` = `email` [] <nil>
}

// An expression over the stored and the incoming row.
func ExampleConflict_DoUpdateSet() {
	clause := mysql.OnConflict("url").
		DoUpdateSet("hits", sq.Expr("? + ?", dialect.Stored("hits"), dialect.Incoming("hits")))
	fmt.Println(clause.ToSql())
	// Output:
	// ON DUPLICATE KEY UPDATE `hits` = `hits` + VALUES(`hits`) [] <nil>
}

// The newest wins; times are in UTC. There is no WHERE in this clause, so the condition is asked once, and kept for the other columns.
func ExampleConflict_DoUpdateWhere() {
	clause := mysql.OnConflict("email").DoUpdate("name", "seen_at").
		DoUpdateWhere(sq.Expr("? < ?", dialect.Stored("seen_at"), dialect.Incoming("seen_at")))
	fmt.Println(clause.ToSql())
	// Output:
	// ON DUPLICATE KEY UPDATE `name` = IF((@sqbulk_w := `seen_at` < VALUES(`seen_at`)), VALUES(`name`), `name`), `seen_at` = IF(@sqbulk_w, VALUES(`seen_at`), `seen_at`) [] <nil>
}

// Equal values are never written; with OnlyChanged, expressions wait for a column that changes.
func ExampleConflict_OnlyChanged() {
	clause := mysql.OnConflict("email").DoUpdate("name").
		DoUpdateSet("updated_at", sq.Expr("now()")).
		OnlyChanged()
	fmt.Println(clause.ToSql())
	// Output:
	// ON DUPLICATE KEY UPDATE `updated_at` = IF((@sqbulk_w := NOT (`name` <=> VALUES(`name`) AND (CHARSET(`name`) = 'binary' OR CAST(`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY)))), now(), `updated_at`), `name` = VALUES(`name`) [] <nil>
}
