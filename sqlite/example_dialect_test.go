package sqlite_test

import (
	"context"
	"fmt"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/sqlite"
)

// An upsert, and the two questions around it by which new rows are told from updated ones.
func ExampleDialect() {
	up := builder.Insert("users").Columns("email", "name").Values("ada@x.io", "Ada").OnConflict("email").DoUpdate()
	plan, err := exec.New(nil, sqlite.Dialect{}).Plan(up)
	for _, sql := range plan.SQL {
		fmt.Println(sql)
	}
	fmt.Println(err)
	// Output:
	// SELECT count(*), ? FROM "users" WHERE ("users"."email") IN (SELECT column1 FROM (VALUES (?)))
	// INSERT INTO "users" ("email", "name") VALUES (?, ?) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name"
	// SELECT count(*) FROM "users" WHERE ("users"."email") IN (SELECT column1 FROM (VALUES (?)))
	// <nil>
}

// Detect asks the library for its version and its limit on parameters.
func ExampleDetect() {
	db, mock, err := sqlmock.New() // stands for a database
	if err != nil {
		panic(err)
	}
	mock.ExpectQuery("SELECT").WillReturnRows(sqlmock.NewRows([]string{"version", "limit"}).AddRow("3.46.1", 250000))

	d, err := sqlite.Detect(context.Background(), db)
	fmt.Println(d.MaxVariables, err)
	// Output:
	// 250000 <nil>
}
