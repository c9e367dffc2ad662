package exec_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// alone needs no transaction around a statement, and keeps statements.
type alone struct{ lasting }

func (alone) Alone(any) bool { return true }

func (a alone) LockTable(string) (dialect.TableLock, error) {
	return dialect.TableLock{Take: dialect.Step{SQL: "LOCK"}}, nil
}

// TestAlone: a run that is one statement has no transaction around it.
func TestAlone(t *testing.T) {
	for name, b := range map[string]builder.Bulk{"INSERT": insert(2), "UPDATE": update(2), "DELETE": remove(2)} {
		for _, scope := range []exec.Option{exec.Atomic(), exec.PerChunk(), exec.NoTx()} {
			db, mock := newMock(t)
			mock.ExpectExec(name).WillReturnResult(affected(2))
			res, err := exec.New(db, alone{}, scope).Run(ctx, b)
			if err != nil || res.Rows != 2 || res.Statements != 1 || !res.Exact {
				t.Errorf("%s: %+v, %v", name, res, err)
			}
		}
	}
}

// TestNotAlone is what needs a transaction all the same.
func TestNotAlone(t *testing.T) {
	var ids []int64
	for name, run := range map[string]func(ex *exec.Executor) error{
		"two chunks":  func(ex *exec.Executor) error { _, err := ex.Run(ctx, insert(2).BatchSize(1)); return err },
		"three steps": func(ex *exec.Executor) error { _, err := ex.Run(ctx, upsert(1)); return err },
		"rows back":   func(ex *exec.Executor) error { _, err := ex.Query(ctx, insert(1).Returning("id"), &ids); return err },
		"bad rows":    func(ex *exec.Executor) error { _, err := ex.Run(ctx, insert(1), exec.SkipBadRows(-1)); return err },
		"a level": func(ex *exec.Executor) error {
			_, err := ex.Run(ctx, insert(1), exec.Isolation(sql.LevelSerializable))
			return err
		},
		"a lock": func(ex *exec.Executor) error { _, err := ex.Run(ctx, insert(1), exec.LockTable(true)); return err },
		"workers": func(ex *exec.Executor) error {
			_, err := ex.Run(ctx, insert(1), exec.PerChunk(), exec.Workers(2))
			return err
		},
		"a version": func(ex *exec.Executor) error { _, err := ex.Run(ctx, versionedUpdate(1)); return err },
		"AfterSave": func(ex *exec.Executor) error {
			_, err := ex.Run(ctx, builder.Insert("items").From(builder.Structs([]*tidy{{ID: 1}})))
			return err
		},
		"an expression": func(ex *exec.Executor) error {
			_, err := ex.Run(ctx, insertAny([][]any{{1, builder.Default}}))
			return err
		},
	} {
		db, mock := newMock(t)
		stop := errors.New("it began")
		mock.ExpectBegin().WillReturnError(stop)
		if err := run(exec.New(db, alone{})); !errors.Is(err, stop) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAloneFails: what the database says did not happen; what it does not say is not known.
func TestAloneFails(t *testing.T) {
	for _, tt := range []struct {
		kind    dialect.Kind
		unknown bool
	}{{dialect.UniqueViolation, false}, {dialect.ConnectionLost, true}} {
		for _, scope := range []exec.Option{exec.Atomic(), exec.PerChunk()} {
			db, mock := newMock(t)
			mock.ExpectExec("INSERT").WillReturnError(fault{dialect.Fault{Kind: tt.kind}})
			res, err := exec.New(db, alone{}, scope).Run(ctx, insert(1))
			if !errors.Is(err, tt.kind) || errors.Is(err, exec.ErrCommitUnknown) != tt.unknown || res.Rows != 0 {
				t.Errorf("%v: %+v, %v", tt.kind, res, err)
			}
		}
	}
	limited, cancel := context.WithCancel(ctx)
	db, rec := newRecorder(t)
	rec.late, rec.on["INSERT"] = true, cancel
	if _, err := exec.New(db, alone{}).Run(limited, insert(1)); !errors.Is(err, context.Canceled) || !errors.Is(err, exec.ErrCommitUnknown) {
		t.Errorf("cancelled: %v", err)
	}
	if got := rec.verbs(); got != "INSERT" {
		t.Errorf("sent: %s", got)
	}
}

// TestAloneIsTriedAgain: after a deadlock the statement is sent again; its text has come twice then.
func TestAloneIsTriedAgain(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectExec("INSERT").WillReturnError(deadlock)
	mock.ExpectPrepare("INSERT").ExpectExec().WillReturnResult(affected(1))
	if res, err := exec.New(db, alone{}, atOnce(2)).Run(ctx, insert(1)); err != nil || res.Created != 1 {
		t.Errorf("%+v, %v", res, err)
	}
}

// TestKeepStatements: the second run of a text prepares it, before a transaction begins, and the third uses it. A pool of one connection is
// enough.
func TestKeepStatements(t *testing.T) {
	for name, tt := range map[string]struct {
		dialect dialect.Dialect
		option  []exec.Option
		keeps   bool
	}{
		"by default":    {lasting{}, nil, true},
		"not by itself": {fake{}, nil, false},
		"asked for":     {fake{}, []exec.Option{exec.KeepStatements(1)}, true},
		"none":          {lasting{}, []exec.Option{exec.KeepStatements(0)}, false},
	} {
		db, mock := newMock(t)
		db.SetMaxOpenConns(1)
		ex := exec.New(db, tt.dialect, tt.option...)
		var p *sqlmock.ExpectedPrepare
		for i := range 3 {
			if i == 1 && tt.keeps {
				p = mock.ExpectPrepare("INSERT")
			}
			mock.ExpectBegin()
			if p != nil {
				p.ExpectExec().WillReturnResult(affected(1))
			} else {
				mock.ExpectExec("INSERT").WillReturnResult(affected(1))
			}
			mock.ExpectCommit()
			if _, err := ex.Run(ctx, insert(1)); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
}
