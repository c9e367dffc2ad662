package exec_test

import (
	"errors"
	"reflect"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// attempt expects one try at the rows with the given ids, under a savepoint; a nil fault: it succeeds.
func attempt(m *resending, bad *dialect.Fault, ids ...int) {
	m.ExpectExec(dialect.SetSavepoint).WillReturnResult(affected(0))
	e := m.exec("INSERT", argsOf(ids))
	if bad == nil {
		e.WillReturnResult(affected(int64(len(ids))))
	} else {
		e.WillReturnError(fault{*bad})
		m.ExpectExec(dialect.RollbackToSavepoint).WillReturnResult(affected(0))
	}
	m.ExpectExec(dialect.ReleaseSavepoint).WillReturnResult(affected(0))
}

// badRow is a constraint's fault, in the named row of the statement, from one; zero: the database does not say.
func badRow(row int) *dialect.Fault {
	return &dialect.Fault{Kind: dialect.CheckViolation, Constraint: "positive", Row: row}
}

func TestSkipBadRows(t *testing.T) {
	for _, tt := range []struct {
		name     string
		expect   func(m *resending)
		rejected []int
	}{
		{"no bad row", func(m *resending) {
			attempt(m, nil, 0, 1, 2, 3)
		}, nil},
		{"the database names the row", func(m *resending) {
			attempt(m, badRow(3), 0, 1, 2, 3)
			attempt(m, nil, 0, 1)
			attempt(m, badRow(1), 2)
			attempt(m, nil, 3)
		}, []int{2}},
		{"by halves", func(m *resending) {
			attempt(m, badRow(0), 0, 1, 2, 3)
			attempt(m, nil, 0, 1)
			attempt(m, badRow(0), 2, 3)
			attempt(m, badRow(0), 2)
			attempt(m, nil, 3)
		}, []int{2}},
		{"all of them", func(m *resending) {
			attempt(m, badRow(1), 0, 1, 2, 3)
			attempt(m, badRow(1), 0)
			attempt(m, badRow(1), 1, 2, 3)
			attempt(m, badRow(1), 1)
			attempt(m, badRow(1), 2, 3)
			attempt(m, badRow(1), 2)
			attempt(m, badRow(1), 3)
		}, []int{0, 1, 2, 3}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			mock.ExpectBegin()
			tt.expect(newResending(mock))
			mock.ExpectCommit()
			res, err := exec.New(db, fake{}).Run(ctx, insert(4), exec.SkipBadRows(-1))
			if err != nil {
				t.Fatal(err)
			}
			var rejected []int
			for _, bad := range res.Rejected {
				rejected = append(rejected, bad.Row)
				if !errors.Is(bad, dialect.CheckViolation) || bad.Fault.Constraint != "positive" {
					t.Errorf("got %+v", bad)
				}
			}
			if good := int64(4 - len(tt.rejected)); !reflect.DeepEqual(rejected, tt.rejected) || res.Rows != good || res.Created != good {
				t.Errorf("got %+v, want the rows %v rejected", res, tt.rejected)
			}
		})
	}
}

// TestTooManyBadRows: beyond the most that is allowed nothing stays applied.
func TestTooManyBadRows(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	m := newResending(mock)
	attempt(m, badRow(1), 0, 1)
	attempt(m, badRow(1), 0)
	attempt(m, badRow(1), 1)
	mock.ExpectRollback()
	_, err := exec.New(db, fake{}).Run(ctx, insert(2), exec.SkipBadRows(1))
	var failed *exec.ChunkError
	if !errors.Is(err, exec.ErrTooManyBadRows) || !errors.Is(err, dialect.CheckViolation) || !errors.As(err, &failed) || failed.Row != 1 {
		t.Errorf("got %v, want ErrTooManyBadRows and row 1", err)
	}
}

