package exec_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// solo is a database with one writer, or says that it is none.
type solo struct {
	matching
	single bool
}

func (s solo) SingleWriter() bool { return s.single }

// told is a row that wants to know what became of it.
type told struct{ item }

func (*told) AfterSave(context.Context, exec.Outcome) error { return nil }

// TestWorkersRefused: what cannot be shared is refused before anything is sent, and one worker is always allowed.
func TestWorkersRefused(t *testing.T) {
	db, rec := newRecorder(t)
	conn, err := db.Connx(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	tx, err := db.Beginx()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }() // nothing was done
	tuples := builder.Tuples([]string{"id", "name"}, [][]any{{1, "a"}})
	insert := builder.Insert("items").From(tuples)
	for _, tt := range []struct {
		name        string
		db          exec.DB
		dialect     dialect.Dialect
		stmt        builder.Bulk
		opts        []exec.Option
		want        string
		unsupported bool
	}{
		{"one transaction", db, matching{}, insert, nil, "Workers needs a transaction for each chunk: use PerChunk", false},
		{"no transaction", db, matching{}, insert, []exec.Option{exec.NoTx()}, "use PerChunk", false},
		{"one connection", conn, matching{}, insert, []exec.Option{exec.PerChunk()}, "give exec.New a *sqlx.DB", false},
		{"the caller's transaction", tx, matching{}, insert, []exec.Option{exec.PerChunk()}, "give exec.New a *sqlx.DB", false},
		{"one writer", db, solo{single: true}, insert, []exec.Option{exec.PerChunk()}, "one connection write at a time", true},
		{"update or create", db, matching{}, builder.UpdateOrCreate("items").Key("id").Set("name").From(tuples),
			[]exec.Option{exec.PerChunk()}, "could create a row twice", true},
		{"table lock", db, matching{}, insert, []exec.Option{exec.PerChunk(), exec.LockTable(true)}, "LockTable", true},
		{"AfterSave", db, matching{}, builder.Insert("items").From(builder.Structs([]told{{}})),
			[]exec.Option{exec.PerChunk()}, "AfterSave", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := rec.verbs()
			ex := exec.New(tt.db, tt.dialect, exec.Workers(2))
			_, err := ex.Run(ctx, tt.stmt, tt.opts...)
			if err == nil || !strings.Contains(err.Error(), tt.want) || errors.Is(err, errors.ErrUnsupported) != tt.unsupported {
				t.Errorf("got %v, want %q", err, tt.want)
			}
			if sent := rec.verbs(); sent != before {
				t.Errorf("sent %s", sent)
			}
			if _, err := ex.Run(ctx, tt.stmt, append(tt.opts, exec.Workers(1))...); err != nil && strings.Contains(err.Error(), "Workers") {
				t.Errorf("one worker: %v", err)
			}
		})
	}
	if _, err := exec.New(db, solo{}).Run(ctx, insert, exec.PerChunk(), exec.Workers(2)); err != nil {
		t.Errorf("a database that has several writers after all: %v", err)
	}
	if _, err := exec.New(db, matching{}).Run(ctx, insert, exec.Workers(0)); err == nil || !strings.Contains(err.Error(), "Workers is less than 1") {
		t.Errorf("no workers: got %v", err)
	}
}

// crewed is an executor on a ledger whose writes take a second, with chunks of two rows.
func crewed(t *testing.T, opts ...exec.Option) (*exec.Executor, *ledger) {
	db, l := newLedger(t)
	l.many = true
	l.during = func(context.Context) error {
		time.Sleep(time.Second)
		return nil
	}
	return exec.New(db, fake{}, append([]exec.Option{exec.PerChunk(), exec.BatchSize(2)}, opts...)...), l
}

// byID are the stored rows by their id.
func (l *ledger) byID() []item {
	return slices.SortedFunc(slices.Values(l.rows()), func(a, b item) int { return int(a.ID - b.ID) })
}

