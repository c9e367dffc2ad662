package sqbulk_test

import (
	"fmt"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
)

// One statement, in the SQL of two databases. To run it: exec.New(db, postgres.Dialect{}).Run(ctx, up).
func Example() {
	type User struct {
		Email string `db:"email"`
		Name  string `db:"name"`
	}
	users := []User{{"ada@x.io", "Ada"}, {"bob@x.io", "Bob"}}
	up := builder.Insert("users").
		From(builder.Structs(users)).
		OnConflict("email").
		DoUpdate("name")

	fmt.Println(up.Dialect(postgres.Dialect{}).ToSql())
	fmt.Println(up.Dialect(mysql.MariaDB{}).ToSql())
	// Output:
	// INSERT INTO "users" ("email", "name") VALUES ($1, $2), ($3, $4) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name" [ada@x.io Ada bob@x.io Bob] <nil>
	// INSERT INTO `users` (`email`, `name`) VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`) [ada@x.io Ada bob@x.io Bob] <nil>
}
