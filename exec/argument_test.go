package exec_test

import (
	"errors"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// TestArgumentNotSent: an argument that database/sql cannot send is the fault of its row, also with a dialect that knows nothing of
// such errors, and in statements that are prepared.
func TestArgumentNotSent(t *testing.T) {
	rows := builder.Insert("items").Columns("id", "name").Values(1, "one").Values(2, struct{}{}).Values(3, "three")
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectRollback()
	_, err := exec.New(db, fake{}).Run(ctx, rows)
	var failed *exec.ChunkError
	var arg *dialect.ArgError
	if !errors.As(err, &failed) || failed.Row != 1 || !errors.Is(err, dialect.InvalidValue) || !errors.As(err, &arg) || arg.Param != 5 {
		t.Errorf("got %v, with %+v", err, arg)
	}

	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WithArgs("fixed", 1, "one").WillReturnResult(affected(1))
	mock.ExpectPrepare("INSERT").WillBeClosed() // the argument is not sent
	mock.ExpectRollback()
	if _, err = exec.New(db, fake{}).Run(ctx, rows.BatchSize(1)); !errors.As(err, &failed) || failed.Row != 1 || !errors.Is(err, dialect.InvalidValue) {
		t.Errorf("prepared: got %v", err)
	}
}
