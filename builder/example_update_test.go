package builder_test

import (
	"fmt"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
	"github.com/sqbulk/sqbulk/sqlite"
)

// Each row finds its stored row by the key and sets the other columns.
func ExampleUpdate() {
	type User struct {
		ID   int64  `db:"id"`
		Name string `db:"name"`
	}
	users := []User{{1, "Ada"}, {2, "Bob"}}
	update := builder.Update("users").Key("id").Set("name").From(builder.Structs(users))
	fmt.Println(update.Dialect(postgres.Dialect{}).ToSql())
	fmt.Println(update.Dialect(mysql.MariaDB{}).ToSql())
	// Output:
	// UPDATE "users" SET "name" = sqbulk."_2" FROM (VALUES ((NULL::"users")."id", (NULL::"users")."name"), ($1, $2), ($3, $4)) AS sqbulk("_1", "_2") WHERE "users"."id" = sqbulk."_1" AND "users"."id" IN ($5, $6) [1 Ada 2 Bob 1 2] <nil>
	// UPDATE (SELECT `id` AS `_1`, `name` AS `_2` FROM `users` WHERE FALSE UNION ALL VALUES (?, ?), (?, ?)) AS `sqbulk` STRAIGHT_JOIN `users` ON `users`.`id` = `sqbulk`.`_1` SET `users`.`name` = `sqbulk`.`_2` [1 Ada 2 Bob] <nil>
}

// The values are the key's, then those of Set, in the order in which they are named.
func ExampleUpdateBuilder_Values() {
	update := builder.Update("users").Key("org_id", "email").Set("name").
		Values(7, "ada@x.io", "Ada").
		Values(7, "bob@x.io", "Bob")
	fmt.Println(update.Dialect(sqlite.Dialect{}).ToSql())
	// Output:
	// UPDATE "users" SET "name" = sqbulk."_3" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "users"."org_id" = sqbulk."_1" AND "users"."email" = sqbulk."_2" [7 ada@x.io Ada 7 bob@x.io Bob] <nil>
}

func ExampleUpdateBuilder_SetExpr() {
	update := builder.Update("users").Key("id").
		SetExpr("hits", sq.Expr("? + ?", builder.Stored("hits"), builder.Incoming("hits"))).
		SetExpr("updated_at", sq.Expr("CURRENT_TIMESTAMP")).
		Values(1, 5)
	fmt.Println(update.Dialect(sqlite.Dialect{}).ToSql())
	// Output:
	// UPDATE "users" SET "hits" = "users"."hits" + sqbulk."_2", "updated_at" = CURRENT_TIMESTAMP FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?))) AS sqbulk WHERE "users"."id" = sqbulk."_1" [1 5] <nil>
}

// An optimistic lock: the row is written only while it has the version that was read, and gets the next one.
func ExampleUpdateBuilder_Version() {
	update := builder.Update("users").Key("id").Version("version").Set("name").
		Values(1, 41, "Ada") // the key, the version that was read, the new name
	plan, err := exec.New(nil, sqlite.Dialect{}).Plan(update)
	fmt.Println(plan.SQL[len(plan.SQL)-1], err)
	// Output:
	// UPDATE "users" SET "name" = sqbulk."_3", "version" = "users"."version" + 1 FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?))) AS sqbulk WHERE "users"."id" = sqbulk."_1" AND "users"."version" = sqbulk."_2" <nil>
}

// A condition on the stored row, besides the key.
func ExampleUpdateBuilder_Where() {
	update := builder.Update("users").Key("id").Set("name").
		Where(sq.Eq{"tenant": 7}).
		Values(1, "Ada")
	fmt.Println(update.Dialect(sqlite.Dialect{}).ToSql())
	// Output:
	// UPDATE "users" SET "name" = sqbulk."_2" FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?))) AS sqbulk WHERE "users"."id" = sqbulk."_1" AND (tenant = ?) [1 Ada 7] <nil>
}

// Rows that are equal already are not written.
func ExampleUpdateBuilder_OnlyChanged() {
	update := builder.Update("users").Key("id").Set("name").OnlyChanged().Values(1, "Ada")
	fmt.Println(update.Dialect(sqlite.Dialect{}).ToSql())
	// Output:
	// UPDATE "users" SET "name" = sqbulk."_2" FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?))) AS sqbulk WHERE "users"."id" = sqbulk."_1" AND "users"."name" COLLATE BINARY IS NOT sqbulk."_2" [1 Ada] <nil>
}

// The portable form. It is slower with many rows, and runs where the join does not.
func ExampleUpdateBuilder_CaseForm() {
	update := builder.Update("users").Key("id").Set("name").CaseForm().
		Values(1, "Ada").
		Values(2, "Bob")
	fmt.Println(update.Dialect(mysql.Dialect{}).ToSql())
	// Output:
	// UPDATE `users` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?) [1 Ada 2 Bob 1 2] <nil>
}

