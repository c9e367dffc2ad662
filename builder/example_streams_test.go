package builder_test

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/builder"
)

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

// The first error ends the rows, and is the cause of the run's error.
func ExampleSeq2() {
	type User struct {
		Email string `db:"email"`
	}
	show(builder.Seq2(func(yield func(User, error) bool) {
		if yield(User{"ada@x.io"}, nil) {
			yield(User{}, errors.New("page 2: the service is down"))
		}
	}))
	// Output:
	// builder: users: after 1 rows: page 2: the service is down
}

// Rows of values. The slice may be used again for the next row.
func ExampleTupleSeq() {
	show(builder.TupleSeq([]string{"n", "square"}, func(yield func([]any, error) bool) {
		row := make([]any, 2)
		for n := 1; n <= 3; n++ {
			row[0], row[1] = n, n*n
			if !yield(row, nil) {
				return
			}
		}
	}))
	// Output:
	// INSERT INTO "users" ("n", "square") VALUES ($1, $2), ($3, $4), ($5, $6) [1 1 2 4 3 9] <nil>
}

// The producer stops when the run ends early, because it watches the context.
func ExampleChan() {
	type User struct {
		Email string `db:"email"`
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	rows := make(chan User)
	go func() {
		defer close(rows)
		for _, u := range []User{{"ada@x.io"}, {"bob@x.io"}} {
			select {
			case rows <- u:
			case <-ctx.Done():
				return
			}
		}
	}()
	show(builder.Chan(ctx, rows))
	// Output:
	// INSERT INTO "users" ("email") VALUES ($1), ($2) [ada@x.io bob@x.io] <nil>
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

// The next lines are decoded while a statement runs.
func ExampleAhead() {
	type User struct {
		Email string `json:"email" db:"email"`
	}
	text := strings.NewReader(`{"email": "ada@x.io"}` + "\n" + `{"email": "bob@x.io"}`)
	show(builder.Ahead(builder.JSONLines[User](text)))
	// Output:
	// INSERT INTO "users" ("email") VALUES ($1), ($2) [ada@x.io bob@x.io] <nil>
}

// The open result of a query is read while its rows are written elsewhere.
func ExampleSQLRows() {
	old, mock, err := sqlmock.New() // stands for another database
	if err != nil {
		panic(err)
	}
	mock.ExpectQuery("SELECT").WillReturnRows(sqlmock.NewRows([]string{"id", "email"}).AddRow(1, "ada@x.io").AddRow(2, "bob@x.io"))

	rows, err := old.Query("SELECT id, mail AS email FROM people")
	if err != nil {
		panic(err)
	}
	defer rows.Close()
	show(builder.SQLRows(rows))
	// Output:
	// INSERT INTO "users" ("id", "email") VALUES ($1, $2), ($3, $4) [1 ada@x.io 2 bob@x.io] <nil>
}
