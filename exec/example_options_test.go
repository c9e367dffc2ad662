package exec_test

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

// All rows or none, however many statements they take. This is the default.
func ExampleAtomic() {
	db := talking(1, uniqueViolation())
	res, err := exec.New(db, postgres.Dialect{}, exec.Atomic()).Run(context.Background(), emails("ada@x.io", "bob@x.io").BatchSize(1))
	fmt.Println(res.Created, "created;", errors.Is(err, dialect.UniqueViolation))
	// Output:
	// BEGIN
	// INSERT INTO "users" ("email") VALUES ($1)
	// PREPARE INSERT INTO "users" ("email") VALUES ($1)
	// EXECUTE [bob@x.io]
	// ROLLBACK
	// 0 created; true
}

// Each chunk is committed; after an error those before it stay.
func ExamplePerChunk() {
	db := talking(1, uniqueViolation())
	res, err := exec.New(db, postgres.Dialect{}).Run(context.Background(), emails("ada@x.io", "bob@x.io").BatchSize(1), exec.PerChunk())
	fmt.Println(res.Created, "created;", errors.Is(err, dialect.UniqueViolation))
	// Output:
	// BEGIN
	// INSERT INTO "users" ("email") VALUES ($1)
	// COMMIT
	// BEGIN
	// INSERT INTO "users" ("email") VALUES ($1)
	// ROLLBACK
	// 1 created; true
}

// Each statement takes effect by itself.
func ExampleNoTx() {
	res, err := exec.New(talking(), postgres.Dialect{}).Run(context.Background(), emails("ada@x.io"), exec.NoTx())
	fmt.Println(res.Created, "created", err)
	// Output:
	// INSERT INTO "users" ("email") VALUES ($1)
	// 1 created <nil>
}

// Full chunks share one text, which is prepared when it comes for the second time.
func ExampleBatchSize() {
	insert := emails("ada@x.io", "bob@x.io", "cy@x.io", "dan@x.io", "eve@x.io")
	res, err := exec.New(talking(), postgres.Dialect{}).Run(context.Background(), insert, exec.BatchSize(2))
	fmt.Println(res.Created, "created by", res.Statements, "statements", err)
	// Output:
	// BEGIN
	// INSERT INTO "users" ("email") VALUES ($1), ($2)
	// PREPARE INSERT INTO "users" ("email") VALUES ($1), ($2)
	// EXECUTE [cy@x.io dan@x.io]
	// INSERT INTO "users" ("email") VALUES ($1)
	// COMMIT
	// 5 created by 3 statements <nil>
}

// Several connections, each with a chunk at a time.
func ExampleWorkers() {
	ex := exec.New(database(), postgres.Dialect{}, exec.PerChunk(), exec.Workers(4))
	res, err := ex.Run(context.Background(), emails(make([]string, 8000)...))
	fmt.Println(res.Created, "created in", res.Chunks, "chunks", err)
	// Output:
	// 8000 created in 8 chunks <nil>
}

// Without counts the plain statement is sent, and the result knows less.
func ExampleCount() {
	up := emails("ada@x.io").OnConflict("email").DoUpdate("email")
	res, err := exec.New(talking(), postgres.Dialect{}).Run(context.Background(), up, exec.Count(false))
	fmt.Println(res.Rows, "rows, exact:", res.Exact, err)
	// Output:
	// BEGIN
	// INSERT INTO "users" ("email") VALUES ($1) ON CONFLICT ("email") DO UPDATE SET "email" = excluded."email"
	// COMMIT
	// 1 rows, exact: false <nil>
}

// Two rows with one key are an error, unless you say which one counts.
func ExampleDuplicates() {
	up := builder.Insert("users").Columns("email", "name").
		Values("ada@x.io", "Ada").Values("ada@x.io", "Ada L.").
		OnConflict("email").DoUpdate("name")
	ex := exec.New(database(table("created,updated", []driver.Value{1, 0})), postgres18)

	_, err := ex.Run(context.Background(), up)
	fmt.Println(err)
	res, err := ex.Run(context.Background(), up, exec.Duplicates(builder.KeepLast))
	fmt.Println(res.Created, "created,", res.Duplicates, "left out", err)
	// Output:
	// builder: users: row 1: row 0 has the same key ["email"] (the option Duplicates keeps one of them, or merges them)
	// 1 created, 1 left out <nil>
}

