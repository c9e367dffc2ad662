package exec_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// TestContextHasEnded: nothing is sent, not even BEGIN, and no connection is taken.
func TestContextHasEnded(t *testing.T) {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	late, cancelLate := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer cancelLate()
	for _, opts := range [][]exec.Option{nil, {exec.PerChunk()}, {exec.NoTx()}} {
		db, mock := newMock(t)
		ex := exec.New(db, prober{}, opts...)
		if _, err := ex.Run(cancelled, upsert(1)); !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "nothing was sent") {
			t.Errorf("got %v, want context.Canceled and that nothing was sent", err)
		}
		if _, err := ex.Run(late, upsert(1)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want context.DeadlineExceeded", err)
		}
		tx := begin(t, db, mock)
		if _, err := exec.New(tx, fake{}).Run(cancelled, upsert(1)); !errors.Is(err, context.Canceled) {
			t.Errorf("in a transaction: got %v, want context.Canceled", err)
		}
		mock.ExpectRollback()
		if err := tx.Rollback(); err != nil {
			t.Error(err)
		}
	}
}

// cancelling is a source of n rows that ends the context before it yields row at.
func cancelling(n, at int, cancel func()) builder.Source {
	return source{columns: []string{"id"}, rows: func(yield func([]any, error) bool) {
		for i := range n {
			if i == at {
				cancel()
			}
			if !yield([]any{i}, nil) {
				return
			}
		}
	}}
}

// TestCancelled: when the context ends, the statement on its way is the last, and the transaction is undone after it, not beside it. The
// driver here is one that does not look at the context by itself.
func TestCancelled(t *testing.T) {
	for _, tt := range []struct {
		name    string
		dialect dialect.Dialect
		options []exec.Option
		between string // what is sent when the end comes between two statements
		during  string // and during the first
	}{
		{"atomic", fake{}, nil, "BEGIN INSERT INSERT INSERT ROLLBACK", "BEGIN INSERT ROLLBACK"},
		{"no transaction", fake{}, []exec.Option{exec.NoTx()}, "INSERT INSERT INSERT", "INSERT"},
		{"a transaction per chunk", fake{}, []exec.Option{exec.PerChunk()}, "BEGIN INSERT COMMIT BEGIN INSERT COMMIT BEGIN INSERT COMMIT", "BEGIN INSERT ROLLBACK"},
	} {
		for _, when := range []string{"between", "during"} {
			t.Run(tt.name+", "+when, func(t *testing.T) {
				ctx, cancel := context.WithCancel(context.Background())
				defer cancel()
				db, rec := newRecorder(t)
				at, want := 4, tt.between // the row with the number 4 is read, to see that row 3 is a chunk, when three statements were sent
				if when == "during" {
					at, want = -1, tt.during
					rec.on["INSERT"] = cancel
				}
				b := builder.Insert("t").BatchSize(1).From(cancelling(9, at, cancel))
				_, err := exec.New(db, tt.dialect, tt.options...).Run(ctx, b)
				if got := rec.verbs(); got != want || !errors.Is(err, context.Canceled) {
					t.Errorf("sent: %s; want %s; error: %v", got, want, err)
				}
				if rec.began != nil && rec.began.Err() != nil {
					t.Error("database/sql would roll the transaction back beside a statement on its way")
				}
			})
		}
	}
}

// TestCancelledWhileTheTransactionBeginsOrEnds is about drivers that report the end of the context although the statement took effect. A
// COMMIT that was carried out must not be reported as a failure, and a BEGIN must not stay open on a connection of the pool.
func TestCancelledWhileTheTransactionBeginsOrEnds(t *testing.T) {
	for _, tt := range []struct {
		during, want string
		fails        bool
	}{
		{"LOCK", "BEGIN LOCK ROLLBACK", true},
		{"UPDATE", "BEGIN LOCK LOOK UPDATE ROLLBACK", true},
		{"COMMIT", "BEGIN LOCK LOOK UPDATE COMMIT", false},
	} {
		t.Run(tt.during, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			db, rec := newRecorder(t)
			rec.late, rec.on[tt.during] = true, cancel
			res, err := exec.New(db, locking{}).Run(ctx, update(1))
			if got := rec.verbs(); got != tt.want {
				t.Errorf("sent: %s; want %s", got, tt.want)
			}
			if tt.fails != errors.Is(err, context.Canceled) || !tt.fails && (err != nil || res.Updated != 1) {
				t.Errorf("got %+v, %v; want an error: %v", res, err, tt.fails)
			}
			if n := db.Stats().OpenConnections; n != 1 {
				t.Errorf("%d connections are open: closing one loses a database in memory", n)
			}
		})
	}
}

