package exec_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// TestArgumentsNameTheirColumn: where the database names an argument and no column, the column is that of the argument; one that is no
// cell of a row, or may be another's, names none.
func TestArgumentsNameTheirColumn(t *testing.T) {
	for name, tt := range map[string]struct {
		insert builder.InsertBuilder
		fault  dialect.Fault
		want   []string
	}{
		"the first row's second": {insert(2), dialect.Fault{Kind: dialect.InvalidValue, Param: 3}, []string{"name"}}, // behind a fixed one
		"the second row's first": {insert(2), dialect.Fault{Kind: dialect.InvalidValue, Param: 4}, []string{"id"}},
		"a fixed one":            {insert(2), dialect.Fault{Kind: dialect.InvalidValue, Param: 1}, nil},
		"beyond the last":        {insert(2), dialect.Fault{Kind: dialect.InvalidValue, Param: 6}, nil},
		"none":                   {insert(2), dialect.Fault{Kind: dialect.InvalidValue}, nil},
		"the database knows":     {insert(2), dialect.Fault{Kind: dialect.InvalidValue, Param: 3, Columns: []string{"x"}}, []string{"x"}},
	} {
		db, mock := newMock(t)
		mock.ExpectBegin()
		mock.ExpectExec("INSERT").WillReturnError(fault{tt.fault})
		mock.ExpectRollback()
		_, err := exec.New(db, fake{}).Run(ctx, tt.insert)
		var failed *exec.ChunkError
		if !errors.As(err, &failed) || failed.Table != "items" || !reflect.DeepEqual(failed.Fault.Columns, tt.want) {
			t.Errorf("%s: got %+v, want the columns %q", name, failed, tt.want)
		}
	}
}

// TestTxErrorNamesTheTable: at the begin and at the commit.
func TestTxErrorNamesTheTable(t *testing.T) {
	lost := fault{dialect.Fault{Kind: dialect.Forbidden}}
	db, mock := newMock(t)
	mock.ExpectBegin().WillReturnError(lost)
	_, begin := exec.New(db, fake{}).Run(ctx, insert(1))
	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WillReturnResult(affected(1))
	mock.ExpectCommit().WillReturnError(lost)
	_, commit := exec.New(db, fake{}).Run(ctx, insert(1))
	for want, err := range map[string]error{"exec: items: begin: ": begin, "exec: items: commit: ": commit} {
		var end *exec.TxError
		if !errors.As(err, &end) || end.Table != "items" || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// TestLineOfAText: a row that the database refuses is named by its line as well, also when the rows are sent in another order.
func TestLineOfAText(t *testing.T) {
	const text = "id,name\n7,\"a\nb\"\n\n3,c\n5,d\n" // the rows begin on the lines 2, 5 and 6
	insert := builder.Insert("items").From(builder.CSV(strings.NewReader(text))).OnConflict("id").DoUpdate()
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WithArgs("fixed", "3", "c", "5", "d", "7", "a\nb").WillReturnError(fault{dialect.Fault{Kind: dialect.InvalidValue, Row: 2}})
	mock.ExpectRollback()
	_, err := exec.New(db, fake{}, exec.Count(false)).Run(ctx, insert)
	var failed *exec.ChunkError
	if !errors.As(err, &failed) || failed.Row != 2 || failed.Line != 6 || !strings.HasPrefix(err.Error(), "exec: items: chunk 1, rows 0-2, row 2 (line 6): invalid") {
		t.Errorf("got %v: %+v", err, failed)
	}
}