// NULL equals nothing, so that an upsert would create such a row each time.
func ExampleRejectNullKeys() {
	up := builder.Insert("users").Columns("email", "name").Values(nil, "Ada").OnConflict("email").DoUpdate("name")
	_, err := exec.New(database(), postgres18).Run(context.Background(), up, exec.RejectNullKeys(true))
	fmt.Println(err)
	// Output:
	// builder: users: row 0: its key ["email"] has a NULL, which equals no stored row
}

// Good rows are applied, bad ones are listed with their cause.
func ExampleSkipBadRows() {
	db := database(uniqueViolation(), 1, uniqueViolation()) // both rows; the first alone; the second alone
	users := []string{"ada@x.io", "bob@x.io"}
	res, err := exec.New(db, postgres.Dialect{}).Run(context.Background(), emails(users...), exec.SkipBadRows(10))
	for _, bad := range res.Rejected {
		fmt.Println(users[bad.Row], "is bad:", bad.Fault)
	}
	fmt.Println(res.Created, "created", err)
	// Output:
	// bob@x.io is bad: unique violation of "users_email_key"
	// 1 created <nil>
}

// The run fails as ever, and says by which row.
func ExampleFindBadRow() {
	db := database(uniqueViolation(), 1, uniqueViolation()) // both rows; the first alone; the second alone
	_, err := exec.New(db, postgres.Dialect{}).Run(context.Background(), emails("ada@x.io", "bob@x.io"), exec.FindBadRow(true))
	var failed *exec.ChunkError
	if errors.As(err, &failed) {
		fmt.Println("row", failed.Row, "is bad:", failed.Fault)
	}
	// Output:
	// row 1 is bad: unique violation of "users_email_key"
}

// traced is a handle that tells of each statement.
type traced struct{ exec.DB }

func (t traced) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	fmt.Println("trace:", query)
	return t.DB.ExecContext(ctx, query, args...)
}

// A wrapper around a transaction of your own says that it is inside one.
func ExampleInTx() {
	tx := database().MustBegin()
	res, err := exec.New(exec.InTx(traced{tx}), postgres.Dialect{}).Run(context.Background(), emails("ada@x.io"))
	fmt.Println(res.Created, "created", err)
	if err := tx.Commit(); err != nil {
		fmt.Println(err)
	}
	_, err = exec.New(traced{database()}, postgres.Dialect{}).Run(context.Background(), emails("ada@x.io"))
	fmt.Println(err)
	// Output:
	// trace: INSERT INTO "users" ("email") VALUES ($1)
	// 1 created <nil>
	// exec: exec_test.traced is no pool, connection or transaction of database/sql or sqlx: give exec.New one of those, or exec.InTx(handle) when it is inside a transaction
}

// The bad rows as CSV, to be corrected and loaded again.
func ExampleRejectTo() {
	var rejects bytes.Buffer
	db := database(uniqueViolation(), 1, uniqueViolation())
	_, err := exec.New(db, postgres.Dialect{}).Run(context.Background(), emails("ada@x.io", "bob@x.io"), exec.SkipBadRows(-1), exec.RejectTo(&rejects))
	fmt.Print(rejects.String())
	fmt.Println(err)
	// Output:
	// row,line,kind,constraint,column,reason,text,email
	// 1,,unique violation,users_email_key,,pq: duplicate key value violates a unique constraint (23505),,bob@x.io
	// <nil>
}

// What became of each row, in the order of the input.
func ExampleOutcomes() {
	db := database(
		table("created,updated", []driver.Value{1, 0}),
		table("created,updated", []driver.Value{0, 1}),
	)
	users := []User{{Email: "ada@x.io", Name: "Ada"}, {Email: "bob@x.io", Name: "Bob"}}
	up := builder.Insert("users").Columns("email", "name").From(builder.Structs(users)).OnConflict("email").DoUpdate("name")
	res, err := exec.New(db, postgres18).Run(context.Background(), up, exec.Outcomes(true))
	for i, outcome := range res.Outcomes {
		fmt.Println(users[i].Email, outcome)
	}
	fmt.Println(err)
	// Output:
	// ada@x.io created
	// bob@x.io updated
	// <nil>
}

// A transaction that lost a deadlock is run again.
func ExampleRetry() {
	db := talking(deadlockDetected(), 1)
	policy := exec.RetryPolicy{Attempts: 3, Base: time.Microsecond, Max: time.Millisecond}
	res, err := exec.New(db, postgres.Dialect{}).Run(context.Background(), emails("ada@x.io"), exec.Retry(policy))
	fmt.Println(res.Created, "created", err)
	// Output:
	// BEGIN
	// INSERT INTO "users" ("email") VALUES ($1)
	// ROLLBACK
	// BEGIN
	// INSERT INTO "users" ("email") VALUES ($1)
	// COMMIT
	// 1 created <nil>
}

