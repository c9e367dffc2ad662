package exec_test

import (
	"database/sql"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// queryInto runs a statement that returns the given columns, in two chunks of two rows, and says what was read.
func queryInto(t *testing.T, columns []string, first, second *sqlmock.Rows, dest any) (exec.Result, error) {
	t.Helper()
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectQuery("INSERT").WillReturnRows(first).RowsWillBeClosed()
	if second != nil {
		mock.ExpectPrepare("INSERT").WillBeClosed().ExpectQuery().WillReturnRows(second).RowsWillBeClosed()
		mock.ExpectCommit()
	} else {
		mock.ExpectRollback()
	}
	return exec.New(db, fake{}, once).Query(ctx, insert(4).BatchSize(2).Returning(columns...), dest)
}

func TestQuery(t *testing.T) {
	type Base struct {
		ID int64 `db:"id"`
	}
	type embedded struct {
		*Base
		Name sql.NullString `db:"name"`
		Left string
	}
	both := []string{"id", "name"}
	two := func(columns []string, a, b int) *sqlmock.Rows {
		return sqlmock.NewRows(columns).AddRow(a, "x").AddRow(b, "y")
	}
	ids := func(a, b int) *sqlmock.Rows { return sqlmock.NewRows([]string{"id"}).AddRow(a).AddRow(b) }
	day := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name          string
		columns       []string
		first, second *sqlmock.Rows
		dest, want    any
	}{
		{"structs", both, two(both, 1, 2), two(both, 3, 4), &[]item{}, &[]item{{1, "x"}, {2, "y"}, {3, "x"}, {4, "y"}}},
		{"pointers", both, two(both, 1, 2), two(both, 3, 4), &[]*item{}, &[]*item{{1, "x"}, {2, "y"}, {3, "x"}, {4, "y"}}},
		{"appended", both, two(both, 1, 2), two(both, 3, 4), &[]item{{9, "z"}}, &[]item{{9, "z"}, {1, "x"}, {2, "y"}, {3, "x"}, {4, "y"}}},
		{"embedded", both, two(both, 1, 2), sqlmock.NewRows(both).AddRow(3, nil), &[]embedded{}, &[]embedded{
			{&Base{1}, sql.NullString{String: "x", Valid: true}, ""}, {&Base{2}, sql.NullString{String: "y", Valid: true}, ""}, {&Base{3}, sql.NullString{}, ""}}},
		{"single values", []string{"id"}, ids(1, 2), ids(3, 4), &[]int64{}, &[]int64{1, 2, 3, 4}},
		{"a nil slice", []string{"id"}, ids(1, 2), ids(3, 4), new([]int64), &[]int64{1, 2, 3, 4}},
		{"a named slice type", []string{"id"}, ids(1, 2), ids(3, 4), new(idList), &idList{1, 2, 3, 4}},
		{"strings", []string{"name"}, ids(1, 2), ids(3, 4), &[]string{}, &[]string{"1", "2", "3", "4"}},
		{"times", []string{"at"}, sqlmock.NewRows([]string{"at"}).AddRow(day), ids0("at"), &[]time.Time{}, &[]time.Time{day}},
		{"scanners", []string{"at"}, sqlmock.NewRows([]string{"at"}).AddRow(nil), ids0("at"), &[]sql.NullTime{}, &[]sql.NullTime{{}}},
		{"fewer rows than sent", both, two(both, 1, 2), ids0("id", "name"), &[]item{}, &[]item{{1, "x"}, {2, "y"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := queryInto(t, tt.columns, tt.first, tt.second, tt.dest); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(tt.dest, tt.want) {
				t.Errorf("got %+v, want %+v", tt.dest, tt.want)
			}
		})
	}
}

type idList []int64

// ids0 is an empty result.
func ids0(columns ...string) *sqlmock.Rows { return sqlmock.NewRows(columns) }

// TestQueryCounts: numbers after the caller's columns are for the count only.
func TestQueryCounts(t *testing.T) {
	columns := []string{"id", "name", "updated"}
	var got []item
	res, err := queryInto(t, []string{"id", "name"}, sqlmock.NewRows(columns).AddRow(1, "x", 1).AddRow(2, "y", 0),
		sqlmock.NewRows(columns).AddRow(3, "z", 0), &got)
	if err != nil || res.Created != 2 || res.Updated != 1 || len(got) != 3 {
		t.Errorf("got %+v, %v, %v", res, got, err)
	}
}

// TestQueryFails: the caller's slice is only changed when everything went well.
func TestQueryFails(t *testing.T) {
	boom := errors.New("boom")
	row := func(columns ...string) *sqlmock.Rows {
		r := sqlmock.NewRows(columns)
		if len(columns) == 1 {
			return r.AddRow("x")
		}
		return r.AddRow("1", "x")
	}
	for _, tt := range []struct {
		name    string
		columns []string
		rows    *sqlmock.Rows
		dest    any
		want    string
	}{
		{"no field", []string{"id", "other"}, row("id", "other"), &[]item{{9, "z"}}, `item has no field for the returned column "other"`},
		{"too few columns", []string{"id", "name"}, row("id"), &[]item{{9, "z"}}, "1 columns are returned instead of 2"},
		{"two columns in a number", []string{"id", "name"}, row("id", "name"), &[]int64{9}, "use a slice of structs"},
		{"a value that does not fit", []string{"id"}, row("id"), &[]int64{9}, "returned row"},
		{"rows that end with an error", []string{"id"}, ids0("id").AddRow(1).AddRow(2).RowError(1, boom), &[]int64{9}, "boom"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := queryInto(t, tt.columns, tt.rows, nil, tt.dest)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
			if n := reflect.ValueOf(tt.dest).Elem().Len(); n != 1 {
				t.Errorf("the slice has %d elements, want the 1 it had", n)
			}
		})
	}
}