// TestFindBadRow: the run fails, and its error names the row.
func TestFindBadRow(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	m := newResending(mock)
	attempt(m, badRow(0), 0, 1)
	attempt(m, nil, 0)
	attempt(m, badRow(0), 1)
	mock.ExpectRollback()
	res, err := exec.New(db, fake{}, exec.FindBadRow(true)).Run(ctx, insert(2))
	var failed *exec.ChunkError
	if !errors.Is(err, dialect.CheckViolation) || errors.Is(err, exec.ErrTooManyBadRows) || !errors.As(err, &failed) || failed.Row != 1 {
		t.Errorf("got %v, want row 1", err)
	}
	if want := `exec: items: chunk 1, rows 0-1, row 1: check violation of "positive": driver says check violation`; err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if res.Rows != 0 || len(res.Rejected) != 0 {
		t.Errorf("got %+v", res)
	}
}

// TestSkipBadRowsOnly: what is not the fault of a row fails the run as ever.
func TestSkipBadRowsOnly(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	attempt(newResending(mock), &dialect.Fault{Kind: dialect.Forbidden}, 0, 1)
	mock.ExpectRollback()
	if _, err := exec.New(db, fake{}).Run(ctx, insert(2), exec.SkipBadRows(-1)); !errors.Is(err, dialect.Forbidden) {
		t.Errorf("got %v, want Forbidden", err)
	}
}

// TestSkipBadRowsWithoutTransaction: a statement that fails leaves nothing behind by itself, so there are no savepoints.
func TestSkipBadRowsWithoutTransaction(t *testing.T) {
	db, mock := newMock(t)
	sent := newResending(mock)
	sent.exec("INSERT", argsOf([]int{0, 1})).WillReturnError(fault{*badRow(2)})
	sent.exec("INSERT", argsOf([]int{0})).WillReturnResult(affected(1))
	sent.exec("INSERT", argsOf([]int{1})).WillReturnError(fault{*badRow(1)})
	res, err := exec.New(db, fake{}, exec.NoTx()).Run(ctx, insert(2), exec.SkipBadRows(1))
	if err != nil || len(res.Rejected) != 1 || res.Created != 1 {
		t.Errorf("got %+v, %v", res, err)
	}
}

// TestSkipBadRowsOfAQuery: the rows that a failed statement had returned are not in the result.
func TestSkipBadRowsOfAQuery(t *testing.T) {
	db, mock := newMock(t)
	ids := func(n ...int) *sqlmock.Rows {
		rows := sqlmock.NewRows([]string{"id"})
		for _, id := range n {
			rows.AddRow(id)
		}
		return rows
	}
	mock.ExpectBegin()
	mock.ExpectExec(dialect.SetSavepoint).WillReturnResult(affected(0))
	mock.ExpectQuery("INSERT").WithArgs(argsOf([]int{0, 1})...).WillReturnRows(ids(0, 1).RowError(1, fault{*badRow(2)}))
	mock.ExpectExec(dialect.RollbackToSavepoint).WillReturnResult(affected(0))
	mock.ExpectExec(dialect.ReleaseSavepoint).WillReturnResult(affected(0))
	mock.ExpectExec(dialect.SetSavepoint).WillReturnResult(affected(0))
	mock.ExpectQuery("INSERT").WithArgs(argsOf([]int{0})...).WillReturnRows(ids(0))
	mock.ExpectExec(dialect.ReleaseSavepoint).WillReturnResult(affected(0))
	mock.ExpectExec(dialect.SetSavepoint).WillReturnResult(affected(0))
	mock.ExpectPrepare("INSERT").WillBeClosed().ExpectQuery().WithArgs(argsOf([]int{1})...).WillReturnError(fault{*badRow(1)})
	mock.ExpectExec(dialect.RollbackToSavepoint).WillReturnResult(affected(0))
	mock.ExpectExec(dialect.ReleaseSavepoint).WillReturnResult(affected(0))
	mock.ExpectCommit()
	var got []int64
	res, err := exec.New(db, fake{}).Query(ctx, insert(2).Returning("id"), &got, exec.SkipBadRows(-1))
	if err != nil || !reflect.DeepEqual(got, []int64{0}) || len(res.Rejected) != 1 {
		t.Errorf("got %v, %+v, %v; want the row 0", got, res, err)
	}
}

