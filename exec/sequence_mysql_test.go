package exec_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
)

// The beginnings of the statements that MySQL and MariaDB are sent.
const (
	myReset  = "SET @sqbulk_d = 0"
	myInsert = "INSERT …INTO `items` (`id`, `name`) VALUES (?, ?)"
	myRead   = "SELECT CAST(@sqbulk_d AS SIGNED)"
	myUpdate = "UPDATE …(SELECT `id` AS "
	myDelete = "DELETE FROM `items` WHERE `id` IN (?"
)

func TestMySQLSequences(t *testing.T) {
	off := mysql.Dialect{FoundRows: mysql.FoundRowsOff}
	runCases(t, []statementCase{
		{"10,000 rows are 10 executions of one prepared INSERT", mysql.Dialect{}, insert(10_000), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(myInsert).WillReturnResult(affected(1000))
			p := m.ExpectPrepare(myInsert).WillBeClosed()
			for range 9 {
				p.ExpectExec().WillReturnResult(affected(1000))
			}
			m.ExpectCommit()
		}, exec.Result{Rows: 10_000, Created: 10_000, Chunks: 10, Statements: 10, Exact: true}},
		{"counted upsert: reset, write, read, per chunk", off, upsert(5).BatchSize(2), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(myReset).WillReturnResult(affected(0))
			m.ExpectExec(myInsert).WithArgs(0, "name 0", 1, "name 1").WillReturnResult(affected(3)) // one new, one changed
			m.ExpectQuery(myRead).WillReturnRows(numbersRows(1, 0, 0)).RowsWillBeClosed()
			m.ExpectExec(myReset).WillReturnResult(affected(0))
			m.ExpectPrepare(myInsert).WillBeClosed().ExpectExec().WillReturnResult(affected(2)) // one changed, one equal
			m.ExpectQuery(myRead).WillReturnRows(numbersRows(2, 0, 0)).RowsWillBeClosed()
			m.ExpectExec(myReset).WillReturnResult(affected(0))
			m.ExpectExec(myInsert).WithArgs(4, "name 4").WillReturnResult(affected(0)) // equal
			m.ExpectQuery(myRead).WillReturnRows(numbersRows(1, 0, 0)).RowsWillBeClosed()
			m.ExpectCommit()
		}, exec.Result{Rows: 5, Created: 1, Updated: 2, Unchanged: 2, Chunks: 3, Statements: 9, Exact: true}},
		{"counted upsert with clientFoundRows", mysql.MariaDB{Dialect: mysql.Dialect{FoundRows: mysql.FoundRowsOn}}, upsert(4), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(myReset).WillReturnResult(affected(0))
			m.ExpectExec(myInsert).WillReturnResult(affected(5)) // one new, one changed, two equal
			m.ExpectQuery(myRead).WillReturnRows(numbersRows(3, 0, 0))
			m.ExpectCommit()
		}, exec.Result{Rows: 4, Created: 1, Updated: 1, Unchanged: 2, Chunks: 1, Statements: 3, Exact: true}},
		{"counted upsert, setting not known, and it matters", mysql.Dialect{}, upsert(4), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(myReset).WillReturnResult(affected(0))
			m.ExpectExec(myInsert).WillReturnResult(affected(5)) // one new and two changed, or one new, one changed and two equal
			m.ExpectQuery(myRead).WillReturnRows(numbersRows(3, 0, 0))
			m.ExpectCommit()
		}, exec.Result{Rows: 4, Created: 1, Updated: 2, Unchanged: 1, Chunks: 1, Statements: 3, Exact: false}},
		{"one statement needs no transaction", mysql.Dialect{}, insert(4), nil, func(m sqlmock.Sqlmock) {
			m.ExpectExec(myInsert).WillReturnResult(affected(4))
		}, exec.Result{Rows: 4, Created: 4, Chunks: 1, Statements: 1, Exact: true}},
		{"upsert without counting", mysql.Dialect{}, upsert(4), []exec.Option{exec.Count(false)}, func(m sqlmock.Sqlmock) {
			m.ExpectExec(myInsert).WillReturnResult(affected(5))
		}, exec.Result{Rows: 4, Chunks: 1, Statements: 1}},
		{"delete", mysql.Dialect{}, remove(3), nil, func(m sqlmock.Sqlmock) {
			m.ExpectExec(myDelete).WithArgs(0, 1, 2).WillReturnResult(affected(2))
		}, exec.Result{Rows: 3, Deleted: 2, Chunks: 1, Statements: 1, Exact: true}},
		{"update without counting", mysql.Dialect{}, update(3), []exec.Option{exec.Count(false)}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(myUpdate).WillReturnResult(affected(2))
			m.ExpectCommit()
		}, exec.Result{Rows: 3, Updated: 2, Chunks: 1, Statements: 1}},
		{"counted update", off, update(4), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("SET @sqbulk_n = 0").WillReturnResult(affected(0))
			m.ExpectExec("UPDATE …(SELECT 0 AS ").WillReturnResult(affected(1))
			m.ExpectQuery("SELECT CAST(@sqbulk_n AS SIGNED)").WillReturnRows(numbersRows(3, 3))
			m.ExpectCommit()
		}, exec.Result{Rows: 4, Updated: 1, Unchanged: 2, Unmatched: 1, Chunks: 1, Statements: 3, Exact: true}},
		{"update that may assign NULL: which columns refuse it is asked", off, nullName(builder.Update("items").Key("id").Set("name")), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec("SET @sqbulk_r = (SELECT").WithArgs("name", "items").WillReturnResult(affected(0))
			m.ExpectExec("SET @sqbulk_n = 0").WillReturnResult(affected(0))
			m.ExpectExec("UPDATE …(SELECT 0 AS ").WillReturnResult(affected(1))
			m.ExpectQuery("SELECT CAST(@sqbulk_n AS SIGNED)").WillReturnRows(numbersRows(1, 1))
			m.ExpectCommit()
		}, exec.Result{Rows: 1, Updated: 1, Chunks: 1, Statements: 4, Exact: true}},
		{"counted upsert that may assign NULL: the rows are compared, and the affected rows leave nothing open", off,
			nullName(builder.Insert("items").OnConflict("id").DoUpdate("name")), nil, func(m sqlmock.Sqlmock) {
				m.ExpectBegin()
				m.ExpectExec(myReset).WillReturnResult(affected(0))
				m.ExpectExec("SET @sqbulk_q = 1").WillReturnResult(affected(0))
				m.ExpectExec(myInsert).WillReturnResult(affected(0))
				m.ExpectQuery(myRead).WillReturnRows(numbersRows(0, 0, 1))
				m.ExpectCommit()
			}, exec.Result{Rows: 1, Unchanged: 1, Chunks: 1, Statements: 4, Exact: true}},
		{"the same, and one affected row more than changed: what makes them vague is asked", off,
			nullName(builder.Insert("items").OnConflict("id").DoUpdate("name")), nil, func(m sqlmock.Sqlmock) {
				m.ExpectBegin()
				m.ExpectExec(myReset).WillReturnResult(affected(0))
				m.ExpectExec("SET @sqbulk_q = 1").WillReturnResult(affected(0))
				m.ExpectExec(myInsert).WillReturnResult(affected(1))
				m.ExpectQuery(myRead).WillReturnRows(numbersRows(0, 0, 1))
				m.ExpectQuery("SELECT CAST(COALESCE(SUM(").WithArgs("name", "items", "items").WillReturnRows(numbersRows(1, 0, 2)).RowsWillBeClosed()
				m.ExpectCommit()
			}, exec.Result{Rows: 1, Unchanged: 1, Chunks: 1, Statements: 5, Exact: true}},
	})
}

