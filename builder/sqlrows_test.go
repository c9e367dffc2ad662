package builder_test

import (
	"database/sql"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
)

// query opens rows on a mock; closed tells whether they were closed.
func query(t *testing.T, result *sqlmock.Rows) (rows *sqlx.Rows, closed func() bool) {
	t.Helper()
	db, mock, err := sqlmock.New()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	mock.ExpectQuery("SELECT").WillReturnRows(result).RowsWillBeClosed()
	if rows, err = sqlx.NewDb(db, "mock").Queryx("SELECT"); err != nil {
		t.Fatal(err)
	}
	return rows, func() bool { return mock.ExpectationsWereMet() == nil }
}

// TestSQLRows has a column for each way in which a driver hands a value over.
func TestSQLRows(t *testing.T) {
	column := func(name string, sample any) *sqlmock.Column { return sqlmock.NewColumn(name).OfType("T", sample) }
	result := sqlmock.NewRowsWithColumnDefinition(
		column("id", int64(0)), column("text", ""), column("decimal", sql.NullString{}), column("datetime", sql.NullTime{}),
		column("bytes", []byte(nil)), column("raw", sql.RawBytes(nil)), column("unsigned", sql.Null[uint64]{}),
	)
	result.AddRow(int64(1), []byte("é"), []byte("1.50"), []byte("2024-02-29"), []byte("é"), []byte("é"), int64(7))
	result.AddRow(nil, nil, nil, nil, nil, nil, nil)
	result.AddRow(int64(2), []byte("\xff"), "2.50", day, []byte{}, []byte("\xff"), int64(7))
	rows, closed := query(t, result)
	want := [][]any{
		{int64(1), "é", "1.50", "2024-02-29", []byte("é"), []byte("é"), int64(7)},
		{nil, nil, nil, nil, nil, nil, nil},
		{int64(2), []byte("\xff"), "2.50", day, []byte{}, []byte("\xff"), int64(7)},
	}
	source := builder.SQLRows(rows)
	if got := cellsOf(t, source); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if !closed() {
		t.Error("the rows were not closed")
	}
	if _, err := tryChunks(builder.Insert("t").From(source), fake{}); !errors.Is(err, builder.ErrReadOnce) {
		t.Errorf("the second time: got %v, want ErrReadOnce", err)
	}
}

func TestSQLRowsErrors(t *testing.T) {
	boom := errors.New("boom")
	three := func() *sqlmock.Rows { return sqlmock.NewRows([]string{"a"}).AddRow(1).AddRow(2).AddRow(3) }
	for _, tt := range []struct {
		name   string
		result *sqlmock.Rows
		want   string
	}{
		{"in the middle", three().RowError(2, boom), "t: after 2 rows: boom"},
		{"on close", three().CloseError(boom), "t: after 3 rows: boom"},
	} {
		rows, closed := query(t, tt.result)
		_, err := tryChunks(builder.Insert("t").From(builder.SQLRows(rows)), fake{})
		if !errors.Is(err, boom) || !strings.Contains(err.Error(), tt.want) || !closed() {
			t.Errorf("%s: got %v and closed %v, want %q", tt.name, err, closed(), tt.want)
		}
	}
	twice, _ := query(t, sqlmock.NewRows([]string{"a", "a"}))
	gone, _ := query(t, three())
	gone.Close()
	for want, rows := range map[string]builder.OpenRows{
		`SQLRows: invalid statement: the query has "a" twice`: twice,
		"SQLRows: sql: Rows are closed":                       gone,
		"SQLRows: invalid statement: the rows are nil":        (*sqlx.Rows)(nil),
	} {
		if _, err := tryChunks(builder.Insert("t").From(builder.SQLRows(rows)), fake{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// TestSQLRowsStopped closes the rows when the run ends early.
func TestSQLRowsStopped(t *testing.T) {
	rows, closed := query(t, sqlmock.NewRows([]string{"a", "b"}).AddRow(1, "x").AddRow(2, "y"))
	job, err := builder.Insert("t").BatchSize(1).Columns("b").From(builder.SQLRows(rows)).Job(builder.JobOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for c := range job.Chunks(fake{}) {
		if !reflect.DeepEqual(c.Values, []any{"x"}) {
			t.Errorf("got %v", c.Values)
		}
		break
	}
	if !closed() {
		t.Error("the rows were not closed")
	}
}
