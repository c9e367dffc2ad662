package exec_test

import (
	"errors"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// cleaner is a fake dialect whose INSERT leaves something behind, which a last step removes.
type cleaner struct{ fake }

func (c cleaner) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	sp, err := c.fake.Insert(i, rows)
	sp.Steps = append(sp.Steps, dialect.Step{SQL: "CLEAN", Always: true})
	return sp, err
}

// TestAlways: what a rollback does not undo is undone after an error too, and the error is the first one.
func TestAlways(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec("INSERT ? (?, ?)").WillReturnError(fault{dialect.Fault{Kind: dialect.UniqueViolation}})
	mock.ExpectExec("CLEAN").WillReturnError(errors.New("nothing to clean"))
	mock.ExpectRollback()
	_, err := exec.New(db, cleaner{}).Run(ctx, insert(1))
	var failed *exec.ChunkError
	if !errors.As(err, &failed) || failed.Fault.Kind != dialect.UniqueViolation {
		t.Error(err)
	}
	mock.ExpectBegin()
	mock.ExpectExec("INSERT ? (?, ?)").WillReturnResult(affected(1))
	mock.ExpectExec("CLEAN").WillReturnResult(affected(0))
	mock.ExpectCommit()
	if res, err := exec.New(db, cleaner{}).Run(ctx, insert(1)); err != nil || res.Created != 1 || res.Statements != 2 {
		t.Errorf("%+v, %v", res, err)
	}
}
