package exec_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

var errOdd = errors.New("odd")

// checked is a row that refuses odd ids.
type checked struct {
	ID   int64  `db:"id"`
	Name string `db:"name"`
}

func (c checked) Validate() error {
	if c.ID%2 == 1 {
		return fmt.Errorf("the id is %w", errOdd)
	}
	return nil
}

// tidy is a row that changes itself, notes what happens to it, and fails where it is told to.
type tidy struct {
	ID   int64  `db:"id"`
	Name string `db:"name"`

	notes  []string
	before error
	after  error
}

func (r *tidy) BeforeSave(context.Context) error {
	r.Name = fmt.Sprint("name ", r.ID)
	r.notes = append(r.notes, "before")
	return r.before
}

func (r *tidy) AfterSave(_ context.Context, o exec.Outcome) error {
	r.notes = append(r.notes, o.String())
	return r.after
}

func insertChecked(ids ...int64) builder.InsertBuilder {
	rows := make([]checked, len(ids))
	for i, id := range ids {
		rows[i] = checked{id, fmt.Sprint("name ", id)}
	}
	return builder.Insert("items").From(builder.Structs(rows))
}

// TestValidate: all invalid rows of a chunk are named, and nothing of it is sent. The chunk before it was sent, and is undone where all
// are one transaction.
func TestValidate(t *testing.T) {
	for name, opts := range map[string][]exec.Option{"atomic": nil, "per chunk": {exec.PerChunk()}, "no transaction": {exec.NoTx()}} {
		t.Run(name, func(t *testing.T) {
			db, mock := newMock(t)
			if name != "no transaction" {
				mock.ExpectBegin()
			}
			mock.ExpectExec("INSERT").WithArgs(argsOf([]int{0, 2})...).WillReturnResult(affected(2))
			switch name {
			case "atomic":
				mock.ExpectRollback()
			case "per chunk":
				mock.ExpectCommit()
			}
			res, err := exec.New(db, fake{}, opts...).Run(ctx, insertChecked(0, 2, 4, 5, 7, 8, 10, 11).BatchSize(2))
			var refused *exec.ValidationError
			if !errors.As(err, &refused) || !errors.Is(err, errOdd) {
				t.Fatalf("got %v", err)
			}
			var rows []int
			for _, r := range refused.Rows {
				rows = append(rows, r.Row)
			}
			if want := "exec: invalid rows: row 3: the id is odd; row 4: the id is odd"; err.Error() != want || !slices.Equal(rows, []int{3, 4}) {
				t.Errorf("got %v for %v, want %v", err, rows, want)
			}
			if want := map[bool]int64{true: 0, false: 2}[name == "atomic"]; res.Rows != want {
				t.Errorf("got %+v", res)
			}
		})
	}
}

func TestValidateMany(t *testing.T) {
	db, _ := newMock(t)
	ids := make([]int64, 30)
	for i := range ids {
		ids[i] = 1
	}
	_, err := exec.New(db, fake{}).Run(ctx, insertChecked(ids...))
	if err == nil || !strings.HasSuffix(err.Error(), "row 9: the id is odd; and 20 more") {
		t.Errorf("got %v", err)
	}
}

func TestValidationOff(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WithArgs(argsOf([]int{1, 3})...).WillReturnResult(affected(2))
	mock.ExpectCommit()
	if res, err := exec.New(db, fake{}).Run(ctx, insertChecked(1, 3), exec.Validation(false)); err != nil || res.Created != 2 {
		t.Errorf("got %+v, %v", res, err)
	}
}

// TestSkipInvalid: rows that Validate refuses are set aside like those that the database refuses.
func TestSkipInvalid(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec(dialect.SetSavepoint).WillReturnResult(affected(0))
	mock.ExpectExec("INSERT").WithArgs(argsOf([]int{2, 4})...).WillReturnResult(affected(2))
	mock.ExpectExec(dialect.ReleaseSavepoint).WillReturnResult(affected(0))
	mock.ExpectCommit()
	var rejects bytes.Buffer
	res, err := exec.New(db, fake{}, exec.SkipBadRows(2), exec.RejectTo(&rejects)).Run(ctx, insertChecked(1, 2, 3, 4))
	if err != nil || res.Rows != 2 || res.Created != 2 || len(res.Rejected) != 2 || res.Chunks != 1 {
		t.Fatalf("got %+v, %v", res, err)
	}
	if bad := res.Rejected[1]; bad.Row != 2 || !errors.Is(bad, errOdd) || bad.Error() != "exec: row 2: the id is odd" {
		t.Errorf("got %v", bad)
	}
	if want := "row,line,kind,constraint,column,reason,text,id,name\n0,,refused,,,the id is odd,,1,name 1\n2,,refused,,,the id is odd,,3,name 3\n"; rejects.String() != want {
		t.Errorf("got %q, want %q", rejects.String(), want)
	}
	db, mock = newMock(t)
	mock.ExpectBegin()
	mock.ExpectRollback()
	if _, err := exec.New(db, fake{}, exec.SkipBadRows(1)).Run(ctx, insertChecked(1, 2, 3)); !errors.Is(err, exec.ErrTooManyBadRows) || !errors.Is(err, errOdd) {
		t.Errorf("got %v", err)
	}
}

