package dialect_test

import (
	"errors"
	"fmt"

	sq "github.com/Masterminds/squirrel"
	"github.com/lib/pq"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
)

// A description is data; a dialect makes SQL of it, for a number of rows.
func ExampleDialect() {
	insert := dialect.Insert{
		Table:    "app.users",
		Columns:  []string{"email", "name"},
		Conflict: &dialect.Conflict{Columns: []string{"email"}, Set: []dialect.Assignment{{Column: "name"}}},
	}
	for _, d := range []dialect.Dialect{postgres.Dialect{}, mysql.MariaDB{}} {
		spelling, err := d.Insert(insert, dialect.Plain(2))
		fmt.Println(d.Name(), d.Limits().Params, err)
		fmt.Println(spelling.Steps[0].SQL)
	}
	// Output:
	// postgres 65535 <nil>
	// INSERT INTO "app"."users" ("email", "name") VALUES ($1, $2), ($3, $4) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name"
	// mariadb 65535 <nil>
	// INSERT INTO `app`.`users` (`email`, `name`) VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`)
}

// The kinds of errors are the same on every database.
func ExampleFault() {
	err := &pq.Error{Code: "23505", Constraint: "users_email_key"} // of the driver
	fault := postgres.Dialect{}.Classify(fmt.Errorf("saving: %w", err))
	fmt.Println(fault)
	fmt.Println(fault.Kind == dialect.UniqueViolation, "- a row's fault:", fault.Kind.Row(), "- try again:", fault.Kind.Retryable())
	// Output:
	// unique violation of "users_email_key"
	// true - a row's fault: true - try again: false
}

// Stored and Incoming stay in the fragment until a dialect spells it.
func ExampleRefs() {
	refs, err := dialect.Refs(sq.Expr("? + ?", dialect.Stored("hits"), dialect.Incoming("hits")))
	fmt.Println(refs[0] == dialect.Stored("hits"), refs[1] == dialect.Incoming("hits"), err)
	// Output:
	// true true <nil>
}

// Stored is an argument of an expression.
func ExampleStored() {
	set := []dialect.Assignment{{Column: "hits", Expr: sq.Expr("? + ?", dialect.Stored("hits"), dialect.Incoming("hits"))}}
	insert := dialect.Insert{Table: "pages", Columns: []string{"url", "hits"}, Conflict: &dialect.Conflict{Columns: []string{"url"}, Set: set}}
	spelling, err := postgres.Dialect{}.Insert(insert, dialect.Plain(1))
	fmt.Println(spelling.Steps[0].SQL, err)
	// Output:
	// INSERT INTO "pages" ("url", "hits") VALUES ($1, $2) ON CONFLICT ("url") DO UPDATE SET "hits" = "pages"."hits" + excluded."hits" <nil>
}

func ExampleQuoteName() {
	fmt.Println(dialect.QuoteName(`pe"ople.2026`, `"`))
	fmt.Println(dialect.QuoteName("people", "`"))
	// Output:
	// "pe""ople.2026"
	// `people`
}

func ExampleQuoteQualified() {
	fmt.Println(dialect.QuoteQualified("app.people", `"`))
	// Output:
	// "app"."people"
}

// A Writer puts text and arguments together: here for a chunk of two rows.
func ExampleNewWriter() {
	w := dialect.NewWriter(dialect.Dollar, dialect.Plain(2))
	w.SQL(`DELETE FROM "jobs" WHERE "id" IN (`)
	w.EachRow(", ", func() { w.Cell(0) })
	w.SQL(`) AND "state" = `)
	w.Value("done")
	step, err := w.Step(dialect.ReadAffected)

	fmt.Println(step.SQL, err)
	fmt.Println(step.AppendArgs(nil, dialect.Plain(2), []any{7, 8}, 1))
	// Output:
	// DELETE FROM "jobs" WHERE "id" IN ($1, $2) AND "state" = $3 <nil>
	// [7 8 done]
}

// A cell may be SQL; its question marks are placeholders.
func ExampleResolve() {
	cell, err := dialect.Resolve(sq.Expr("lower(?)", "ADA@X.IO"))
	fmt.Println(cell.SQL, cell.Args, err)
	// Output:
	// lower(?) [ADA@X.IO] <nil>
}

// What became of chunks adds up.
func ExampleCounts_Add() {
	var sum dialect.Counts
	sum.Add(dialect.Counts{Created: 2})
	sum.Add(dialect.Counts{Created: 1, Updated: 4, Inexact: true})
	fmt.Printf("%d created, %d updated, exact: %t\n", sum.Created, sum.Updated, !sum.Inexact)
	// Output:
	// 3 created, 4 updated, exact: false
}

// What a database cannot do is refused before anything is sent, and the error says what to use instead.
func ExampleDialect_unsupported() {
	_, err := mysql.Dialect{}.Delete(dialect.Delete{Table: "jobs", Key: []string{"id"}, Returning: []string{"payload"}}, dialect.Plain(1))
	fmt.Println(err)
	fmt.Println(errors.Is(err, errors.ErrUnsupported))
	// Output:
	// mysql: MySQL has no RETURNING: read the rows by their key, and then delete them: unsupported operation
	// true
}
