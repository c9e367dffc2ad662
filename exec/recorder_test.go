package exec_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jmoiron/sqlx"
)

// recorder is a driver that notes what it is sent and accepts all of it. Like many drivers it looks at the context only while it
// waits, which it never does. on is called when a text that begins with its key arrives.
type recorder struct {
	mu  sync.Mutex
	log []string
	on  map[string]func()
	// late makes it look at the context when the work is done, and report its end instead of the success. So does modernc.org/sqlite.
	late bool
	// refuse is the error that a text gets.
	refuse map[string]error
	// closed counts the connections that were closed.
	closed atomic.Int64
	// began is the context of the last transaction.
	began context.Context
	// hangs makes BEGIN wait until its context ends.
	hangs bool
	// ends notes the end of connections and of statements as well: HANGUP, CLOSE.
	ends bool
}

// newRecorder opens a pool on a recorder.
func newRecorder(t *testing.T) (*sqlx.DB, *recorder) {
	t.Helper()
	r := &recorder{on: make(map[string]func())}
	db := sql.OpenDB(r)
	t.Cleanup(func() {
		if n := db.Stats().InUse; n != 0 {
			t.Errorf("%d connections were not given back", n)
		}
		db.Close()
	})
	return sqlx.NewDb(db, "recorder"), r
}

func (r *recorder) note(text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.log = append(r.log, text)
	for prefix, f := range r.on {
		if strings.HasPrefix(text, prefix) {
			f()
		}
	}
}

// verbs are the first words of what was sent.
func (r *recorder) verbs() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	words := make([]string, len(r.log))
	for i, text := range r.log {
		words[i], _, _ = strings.Cut(text, " ")
	}
	return strings.Join(words, " ")
}

// noteEnd notes the end of something, where it is asked for.
func (r *recorder) noteEnd(what string) error {
	if r.ends {
		r.note(what)
	}
	return nil
}

// Connect and what follows implement the driver.
func (r *recorder) Connect(context.Context) (driver.Conn, error) { return recorderConn{r}, nil }
func (r *recorder) Driver() driver.Driver                        { return nil }

type recorderConn struct{ *recorder }

func (c recorderConn) Close() error                       { c.closed.Add(1); return c.noteEnd("HANGUP") }
func (c recorderConn) ResetSession(context.Context) error { return nil }
func (c recorderConn) IsValid() bool                      { return true }

func (c recorderConn) Begin() (driver.Tx, error) {
	c.note("BEGIN")
	return recorderTx(c), c.refuse["BEGIN"]
}

func (c recorderConn) BeginTx(ctx context.Context, _ driver.TxOptions) (driver.Tx, error) {
	c.began = ctx
	tx, err := c.Begin()
	if c.hangs {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return tx, err
}

func (c recorderConn) Prepare(text string) (driver.Stmt, error) {
	return recorderStmt{c.recorder, text}, nil
}

func (c recorderConn) PrepareContext(_ context.Context, text string) (driver.Stmt, error) {
	return c.Prepare(text)
}

func (c recorderConn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	c.note(text)
	if err := c.refuse[text]; err != nil {
		return nil, err
	}
	if c.late && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return driver.RowsAffected(1), nil
}

type recorderTx struct{ *recorder }

func (x recorderTx) Commit() error   { x.note("COMMIT"); return nil }
func (x recorderTx) Rollback() error { x.note("ROLLBACK"); return x.refuse["ROLLBACK"] }

type recorderStmt struct {
	*recorder
	text string
}

func (s recorderStmt) Close() error  { return s.noteEnd("CLOSE") }
func (s recorderStmt) NumInput() int { return -1 }
func (s recorderStmt) Query([]driver.Value) (driver.Rows, error) {
	s.note(s.text)
	return noRows{}, nil
}
func (s recorderStmt) Exec(args []driver.Value) (driver.Result, error) {
	s.note(s.text)
	return driver.RowsAffected(1), nil
}

func (s recorderStmt) ExecContext(context.Context, []driver.NamedValue) (driver.Result, error) {
	return s.Exec(nil)
}

// noRows is an empty result.
type noRows struct{}

func (noRows) Columns() []string         { return nil }
func (noRows) Close() error              { return nil }
func (noRows) Next([]driver.Value) error { return io.EOF }