// TestAllInvalid: a run of which nothing is left.
func TestAllInvalid(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectCommit()
	events := 0
	count := exec.ObserverFunc(func(context.Context, exec.Event) { events++ })
	res, err := exec.New(db, fake{}, exec.SkipBadRows(-1), exec.Outcomes(true), exec.Observe(count)).Run(ctx, insertChecked(1, 3, 5))
	if err != nil || len(res.Rejected) != 3 || res.Chunks != 0 || events != 0 || !slices.Equal(res.Outcomes, []exec.Outcome{exec.Rejected, exec.Rejected, exec.Rejected}) {
		t.Errorf("got %+v, %v, %d events", res, err, events)
	}
}

// TestHooks: BeforeSave is called once although the transaction runs twice; AfterSave is told the outcome of each row.
func TestHooks(t *testing.T) {
	db, mock := newMock(t)
	for _, lost := range []error{deadlock, nil} {
		mock.ExpectBegin()
		if lost != nil {
			mock.ExpectExec("INSERT").WillReturnError(lost)
			mock.ExpectRollback()
			continue
		}
		mock.ExpectExec("INSERT").WithArgs(argsOf([]int{1, 2})...).WillReturnResult(affected(2))
		mock.ExpectCommit()
	}
	rows := []tidy{{ID: 1}, {ID: 2}}
	if _, err := exec.New(db, fake{}, atOnce(2)).Run(ctx, builder.Insert("items").From(builder.Structs(rows))); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if want := []string{"before", "created"}; !slices.Equal(r.notes, want) {
			t.Errorf("got %v, want %v", r.notes, want)
		}
	}
}

