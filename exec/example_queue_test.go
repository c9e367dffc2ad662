package exec_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

// event is a row that comes alone.
type event struct {
	ID   int64  `db:"id"`
	Kind string `db:"kind"`
}

// build is the statement for the rows of one flush.
func build(rows []event) builder.Bulk {
	return builder.Insert("events").From(builder.Structs(rows))
}

// Rows that come one at a time are written in bulk.
func ExampleNewQueue() {
	ctx := context.Background()
	q, err := exec.NewQueue(exec.New(talking(3), postgres.Dialect{}), func(rows []event) builder.Bulk {
		return builder.Insert("events").From(builder.Structs(rows))
	}, exec.FlushAt(1000), exec.FlushAfter(time.Minute))
	if err != nil {
		fmt.Println(err)
		return
	}
	for id := range int64(3) {
		if err := q.Add(ctx, event{id, "login"}); err != nil { // from any number of goroutines
			fmt.Println(err)
			return
		}
	}
	fmt.Println(q.Close(ctx)) // everything is committed
	// Output:
	// BEGIN
	// INSERT INTO "events" ("id", "kind") VALUES ($1, $2), ($3, $4), ($5, $6)
	// COMMIT
	// <nil>
}

// Two rows make a flush.
func ExampleFlushAt() {
	ctx := context.Background()
	q, _ := exec.NewQueue(exec.New(database(), postgres.Dialect{}), build,
		exec.FlushAt(2),
		exec.FlushAfter(time.Minute),
		exec.OnFlush(func(_ context.Context, f exec.Flush[event]) { fmt.Println("flushed", len(f.Rows)) }))
	for id := range int64(5) {
		if err := q.Add(ctx, event{id, "login"}); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(q.Close(ctx))
	// Output:
	// flushed 2
	// flushed 2
	// flushed 1
	// <nil>
}

// Without time, only full flushes, Flush and Close write.
func ExampleFlushAfter() {
	ctx := context.Background()
	q, _ := exec.NewQueue(exec.New(talking(1), postgres.Dialect{}), build, exec.FlushAfter(0))
	_ = q.Add(ctx, event{1, "login"})
	fmt.Println("added, nothing is written yet")
	fmt.Println(q.Flush(ctx), q.Close(ctx))
	// Output:
	// added, nothing is written yet
	// BEGIN
	// INSERT INTO "events" ("id", "kind") VALUES ($1, $2)
	// COMMIT
	// <nil> <nil>
}

// The place to count, to acknowledge messages, and to keep rows that were set aside.
func ExampleOnFlush() {
	ctx := context.Background()
	ex := exec.New(database(uniqueViolation(), 1, uniqueViolation()), postgres.Dialect{}, exec.SkipBadRows(-1))
	q, _ := exec.NewQueue(ex, build, exec.FlushAfter(time.Minute), exec.OnFlush(func(_ context.Context, f exec.Flush[event]) {
		fmt.Println(f.Result.Created, "created", f.Err)
		for _, bad := range f.Result.Rejected {
			fmt.Println("rejected:", f.Rows[bad.Row].ID, bad.Fault)
		}
	}))
	_ = q.Add(ctx, event{1, "login"})
	_ = q.Add(ctx, event{2, "login"})
	fmt.Println(q.Close(ctx))
	// Output:
	// 1 created <nil>
	// rejected: 2 unique violation of "users_email_key"
	// <nil>
}

// After an error the queue has stopped. The error holds every row that is not written.
func ExampleQueueError() {
	ctx := context.Background()
	q, _ := exec.NewQueue(exec.New(database(uniqueViolation()), postgres.Dialect{}), build)
	_ = q.Add(ctx, event{1, "login"})
	_ = q.Add(ctx, event{2, "logout"})

	err := q.Close(ctx)
	var stopped *exec.QueueError[event]
	if errors.As(err, &stopped) {
		fmt.Println("to be saved elsewhere:", stopped.Unapplied())
	}
	// Output:
	// to be saved elsewhere: [{1 login} {2 logout}]
}
