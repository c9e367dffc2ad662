package exec_test

import (
	"context"
	"errors"
	"testing"

	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
)

// endingResult ends the context when its affected rows are read: the write is done, and its count is not.
type endingResult struct{ end func() }

func (endingResult) LastInsertId() (int64, error) { return 0, nil }

func (r endingResult) RowsAffected() (int64, error) {
	r.end()
	return 1, nil
}

// TestCutShortBetweenWriteAndCount: without a transaction the write has taken effect, so the error must not say that nothing was
// applied for certain. In a transaction it is undone, and that is certain.
func TestCutShortBetweenWriteAndCount(t *testing.T) {
	for _, none := range []bool{true, false} {
		db, mock := newMock(t)
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		opts := []exec.Option{exec.NoTx()}
		if !none {
			opts = nil
			mock.ExpectBegin()
		}
		mock.ExpectExec(myReset).WillReturnResult(affected(0))
		mock.ExpectExec(myInsert).WillReturnResult(endingResult{cancel})
		if !none {
			mock.ExpectRollback()
		}
		_, err := exec.New(db, mysql.Dialect{FoundRows: mysql.FoundRowsOff}).Run(ctx, upsert(1), opts...)
		if !errors.Is(err, context.Canceled) || errors.Is(err, exec.ErrCommitUnknown) != none {
			t.Errorf("without a transaction %v: got %v", none, err)
		}
	}
}