// TestQueryAgainstRun: each says which of the two the statement needs, before anything is sent.
func TestQueryAgainstRun(t *testing.T) {
	db, _ := newMock(t)
	ex := exec.New(db, fake{})
	var got []item
	for _, tt := range []struct {
		name string
		run  func() (exec.Result, error)
		want string
	}{
		{"Run with Returning", func() (exec.Result, error) { return ex.Run(ctx, insert(1).Returning("id")) }, "use Query, or leave out Returning"},
		{"Query without Returning", func() (exec.Result, error) { return ex.Query(ctx, insert(1), &got) }, "Query needs a statement with Returning"},
		{"Query of an update without Returning", func() (exec.Result, error) {
			return ex.Query(ctx, builder.Update("t").Key("id").Set("name").From(builder.Structs(items(1))), &got)
		}, "Query needs a statement with Returning"},
		{"no slice", func() (exec.Result, error) { return ex.Query(ctx, insert(1).Returning("id"), &item{}) }, "pointer to a slice"},
		{"no pointer", func() (exec.Result, error) { return ex.Query(ctx, insert(1).Returning("id"), got) }, "pointer to a slice"},
		{"nil pointer", func() (exec.Result, error) { return ex.Query(ctx, insert(1).Returning("id"), (*[]item)(nil)) }, "pointer to a slice"},
		{"nil", func() (exec.Result, error) { return ex.Query(ctx, insert(1).Returning("id"), nil) }, "pointer to a slice"},
	} {
		if _, err := tt.run(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestQueryDeleteAndUpdate(t *testing.T) {
	rows := func() *sqlmock.Rows { return sqlmock.NewRows([]string{"id"}).AddRow(1) }
	for verb, b := range map[string]builder.Bulk{
		"UPDATE": builder.Update("t").Key("id").Set("name").From(builder.Structs(items(1))).Returning("id"),
		"DELETE": builder.Delete("t").Key("id").From(builder.Structs(items(1))).Returning("id"),
	} {
		db, mock := newMock(t)
		mock.ExpectBegin()
		mock.ExpectQuery(verb).WillReturnRows(rows()).RowsWillBeClosed()
		mock.ExpectCommit()
		var got []int64
		if _, err := exec.New(db, fake{}).Query(ctx, b, &got); err != nil || !reflect.DeepEqual(got, []int64{1}) {
			t.Errorf("%s: got %v, %v", verb, got, err)
		}
	}
}

// TestQueryIsRetriedWithoutDoubles: the rows of a try that was undone are not in the result.
func TestQueryIsRetriedWithoutDoubles(t *testing.T) {
	db, mock := newMock(t)
	deadlock := fault{dialect.Fault{Kind: dialect.Deadlock}}
	rows := func(n int) *sqlmock.Rows { return sqlmock.NewRows([]string{"id"}).AddRow(n) }
	mock.ExpectBegin()
	mock.ExpectQuery("INSERT").WillReturnRows(rows(1))
	p := mock.ExpectPrepare("INSERT")
	p.ExpectQuery().WillReturnError(deadlock)
	mock.ExpectRollback()
	mock.ExpectBegin()
	mock.ExpectQuery("INSERT").WillReturnRows(rows(3))
	p = mock.ExpectPrepare("INSERT")
	p.ExpectQuery().WillReturnRows(rows(4))
	mock.ExpectCommit()
	var got []int64
	if _, err := exec.New(db, fake{}, exec.Retry(exec.RetryPolicy{Attempts: 2})).Query(ctx, insert(2).BatchSize(1).Returning("id"), &got); err != nil || !reflect.DeepEqual(got, []int64{3, 4}) {
		t.Errorf("got %v, %v; want the rows of the second try", got, err)
	}
}

// TestQueryPerChunk: an error leaves the rows of the committed chunks with the caller.
func TestQueryPerChunk(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectQuery("INSERT").WillReturnRows(sqlmock.NewRows([]string{"id"}).AddRow(1).AddRow(2))
	mock.ExpectCommit()
	mock.ExpectBegin()
	mock.ExpectQuery("INSERT").WillReturnError(fault{dialect.Fault{Kind: dialect.UniqueViolation}})
	mock.ExpectRollback()
	var ids []int64
	res, err := exec.New(db, fake{}, exec.PerChunk()).Query(ctx, insert(4).BatchSize(2).Returning("id"), &ids)
	if !errors.Is(err, dialect.UniqueViolation) || res.Created != 2 || !reflect.DeepEqual(ids, []int64{1, 2}) {
		t.Errorf("got %v, %+v, %v", ids, res, err)
	}
}