// A statement that takes too long fails, and its transaction is rolled back.
func ExampleTimeout() {
	db := talking(context.DeadlineExceeded) // as if a minute had passed
	_, err := exec.New(db, postgres.Dialect{}).Run(context.Background(), emails("ada@x.io"), exec.Timeout(time.Minute))
	fmt.Println(errors.Is(err, dialect.Timeout))
	// Output:
	// BEGIN
	// INSERT INTO "users" ("email") VALUES ($1)
	// ROLLBACK
	// true
}

// The level of the transactions that a run begins. What loses against another one is run again.
func ExampleIsolation() {
	serializable := exec.Isolation(sql.LevelSerializable)
	_, err := exec.New(talking(1), postgres.Dialect{}).Run(context.Background(), emails("ada@x.io"), serializable)
	fmt.Println(err)
	// Output:
	// BEGIN ISOLATION LEVEL Serializable
	// INSERT INTO "users" ("email") VALUES ($1)
	// COMMIT
	// <nil>
}

// One writer at a time.
func ExampleLockTable() {
	_, err := exec.New(talking(1), postgres.Dialect{}).Run(context.Background(), emails("ada@x.io"), exec.LockTable(true))
	fmt.Println(err)
	// Output:
	// BEGIN
	// LOCK TABLE "users" IN SHARE ROW EXCLUSIVE MODE
	// INSERT INTO "users" ("email") VALUES ($1)
	// COMMIT
	// <nil>
}

// A plain insert has no key to find its rows by, so it has to be named.
func ExampleMatchBy() {
	db := database(1, table("email,id", []driver.Value{"ada@x.io", 7}))
	users := []User{{Email: "ada@x.io"}}
	insert := builder.Insert("users").Columns("email").From(builder.Structs(users)).Returning("id")
	_, err := exec.New(db, postgres.Dialect{}).WriteBack(context.Background(), insert, users, exec.MatchBy("email"))
	fmt.Println(users[0].ID, err)
	// Output:
	// 7 <nil>
}

// Strategy chooses another way of the rows to the server; a plan shows what it means.
func ExampleStrategy() {
	insert := emails(make([]string, 20000)...)
	ex := exec.New(nil, postgres.Dialect{})
	for _, s := range []dialect.Strategy{exec.Statements, exec.Arrays, exec.Copy} {
		plan, err := ex.Plan(insert, exec.Strategy(s))
		fmt.Printf("%v: %d chunks of %d rows, %d parameters in a statement, %v\n", plan.Strategy, plan.Chunks, plan.ChunkRows, plan.Params, err)
	}
	// Output:
	// statements: 20 chunks of 1000 rows, 1000 parameters in a statement, <nil>
	// arrays: 2 chunks of 10000 rows, 1 parameters in a statement, <nil>
	// COPY: 2 chunks of 10000 rows, 0 parameters in a statement, <nil>
}

// A number for each chunk that is done.
func ExampleObserve() {
	progress := exec.ObserverFunc(func(_ context.Context, e exec.Event) {
		fmt.Println(e.Done(), "of", e.Total)
	})
	_, err := exec.New(database(), postgres.Dialect{}).Run(context.Background(), emails(make([]string, 2500)...), exec.Observe(progress))
	fmt.Println(err)
	// Output:
	// 1000 of 2500
	// 2000 of 2500
	// 2500 of 2500
	// <nil>
}

// What an executor sends again is prepared, and stays so until the pool is closed.
func ExampleKeepStatements() {
	ex := exec.New(talking(), postgres.Dialect{}, exec.KeepStatements(8))
	for _, email := range []string{"ada@x.io", "bob@x.io", "cy@x.io"} {
		if _, err := ex.Run(context.Background(), emails(email)); err != nil {
			fmt.Println(err)
		}
	}
	// Output:
	// BEGIN
	// INSERT INTO "users" ("email") VALUES ($1)
	// COMMIT
	// PREPARE INSERT INTO "users" ("email") VALUES ($1)
	// BEGIN
	// EXECUTE [bob@x.io]
	// COMMIT
	// BEGIN
	// EXECUTE [cy@x.io]
	// COMMIT
}
