package builder_test

import (
	"fmt"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
)

// The columns come from the db tags.
func ExampleInsert() {
	type User struct {
		Email string `db:"email"`
		Name  string `db:"name"`
	}
	users := []User{{"ada@x.io", "Ada"}, {"bob@x.io", "Bob"}}
	insert := builder.Insert("users").From(builder.Structs(users))

	fmt.Println(insert.Dialect(postgres.Dialect{}).ToSql())
	fmt.Println(insert.Dialect(mysql.Dialect{}).ToSql())
	// Output:
	// INSERT INTO "users" ("email", "name") VALUES ($1, $2), ($3, $4) [ada@x.io Ada bob@x.io Bob] <nil>
	// INSERT INTO `users` (`email`, `name`) VALUES (?, ?), (?, ?) [ada@x.io Ada bob@x.io Bob] <nil>
}

// A builder is a value: each method returns a changed copy, and the one before stays as it was.
func ExampleInsertBuilder() {
	base := builder.Insert("users").Columns("email", "name")
	one := base.Values("ada@x.io", "Ada")
	two := one.Values("bob@x.io", "Bob").OnConflict("email").DoNothing()

	fmt.Println(one.Dialect(postgres.Dialect{}).ToSql())
	fmt.Println(two.Dialect(postgres.Dialect{}).ToSql())
	// Output:
	// INSERT INTO "users" ("email", "name") VALUES ($1, $2) [ada@x.io Ada] <nil>
	// INSERT INTO "users" ("email", "name") VALUES ($1, $2), ($3, $4) ON CONFLICT ("email") DO NOTHING [ada@x.io Ada bob@x.io Bob] <nil>
}

func ExampleInsertBuilder_Values() {
	insert := builder.Insert("users").Columns("email", "name", "seen_at").
		Values("ada@x.io", "Ada", nil).                  // NULL
		Values("bob@x.io", "Bob", sq.Expr("now()")).     // SQL
		Values("cy@x.io", builder.Default, "2026-03-01") // the column's DEFAULT
	fmt.Println(insert.Dialect(postgres.Dialect{}).ToSql())
	// Output:
	// INSERT INTO "users" ("email", "name", "seen_at") VALUES ($1, $2, $3), ($4, $5, now()), ($6, DEFAULT, $7) [ada@x.io Ada <nil> bob@x.io Bob cy@x.io 2026-03-01] <nil>
}

// Columns narrows what the source has, and orders it.
func ExampleInsertBuilder_Columns() {
	type User struct {
		ID    int64  `db:"id"`
		Email string `db:"email"`
		Name  string `db:"name"`
	}
	users := []User{{Email: "ada@x.io", Name: "Ada"}}
	insert := builder.Insert("users").Columns("name", "email").From(builder.Structs(users)) // not id: the database gives it
	fmt.Println(insert.Dialect(postgres.Dialect{}).ToSql())
	// Output:
	// INSERT INTO "users" ("name", "email") VALUES ($1, $2) [Ada ada@x.io] <nil>
}

// One statement for each chunk of rows; here of two, by default of about a thousand.
func ExampleInsertBuilder_Statements() {
	insert := builder.Insert("users").From(builder.Column("email", []string{"ada@x.io", "bob@x.io", "cy@x.io"})).BatchSize(2)
	for st, err := range insert.Statements(postgres.Dialect{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		sql, args, err := st.ToSql()
		fmt.Println("rows from", st.First, "on:", sql, args, err)
	}
	// Output:
	// rows from 0 on: INSERT INTO "users" ("email") VALUES ($1), ($2) [ada@x.io bob@x.io] <nil>
	// rows from 2 on: INSERT INTO "users" ("email") VALUES ($1) [cy@x.io] <nil>
}

// Bound to a dialect, a builder is a squirrel Sqlizer of one statement.
func ExampleInsertBuilder_Dialect() {
	insert := builder.Insert("tags").Columns("name").Values("go").Values("sql").Returning("id").Dialect(postgres.Dialect{})
	query := sq.Select("count(*)").PrefixExpr(sq.ConcatExpr("WITH new AS (", insert, ")")).From("new")
	fmt.Println(query.ToSql())

	_, _, err := builder.Insert("tags").From(builder.Column("name", []string{})).Dialect(postgres.Dialect{}).ToSql()
	fmt.Println(err)
	// Output:
	// WITH new AS (INSERT INTO "tags" ("name") VALUES ($1), ($2) RETURNING "id") SELECT count(*) FROM new [go sql] <nil>
	// builder: no rows
}

// A comment for the server's log in front, a hint or a clause of the database's own at the end.
func ExampleInsertBuilder_Prefix() {
	insert := builder.Insert("tags").Columns("name").Values("go").
		Prefix("/* nightly import */").
		Suffix("ON CONFLICT DO NOTHING")
	fmt.Println(insert.Dialect(postgres.Dialect{}).ToSql())
	// Output:
	// /* nightly import */ INSERT INTO "tags" ("name") VALUES ($1) ON CONFLICT DO NOTHING [go] <nil>
}

func ExampleInsertBuilder_PrefixExpr() {
	insert := builder.Insert("tags").Columns("name").Values("go").
		PrefixExpr(sq.Expr("WITH old AS (DELETE FROM tags WHERE used_at < ?)", "2026-01-01")).
		SuffixExpr(postgres.OnConflict("name").DoNothing())
	fmt.Println(insert.Dialect(postgres.Dialect{}).ToSql())
	// Output:
	// WITH old AS (DELETE FROM tags WHERE used_at < $1) INSERT INTO "tags" ("name") VALUES ($2) ON CONFLICT ("name") DO NOTHING [2026-01-01 go] <nil>
}

// The returned rows come from exec's Query, or go into your structs by its WriteBack.
func ExampleInsertBuilder_Returning() {
	insert := builder.Insert("users").Columns("email").Values("ada@x.io").Returning("id", "created_at")
	fmt.Println(insert.Dialect(postgres.Dialect{}).ToSql())

	_, _, err := insert.Dialect(mysql.Dialect{}).ToSql()
	fmt.Println(err)
	// Output:
	// INSERT INTO "users" ("email") VALUES ($1) RETURNING "id", "created_at" [ada@x.io] <nil>
	// mysql: MySQL has no RETURNING: run the insert, and read the rows by their key: unsupported operation
}