// nullName is a statement for one row, whose name is NULL.
func nullName[B interface{ From(builder.Source) B }](b B) B {
	return b.From(builder.Tuples([]string{"id", "name"}, [][]any{{1, nil}}))
}

// TestMySQLDoNothing: both ways to count it are exact; the rows that exist are skipped.
func TestMySQLDoNothing(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec(myReset).WillReturnResult(affected(0))
	mock.ExpectExec(myInsert).WillReturnResult(affected(1))
	mock.ExpectQuery(myRead).WillReturnRows(numbersRows(3))
	mock.ExpectCommit()
	res, err := exec.New(db, mysql.Dialect{}).Run(ctx, insert(4).OnConflict("id").DoNothing())
	if err != nil || res.Created != 1 || res.Skipped != 3 || !res.Exact {
		t.Errorf("got %+v, %v", res, err)
	}
}

// MySQLError has the shape of go-sql-driver's error.
type MySQLError struct {
	Number   uint16
	SQLState [5]byte
	Message  string
}

func (e *MySQLError) Error() string { return fmt.Sprintf("Error %d: %s", e.Number, e.Message) }

// TestMySQLFaults: what go-sql-driver reports becomes a ChunkError with the row of the input.
func TestMySQLFaults(t *testing.T) {
	for _, tt := range []struct {
		name       string
		err        *MySQLError
		kind       dialect.Kind
		row        int
		constraint string
	}{
		{"duplicate", &MySQLError{Number: 1062, Message: "Duplicate entry 'x' for key 'items.PRIMARY'"}, dialect.UniqueViolation, -1, "PRIMARY"},
		{"the second row of the chunk", &MySQLError{Number: 1406, Message: "Data too long for column 'name' at row 2"}, dialect.InvalidValue, 3, ""},
		{"the first row of the chunk", &MySQLError{Number: 1366, Message: "Incorrect integer value: 'x' for column 'id' at row 1"}, dialect.InvalidValue, 2, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			mock.ExpectBegin()
			mock.ExpectExec(myInsert).WillReturnResult(affected(2))
			p := mock.ExpectPrepare(myInsert).WillBeClosed()
			p.ExpectExec().WillReturnError(tt.err)
			mock.ExpectRollback()
			_, err := exec.New(db, mysql.Dialect{}).Run(ctx, insert(4).BatchSize(2))
			var failed *exec.ChunkError
			if !errors.As(err, &failed) || !errors.Is(err, tt.kind) || !errors.Is(err, tt.err) {
				t.Fatalf("got %v, want a ChunkError of kind %v", err, tt.kind)
			}
			if failed.Row != tt.row || failed.Fault.Constraint != tt.constraint {
				t.Errorf("got %+v, want row %d and constraint %q", failed, tt.row, tt.constraint)
			}
		})
	}
}