// TestHooksOfUpserts: the outcome of each row is needed, so that they are sent one by one.
func TestHooksOfUpserts(t *testing.T) {
	db, mock := newMock(t)
	rows := []*tidy{{ID: 2}, {ID: 1}}
	mock.ExpectBegin()
	mock.ExpectExec("RESET").WillReturnResult(affected(0))
	mock.ExpectExec("INSERT").WithArgs(argsOf([]int{2})...).WillReturnResult(affected(1))
	mock.ExpectQuery("ASK").WillReturnRows(numbersRows(1))
	mock.ExpectExec("RESET").WillReturnResult(affected(0))
	mock.ExpectPrepare("INSERT").WillBeClosed().ExpectExec().WithArgs(argsOf([]int{1})...).WillReturnResult(affected(1))
	mock.ExpectQuery("ASK").WillReturnRows(numbersRows(0))
	mock.ExpectCommit()
	up := builder.Insert("items").From(builder.Structs(rows)).OnConflict("id").DoUpdate()
	if _, err := exec.New(db, fake{}, exec.Count(false)).Run(ctx, up); err != nil {
		t.Fatal(err)
	}
	if got, want := [][]string{rows[0].notes, rows[1].notes}, [][]string{{"before", "updated"}, {"before", "created"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestHookErrors(t *testing.T) {
	boom := errors.New("boom")
	insert := func(rows ...tidy) builder.InsertBuilder { return builder.Insert("items").From(builder.Structs(rows)) }
	t.Run("BeforeSave", func(t *testing.T) {
		db, _ := newMock(t)
		_, err := exec.New(db, fake{}).Run(ctx, insert(tidy{ID: 1}, tidy{ID: 2, before: boom}))
		if !errors.Is(err, boom) || err.Error() != "exec: invalid rows: row 1: BeforeSave: boom" {
			t.Errorf("got %v", err)
		}
	})
	t.Run("BeforeSave, again", func(t *testing.T) { // a row that was refused stays refused when the others are sent again
		db, mock := newMock(t)
		for _, lost := range []error{deadlock, nil} {
			mock.ExpectBegin()
			mock.ExpectExec(dialect.SetSavepoint).WillReturnResult(affected(0))
			if lost != nil {
				mock.ExpectExec("INSERT").WillReturnError(lost)
				mock.ExpectExec(dialect.RollbackToSavepoint).WillReturnResult(affected(0))
				mock.ExpectExec(dialect.ReleaseSavepoint).WillReturnResult(affected(0))
				mock.ExpectRollback()
				continue
			}
			mock.ExpectExec("INSERT").WithArgs(argsOf([]int{1})...).WillReturnResult(affected(1))
			mock.ExpectExec(dialect.ReleaseSavepoint).WillReturnResult(affected(0))
			mock.ExpectCommit()
		}
		res, err := exec.New(db, fake{}, atOnce(2), exec.SkipBadRows(1)).Run(ctx, insert(tidy{ID: 1}, tidy{ID: 2, before: boom}))
		if err != nil || res.Created != 1 || len(res.Rejected) != 1 || res.Rejected[0].Row != 1 {
			t.Errorf("got %+v, %v", res, err)
		}
	})
	t.Run("AfterSave", func(t *testing.T) {
		db, mock := newMock(t)
		mock.ExpectBegin()
		mock.ExpectExec("INSERT").WillReturnResult(affected(2))
		mock.ExpectRollback()
		_, err := exec.New(db, fake{}).Run(ctx, insert(tidy{ID: 1}, tidy{ID: 2, after: boom}))
		var failed *exec.ChunkError
		if !errors.Is(err, boom) || !errors.As(err, &failed) || failed.Row != 1 || !strings.Contains(err.Error(), "row 1: AfterSave: boom") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("AfterSave, and a trigger", func(t *testing.T) { // which has dropped a row
		db, mock := newMock(t)
		mock.ExpectBegin()
		mock.ExpectExec("INSERT").WillReturnResult(affected(1))
		mock.ExpectRollback()
		rows := []tidy{{ID: 1}, {ID: 2}}
		_, err := exec.New(db, fake{}).Run(ctx, builder.Insert("items").From(builder.Structs(rows)))
		if err == nil || !strings.Contains(err.Error(), "dropped 1 of 2 rows") || len(rows[0].notes) != 1 {
			t.Errorf("got %v, %v", err, rows[0].notes)
		}
	})
	t.Run("AfterSave, of another table", func(t *testing.T) { // a bad row there is none here
		db, mock := newMock(t)
		mock.ExpectBegin()
		mock.ExpectExec(dialect.SetSavepoint).WillReturnResult(affected(0))
		mock.ExpectExec("INSERT").WillReturnResult(affected(2))
		mock.ExpectExec(dialect.RollbackToSavepoint).WillReturnResult(affected(0))
		mock.ExpectExec(dialect.ReleaseSavepoint).WillReturnResult(affected(0))
		mock.ExpectRollback()
		elsewhere := fmt.Errorf("audit: %w", fault{dialect.Fault{Kind: dialect.UniqueViolation}})
		rows := []tidy{{ID: 1, after: elsewhere}, {ID: 2}}
		res, err := exec.New(db, fake{}, exec.SkipBadRows(-1)).Run(ctx, builder.Insert("items").From(builder.Structs(rows)))
		if !errors.Is(err, elsewhere) || len(res.Rejected) != 0 || len(rows[0].notes) != 2 {
			t.Errorf("got %+v, %v, %v", res, err, rows[0].notes)
		}
	})
}

// TestDuplicatesOption: the input's duplicates are refused unless something else is said, and counted when they are dropped.
func TestDuplicatesOption(t *testing.T) {
	rows := []item{{1, "name 1"}, {2, "x"}, {2, "name 2"}}
	up := builder.Insert("items").From(builder.Structs(rows)).OnConflict("id").DoUpdate()
	db, _ := newMock(t)
	var duplicate *builder.DuplicateError
	if _, err := exec.New(db, fake{}).Run(ctx, up); !errors.As(err, &duplicate) || duplicate.Row != 2 || duplicate.First != 1 {
		t.Errorf("got %v", err)
	}
	var null *builder.NullKeyError
	nulls := builder.Update("items").Key("id").Set("name").Values(nil, "x")
	if _, err := exec.New(db, fake{}, exec.RejectNullKeys(true)).Run(ctx, nulls); !errors.As(err, &null) || null.Row != 0 {
		t.Errorf("got %v", err)
	}
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec("RESET").WillReturnResult(affected(0))
	mock.ExpectExec("INSERT").WithArgs(argsOf([]int{1, 2})...).WillReturnResult(affected(2))
	mock.ExpectQuery("ASK").WillReturnRows(numbersRows(0))
	mock.ExpectCommit()
	res, err := exec.New(db, fake{}, exec.Duplicates(builder.KeepLast)).Run(ctx, up)
	if err != nil || res.Rows != 2 || res.Duplicates != 1 || res.Created != 2 {
		t.Errorf("got %+v, %v", res, err)
	}
}

// TestDuplicateOutcomes: a row that is dropped has an outcome too.
func TestDuplicateOutcomes(t *testing.T) {
	rows := []item{{1, "a"}, {2, "b"}, {2, "c"}, {1, "d"}}
	up := builder.Update("items").Key("id").Set("name").From(builder.Structs(rows))
	db, _ := newRecorder(t)
	res, err := exec.New(db, fake{}, exec.Outcomes(true), exec.Duplicates(builder.KeepFirst)).Run(ctx, up)
	want := []exec.Outcome{exec.Updated, exec.Updated, exec.Duplicate, exec.Duplicate}
	if err != nil || !slices.Equal(res.Outcomes, want) || res.Duplicates != 2 || exec.Duplicate.String() != "duplicate" {
		t.Errorf("got %+v, %v, want %v", res, err, want)
	}
}
