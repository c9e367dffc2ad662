package exec_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/dialect"
)

// ledger is a driver with one table of items, in the SQL of the fake dialect. What is not committed is not stored.
type ledger struct {
	mu     sync.Mutex
	stored []item
	begun  int // transactions so far
	open   int // transactions that are open

	connected int // connections so far
	pool      *sqlx.DB
	// fate says what goes wrong with a transaction, by its number from one.
	fate func(n int) fate
	// many allows for several transactions at a time.
	many bool
	// most is how many connections there may be in all; zero: any number. -1: none.
	most int
	// writing is called when rows arrive, with their connection and the id of the first. Its error is the statement's; nil: it is not called.
	writing func(c *ledgerConn, first int64) error
	// during is called while rows are written, with the context of the statement. Its error is the statement's.
	during func(ctx context.Context) error
	// committing is called when a commit arrives.
	committing func()
}

// fate is what goes wrong with a transaction.
type fate int

const (
	fine          fate = iota
	refused            // the rows violate a constraint
	deadlocked         // the rows lose a deadlock
	commitRefused      // the commit finds a violation
	commitStored       // the rows are committed, and nobody learns it
	commitLost         // the commit does not arrive, and nobody learns it
)

var (
	violation = fault{dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "items_pkey"}}
	badValue  = fault{dialect.Fault{Kind: dialect.InvalidValue}}
	lost      = fault{dialect.Fault{Kind: dialect.ConnectionLost}}
)

// newLedger opens a pool on a ledger, which checks at the end that no connection is taken.
func newLedger(t *testing.T) (*sqlx.DB, *ledger) {
	t.Helper()
	l := &ledger{fate: func(int) fate { return fine }, during: func(context.Context) error { return nil }, committing: func() {}}
	db := sql.OpenDB(l)
	t.Cleanup(func() {
		if n := db.Stats().InUse; n != 0 {
			t.Errorf("%d connections were not given back", n)
		}
		db.Close()
	})
	l.pool = sqlx.NewDb(db, "ledger")
	return l.pool, l
}

// rows are the committed rows in the order in which they were written.
func (l *ledger) rows() []item {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.stored)
}

// transactions is how many have begun.
func (l *ledger) transactions() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.begun
}

// Connect and what follows implement the driver.
func (l *ledger) Driver() driver.Driver { return nil }
func (l *ledger) Connect(context.Context) (driver.Conn, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.connected++; l.most != 0 && l.connected > l.most {
		return nil, errors.New("too many clients")
	}
	return &ledgerConn{ledger: l}, nil
}

// ledgerConn is a connection, and the transaction that is open on it.
type ledgerConn struct {
	*ledger
	fate   fate
	rows   []item // written and not committed
	marked int    // how many of them the savepoint keeps
}

func (c *ledgerConn) Close() error { return nil }

func (c *ledgerConn) Begin() (driver.Tx, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open++; c.open > 1 && !c.many {
		return nil, errors.New("two transactions at a time")
	}
	c.begun++
	c.fate, c.rows = c.ledger.fate(c.begun), nil
	return c, nil
}

func (c *ledgerConn) BeginTx(context.Context, driver.TxOptions) (driver.Tx, error) { return c.Begin() }

func (c *ledgerConn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	switch {
	case text == dialect.SetSavepoint:
		c.marked = len(c.rows)
	case text == dialect.RollbackToSavepoint:
		c.rows = c.rows[:c.marked]
	case strings.HasPrefix(text, "INSERT"):
		return c.insert(ctx, args[1:])
	}
	return driver.RowsAffected(0), nil
}

// insert writes rows: id, name, id, name, … The name "bad" is refused.
func (c *ledgerConn) insert(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	if err := c.during(ctx); err != nil {
		return nil, err
	}
	if c.writing != nil {
		if err := c.writing(c, args[0].Value.(int64)); err != nil {
			return nil, err
		}
	}
	switch c.fate {
	case refused:
		return nil, violation
	case deadlocked:
		return nil, deadlock
	}
	for i := 0; i < len(args); i += 2 {
		row := item{args[i].Value.(int64), args[i+1].Value.(string)}
		if row.Name == "bad" {
			bad := badValue
			bad.Row = i/2 + 1
			return nil, bad
		}
		c.rows = append(c.rows, row)
	}
	return driver.RowsAffected(len(args) / 2), nil
}

func (c *ledgerConn) Commit() error {
	c.committing()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open--
	if c.fate != commitRefused && c.fate != commitLost {
		c.stored = append(c.stored, c.rows...)
	}
	switch c.fate {
	case commitRefused:
		return violation
	case commitStored, commitLost:
		return lost
	}
	return nil
}

func (c *ledgerConn) Rollback() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open--
	return nil
}

func (c *ledgerConn) Prepare(text string) (driver.Stmt, error) { return ledgerStmt{c, text}, nil }

// ledgerStmt is a prepared statement.
type ledgerStmt struct {
	*ledgerConn
	text string
}

func (s ledgerStmt) NumInput() int                              { return -1 }
func (s ledgerStmt) Exec([]driver.Value) (driver.Result, error) { return nil, driver.ErrSkip }
func (s ledgerStmt) Query([]driver.Value) (driver.Rows, error)  { return noRows{}, nil }

func (s ledgerStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	return s.ledgerConn.ExecContext(ctx, s.text, args)
}
