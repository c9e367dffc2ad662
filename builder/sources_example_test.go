package builder_test

import (
	"fmt"
	"strings"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/postgres"
)

// show prints the statements of an INSERT and their arguments.
func show(source builder.Source) {
	for st, err := range builder.Insert("users").From(source).Statements(postgres.Dialect{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(st.ToSql())
	}
}

func ExampleCSV() {
	text := strings.NewReader("id;Name;age\n1;Ann;31\n2;Bob;\n")
	show(builder.CSV(text,
		builder.CSVDelimiter(';'),
		builder.CSVRename("Name", "name"),
		builder.CSVNull("", "age"),
		builder.CSVParse("age", builder.ParseInt),
	))
	// Output:
	// INSERT INTO "users" ("id", "name", "age") VALUES ($1, $2, $3), ($4, $5, $6) [1 Ann 31 2 Bob <nil>] <nil>
}

func ExampleCSV_errors() {
	text := strings.NewReader("id,age\n1,31\n2,old\n")
	show(builder.CSV(text, builder.CSVParse("age", builder.ParseInt)))
	// Output:
	// builder: users: row 1: line 3, column "age": the text is not a whole number of 64 bits
}

func ExampleJSONLines() {
	type User struct {
		ID    int    `json:"id" db:"id"`
		Email string `json:"email" db:"email"`
	}
	text := strings.NewReader("{\"id\": 1, \"email\": \"a@x.io\"}\n{\"id\": 2, \"email\": \"b@x.io\"}\n")
	show(builder.JSONLines[User](text))
	// Output:
	// INSERT INTO "users" ("id", "email") VALUES ($1, $2), ($3, $4) [1 a@x.io 2 b@x.io] <nil>
}

func ExampleSeq() {
	type User struct {
		ID    int    `db:"id"`
		Email string `db:"email"`
	}
	show(builder.Seq(func(yield func(User) bool) {
		for id := 1; id <= 2; id++ {
			if !yield(User{id, fmt.Sprintf("user%d@x.io", id)}) {
				return
			}
		}
	}))
	// Output:
	// INSERT INTO "users" ("id", "email") VALUES ($1, $2), ($3, $4) [1 user1@x.io 2 user2@x.io] <nil>
}
