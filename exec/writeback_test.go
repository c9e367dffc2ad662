package exec_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// selecting is a dialect that looks rows up.
type selecting struct{ fake }

func (f selecting) Select(s dialect.Select, rows dialect.Rows) (dialect.Spelling, error) {
	step, err := f.write("SELECT "+strings.Join(s.Columns, ","), rows, len(s.Key), len(s.Columns))
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: func(int, []dialect.Answer) (c dialect.Counts) { return c }}, err
}

// account is a row whose id and time the database makes.
type account struct {
	ID      int64     `db:"id"`
	Email   string    `db:"email"`
	Created time.Time `db:"created_at"`
}

var made = time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)

func accounts(emails ...string) []account {
	all := make([]account, len(emails))
	for i, e := range emails {
		all[i].Email = e
	}
	return all
}

// stored is a result of the look-up: each email with its id.
func storedRows(pairs ...any) *sqlmock.Rows {
	rows := sqlmock.NewRows([]string{"email", "id", "created_at"})
	for i := 0; i < len(pairs); i += 2 {
		rows.AddRow(pairs[i], pairs[i+1], made)
	}
	return rows
}

func addAccounts(rows any) builder.InsertBuilder {
	b := builder.Insert("accounts").Columns("email").OnConflict("email").DoNothing().Returning("id", "created_at").BatchSize(2)
	if all, ok := rows.([]*account); ok {
		return b.From(builder.Structs(all))
	}
	return b.From(builder.Structs(rows.([]account)))
}

// TestWriteBack: the look-up answers in another order than was asked, and each struct gets its own row.
func TestWriteBack(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WithArgs("fixed", "a", "b").WillReturnResult(affected(1))
	mock.ExpectQuery("SELECT email,id,created_at").WithArgs("fixed", "a", "b").WillReturnRows(storedRows("b", 2, "a", 1)).RowsWillBeClosed()
	mock.ExpectExec("INSERT").WithArgs("fixed", "c").WillReturnResult(affected(1))
	mock.ExpectQuery("SELECT email,id,created_at").WithArgs("fixed", "c").WillReturnRows(storedRows("c", 3))
	mock.ExpectCommit()
	rows := accounts("b", "a", "c")
	res, err := exec.New(db, selecting{}).WriteBack(ctx, addAccounts(rows), rows, exec.Count(false))
	if err != nil || res.Rows != 3 {
		t.Fatalf("got %+v, %v", res, err)
	}
	if want := []account{{2, "b", made}, {1, "a", made}, {3, "c", made}}; !reflect.DeepEqual(rows, want) {
		t.Errorf("got %v, want %v", rows, want)
	}
}

// Stamp is what the database makes, for structs to embed.
type Stamp struct {
	ID      int64     `db:"id"`
	Created time.Time `db:"created_at"`
}

// TestWriteBackEmbedded: fields of an embedded pointer are filled as well, and the slice may come as a pointer.
func TestWriteBackEmbedded(t *testing.T) {
	type stamped struct {
		*Stamp
		Email string `db:"email"`
	}
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WithArgs("fixed", "a", "b").WillReturnResult(affected(2))
	mock.ExpectQuery("SELECT email,id,created_at").WillReturnRows(storedRows("b", 2, "a", 1))
	mock.ExpectCommit()
	kept := &Stamp{ID: 9}
	rows := []stamped{{nil, "b"}, {kept, "a"}}
	b := builder.Insert("accounts").Columns("email").OnConflict("email").DoNothing().Returning("id", "created_at").From(builder.Structs(rows))
	if _, err := exec.New(db, selecting{}).WriteBack(ctx, b, &rows, exec.Count(false)); err != nil {
		t.Fatal(err)
	}
	if want := []stamped{{&Stamp{2, made}, "b"}, {&Stamp{1, made}, "a"}}; !reflect.DeepEqual(rows, want) || rows[1].Stamp != kept {
		t.Errorf("got %+v %+v", rows[0].Stamp, rows[1].Stamp)
	}
}

// TestWriteBackFails: what is not committed is not filled in.
func TestWriteBackFails(t *testing.T) {
	for _, tt := range []struct {
		name   string
		stored *sqlmock.Rows
		want   string
	}{
		{"a row is not there", storedRows("a", 1), `row 1: no stored row has its key in ["email"]`},
		{"a key is there twice", storedRows("a", 1, "b", 2, "a", 3), "not unique"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			mock.ExpectBegin()
			mock.ExpectExec("INSERT").WillReturnResult(affected(2))
			mock.ExpectQuery("SELECT").WillReturnRows(tt.stored)
			mock.ExpectRollback()
			rows := []*account{{Email: "a"}, {Email: "b"}}
			_, err := exec.New(db, selecting{}).WriteBack(ctx, addAccounts(rows), rows, exec.Count(false))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
			if rows[0].ID != 0 || rows[1].ID != 0 {
				t.Errorf("the structs were filled: %+v %+v", rows[0], rows[1])
			}
		})
	}
}

// TestWriteBackRefuses: what cannot be matched is refused before anything is sent.
func TestWriteBackRefuses(t *testing.T) {
	rows := accounts("a")
	from := builder.Insert("accounts").Columns("email").From(builder.Structs(rows))
	for _, tt := range []struct {
		name string
		bulk builder.Bulk
		rows any
		opts []exec.Option
		want string
	}{
		{"no structs", addAccounts(rows), []int{1}, nil, "WriteBack needs the slice of structs"},
		{"nil", addAccounts(rows), nil, nil, "WriteBack needs the slice of structs"},
		{"another number of structs", addAccounts(rows), accounts("a", "b"), nil, "2 structs for a statement of 1 rows"},
		{"no Returning", from.OnConflict("email").DoNothing(), rows, nil, "WriteBack needs Returning"},
		{"no key", from.Returning("id"), rows, nil, "no key to match rows by"},
		{"a key that is not sent", from.Returning("id"), rows, []exec.Option{exec.MatchBy("name")}, `cannot match by "name"`},
		{"a delete", builder.Delete("accounts").Key("email").From(builder.Structs(rows)).Returning("id"), rows, nil, "needs an insert, an upsert or an update"},
		{"no field", from.OnConflict("email").DoNothing().Returning("other"), rows, nil, `no field for the column "other"`},
		{"a key that is an expression", builder.Insert("accounts").Columns("email").Values(builder.Default).OnConflict("email").DoNothing().Returning("id"), rows, nil, "row 0: its key is an expression"},
	} {
		db, rec := newRecorder(t)
		_, err := exec.New(db, selecting{}).WriteBack(ctx, tt.bulk, tt.rows, tt.opts...)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
		if sent := rec.verbs(); sent != "" {
			t.Errorf("%s: the database was sent: %s", tt.name, sent)
		}
	}
}

// TestWriteBackNeedsASelector: a dialect that cannot look rows up says so before anything is sent.
func TestWriteBackNeedsASelector(t *testing.T) {
	db, rec := newRecorder(t)
	rows := accounts("a")
	_, err := exec.New(db, fake{}).WriteBack(ctx, addAccounts(rows), rows)
	if err == nil || !strings.Contains(err.Error(), "looking up rows by key") {
		t.Errorf("got %v", err)
	}
	if sent := rec.verbs(); sent != "" {
		t.Errorf("the database was sent: %s", sent)
	}
}