// TestCancelledWhileTheDriverBegins: the context ends a BEGIN that the driver sends. One that took effect all the same is rolled back.
func TestCancelledWhileTheDriverBegins(t *testing.T) {
	for hangs, want := range map[bool]string{true: "BEGIN", false: "BEGIN ROLLBACK"} {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		db, rec := newRecorder(t)
		rec.hangs, rec.on["BEGIN"] = hangs, cancel
		_, err := exec.New(db, fake{}).Run(ctx, insert(1))
		var begin *exec.TxError
		if got := rec.verbs(); got != want || !errors.Is(err, context.Canceled) || !errors.As(err, &begin) || begin.Commit {
			t.Errorf("sent: %s; want %s; error: %v", got, want, err)
		}
	}
}

// TestCancelledBeforeTheTransactionBegan: where BEGIN did not take effect, there is nothing to roll back, and no reason to close the
// connection: with a database in memory its data would go with it.
func TestCancelledBeforeTheTransactionBegan(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	db, rec := newRecorder(t)
	rec.on["LOCK"] = cancel
	rec.refuse = map[string]error{"LOCK": context.Canceled, "ROLLBACK": errors.New("no transaction is active")}
	begun := 0
	rec.on["BEGIN"] = func() {
		if begun++; begun == 2 {
			delete(rec.refuse, "ROLLBACK")
		}
	}
	if _, err := exec.New(db, locking{}).Run(ctx, update(1)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if n := db.Stats().OpenConnections; n != 1 {
		t.Errorf("%d connections are open, want the 1 that there was", n)
	}
}

// TestNoRows: nothing is sent, and the counts are exact zeros.
func TestNoRows(t *testing.T) {
	db, _ := newMock(t)
	ex := exec.New(db, prober{})
	for name, b := range map[string]builder.Bulk{
		"structs": builder.Insert("t").From(builder.Structs([]item{})),
		"upsert":  builder.Insert("t").From(builder.Structs([]item(nil))).OnConflict("id").DoUpdate(),
		"update":  builder.Update("t").Key("id").Set("name").From(builder.Structs([]item{})),
		"delete":  builder.Delete("t").Key("id").From(builder.Column("id", []int{})),
		"custom":  builder.Insert("t").From(source{[]string{"id"}, func(func([]any, error) bool) {}}),
	} {
		res, err := ex.Run(ctx, b)
		if err != nil || !res.Exact || res.Rows != 0 || res.Statements != 0 || res.Chunks != 0 {
			t.Errorf("%s: got %+v, %v", name, res, err)
		}
	}
	var got []item
	if _, err := ex.Query(ctx, builder.Insert("t").From(builder.Structs(got)).Returning("id"), &got); err != nil || len(got) != 0 {
		t.Errorf("Query: got %v, %v", got, err)
	}
}

// TestOptions: impossible options are refused before anything is sent.
func TestOptions(t *testing.T) {
	db, _ := newMock(t)
	for _, tt := range []struct {
		name   string
		option exec.Option
		want   string
	}{

		{"BatchSize -1", exec.BatchSize(-1), "BatchSize is negative"},
		{"negative timeout", exec.Timeout(-1), "Timeout is negative"},
		{"no attempts", exec.Retry(exec.RetryPolicy{}), "at least one attempt"},
		{"rejects without bad rows", exec.RejectTo(&strings.Builder{}), "RejectTo needs SkipBadRows"},
	} {
		if _, err := exec.New(db, fake{}).Run(ctx, insert(1), tt.option); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
	if _, err := exec.New(db, fake{}, exec.BatchSize(-1)).Run(ctx, insert(1)); err == nil {
		t.Error("New accepts an impossible default without an error at Run")
	}
}
