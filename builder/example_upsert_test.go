package builder_test

import (
	"fmt"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
	"github.com/sqbulk/sqbulk/sqlite"
)

// One builder, and the upsert of each database.
func ExampleInsertBuilder_OnConflict() {
	up := builder.Insert("users").Columns("email", "name").
		Values("ada@x.io", "Ada").
		OnConflict("email").
		DoUpdate("name")
	fmt.Println(up.Dialect(postgres.Dialect{}).ToSql())
	fmt.Println(up.Dialect(sqlite.Dialect{}).ToSql())
	fmt.Println(up.Dialect(mysql.Dialect{Version: 80400}).ToSql())
	fmt.Println(up.Dialect(mysql.MariaDB{}).ToSql())
	// Output:
	// INSERT INTO "users" ("email", "name") VALUES ($1, $2) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name" [ada@x.io Ada] <nil>
	// INSERT INTO "users" ("email", "name") VALUES (?, ?) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name" [ada@x.io Ada] <nil>
	// INSERT INTO `users` (`email`, `name`) VALUES (?, ?) AS `sqbulk` (`_1`, `_2`) ON DUPLICATE KEY UPDATE `name` = `sqbulk`.`_2` [ada@x.io Ada] <nil>
	// INSERT INTO `users` (`email`, `name`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`) [ada@x.io Ada] <nil>
}

func ExampleInsertBuilder_OnConstraint() {
	up := builder.Insert("users").Columns("email", "name").
		Values("ada@x.io", "Ada").
		OnConstraint("users_email_key").
		DoUpdate("name")
	fmt.Println(up.Dialect(postgres.Dialect{}).ToSql())
	// Output:
	// INSERT INTO "users" ("email", "name") VALUES ($1, $2) ON CONFLICT ON CONSTRAINT "users_email_key" DO UPDATE SET "name" = excluded."name" [ada@x.io Ada] <nil>
}

// A row that exists stays as it is.
func ExampleInsertBuilder_DoNothing() {
	insert := builder.Insert("tags").Columns("name").Values("go").OnConflict("name").DoNothing()
	fmt.Println(insert.Dialect(postgres.Dialect{}).ToSql())
	fmt.Println(insert.Dialect(mysql.Dialect{}).ToSql()) // INSERT IGNORE would also cut values to size
	// Output:
	// INSERT INTO "tags" ("name") VALUES ($1) ON CONFLICT ("name") DO NOTHING [go] <nil>
	// INSERT INTO `tags` (`name`) VALUES (?) ON DUPLICATE KEY UPDATE `name` = `tags`.`name` [go] <nil>
}

// Without arguments: every inserted column that OnConflict does not name.
func ExampleInsertBuilder_DoUpdate() {
	up := builder.Insert("users").Columns("email", "name", "age").
		Values("ada@x.io", "Ada", 36).
		OnConflict("email")
	fmt.Println(up.DoUpdate().Dialect(postgres.Dialect{}).ToSql())
	fmt.Println(up.DoUpdate("name").Dialect(postgres.Dialect{}).ToSql())
	// Output:
	// INSERT INTO "users" ("email", "name", "age") VALUES ($1, $2, $3) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name", "age" = excluded."age" [ada@x.io Ada 36] <nil>
	// INSERT INTO "users" ("email", "name", "age") VALUES ($1, $2, $3) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name" [ada@x.io Ada 36] <nil>
}

// A counter that goes on from the stored value.
func ExampleInsertBuilder_DoUpdateSet() {
	up := builder.Insert("pages").Columns("url", "hits").
		Values("/", 3).
		OnConflict("url").
		DoUpdateSet("hits", sq.Expr("? + ?", builder.Stored("hits"), builder.Incoming("hits")))
	fmt.Println(up.Dialect(postgres.Dialect{}).ToSql())
	fmt.Println(up.Dialect(mysql.MariaDB{}).ToSql())
	// Output:
	// INSERT INTO "pages" ("url", "hits") VALUES ($1, $2) ON CONFLICT ("url") DO UPDATE SET "hits" = "pages"."hits" + excluded."hits" [/ 3] <nil>
	// INSERT INTO `pages` (`url`, `hits`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `hits` = `pages`.`hits` + VALUES(`hits`) [/ 3] <nil>
}