// TestWorkers: chunks run at once, on as many connections as there are workers, chunks, and connections to be had.
func TestWorkers(t *testing.T) {
	for _, tt := range []struct {
		name                  string
		workers, pool, chunks int
		takes                 time.Duration
		connections           int
	}{
		{"one", 1, 0, 6, 6 * time.Second, 1},
		{"three", 3, 0, 6, 2 * time.Second, 3},
		{"fewer chunks", 8, 0, 3, time.Second, 3},
		{"one chunk", 8, 0, 1, time.Second, 1},
		{"fewer connections", 4, 2, 6, 3 * time.Second, 2},
		{"one connection", 4, 1, 6, 6 * time.Second, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ex, l := crewed(t, exec.Workers(tt.workers))
				l.pool.SetMaxOpenConns(tt.pool)
				began, n := time.Now(), int64(2*tt.chunks-1)
				res, err := ex.Run(ctx, insert(int(n)))
				if err != nil || res.Rows != n || res.Created != n || res.Chunks != tt.chunks || res.Statements != tt.chunks || !res.Exact {
					t.Errorf("got %+v, %v", res, err)
				}
				if took := time.Since(began); took != tt.takes {
					t.Errorf("took %v, want %v", took, tt.takes)
				}
				if open := l.connected; open != tt.connections {
					t.Errorf("%d connections, want %d", open, tt.connections)
				}
				if got := l.byID(); !slices.Equal(got, items(int(n))) {
					t.Errorf("stored %v", got)
				}
			})
		})
	}
}

// TestWorkersWithoutAConnection: a worker that the server refuses is not missed; a run without any connection fails.
func TestWorkersWithoutAConnection(t *testing.T) {
	for _, tt := range []struct {
		name  string
		given int
		err   string
	}{
		{"one for all", 1, ""},
		{"none", 0, "exec: connection: too many clients"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ex, l := crewed(t, exec.Workers(3))
			l.during = func(context.Context) error { return nil }
			if l.most = tt.given; tt.given == 0 {
				l.most = -1
			}
			res, err := ex.Run(ctx, insert(20))
			if text(err) != tt.err || len(l.rows()) != 20*tt.given || res.Created != int64(20*tt.given) {
				t.Errorf("got %+v, %v, %d rows", res, err, len(l.rows()))
			}
		})
	}
}

// TestWorkersObserved: the observer is told one thing at a time, the counts only grow, and every chunk has its number.
func TestWorkersObserved(t *testing.T) {
	var chunks []int
	var done int64
	busy := make(chan bool, 1)
	observer := exec.ObserverFunc(func(_ context.Context, e exec.Event) {
		select {
		case busy <- true:
			defer func() { <-busy }()
		default:
			t.Error("two at a time")
		}
		if e.Kind != exec.ChunkDone {
			return
		}
		if chunks = append(chunks, e.Chunk); e.Done() != done+int64(e.Rows) || e.Result.Chunks != len(chunks) {
			t.Errorf("after %d rows and %d chunks: %+v", done, len(chunks), e)
		}
		done = e.Done()
	})
	ex, l := crewed(t, exec.Workers(4), exec.Observe(observer))
	l.during = func(context.Context) error { return nil }
	if _, err := ex.Run(ctx, insert(99)); err != nil {
		t.Fatal(err)
	}
	want := make([]int, 50)
	for i := range want {
		want[i] = i + 1
	}
	if slices.Sort(chunks); !slices.Equal(chunks, want) {
		t.Errorf("told of the chunks %v", chunks)
	}
}

// TestWorkersRetry: a chunk that loses a deadlock is run again alone, and counted once.
func TestWorkersRetry(t *testing.T) {
	var retried []exec.Event
	ex, l := crewed(t, exec.Workers(3), atOnce(2), exec.Observe(exec.ObserverFunc(func(_ context.Context, e exec.Event) {
		if e.Kind == exec.Retrying {
			retried = append(retried, e)
		}
	})))
	l.during = func(context.Context) error { return nil }
	lost := make(chan bool, 1)
	l.writing = func(_ *ledgerConn, first int64) error {
		if first == 4 {
			select {
			case lost <- true:
				return deadlock
			default:
			}
		}
		return nil
	}
	res, err := ex.Run(ctx, insert(20))
	if err != nil || res.Created != 20 || res.Chunks != 10 || len(retried) != 1 || retried[0].Attempt != 1 {
		t.Errorf("got %+v, %v, retried %v", res, err, retried)
	}
	if got := l.byID(); !slices.Equal(got, items(20)) {
		t.Errorf("stored %v", got)
	}
}

// TestWorkersOfAQueue: the flush of a queue is one transaction, whatever the executor's options say.
func TestWorkersOfAQueue(t *testing.T) {
	ex, l := crewed(t, exec.Workers(4))
	l.during = func(context.Context) error { return nil }
	q, err := exec.NewQueue(ex, func(rows []item) builder.Bulk { return builder.Insert("items").From(builder.Structs(rows)) })
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range items(5) {
		if err := q.Add(ctx, row); err != nil {
			t.Fatal(err)
		}
	}
	if err := q.Close(ctx); err != nil || !slices.Equal(l.rows(), items(5)) || l.transactions() != 1 {
		t.Errorf("got %v, %v in %d transactions", err, l.rows(), l.transactions())
	}
}
