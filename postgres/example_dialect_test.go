package postgres_test

import (
	"context"
	"fmt"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

// The zero value is right on every supported version.
func ExampleDialect() {
	up := builder.Insert("app.users").Columns("email", "name").Values("ada@x.io", "Ada").OnConflict("email").DoUpdate()
	fmt.Println(up.Dialect(postgres.Dialect{}).ToSql())
	// Output:
	// INSERT INTO "app"."users" ("email", "name") VALUES ($1, $2) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name" [ada@x.io Ada] <nil>
}

// Version and Kind save the question about the table, when you know the answer.
func ExampleDialect_question() {
	up := builder.Insert("users").Columns("email", "name").Values("ada@x.io", "Ada").OnConflict("email").DoUpdate()
	for _, d := range []postgres.Dialect{{}, {Version: 180000}, {Version: 170000, Kind: postgres.Heap}} {
		plan, err := exec.New(nil, d).Plan(up)
		fmt.Println(len(plan.Questions), "questions", err)
	}
	// Output:
	// 1 questions <nil>
	// 0 questions <nil>
	// 0 questions <nil>
}

// Detect asks the server for its version and its engine.
func ExampleDetect() {
	db, mock, err := sqlmock.New() // stands for a server
	if err != nil {
		panic(err)
	}
	mock.ExpectQuery("SELECT").WillReturnRows(sqlmock.NewRows([]string{"number", "text", "citus"}).
		AddRow(150004, "PostgreSQL 15.4-YB-2025.1.0.0-b168 on x86_64-pc-linux-gnu", 0))

	d, err := postgres.Detect(context.Background(), db)
	fmt.Println(d.Version, d.Engine, err)
	// Output:
	// 150004 YugabyteDB <nil>
}
