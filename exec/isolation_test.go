package exec_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/sqlite"
)

// TestIsolationRefused: a level that no transaction of ours would have is an error, and nothing is sent.
func TestIsolationRefused(t *testing.T) {
	serializable := exec.Isolation(sql.LevelSerializable)
	tests := []struct {
		name string
		opts []exec.Option
		want string
	}{
		{"no transaction", []exec.Option{serializable, exec.NoTx()}, "use Atomic or PerChunk instead of NoTx"},
		{"no level", []exec.Option{exec.Isolation(99)}, "no level of database/sql"},
		{"below zero", []exec.Option{exec.Isolation(-1)}, "no level of database/sql"},
	}
	for _, test := range tests {
		db, _ := newMock(t)
		if _, err := exec.New(db, fake{}).Run(ctx, insert(1), test.opts...); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", test.name, err)
		}
		if _, err := exec.New(nil, fake{}).Plan(insert(1), test.opts...); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s, plan: %v", test.name, err)
		}
	}
	db, mock := newMock(t)
	if _, err := exec.New(db, sqlite.Dialect{}).Run(ctx, insert(1), serializable); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("SQLite: %v", err)
	}
	tx := begin(t, db, mock)
	if _, err := exec.New(tx, fake{}).Run(ctx, insert(1), serializable); err == nil || !strings.Contains(err.Error(), "give its level to BeginTx") {
		t.Errorf("a caller's transaction: %v", err)
	}
	mock.ExpectRollback()
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
}

// levels is a driver whose transactions note their levels, and do nothing.
type levels struct{ begun []driver.IsolationLevel }

func (l *levels) Connect(context.Context) (driver.Conn, error) { return l, nil }
func (l *levels) Driver() driver.Driver                        { return nil }
func (l *levels) Close() error                                 { return nil }
func (l *levels) Begin() (driver.Tx, error)                    { return nil, errors.New("without a level") }
func (l *levels) Commit() error                                { return nil }
func (l *levels) Rollback() error                              { return nil }
func (l *levels) Prepare(string) (driver.Stmt, error)          { return nil, errors.New("prepared") }

func (l *levels) BeginTx(_ context.Context, o driver.TxOptions) (driver.Tx, error) {
	l.begun = append(l.begun, o.Isolation)
	return l, nil
}

func (l *levels) ExecContext(context.Context, string, []driver.NamedValue) (driver.Result, error) {
	return driver.RowsAffected(1), nil
}

// TestIsolation: each transaction of ours has the level; a run's own option counts instead of the executor's.
func TestIsolation(t *testing.T) {
	const serializable, repeatable = driver.IsolationLevel(sql.LevelSerializable), driver.IsolationLevel(sql.LevelRepeatableRead)
	tests := []struct {
		name string
		opts []exec.Option
		want []driver.IsolationLevel
	}{
		{"atomic", nil, []driver.IsolationLevel{serializable}},
		{"per chunk", []exec.Option{exec.PerChunk()}, []driver.IsolationLevel{serializable, serializable}},
		{"another level", []exec.Option{exec.Isolation(sql.LevelRepeatableRead)}, []driver.IsolationLevel{repeatable}},
		{"the default again, and no transaction", []exec.Option{exec.Isolation(sql.LevelDefault), exec.NoTx()}, nil},
	}
	for _, test := range tests {
		l := &levels{}
		db := sqlx.NewDb(sql.OpenDB(l), "levels")
		ex := exec.New(db, fake{}, exec.Isolation(sql.LevelSerializable))
		if _, err := ex.Run(ctx, insert(3).BatchSize(2), test.opts...); err != nil { // of different lengths, so that none is prepared
			t.Errorf("%s: %v", test.name, err)
		}
		if !slices.Equal(l.begun, test.want) {
			t.Errorf("%s: begun with %v, not %v", test.name, l.begun, test.want)
		}
		_ = db.Close()
	}
}
