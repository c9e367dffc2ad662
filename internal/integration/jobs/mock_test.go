package jobs

import (
	"context"
	"database/sql/driver"
	"testing"
	"time"

	"github.com/DATA-DOG/go-sqlmock"
	mysqldriver "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
	"github.com/sqbulk/sqbulk/sqlite"
)

// Account is a row that an application saves.
type Account struct {
	Email string `db:"email"`
	Name  string `db:"name"`
}

// saveAccounts is what the tests of this file are about: they run it without a database.
func saveAccounts(ctx context.Context, ex *exec.Executor, accounts []Account) (exec.Result, error) {
	return ex.Run(ctx, builder.Insert("accounts").
		From(builder.Structs(accounts)).
		OnConflict("email").DoUpdate("name").
		BatchSize(2))
}

// The two chunks that the tests write, and their arguments.
var (
	four   = []Account{{"a@x.io", "A"}, {"b@x.io", "B"}, {"c@x.io", "C"}, {"d@x.io", "D"}}
	first  = []driver.Value{"a@x.io", "A", "b@x.io", "B"}
	second = []driver.Value{"c@x.io", "C", "d@x.io", "D"}
)

// saveMocked saves the four accounts: one is there, three are new.
func saveMocked(t *testing.T, name string, d dialect.Dialect, expect func(mock sqlmock.Sqlmock)) {
	t.Helper()
	mockDB, mock, err := sqlmock.New()
	if err != nil {
		t.Fatal(err)
	}
	expect(mock)
	retry := exec.Retry(exec.RetryPolicy{Attempts: 2, Base: time.Nanosecond, Max: time.Nanosecond})
	res, err := saveAccounts(context.Background(), exec.New(sqlx.NewDb(mockDB, name), d, retry), four)
	if err != nil || res.Created != 3 || res.Updated != 1 || res.Chunks != 2 || !res.Exact {
		t.Errorf("%+v, %v", res, err)
	}
	if err := mock.ExpectationsWereMet(); err != nil {
		t.Error(err)
	}
}

// row is an answer of one row.
func row(numbers ...driver.Value) *sqlmock.Rows {
	columns := []string{"a", "b", "c", "d"}
	return sqlmock.NewRows(columns[:len(numbers)]).AddRow(numbers...)
}

// The second chunk loses a deadlock: the whole transaction is run again. The table is not asked again.
func TestDeadlockPostgres(t *testing.T) {
	saveMocked(t, "postgres", postgres.Dialect{}, func(mock sqlmock.Sqlmock) {
		mock.ExpectBegin()
		mock.ExpectQuery("server_version_num").WillReturnRows(row(180000, 1, 0))
		mock.ExpectQuery(`INSERT INTO "accounts"`).WithArgs(first...).WillReturnRows(row(1, 1)) // created, updated
		upsert := mock.ExpectPrepare(`INSERT INTO "accounts"`)
		upsert.ExpectQuery().WithArgs(second...).WillReturnError(&pq.Error{Code: "40P01"})
		mock.ExpectRollback()

		mock.ExpectBegin()
		mock.ExpectQuery(`INSERT INTO "accounts"`).WithArgs(first...).WillReturnRows(row(1, 1))
		upsert = mock.ExpectPrepare(`INSERT INTO "accounts"`)
		upsert.ExpectQuery().WithArgs(second...).WillReturnRows(row(2, 0))
		mock.ExpectCommit()
	})
}

// On MySQL each write stands between two statements that count. An existing row that changes is two affected rows.
func TestDeadlockMySQL(t *testing.T) {
	saveMocked(t, "mysql", mysql.Dialect{}, func(mock sqlmock.Sqlmock) {
		affected := func(n int64) driver.Result { return sqlmock.NewResult(0, n) }
		mock.ExpectBegin()
		mock.ExpectExec("SET").WillReturnResult(affected(0))
		mock.ExpectExec("INSERT .*INTO `accounts`").WithArgs(first...).WillReturnResult(affected(3))
		mock.ExpectQuery("SELECT").WillReturnRows(row(1, 0, 0)) // the rows that existed
		mock.ExpectExec("SET").WillReturnResult(affected(0))
		upsert := mock.ExpectPrepare("INSERT .*INTO `accounts`")
		upsert.ExpectExec().WithArgs(second...).WillReturnError(&mysqldriver.MySQLError{Number: 1213})
		mock.ExpectRollback()

		mock.ExpectBegin()
		mock.ExpectExec("SET").WillReturnResult(affected(0))
		mock.ExpectExec("INSERT .*INTO `accounts`").WithArgs(first...).WillReturnResult(affected(3))
		mock.ExpectQuery("SELECT").WillReturnRows(row(1, 0, 0))
		mock.ExpectExec("SET").WillReturnResult(affected(0))
		upsert = mock.ExpectPrepare("INSERT .*INTO `accounts`")
		upsert.ExpectExec().WithArgs(second...).WillReturnResult(affected(2))
		mock.ExpectQuery("SELECT").WillReturnRows(row(0, 0, 0))
		mock.ExpectCommit()
	})
}

// locked is an error of SQLite as modernc.org/sqlite returns it, whose own type cannot be made by others.
type locked struct{}

func (locked) Error() string { return "database is locked (5) (SQLITE_BUSY)" }
func (locked) Code() int     { return 5 }

// SQLite has no deadlocks: another writer makes the transaction wait before it looks, and fail when that takes too long. The texts of the
// first try come again in the second: they are prepared before it begins.
func TestBusySQLite(t *testing.T) {
	saveMocked(t, "sqlite", sqlite.Dialect{}, func(mock sqlmock.Sqlmock) {
		done := sqlmock.NewResult(0, 2)
		mock.ExpectBegin()
		mock.ExpectExec("ROLLBACK; BEGIN IMMEDIATE").WillReturnError(locked{})
		mock.ExpectRollback()
		before := mock.ExpectPrepare("SELECT")
		upsert := mock.ExpectPrepare(`INSERT INTO "accounts"`)
		after := mock.ExpectPrepare("SELECT")
		mock.ExpectBegin()
		mock.ExpectExec("ROLLBACK; BEGIN IMMEDIATE").WillReturnResult(done)
		// The stored rows that have one of the keys, and the first argument again.
		before.ExpectQuery().WithArgs(0, "a@x.io", "b@x.io").WillReturnRows(row(1, 0))
		upsert.ExpectExec().WithArgs(first...).WillReturnResult(done)
		after.ExpectQuery().WithArgs("a@x.io", "b@x.io").WillReturnRows(row(2))
		before.ExpectQuery().WithArgs(0, "c@x.io", "d@x.io").WillReturnRows(row(0, 0))
		upsert.ExpectExec().WithArgs(second...).WillReturnResult(done)
		after.ExpectQuery().WithArgs("c@x.io", "d@x.io").WillReturnRows(row(2))
		mock.ExpectCommit()
	})
}
