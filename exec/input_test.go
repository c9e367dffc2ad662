package exec_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// feedLines are a CSV text whose data rows 1, 2 and 4 cannot be sent; the row 3, of line 5, is bad for the database.
const feedLines = "id,name\n0,name 0\nx,name 1\n2,name 2,\n3,name 3\n4,\"name 4\" \n5,name 5\n"

func feedInsert() builder.InsertBuilder {
	return builder.Insert("items").From(builder.CSV(strings.NewReader(feedLines), builder.CSVParse("id", builder.ParseInt)))
}

// TestSkipBadInput: rows that cannot be sent are bad rows like those that the database refuses: they are in Rejected and in Outcomes, and in
// the file with what is known of them.
func TestSkipBadInput(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	sent := newResending(mock)
	attempt(sent, badRow(2), 0, 3, 5)
	attempt(sent, nil, 0)
	attempt(sent, badRow(1), 3)
	attempt(sent, nil, 5)
	mock.ExpectCommit()
	var file bytes.Buffer
	res, err := exec.New(db, fake{}).Run(ctx, feedInsert(), exec.SkipBadRows(4), exec.RejectTo(&file))
	if err != nil || res.Rows != 2 || res.Created != 2 || !res.Exact {
		t.Fatalf("got %v, %v", res, err)
	}
	want := `row,line,kind,constraint,column,reason,text,id,name
1,3,invalid value,,id,the text is not a whole number of 64 bits,,x,name 1
2,4,invalid row,,,wrong number of fields: 3 for 2 columns,"2,name 2,",,
4,6,invalid row,,,"at byte 10: extraneous or missing "" in quoted-field","4,""name 4"" ",,
3,5,check violation,positive,,driver says check violation,,3,name 3
`
	if file.String() != want {
		t.Errorf("got\n%s\nwant\n%s", file.String(), want)
	}
	if bad := res.Rejected[0]; !errors.Is(bad, dialect.InvalidValue) || bad.Line != 3 ||
		bad.Error() != "exec: row 1 (line 3): invalid value in column id: the text is not a whole number of 64 bits" {
		t.Errorf("got %v: %+v", bad, bad)
	}
}

// TestSkipBadInputOutcomes: each row has its outcome at its place.
func TestSkipBadInputOutcomes(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectExec("INSERT").WithArgs(argsOf([]int{0})...).WillReturnResult(affected(1))
	insert := mock.ExpectPrepare("INSERT").WillBeClosed() // bad rows have come between
	insert.ExpectExec().WithArgs(argsOf([]int{3})...).WillReturnError(fault{*badRow(0)})
	insert.ExpectExec().WithArgs(argsOf([]int{5})...).WillReturnResult(affected(1))
	res, err := exec.New(db, fake{}, exec.NoTx()).Run(ctx, feedInsert(), exec.SkipBadRows(-1), exec.Outcomes(true))
	want := []exec.Outcome{exec.Created, exec.Rejected, exec.Rejected, exec.Rejected, exec.Rejected, exec.Created}
	if err != nil || !reflect.DeepEqual(res.Outcomes, want) {
		t.Errorf("got %v, %v; want %v", res.Outcomes, err, want)
	}
}

// TestTooMuchBadInput: the most that is allowed counts them too, and the text is not read further.
func TestTooMuchBadInput(t *testing.T) {
	text := "id,name\n" + strings.Repeat("x\n", 5)
	for most := 1; most < 4; most++ {
		db, mock := newMock(t)
		mock.ExpectBegin()
		mock.ExpectRollback()
		source := builder.CSV(io.MultiReader(strings.NewReader(text), iotest.ErrReader(errors.New("read on"))))
		_, err := exec.New(db, fake{}).Run(ctx, builder.Insert("items").From(source), exec.SkipBadRows(most))
		var failed *exec.ChunkError
		if !errors.Is(err, exec.ErrTooManyBadRows) || !errors.As(err, &failed) || failed.Row != most || failed.Line != most+2 {
			t.Errorf("%d allowed: got %v", most, err)
		}
	}
}

// TestBadInputWithoutSkip: without SkipBadRows the run fails as ever, before anything of the chunk is sent.
func TestBadInputWithoutSkip(t *testing.T) {
	db, _ := newMock(t)
	_, err := exec.New(db, fake{}).Run(ctx, feedInsert())
	var row *builder.RowError
	if !errors.As(err, &row) || row.Row != 1 || row.Line != 3 || row.Column != "id" || errors.Is(err, exec.ErrTooManyBadRows) {
		t.Errorf("got %v", err)
	}
}

// TestSkipEnds: an error of the reader ends a run that skips bad rows.
func TestSkipEnds(t *testing.T) {
	boom := errors.New("boom")
	db, _ := newMock(t)
	text := io.MultiReader(strings.NewReader("id,name\nx\n"), iotest.ErrReader(boom))
	_, err := exec.New(db, fake{}).Run(ctx, builder.Insert("items").From(builder.CSV(text)), exec.SkipBadRows(-1))
	if !errors.Is(err, boom) || !strings.Contains(err.Error(), "after 1 rows") {
		t.Errorf("got %v", err)
	}
}

// TestSkipKeys: keys that come again and keys with a NULL have kinds of their own in the file.
func TestSkipKeys(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	attempt(newResending(mock), nil, 0, 2)
	mock.ExpectCommit()
	up := builder.Insert("items").Columns("id", "name").OnConflict("id").DoUpdate()
	for _, id := range []any{0, nil, 0, 2, 0} {
		up = up.Values(id, fmt.Sprint("name ", id))
	}
	var file bytes.Buffer
	res, err := exec.New(db, fake{}).Run(ctx, up, exec.SkipBadRows(-1), exec.RejectNullKeys(true), exec.RejectTo(&file), exec.Count(false))
	var twice *builder.DuplicateError
	if err != nil || res.Rows != 2 || res.Duplicates != 0 || len(res.Rejected) != 3 || !errors.As(res.Rejected[1], &twice) || twice.First != 0 {
		t.Fatalf("got %v, %v", res, err)
	}
	for _, want := range []string{"\n1,,null key,,id,", "\n2,,duplicate key,,id,", "\n4,,duplicate key,,id,"} {
		if !strings.Contains(file.String(), want) {
			t.Errorf("the file lacks %q:\n%s", want, file.String())
		}
	}
}
