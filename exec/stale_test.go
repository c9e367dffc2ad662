package exec_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

type versioned struct {
	ID      int64  `db:"id"`
	Version int64  `db:"version"`
	Name    string `db:"name"`
}

func versionedUpdate(rows int) builder.UpdateBuilder {
	all := make([]versioned, rows)
	for i := range all {
		all[i].ID = int64(i)
	}
	return builder.Update("items").Key("id").Version("version").Set("name").From(builder.Structs(all))
}

// TestStale: fewer matches than rows are an error, in a caller's transaction under a savepoint.
func TestStale(t *testing.T) {
	t.Run("a transaction of ours", func(t *testing.T) {
		db, mock := newMock(t)
		mock.ExpectBegin()
		mock.ExpectExec("UPDATE").WillReturnResult(affected(1))
		mock.ExpectRollback()
		_, err := exec.New(db, fake{}, exec.Count(false)).Run(ctx, versionedUpdate(3))
		if !errors.Is(err, dialect.StaleRow) || !strings.Contains(err.Error(), "stale row: 2 of 3 rows") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("a caller's transaction", func(t *testing.T) {
		db, mock := newMock(t)
		mock.ExpectBegin()
		tx := db.MustBegin()
		mock.ExpectExec(dialect.SetSavepoint).WillReturnResult(affected(0))
		mock.ExpectExec("UPDATE").WillReturnResult(affected(1))
		mock.ExpectExec(dialect.RollbackToSavepoint).WillReturnResult(affected(0))
		mock.ExpectExec(dialect.ReleaseSavepoint).WillReturnResult(affected(0))
		if _, err := exec.New(tx, fake{}).Run(ctx, versionedUpdate(2)); !errors.Is(err, dialect.StaleRow) {
			t.Errorf("got %v", err)
		}
		mock.ExpectRollback()
		if err := tx.Rollback(); err != nil {
			t.Error(err)
		}
	})
	t.Run("without a transaction", func(t *testing.T) {
		db, _ := newMock(t)
		if _, err := exec.New(db, fake{}).Run(ctx, versionedUpdate(2), exec.NoTx()); err == nil || !strings.Contains(err.Error(), "Version needs a transaction") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("read back", func(t *testing.T) {
		db, mock := newMock(t)
		rows := []versioned{{7, 3, "x"}}
		mock.ExpectBegin()
		mock.ExpectExec("UPDATE").WillReturnResult(affected(1))
		mock.ExpectQuery("SELECT id,version").WithArgs("fixed", 7).WillReturnRows(sqlmock.NewRows([]string{"id", "version"}).AddRow(7, 4))
		mock.ExpectCommit()
		up := builder.Update("items").Key("id").Version("version").Set("name").From(builder.Structs(rows)).Returning("version")
		if _, err := exec.New(db, selecting{}).WriteBack(ctx, up, rows); err != nil || rows[0].Version != 4 {
			t.Errorf("got %+v, %v", rows, err)
		}
	})
}
