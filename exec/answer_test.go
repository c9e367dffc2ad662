package exec_test

import (
	"strings"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
)

// TestAnswersOfAnotherShape: a mock that answers too little gets an error that says so, and no panic.
func TestAnswersOfAnotherShape(t *testing.T) {
	for _, tt := range []struct {
		name    string
		dialect dialect.Dialect
		expect  func(m sqlmock.Sqlmock)
		want    string
	}{
		{"probe", postgres.Dialect{}, func(m sqlmock.Sqlmock) {
			m.ExpectQuery(pgProbe).WillReturnRows(numbersRows(150018))
		}, "the answer about the table"},
		{"count without columns", postgres.Dialect{Kind: postgres.Heap}, func(m sqlmock.Sqlmock) {
			m.ExpectQuery(pgCounted).WillReturnRows(numbersRows(1))
		}, "an answer of the counting statements"},
		{"count without rows", mysql.Dialect{}, func(m sqlmock.Sqlmock) {
			m.ExpectExec("SET @sqbulk").WillReturnResult(affected(0))
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectQuery("SELECT").WillReturnRows(sqlmock.NewRows([]string{"n"}))
		}, "an answer of the counting statements"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			mock.ExpectBegin()
			tt.expect(mock)
			mock.ExpectRollback()
			_, err := exec.New(db, tt.dialect).Run(ctx, upsert(1))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}
