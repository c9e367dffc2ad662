package exec_test

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// atOnce retries without pauses.
func atOnce(attempts int) exec.Option {
	return exec.Retry(exec.RetryPolicy{Attempts: attempts})
}

var deadlock = fault{dialect.Fault{Kind: dialect.Deadlock}}

func TestRetry(t *testing.T) {
	one := func(m sqlmock.Sqlmock, err error) {
		m.ExpectBegin()
		if err != nil {
			m.ExpectExec("INSERT").WillReturnError(err)
			m.ExpectRollback()
			return
		}
		m.ExpectExec("INSERT").WillReturnResult(affected(1))
		m.ExpectCommit()
	}
	for _, tt := range []struct {
		name   string
		opts   []exec.Option
		expect func(m sqlmock.Sqlmock)
		fails  bool
	}{
		{"the transaction", nil, func(m sqlmock.Sqlmock) {
			one(m, deadlock)
			one(m, nil)
		}, false},
		{"the chunk", []exec.Option{exec.PerChunk()}, func(m sqlmock.Sqlmock) {
			one(m, deadlock)
			one(m, nil)
		}, false},
		{"begin", nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin().WillReturnError(fault{dialect.Fault{Kind: dialect.Busy}})
			one(m, nil)
		}, false},
		{"commit", nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectCommit().WillReturnError(fault{dialect.Fault{Kind: dialect.SerializationFailure}})
			one(m, nil)
		}, false},
		{"until the attempts are used up", nil, func(m sqlmock.Sqlmock) {
			one(m, deadlock)
			one(m, deadlock)
			one(m, deadlock)
		}, true},
		{"not what would fail again", nil, func(m sqlmock.Sqlmock) {
			one(m, fault{dialect.Fault{Kind: dialect.UniqueViolation}})
		}, true},
		{"not a lost connection", nil, func(m sqlmock.Sqlmock) {
			one(m, fault{dialect.Fault{Kind: dialect.ConnectionLost}})
		}, true},
		{"not without a transaction", []exec.Option{exec.NoTx()}, func(m sqlmock.Sqlmock) {
			m.ExpectExec("INSERT").WillReturnError(deadlock)
		}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			tt.expect(mock)
			res, err := exec.New(db, fake{}, atOnce(3)).Run(ctx, insert(1), tt.opts...)
			if (err != nil) != tt.fails || !tt.fails && (res.Created != 1 || res.Rows != 1) {
				t.Errorf("got %+v, %v", res, err)
			}
		})
	}
}

func TestRetryNotInACallersTransaction(t *testing.T) {
	db, mock := newMock(t)
	tx := begin(t, db, mock)
	mock.ExpectExec("INSERT").WillReturnError(deadlock)
	if _, err := exec.New(tx, fake{}, atOnce(3)).Run(ctx, insert(1)); !errors.Is(err, dialect.Deadlock) {
		t.Errorf("got %v, want a deadlock", err)
	}
	mock.ExpectRollback()
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
}

// oneShot is a source that can be read only once, as a channel or an open file.
type oneShot struct{ rows chan []any }

func newOneShot(n int) oneShot {
	s := oneShot{make(chan []any, n)}
	for i := range n {
		s.rows <- []any{i}
	}
	close(s.rows)
	return s
}

func (s oneShot) Columns(context.Context) ([]string, error) { return []string{"id"}, nil }

func (s oneShot) Rows(context.Context, []string) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for row := range s.rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// TestRetryOfASourceThatIsUsedUp: running the transaction again without the rows that were read would lose them without a word.
func TestRetryOfASourceThatIsUsedUp(t *testing.T) {
	db, mock := newMock(t)
	mock.MatchExpectationsInOrder(false)
	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WithArgs("fixed", 0).WillReturnResult(affected(1))
	p := mock.ExpectPrepare("INSERT")
	p.ExpectExec().WithArgs("fixed", 1).WillReturnError(deadlock)
	mock.ExpectRollback()
	res, err := exec.New(db, fake{}, atOnce(2)).Run(ctx, builder.Insert("t").BatchSize(1).From(newOneShot(4)))
	if err == nil {
		t.Errorf("got %+v and no error: rows were lost", res)
	} else if !errors.Is(err, dialect.Deadlock) {
		t.Errorf("got %v, want the deadlock", err)
	}
}

