package repository

import (
	"context"
	"errors"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

var ann, bob = User{1, "ann@x.io", "Ann"}, User{1, "bob@x.io", "Bob"}

// mocked returns a pool without a database, and fails the test when a statement that was expected did not come.
func mocked(t *testing.T) (*sqlx.DB, sqlmock.Sqlmock) {
	t.Helper()
	db, mock, err := sqlmock.New()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := mock.ExpectationsWereMet(); err != nil {
			t.Error(err)
		}
		db.Close()
	})
	return sqlx.NewDb(db, "postgres"), mock
}

// expectProbe expects the question that PostgreSQL is asked once per executor and table: its version, and two facts about the table.
func expectProbe(mock sqlmock.Sqlmock) {
	mock.ExpectQuery(`server_version_num`).WillReturnRows(sqlmock.NewRows([]string{"version", "heap", "triggers"}).AddRow(150000, 1, 0))
}

func TestImport(t *testing.T) {
	db, mock := mocked(t)
	mock.ExpectBegin()
	expectProbe(mock)
	mock.ExpectQuery(`INSERT INTO "users" .* ON CONFLICT \("org_id", "email"\) DO UPDATE`).
		WithArgs(1, "ann@x.io", "Ann", 1, "bob@x.io", "Bob").
		WillReturnRows(sqlmock.NewRows([]string{"created", "updated"}).AddRow(1, 1))
	mock.ExpectCommit()

	created, err := NewUsers(db).Import(context.Background(), []User{ann, bob})
	if err != nil || created != 1 {
		t.Errorf("%d created, %v; want 1", created, err)
	}
}

// No users, no statement: the mock expects none, and would fail on the first.
func TestImportNothing(t *testing.T) {
	db, _ := mocked(t)
	if created, err := NewUsers(db).Import(context.Background(), nil); err != nil || created != 0 {
		t.Errorf("%d created, %v; want nothing", created, err)
	}
}

// The driver's error becomes one of the repository's own, and the transaction is rolled back.
func TestImportUnknownOrg(t *testing.T) {
	db, mock := mocked(t)
	mock.ExpectBegin()
	expectProbe(mock)
	mock.ExpectQuery(`INSERT INTO "users"`).WillReturnError(&pq.Error{Code: "23503", Constraint: "users_org_id_fkey"})
	mock.ExpectRollback()

	_, err := NewUsers(db).Import(context.Background(), []User{ann})
	if !errors.Is(err, ErrNoOrg) {
		t.Errorf("%v, want ErrNoOrg", err)
	}
}

// In a transaction of the caller the executor neither begins nor commits.
func TestReplace(t *testing.T) {
	db, mock := mocked(t)
	mock.ExpectBegin()
	mock.ExpectExec(`DELETE FROM "users"`).WithArgs(1, "ann@x.io").WillReturnResult(sqlmock.NewResult(0, 1))
	expectProbe(mock)
	mock.ExpectQuery(`INSERT INTO "users"`).WithArgs(1, "bob@x.io", "Bob").
		WillReturnRows(sqlmock.NewRows([]string{"created", "updated"}).AddRow(1, 0))
	mock.ExpectCommit()

	if err := Replace(context.Background(), db, []User{ann}, []User{bob}); err != nil {
		t.Error(err)
	}
}
