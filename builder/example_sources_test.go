package builder_test

import (
	"fmt"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/sqlite"
)

func ExampleStructs() {
	type Audit struct {
		CreatedAt string `db:"created_at"`
	}
	type User struct {
		Email   string     `db:"email"`
		Deleted *time.Time `db:"deleted_at"` // nil is NULL
		Cache   []string   `db:"-"`          // no column
		Audit              // its fields count as the struct's own
	}
	show(builder.Structs([]User{{Email: "ada@x.io", Audit: Audit{CreatedAt: "2026-03-01"}}}))
	// Output:
	// INSERT INTO "users" ("email", "deleted_at", "created_at") VALUES ($1, $2, $3) [ada@x.io <nil> 2026-03-01] <nil>
}

// A pointer that is nil among the rows is an error that names the row.
func ExampleStructs_pointers() {
	type User struct {
		Email string `db:"email"`
	}
	show(builder.Structs([]*User{{"ada@x.io"}, nil}))
	// Output:
	// builder: users: row 1: the pointer is nil
}

// Rows may lack columns. Those that lack the same ones share a statement.
func ExampleMaps() {
	show(builder.Maps([]map[string]any{
		{"email": "ada@x.io", "name": "Ada"},
		{"email": "bob@x.io"}, // the name is the column's DEFAULT
		{"email": "cy@x.io", "name": nil},
	}))
	// Output:
	// INSERT INTO "users" ("email", "name") VALUES ($1, $2), ($3, $4) [ada@x.io Ada cy@x.io <nil>] <nil>
	// INSERT INTO "users" ("email") VALUES ($1) [bob@x.io] <nil>
}

func ExampleTuples() {
	columns := []string{"email", "name"}
	show(builder.Tuples(columns, [][]any{{"ada@x.io", "Ada"}, {"bob@x.io", "Bob"}}))
	show(builder.Tuples(columns, [][]any{{"ada@x.io"}}))
	// Output:
	// INSERT INTO "users" ("email", "name") VALUES ($1, $2), ($3, $4) [ada@x.io Ada bob@x.io Bob] <nil>
	// builder: users: row 0: 1 values for the 2 columns ["email" "name"]
}

func ExampleColumn() {
	show(builder.Column("email", []string{"ada@x.io", "bob@x.io"}))
	// Output:
	// INSERT INTO "users" ("email") VALUES ($1), ($2) [ada@x.io bob@x.io] <nil>
}

// A patch: what is not set stays as it is.
func ExampleSome() {
	type Patch struct {
		ID   int                       `db:"id"`
		Name builder.Optional[string]  `db:"name"`
		Note builder.Optional[*string] `db:"note"`
	}
	patches := []Patch{
		{ID: 1, Name: builder.Some("Ada")},
		{ID: 2, Note: builder.Some[*string](nil)}, // set to NULL
	}
	update := builder.Update("users").Key("id").Set("name", "note").CaseForm().From(builder.Structs(patches))
	for st, err := range update.Statements(sqlite.Dialect{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(st.ToSql())
	}
	// Output:
	// UPDATE "users" SET "name" = CASE "users"."id" WHEN ? THEN ? ELSE "users"."name" END WHERE "users"."id" IN (?) [1 Ada 1] <nil>
	// UPDATE "users" SET "note" = CASE "users"."id" WHEN ? THEN ? ELSE "users"."note" END WHERE "users"."id" IN (?) [2 <nil> 2] <nil>
}

// Which rows of an input have the same key? Equal keys have equal texts.
func ExampleKey() {
	a, _ := builder.Key(7, "ada@x.io")
	b, _ := builder.Key(int64(7), []byte("ada@x.io"))
	c, _ := builder.Key(7, "Ada@x.io")
	_, ok := builder.Key(7, nil) // NULL equals nothing
	fmt.Println(a == b, a == c, ok)
	// Output:
	// true false false
}