func TestRetryIsObserved(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WillReturnError(deadlock)
	mock.ExpectRollback()
	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WillReturnResult(affected(1))
	mock.ExpectCommit()
	var seen []string
	ob := exec.ObserverFunc(func(_ context.Context, e exec.Event) {
		seen = append(seen, map[exec.EventKind]string{exec.ChunkDone: "done", exec.ChunkFailed: "failed", exec.Retrying: "retrying"}[e.Kind])
	})
	if _, err := exec.New(db, fake{}, atOnce(2), exec.Observe(ob)).Run(ctx, insert(1)); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(seen, " "); got != "failed retrying done" {
		t.Errorf("observed: %s", got)
	}
}

// TestRetryInKeyOrder: after a deadlock, the rows are sorted across chunks; positions stay those of the input.
func TestRetryInKeyOrder(t *testing.T) {
	db, mock := newMock(t)
	rows := items(4)
	rows[0], rows[3] = rows[3], rows[0]
	up := builder.Insert("items").From(builder.Structs(rows)).OnConflict("id").DoUpdate("name").BatchSize(2)
	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WithArgs(argsOf([]int{1, 3})...).WillReturnResult(affected(2))
	p := mock.ExpectPrepare("INSERT").WillBeClosed()
	p.ExpectExec().WithArgs(argsOf([]int{0, 2})...).WillReturnError(deadlock)
	mock.ExpectRollback()
	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WithArgs(argsOf([]int{0, 1})...).WillReturnResult(affected(2))
	p = mock.ExpectPrepare("INSERT").WillBeClosed()
	p.ExpectExec().WithArgs(argsOf([]int{2, 3})...).WillReturnError(fault{dialect.Fault{Kind: dialect.NotNullViolation, Row: 2}})
	mock.ExpectRollback()
	_, err := exec.New(db, fake{}, atOnce(2), exec.Count(false)).Run(ctx, up)
	var failed *exec.ChunkError
	if !errors.As(err, &failed) || failed.Chunk != 2 || failed.First != 0 || failed.Last != 2 || failed.Row != 0 {
		t.Errorf("got %#v, want the second chunk with the rows 2 and 0, of which 0 is at fault", err)
	}
}

// TestDeadPool: connections that died in the pool are replaced until a transaction begins, and a server that takes none is not asked for
// ever.
func TestDeadPool(t *testing.T) {
	for _, scope := range []exec.Option{exec.Atomic(), exec.PerChunk()} {
		for dead, want := range map[int]string{0: "BEGIN INSERT COMMIT", 2: "BEGIN BEGIN BEGIN INSERT COMMIT", 9: "BEGIN BEGIN BEGIN"} {
			db, r := newRecorder(t)
			var idle []*sql.Conn
			for range 2 {
				conn, err := db.Conn(ctx)
				if err != nil {
					t.Fatal(err)
				}
				idle = append(idle, conn)
			}
			for _, conn := range idle {
				conn.Close()
			}
			left := dead
			r.refuse = make(map[string]error)
			r.on["BEGIN"] = func() {
				if delete(r.refuse, "BEGIN"); left > 0 {
					left--
					r.refuse["BEGIN"] = fault{dialect.Fault{Kind: dialect.ConnectionLost}}
				}
			}
			res, err := exec.New(db, fake{}, scope).Run(ctx, insert(1))
			if got := r.verbs(); got != want || (err == nil) != (dead < 9) || (res.Created == 1) != (dead < 9) {
				t.Errorf("%d dead: got %s, %+v, %v; want %s", dead, got, res, err, want)
			}
			if n := int(r.closed.Load()); n != min(dead, 3) {
				t.Errorf("%d dead: %d connections were closed", dead, n)
			}
		}
	}
}

// TestRetryEnds: a context that ends in the pause before another attempt ends the run with the error of the last one.
func TestRetryEnds(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WillReturnError(deadlock)
	mock.ExpectRollback()
	ended, cancel := context.WithCancel(ctx)
	observe := exec.Observe(exec.ObserverFunc(func(_ context.Context, e exec.Event) {
		if e.Kind == exec.Retrying {
			cancel()
		}
	}))
	policy := exec.RetryPolicy{Attempts: 2, Base: time.Hour, Max: time.Hour}
	if _, err := exec.New(db, fake{}, exec.Retry(policy), observe).Run(ended, insert(1)); !errors.Is(err, dialect.Deadlock) {
		t.Errorf("got %v", err)
	}
}
