package exec_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/postgres"
)

// The examples need no server: they run on a stand-in for PostgreSQL that gives prepared answers.

// postgres18 is PostgreSQL 18 and an ordinary table, so that nothing is asked before a statement.
var postgres18 = postgres.Dialect{Version: 180000, Kind: postgres.Heap}

// A User is a row of the examples.
type User struct {
	ID    int64  `db:"id"`
	Email string `db:"email"`
	Name  string `db:"name"`
}

// emails is an INSERT of one column.
func emails(all ...string) builder.InsertBuilder {
	return builder.Insert("users").From(builder.Column("email", all))
}

// database is a stand-in that gives an answer to each statement, in their order: the number of affected rows, a table, or an error.
// Without answers left, every row is accepted.
func database(answers ...any) *sqlx.DB {
	return sqlx.NewDb(sql.OpenDB(&standIn{answers: answers}), "postgres")
}

// talking is a database that prints what it is sent.
func talking(answers ...any) *sqlx.DB {
	return sqlx.NewDb(sql.OpenDB(&standIn{answers: answers, talks: true}), "postgres")
}

// table is an answer with rows; columns have commas between them.
func table(columns string, rows ...[]driver.Value) driver.Rows {
	return &answer{strings.Split(columns, ","), rows}
}

// uniqueViolation is PostgreSQL's error for a value that a unique key has already.
func uniqueViolation() error {
	return &pq.Error{Code: "23505", Message: "duplicate key value violates a unique constraint", Constraint: "users_email_key"}
}

// deadlockDetected is PostgreSQL's error for the transaction that lost.
func deadlockDetected() error { return &pq.Error{Code: "40P01", Message: "deadlock detected"} }

type standIn struct {
	mu      sync.Mutex
	answers []any
	talks   bool
}

func (s *standIn) Connect(context.Context) (driver.Conn, error) { return standInConn{s}, nil }
func (s *standIn) Driver() driver.Driver                        { return nil }

// say prints what was sent.
func (s *standIn) say(text string) {
	if s.talks {
		fmt.Println(text)
	}
}

// answer takes the next answer. Transaction control and session settings have none.
func (s *standIn) answer(text string, args int) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.say(text)
	verb, _, _ := strings.Cut(text, " ")
	if strings.Contains("SAVEPOINT RELEASE ROLLBACK LOCK", verb) || len(s.answers) == 0 {
		return args, nil
	}
	next := s.answers[0]
	s.answers = s.answers[1:]
	if err, failed := next.(error); failed {
		return nil, err
	}
	return next, nil
}

type standInConn struct{ *standIn }

func (c standInConn) Close() error              { return nil }
func (c standInConn) Begin() (driver.Tx, error) { return nil, errors.New("BeginTx is used") }

func (c standInConn) BeginTx(_ context.Context, o driver.TxOptions) (driver.Tx, error) {
	begin := "BEGIN"
	if level := sql.IsolationLevel(o.Isolation); level != sql.LevelDefault {
		begin += " ISOLATION LEVEL " + level.String()
	}
	c.say(begin)
	return c, nil
}

func (c standInConn) Commit() error   { c.say("COMMIT"); return nil }
func (c standInConn) Rollback() error { c.say("ROLLBACK"); return nil }

func (c standInConn) Prepare(text string) (driver.Stmt, error) {
	c.say("PREPARE " + text)
	return standInStmt{c}, nil
}

func (c standInConn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	got, err := c.answer(text, len(args))
	if err != nil {
		return nil, err
	}
	return driver.RowsAffected(got.(int)), nil
}

func (c standInConn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	got, err := c.answer(text, len(args))
	if err != nil {
		return nil, err
	}
	return got.(driver.Rows), nil
}

type standInStmt struct{ standInConn }

func (standInStmt) NumInput() int { return -1 }

func (s standInStmt) Exec(args []driver.Value) (driver.Result, error) {
	return s.ExecContext(context.Background(), fmt.Sprint("EXECUTE ", args), make([]driver.NamedValue, len(args)))
}

func (s standInStmt) Query(args []driver.Value) (driver.Rows, error) {
	return s.QueryContext(context.Background(), fmt.Sprint("EXECUTE ", args), make([]driver.NamedValue, len(args)))
}

type answer struct {
	columns []string
	rows    [][]driver.Value
}

func (a *answer) Columns() []string { return a.columns }
func (a *answer) Close() error      { return nil }

func (a *answer) Next(dest []driver.Value) error {
	if len(a.rows) == 0 {
		return io.EOF
	}
	copy(dest, a.rows[0])
	a.rows = a.rows[1:]
	return nil
}

// copying is PostgreSQL with a driver that prints what COPY sends, or fails.
type copying struct {
	postgres.Dialect
	fails error
}

func (d copying) LoadCSV(i dialect.Insert, f dialect.CSVFormat) (dialect.CSVLoad, error) {
	return d.LoadCSVThrough(i, f, printer{d.fails})
}

type printer struct{ fails error }

func (printer) CheckConn(any) error { return nil }

func (printer) Encoder(context.Context, any, string, int) (postgres.CopyEncoder, error) {
	return nil, errors.ErrUnsupported
}

func (p printer) CopyFrom(_ context.Context, _ any, text string, data io.Reader) (int64, error) {
	if p.fails != nil {
		return 0, p.fails
	}
	rows, err := io.ReadAll(data)
	fmt.Printf("%s\n%s", text, rows)
	return int64(strings.Count(string(rows), "\n")), err
}