// The newest wins: an older row leaves the stored one alone. Times are in UTC.
func ExampleInsertBuilder_DoUpdateWhere() {
	up := builder.Insert("users").Columns("email", "name", "seen_at").
		Values("ada@x.io", "Ada", "2026-03-01").
		OnConflict("email").
		DoUpdate().
		DoUpdateWhere(sq.Expr("? < ?", builder.Stored("seen_at"), builder.Incoming("seen_at")))
	fmt.Println(up.Dialect(sqlite.Dialect{}).ToSql())
	// Output:
	// INSERT INTO "users" ("email", "name", "seen_at") VALUES (?, ?, ?) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name", "seen_at" = excluded."seen_at" WHERE ("users"."seen_at" < excluded."seen_at") [ada@x.io Ada 2026-03-01] <nil>
}

// The unique key is a partial index.
func ExampleInsertBuilder_ConflictWhere() {
	up := builder.Insert("users").Columns("email", "name").
		Values("ada@x.io", "Ada").
		OnConflict("email").
		ConflictWhere(sq.Eq{"deleted_at": nil}).
		DoUpdate("name")
	fmt.Println(up.Dialect(postgres.Dialect{}).ToSql())

	_, _, err := up.Dialect(mysql.Dialect{}).ToSql()
	fmt.Println(err)
	// Output:
	// INSERT INTO "users" ("email", "name") VALUES ($1, $2) ON CONFLICT ("email") WHERE (deleted_at IS NULL) DO UPDATE SET "name" = excluded."name" [ada@x.io Ada] <nil>
	// mysql: MySQL has no partial unique index, which ConflictWhere describes: put the condition into a generated column of a unique key, or into DoUpdateWhere: unsupported operation
}

// Rows that are equal already are not written.
func ExampleInsertBuilder_OnlyChanged() {
	up := builder.Insert("users").Columns("email", "name").
		Values("ada@x.io", "Ada").
		OnConflict("email").
		DoUpdate("name").
		OnlyChanged()
	fmt.Println(up.Dialect(sqlite.Dialect{}).ToSql())
	// Output:
	// INSERT INTO "users" ("email", "name") VALUES (?, ?) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name" WHERE "users"."name" COLLATE BINARY IS NOT excluded."name" [ada@x.io Ada] <nil>
}

// Stored is the row in the table, Incoming the one of the input; both become columns of the database's spelling.
func ExampleStored() {
	lowest := sq.Expr("CASE WHEN ? < ? THEN ? ELSE ? END",
		builder.Stored("price"), builder.Incoming("price"), builder.Stored("price"), builder.Incoming("price"))
	up := builder.Insert("prices").Columns("sku", "price").Values("A-1", 100).OnConflict("sku").DoUpdateSet("price", lowest)
	fmt.Println(up.Dialect(postgres.Dialect{}).ToSql())
	// Output:
	// INSERT INTO "prices" ("sku", "price") VALUES ($1, $2) ON CONFLICT ("sku") DO UPDATE SET "price" = CASE WHEN "prices"."price" < excluded."price" THEN "prices"."price" ELSE excluded."price" END [A-1 100] <nil>
}

// An update by key takes the same expressions.
func ExampleIncoming() {
	update := builder.Update("accounts").Key("id").
		SetExpr("balance", sq.Expr("? + ?", builder.Stored("balance"), builder.Incoming("balance"))).
		Values(7, 100)
	fmt.Println(update.Dialect(sqlite.Dialect{}).ToSql())
	// Output:
	// UPDATE "accounts" SET "balance" = "accounts"."balance" + sqbulk."_2" FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?))) AS sqbulk WHERE "accounts"."id" = sqbulk."_1" [7 100] <nil>
}
