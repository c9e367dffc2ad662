package sqlite_test

import (
	"fmt"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/sqlite"
)

// The clause inside a plain squirrel insert.
func ExampleOnConflict() {
	insert := sq.Insert("users").Columns("email", "name").Values("ada@x.io", "Ada").
		SuffixExpr(sqlite.OnConflict("email").DoUpdate("name"))
	fmt.Println(insert.ToSql())
	// Output:
	// INSERT INTO users (email,name) VALUES (?,?) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name" [ada@x.io Ada] <nil>
}

func ExampleConflict_DoNothing() {
	fmt.Println(sqlite.OnConflict().DoNothing().ToSql())
	// Output:
	// ON CONFLICT DO NOTHING [] <nil>
}

// An expression over the stored and the incoming row. Stored needs the table's name.
func ExampleConflict_DoUpdateSet() {
	clause := sqlite.OnConflict("url").Table("pages").
		DoUpdateSet("hits", sq.Expr("? + ?", dialect.Stored("hits"), dialect.Incoming("hits")))
	fmt.Println(clause.ToSql())
	// Output:
	// ON CONFLICT ("url") DO UPDATE SET "hits" = "pages"."hits" + excluded."hits" [] <nil>
}

// The unique key is a partial index, and the newest wins; times are in UTC.
func ExampleConflict_DoUpdateWhere() {
	clause := sqlite.OnConflict("email").Table("users").
		Where(sq.Expr("deleted_at IS NULL")).
		DoUpdate("name").
		DoUpdateWhere(sq.Expr("? < ?", dialect.Stored("seen_at"), dialect.Incoming("seen_at")))
	fmt.Println(clause.ToSql())
	// Output:
	// ON CONFLICT ("email") WHERE (deleted_at IS NULL) DO UPDATE SET "name" = excluded."name" WHERE ("users"."seen_at" < excluded."seen_at") [] <nil>
}

// Rows that are equal already are not written.
func ExampleConflict_OnlyChanged() {
	clause := sqlite.OnConflict("email").Table("users").DoUpdate("name").OnlyChanged()
	fmt.Println(clause.ToSql())
	// Output:
	// ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name" WHERE "users"."name" COLLATE BINARY IS NOT excluded."name" [] <nil>
}
