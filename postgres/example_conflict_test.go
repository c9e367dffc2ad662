package postgres_test

import (
	"fmt"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/postgres"
)

// The clause inside a plain squirrel insert.
func ExampleOnConflict() {
	insert := sq.Insert("users").Columns("email", "name").Values("ada@x.io", "Ada").
		SuffixExpr(postgres.OnConflict("email").DoUpdate("name")).
		PlaceholderFormat(sq.Dollar)
	fmt.Println(insert.ToSql())
	// Output:
	// INSERT INTO users (email,name) VALUES ($1,$2) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name" [ada@x.io Ada] <nil>
}

func ExampleOnConstraint() {
	insert := sq.Insert("users").Columns("email").Values("ada@x.io").
		SuffixExpr(postgres.OnConstraint("users_email_key").DoNothing()).
		PlaceholderFormat(sq.Dollar)
	fmt.Println(insert.ToSql())
	// Output:
	// INSERT INTO users (email) VALUES ($1) ON CONFLICT ON CONSTRAINT "users_email_key" DO NOTHING [ada@x.io] <nil>
}

// The unique key is a partial index.
func ExampleConflict_Where() {
	clause := postgres.OnConflict("email").Where(sq.Expr("deleted_at IS NULL")).DoUpdate("name")
	fmt.Println(clause.ToSql())
	// Output:
	// ON CONFLICT ("email") WHERE (deleted_at IS NULL) DO UPDATE SET "name" = excluded."name" [] <nil>
}

// An expression over the stored and the incoming row. Stored needs the table's name.
func ExampleConflict_DoUpdateSet() {
	clause := postgres.OnConflict("url").Table("pages").
		DoUpdateSet("hits", sq.Expr("? + ?", dialect.Stored("hits"), dialect.Incoming("hits")))
	fmt.Println(clause.ToSql())
	// Output:
	// ON CONFLICT ("url") DO UPDATE SET "hits" = "pages"."hits" + excluded."hits" [] <nil>
}

// The newest wins; times are in UTC.
func ExampleConflict_DoUpdateWhere() {
	clause := postgres.OnConflict("email").Table("users").DoUpdate("name", "seen_at").
		DoUpdateWhere(sq.Expr("? < ?", dialect.Stored("seen_at"), dialect.Incoming("seen_at")))
	fmt.Println(clause.ToSql())
	// Output:
	// ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name", "seen_at" = excluded."seen_at" WHERE ("users"."seen_at" < excluded."seen_at") [] <nil>
}

func ExampleConflict_OnlyChanged() {
	clause := postgres.OnConflict("email").Table("users").DoUpdate("name").OnlyChanged()
	fmt.Println(clause.ToSql())
	// Output:
	// ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name" WHERE record_image_ne(ROW("users"."name"), ROW(excluded."name")) [] <nil>
}
