package exec_test

import (
	"strings"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/sqlite"
)

// TestUnsafe: a returned column without a field is dropped where the handle is unsafe, as sqlx does, and an error where it is not.
func TestUnsafe(t *testing.T) {
	type row struct {
		ID   int64  `db:"id"`
		Name string `db:"name"`
	}
	returned := builder.Insert("items").Columns("id", "name").Values(1, "a").Returning("id", "more", "name")
	tests := []struct {
		name   string
		handle func(*testing.T, *sqlx.DB, sqlmock.Sqlmock) exec.DB
		drops  bool
	}{
		{"DB", func(_ *testing.T, db *sqlx.DB, _ sqlmock.Sqlmock) exec.DB { return db }, false},
		{"DB, unsafe", func(_ *testing.T, db *sqlx.DB, _ sqlmock.Sqlmock) exec.DB { return db.Unsafe() }, true},
		{"Conn, unsafe", func(t *testing.T, db *sqlx.DB, _ sqlmock.Sqlmock) exec.DB { return connOf(t, db.Unsafe()) }, true},
		{"Tx", func(t *testing.T, db *sqlx.DB, m sqlmock.Sqlmock) exec.DB { return begin(t, db, m) }, false},
		{"Tx of an unsafe DB", func(t *testing.T, db *sqlx.DB, m sqlmock.Sqlmock) exec.DB { return begin(t, db.Unsafe(), m) }, true},
		{"Tx, unsafe", func(t *testing.T, db *sqlx.DB, m sqlmock.Sqlmock) exec.DB { return begin(t, db, m).Unsafe() }, true},
		{"a handle of database/sql", func(_ *testing.T, db *sqlx.DB, _ sqlmock.Sqlmock) exec.DB { return db.DB }, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			db, mock := newMock(t)
			on := test.handle(t, db, mock)
			own := !strings.HasPrefix(test.name, "Tx")
			if own {
				mock.ExpectBegin()
			}
			mock.ExpectQuery(liteInsert).WillReturnRows(mock.NewRows([]string{"id", "more", "name"}).AddRow(1, "x", "a"))
			if own && test.drops {
				mock.ExpectCommit()
			} else if own {
				mock.ExpectRollback()
			}
			var got []row
			_, err := exec.New(on, sqlite.Dialect{}).Query(ctx, returned, &got)
			switch {
			case test.drops && (err != nil || len(got) != 1 || got[0] != (row{1, "a"})):
				t.Errorf("%+v, %v", got, err)
			case !test.drops && (err == nil || !strings.Contains(err.Error(), `no field for the returned column "more"`)):
				t.Errorf("got %v", err)
			}
			if tx, ok := on.(*sqlx.Tx); ok {
				mock.ExpectRollback()
				if err := tx.Rollback(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestUnsafeWriteBack: the columns of the key need their fields all the same.
func TestUnsafeWriteBack(t *testing.T) {
	type row struct {
		Name string `db:"name"`
		Hits int64  `db:"hits"`
	}
	rows := []row{{Name: "a"}}
	insert := builder.Insert("items").From(builder.Structs(rows))
	db, mock := newMock(t)
	_, err := exec.New(db, sqlite.Dialect{}).WriteBack(ctx, insert.Returning("hits", "more"), rows, exec.MatchBy("name"))
	if err == nil || !strings.Contains(err.Error(), `no field for the column "more"`) {
		t.Errorf("got %v", err)
	}
	mock.ExpectBegin()
	mock.ExpectExec(`INSERT INTO "items"`).WillReturnResult(affected(1))
	mock.ExpectQuery(`SELECT "items"."name", "items"."hits", "items"."more" FROM "items"`).WillReturnRows(
		mock.NewRows([]string{"name", "hits", "more"}).AddRow("a", 7, "x"))
	mock.ExpectCommit()
	unsafe := exec.New(db.Unsafe(), sqlite.Dialect{})
	if _, err := unsafe.WriteBack(ctx, insert.Returning("hits", "more"), rows, exec.MatchBy("name")); err != nil || rows[0].Hits != 7 {
		t.Errorf("%+v, %v", rows, err)
	}
	tuples := builder.Insert("items").From(builder.Tuples([]string{"more", "hits"}, [][]any{{"x", 1}})).Returning("hits")
	if _, err := unsafe.WriteBack(ctx, tuples, rows, exec.MatchBy("more")); err == nil || !strings.Contains(err.Error(), `no field for the column "more"`) {
		t.Errorf("a key without a field: %v", err)
	}
}

func connOf(t *testing.T, db *sqlx.DB) *sqlx.Conn {
	conn, err := db.Connx(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}
