package exec_test

import (
	"database/sql"
	"encoding/csv"
	"errors"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

func TestRejectTo(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	sent := newResending(mock)
	attempt(sent, badRow(2), 0, 1)
	attempt(sent, nil, 0)
	attempt(sent, badRow(1), 1)
	mock.ExpectCommit()
	var file strings.Builder
	if _, err := exec.New(db, fake{}).Run(ctx, insert(2), exec.SkipBadRows(-1), exec.RejectTo(&file)); err != nil {
		t.Fatal(err)
	}
	if got, want := file.String(), "row,line,kind,constraint,column,reason,text,id,name\n1,,check violation,positive,,driver says check violation,,1,name 1\n"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestRejectedCells: how values of each kind stand in the file.
func TestRejectedCells(t *testing.T) {
	text, day := "a, \"b\"", time.Date(2024, 2, 29, 1, 2, 3, 4000, time.UTC)
	for _, tt := range []struct {
		name string
		cell any
		want string
	}{
		{"text", text, text},
		{"bytes", []byte("b"), "b"},
		{"number", -1.5, "-1.5"},
		{"bool", true, "true"},
		{"NULL", nil, ""},
		{"time", day, "2024-02-29T01:02:03.000004Z"},
		{"pointer", &text, text},
		{"pointer to a time", &day, "2024-02-29T01:02:03.000004Z"},
		{"nil pointer", (*string)(nil), ""},
		{"valuer", sql.NullString{String: "v", Valid: true}, "v"},
		{"NULL of a valuer", sql.NullString{}, ""},
		{"nil pointer to a valuer", (*sql.NullString)(nil), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			mock.ExpectExec("INSERT").WillReturnError(fault{*badRow(1)})
			var file strings.Builder
			b := builder.Insert("t").Columns("c").Values(tt.cell)
			if _, err := exec.New(db, fake{}, exec.NoTx()).Run(ctx, b, exec.SkipBadRows(-1), exec.RejectTo(&file)); err != nil {
				t.Fatal(err)
			}
			lines, err := csv.NewReader(strings.NewReader(file.String())).ReadAll()
			if err != nil || len(lines) != 2 || lines[1][7] != tt.want {
				t.Errorf("got %q, %v; want %q", lines, err, tt.want)
			}
		})
	}
}

// TestRejectedRagged: a cell that a row lacks is empty in the file.
func TestRejectedRagged(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectExec("INSERT").WillReturnError(fault{*badRow(1)})
	var file strings.Builder
	b := builder.Insert("t").Columns("c", "d").Values("x", builder.Unset)
	if _, err := exec.New(db, fake{}, exec.NoTx()).Run(ctx, b, exec.SkipBadRows(-1), exec.RejectTo(&file)); err != nil {
		t.Fatal(err)
	}
	if got := file.String(); !strings.HasPrefix(got, "row,line,kind,constraint,column,reason,text,c,d\n0,") || !strings.HasSuffix(got, ",x,\n") {
		t.Errorf("got %q", got)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

// TestRejectToFails: the rows are applied, and the caller hears that the file is not complete.
func TestRejectToFails(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectExec("INSERT").WillReturnError(fault{*badRow(1)})
	res, err := exec.New(db, fake{}, exec.NoTx()).Run(ctx, insert(1), exec.SkipBadRows(-1), exec.RejectTo(brokenWriter{}))
	if err == nil || !strings.Contains(err.Error(), "disk full") || len(res.Rejected) != 1 {
		t.Errorf("got %+v, %v", res, err)
	}
}

// TestOutcomeOfEachRow: one row of each outcome, found where the row stands in the input.
func TestOutcomeOfEachRow(t *testing.T) {
	for name, tt := range map[string]struct {
		bulk   builder.Bulk
		expect func(m sqlmock.Sqlmock)
		want   []exec.Outcome
	}{
		"upsert": {upsert(2), func(m sqlmock.Sqlmock) {
			m.ExpectExec("RESET").WillReturnResult(affected(0))
			m.ExpectExec("INSERT").WillReturnResult(affected(1))
			m.ExpectQuery("ASK").WillReturnRows(numbersRows(1))
			m.ExpectExec("RESET").WillReturnResult(affected(0))
			m.ExpectPrepare("INSERT").ExpectExec().WillReturnResult(affected(1))
			m.ExpectQuery("ASK").WillReturnRows(numbersRows(0))
		}, []exec.Outcome{exec.Updated, exec.Created}},
		"delete": {remove(2), func(m sqlmock.Sqlmock) {
			m.ExpectExec("DELETE").WillReturnResult(affected(1))
			p := m.ExpectPrepare("DELETE")
			p.ExpectExec().WillReturnResult(affected(0))
		}, []exec.Outcome{exec.Deleted, exec.Unmatched}},
		"unsorted input": {builder.Update("items").Key("id").Set("name").From(builder.Structs([]item{{9, "a"}, {1, "b"}})), func(m sqlmock.Sqlmock) {
			m.ExpectExec("UPDATE").WithArgs("fixed", 9, "a").WillReturnResult(affected(1))
			p := m.ExpectPrepare("UPDATE")
			p.ExpectExec().WithArgs("fixed", 1, "b").WillReturnResult(affected(0))
		}, []exec.Outcome{exec.Updated, exec.Unmatched}},
	} {
		t.Run(name, func(t *testing.T) {
			db, mock := newMock(t)
			tt.expect(mock)
			res, err := exec.New(db, fake{}, exec.NoTx()).Run(ctx, tt.bulk, exec.Outcomes(true))
			if err != nil || !reflect.DeepEqual(res.Outcomes, tt.want) {
				t.Errorf("got %v, %v; want %v", res.Outcomes, err, tt.want)
			}
		})
	}
}

func TestOutcomesWithBadRows(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectExec("INSERT").WillReturnError(fault{*badRow(1)})
	p := mock.ExpectPrepare("INSERT")
	p.ExpectExec().WillReturnResult(affected(1))
	res, err := exec.New(db, fake{}, exec.NoTx()).Run(ctx, insert(2), exec.Outcomes(true), exec.SkipBadRows(-1))
	if want := []exec.Outcome{exec.Rejected, exec.Created}; err != nil || !reflect.DeepEqual(res.Outcomes, want) {
		t.Errorf("got %v, %v; want %v", res.Outcomes, err, want)
	}
}

func TestOutcomeNames(t *testing.T) {
	for o, want := range map[exec.Outcome]string{exec.NotRun: "not run", exec.Created: "created", exec.Updated: "updated", exec.Unchanged: "unchanged",
		exec.Skipped: "skipped", exec.Deleted: "deleted", exec.Unmatched: "unmatched", exec.Rejected: "rejected", 99: "Outcome(99)"} {
		if o.String() != want {
			t.Errorf("got %s, want %s", o, want)
		}
	}
}

// TestTimeout: a statement that takes longer than it may is a fault of kind Timeout, whatever words the driver has for it.
func TestTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, mock := newMock(t)
		mock.ExpectBegin()
		mock.ExpectExec("INSERT").WillDelayFor(time.Hour).WillReturnResult(affected(1)) // the mock waits for the context, too
		mock.ExpectRollback()
		_, err := exec.New(db, fake{}).Run(t.Context(), insert(1), exec.Timeout(time.Millisecond))
		var failed *exec.ChunkError
		if !errors.As(err, &failed) || !errors.Is(err, dialect.Timeout) {
			t.Errorf("got %v, want a ChunkError of kind Timeout", err)
		}
	})
}