func ExampleDelete() {
	del := builder.Delete("users").Key("id").From(builder.Column("id", []int64{3, 5, 8}))
	fmt.Println(del.Dialect(postgres.Dialect{}).ToSql())
	fmt.Println(del.Where(sq.Eq{"tenant": 7}).Dialect(mysql.Dialect{}).ToSql())
	// Output:
	// DELETE FROM "users" WHERE "id" IN ($1, $2, $3) [3 5 8] <nil>
	// DELETE FROM `users` WHERE `id` IN (?, ?, ?) AND (tenant = ?) [3 5 8 7] <nil>
}

// A key of several columns.
func ExampleDeleteBuilder_Values() {
	del := builder.Delete("members").Key("org_id", "email").
		Values(7, "ada@x.io").
		Values(7, "bob@x.io")
	fmt.Println(del.Dialect(sqlite.Dialect{}).ToSql())
	// Output:
	// DELETE FROM "members" WHERE ("members"."org_id", "members"."email") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?))) [7 ada@x.io 7 bob@x.io] <nil>
}

func ExampleDeleteBuilder_Returning() {
	del := builder.Delete("jobs").Key("id").From(builder.Column("id", []int{1, 2})).Returning("id", "payload")
	fmt.Println(del.Dialect(postgres.Dialect{}).ToSql())
	// Output:
	// DELETE FROM "jobs" WHERE "id" IN ($1, $2) RETURNING "jobs"."id", "jobs"."payload" [1 2] <nil>
}

// For keys without a unique constraint: a look-up, an INSERT of the rows that are missing, an UPDATE of the others.
func ExampleUpdateOrCreate() {
	prices := builder.Tuples([]string{"sku", "price", "note"}, [][]any{{"A-1", 100, "first"}})
	uc := builder.UpdateOrCreate("prices").
		Shared(sq.Eq{"shop_id": 7}). // filters, and is written in new rows
		Key("sku").
		Set("price").     // in stored and in new rows
		OnCreate("note"). // in new rows only
		From(prices)

	plan, err := exec.New(nil, sqlite.Dialect{}).Plan(uc, exec.Count(false))
	for _, sql := range plan.SQL {
		fmt.Println(sql)
	}
	fmt.Println(err)
	// Output:
	// WITH sqbulk_input AS (SELECT 0 AS "_0", "prices"."sku" AS "_1" FROM "prices" WHERE 0 UNION ALL SELECT column1, column2 FROM (VALUES (1, ?))), sqbulk_found AS MATERIALIZED (SELECT "prices"."sku" AS "_1" FROM "prices" WHERE ("prices"."sku") IN (SELECT "_1" FROM sqbulk_input) AND ("prices"."shop_id" = ?)) SELECT sqbulk."_0", sqbulk."_0", 1 FROM sqbulk_input AS sqbulk CROSS JOIN sqbulk_found ON sqbulk_found."_1" = sqbulk."_1" UNION ALL SELECT max("_0"), min("_0"), 0 FROM sqbulk_input WHERE "_1" IS NOT NULL GROUP BY "_1" HAVING count(*) > 1
	// INSERT INTO "prices" ("sku", "price", "note", "shop_id") VALUES (?, ?, ?, ?)
	// UPDATE "prices" SET "price" = sqbulk."_2" FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?))) AS sqbulk WHERE "prices"."sku" = sqbulk."_1" AND ("prices"."shop_id" = ?)
	// <nil>
}

// Emails that differ in case only are one key, whatever the column's collation is.
func ExampleUpdateOrCreateBuilder_KeyFold() {
	users := builder.Tuples([]string{"email", "name"}, [][]any{{"Ada@x.io", "Ada"}})
	uc := builder.UpdateOrCreate("users").
		KeyFold("email").
		Set("name").
		SetExpr("updated_at", sq.Expr("CURRENT_TIMESTAMP")).
		OnlyChanged().
		From(users)

	plan, err := exec.New(nil, mysql.MariaDB{}).Plan(uc)
	fmt.Println(plan.SQL[0])
	fmt.Println(err)
	// Output:
	// SELECT `sqbulk`.`_0`, `sqbulk`.`_same`, `users`.`email` IS NOT NULL FROM (SELECT `_0`, `_1`, IF(`_1` IS NULL, `_0`, MIN(`_0`) OVER (PARTITION BY LOWER(`_1`))) AS `_same` FROM (SELECT 0 AS `_0`, `email` AS `_1` FROM `users` WHERE FALSE UNION ALL VALUES (1, ?)) AS `sqbulk_input`) AS `sqbulk` LEFT JOIN `users` ON LOWER(`users`.`email`) = LOWER(`sqbulk`.`_1`) LIMIT 18446744073709551615 FOR UPDATE
	// <nil>
}
