package exec_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"

	"github.com/lib/pq"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

// By default a run is one transaction.
func ExampleNew() {
	db := talking() // a *sqlx.DB
	ex := exec.New(db, postgres.Dialect{})
	users := []User{{Email: "ada@x.io", Name: "Ada"}, {Email: "bob@x.io", Name: "Bob"}}
	_, err := ex.Run(context.Background(), builder.Insert("users").Columns("email", "name").From(builder.Structs(users)))
	fmt.Println(err)
	// Output:
	// BEGIN
	// INSERT INTO "users" ("email", "name") VALUES ($1, $2), ($3, $4)
	// COMMIT
	// <nil>
}

// In a transaction of your own, the run leaves its end to you.
func ExampleNew_transaction() {
	tx := talking().MustBegin()
	res, err := exec.New(tx, postgres.Dialect{}).Run(context.Background(), emails("ada@x.io"))
	fmt.Println(res.Created, "created", err)
	fmt.Println(tx.Commit())
	// Output:
	// BEGIN
	// INSERT INTO "users" ("email") VALUES ($1)
	// 1 created <nil>
	// COMMIT
	// <nil>
}

// An upsert tells new rows from those that existed.
func ExampleExecutor_Run() {
	db := database(table("created,updated", []driver.Value{1, 1})) // what the database answers
	users := []User{{Email: "ada@x.io", Name: "Ada"}, {Email: "bob@x.io", Name: "Bob"}}
	up := builder.Insert("users").Columns("email", "name").
		From(builder.Structs(users)).
		OnConflict("email").
		DoUpdate("name")
	res, err := exec.New(db, postgres18).Run(context.Background(), up)
	fmt.Println(res.Created, "created,", res.Updated, "updated, exact:", res.Exact, err)
	// Output:
	// 1 created, 1 updated, exact: true <nil>
}

// The rows that a RETURNING list gives.
func ExampleExecutor_Query() {
	db := database(table("id,email", []driver.Value{7, "ada@x.io"}, []driver.Value{8, "bob@x.io"}))
	var got []User
	res, err := exec.New(db, postgres18).Query(context.Background(), emails("ada@x.io", "bob@x.io").Returning("id", "email"), &got)
	for _, u := range got {
		fmt.Println(u.ID, u.Email)
	}
	fmt.Println(res.Created, "created", err)
	// Output:
	// 7 ada@x.io
	// 8 bob@x.io
	// 2 created <nil>
}

// Generated ids come into your own structs, found by the key.
func ExampleExecutor_WriteBack() {
	db := database(
		table("created,updated", []driver.Value{2, 0}),
		table("email,id", []driver.Value{"bob@x.io", 8}, []driver.Value{"ada@x.io", 7}), // in any order
	)
	users := []User{{Email: "ada@x.io", Name: "Ada"}, {Email: "bob@x.io", Name: "Bob"}}
	up := builder.Insert("users").Columns("email", "name").
		From(builder.Structs(users)).
		OnConflict("email").
		DoUpdate("name").
		Returning("id")
	_, err := exec.New(db, postgres18).WriteBack(context.Background(), up, users)
	fmt.Println(users, err)
	// Output:
	// [{7 ada@x.io Ada} {8 bob@x.io Bob}] <nil>
}

// Which rows were created, and which were found?
func ExampleExecutor_UpdateOrCreate() {
	db := database(
		table("row,same,found", []driver.Value{1, 1, 1}), // the look-up: the first row exists
		1, // the INSERT of the second
		table("updated,matched", []driver.Value{1, 1}), // the UPDATE of the first
	)
	users := []User{{Email: "ada@x.io", Name: "Ada"}, {Email: "bob@x.io", Name: "Bob"}}
	uc := builder.UpdateOrCreate("users").Key("email").Set("name").From(builder.Structs(users))
	res, err := exec.New(db, postgres18).UpdateOrCreate(context.Background(), uc)
	for _, i := range res.CreatedRows {
		fmt.Println("new:", users[i].Email)
	}
	for _, i := range res.FoundRows {
		fmt.Println("was there:", users[i].Email)
	}
	fmt.Println(err)
	// Output:
	// new: bob@x.io
	// was there: ada@x.io
	// <nil>
}

// The server reads the text itself. The header line names the columns.
func ExampleExecutor_CopyCSV() {
	ex := exec.New(database(), copying{}) // this driver prints what it is sent
	file := strings.NewReader("email,name\nada@x.io,Ada\nbob@x.io,\n")
	insert := builder.Insert("users").From(builder.CSV(file, builder.CSVNull("", "name")))
	res, err := ex.CopyCSV(context.Background(), insert)
	fmt.Println(res.Created, "created", err)
	// Output:
	// COPY "users" ("email", "name") FROM STDIN WITH (FORMAT csv, NULL '', FORCE_NULL ("name"), FORCE_NOT_NULL ("email"))
	// ada@x.io,Ada
	// bob@x.io,
	// 2 created <nil>
}

// The error says which rows, what it means, and what stays applied.
func ExampleChunkError() {
	db := database(2, uniqueViolation())
	insert := emails("ada@x.io", "bob@x.io", "cy@x.io").BatchSize(2)
	_, err := exec.New(db, postgres.Dialect{}, exec.PerChunk()).Run(context.Background(), insert)

	var failed *exec.ChunkError
	if errors.As(err, &failed) {
		fmt.Println("rows", failed.First, "to", failed.Last, "violate", failed.Fault.Constraint)
		fmt.Println(failed.Applied, "rows stay, committed:", failed.Committed)
	}
	fmt.Println(errors.Is(err, dialect.UniqueViolation))
	// Output:
	// rows 2 to 2 violate users_email_key
	// 2 rows stay, committed: true
	// true
}

// Plan says what would be sent, without a database.
func ExamplePlan() {
	plan, err := exec.New(nil, postgres.Dialect{}).Plan(emails(make([]string, 2500)...))
	fmt.Print(plan)
	fmt.Println(err)
	// Output:
	// strategy: statements (the default)
	// rows: 2500
	// chunks: 3, each at most 1000 rows (batch size) or 4194304 bytes
	// statements: 3, in a full chunk 1000 bind parameters and 7928 bytes of text
	// sends: INSERT INTO "users" ("email") VALUES ($1), ($2), ($3), ($4), ($5), ($6), ($7), ($8), ($9), ($10), ($11), ($12), ($13), ( …
	// <nil>
}

// The line at which the server found a mistake in a CSV text.
func ExampleLineError() {
	wrong := &pq.Error{Code: "22P02", Message: "invalid input syntax for type integer", Where: "COPY users, line 2, column age"}
	ex := exec.New(database(), copying{fails: wrong})
	file := strings.NewReader("email,age\nada@x.io,36\nbob@x.io,old\n")
	_, err := ex.CopyCSV(context.Background(), builder.Insert("users").From(builder.CSV(file)))
	var line *exec.LineError
	if errors.As(err, &line) {
		fmt.Println("line", line.Line, "-", line.Fault.Kind)
	}
	// Output:
	// line 3 - invalid value
}