// TestOutcomes: one statement per row, prepared once, and each row's outcome at its place in the input.
func TestOutcomes(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec("UPDATE").WillReturnResult(affected(1))
	p := mock.ExpectPrepare("UPDATE").WillBeClosed()
	for _, n := range []int64{0, 1} {
		p.ExpectExec().WillReturnResult(affected(n))
	}
	mock.ExpectCommit()
	b := builder.Update("items").Key("id").Set("name").From(builder.Structs(items(3)))
	res, err := exec.New(db, fake{}).Run(ctx, b, exec.Outcomes(true))
	if want := []exec.Outcome{exec.Updated, exec.Unmatched, exec.Updated}; err != nil || !reflect.DeepEqual(res.Outcomes, want) {
		t.Errorf("got %v, %v; want %v", res.Outcomes, err, want)
	}
}

// TestOutcomesWithItsOwnBatchSize: outcomes are per row, so a statement's own batch size must not get in the way.
func TestOutcomesWithItsOwnBatchSize(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec("UPDATE").WillReturnResult(affected(1))
	p := mock.ExpectPrepare("UPDATE").WillBeClosed()
	p.ExpectExec().WillReturnResult(affected(0))
	mock.ExpectCommit()
	b := builder.Update("items").Key("id").Set("name").From(builder.Structs(items(2))).BatchSize(100)
	res, err := exec.New(db, fake{}).Run(ctx, b, exec.Outcomes(true))
	if want := []exec.Outcome{exec.Updated, exec.Unmatched}; err != nil || !reflect.DeepEqual(res.Outcomes, want) {
		t.Errorf("got %v, %v; want %v", res.Outcomes, err, want)
	}
}

// TestSkipNamesTheRowOfAPart: an error that is no row's fault ends the run, and the row that it points at is one of the part that was
// sent, not of the whole chunk.
func TestSkipNamesTheRowOfAPart(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	sent := newResending(mock)
	for _, part := range []struct {
		ids []int
		err error
	}{
		{[]int{0, 1, 2, 3}, fault{dialect.Fault{Kind: dialect.CheckViolation}}},
		{[]int{0, 1}, nil},
		{[]int{2, 3}, fault{dialect.Fault{Kind: dialect.TooLarge, Param: 4}}}, // behind a fixed one, the second row's first
	} {
		mock.ExpectExec(dialect.SetSavepoint).WillReturnResult(affected(0))
		write := sent.exec("INSERT", argsOf(part.ids)).WillReturnResult(affected(int64(len(part.ids))))
		if part.err != nil {
			write.WillReturnError(part.err)
			mock.ExpectExec(dialect.RollbackToSavepoint).WillReturnResult(affected(0))
		}
		mock.ExpectExec(dialect.ReleaseSavepoint).WillReturnResult(affected(0))
	}
	mock.ExpectRollback()
	_, err := exec.New(db, fake{}, exec.SkipBadRows(-1)).Run(ctx, insert(4))
	var failed *exec.ChunkError
	if !errors.As(err, &failed) || failed.Row != 3 {
		t.Errorf("got %v, want an error of row 3", err)
	}
}

// TestTooManyBadRowsWithoutTx: what the parts of a failed chunk have applied is reported, for it stays.
func TestTooManyBadRowsWithoutTx(t *testing.T) {
	db, mock := newMock(t)
	sent := newResending(mock)
	insertOf := func(ids ...int) *sqlmock.ExpectedExec { return sent.exec("INSERT", argsOf(ids)) }
	insertOf(0, 1, 2, 3).WillReturnError(fault{*badRow(0)})
	insertOf(0, 1).WillReturnResult(affected(2))
	insertOf(2, 3).WillReturnError(fault{*badRow(0)})
	insertOf(2).WillReturnError(fault{*badRow(0)})
	insertOf(3).WillReturnError(fault{*badRow(0)})
	res, err := exec.New(db, fake{}).Run(ctx, insert(4), exec.SkipBadRows(1), exec.NoTx())
	var failed *exec.ChunkError
	if !errors.Is(err, exec.ErrTooManyBadRows) || !errors.As(err, &failed) || failed.Applied != 2 || !failed.Committed || failed.Row != 3 {
		t.Errorf("got %+v, want 2 rows applied and row 3", err)
	}
	if res.Rows != 2 || res.Created != 2 || len(res.Rejected) != 2 {
		t.Errorf("got %+v", res)
	}
}
