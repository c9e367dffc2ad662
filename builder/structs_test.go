package builder_test

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx/reflectx"

	"github.com/sqbulk/sqbulk/builder"
)

// money is a Valuer; point is one through its pointer only.
type money struct{ Cents int64 }

func (m money) Value() (driver.Value, error) { return m.Cents, nil }

type point struct{ X, Y int }

func (p *point) Value() (driver.Value, error) { return "point", nil }

type base struct {
	ID      int64     `db:"id"`
	Created time.Time `db:"created_at"`
}

type address struct {
	City   string  `db:"city"`
	Street *string `db:"street"`
}

type person struct {
	Before string `db:"before"`
	base
	*address
	Untagged string
	Hidden   string `db:"-"`
	private  string
	Price    money          `db:"price"`
	Gift     *money         `db:"gift"`
	Note     sql.NullString `db:"note,omitempty"`
	Data     []byte         `db:"data"`
	Nested   struct {
		Inner int `db:"inner"`
	} `db:"-"`
}

var day = time.Date(2024, 2, 29, 1, 2, 3, 4, time.UTC)

func columnsOf(t *testing.T, s builder.Source) []string {
	t.Helper()
	columns, err := s.Columns(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return columns
}

func TestStructColumns(t *testing.T) {
	want := []string{"before", "id", "created_at", "city", "street", "untagged", "price", "gift", "note", "data"}
	if got := columnsOf(t, builder.Structs([]person{})); !reflect.DeepEqual(got, want) {
		t.Errorf("values: got %v, want %v", got, want)
	}
	if got := columnsOf(t, builder.Structs([]*person{})); !reflect.DeepEqual(got, want) {
		t.Errorf("pointers: got %v, want %v", got, want)
	}
}

func TestStructValues(t *testing.T) {
	street := "Main"
	full := person{Before: "x", base: base{7, day}, address: &address{"Ulm", &street}, Untagged: "u", Price: money{5}, Gift: &money{6},
		Note: sql.NullString{String: "n", Valid: true}, Data: []byte("d"), private: "p"}
	for _, s := range []builder.Source{builder.Structs([]person{full, {}}), builder.Structs([]*person{&full, {}})} {
		got := cellsOf(t, s)
		want := [][]any{
			{"x", int64(7), day, "Ulm", &street, "u", money{5}, &money{6}, sql.NullString{String: "n", Valid: true}, []byte("d")},
			{"", int64(0), time.Time{}, nil, nil, "", money{}, (*money)(nil), sql.NullString{}, []byte(nil)},
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got  %v\nwant %v", got, want)
		}
	}
}

// TestStructNilEmbeddedPointerStaysNil: reading must not allocate into the caller's struct.
func TestStructNilEmbeddedPointerStaysNil(t *testing.T) {
	rows := []*person{{base: base{ID: 1}}}
	cellsOf(t, builder.Structs(rows))
	if rows[0].address != nil {
		t.Error("the embedded pointer was allocated")
	}
}

func TestStructUntaggedFieldByName(t *testing.T) {
	if got := cellsOf(t, builder.Structs([]person{{Untagged: "u"}}), "untagged"); !reflect.DeepEqual(got, [][]any{{"u"}}) {
		t.Errorf("got %v", got)
	}
}

// TestStructValuers checks that every Valuer reaches the driver as one: also a value whose Value method needs a pointer.
func TestStructValuers(t *testing.T) {
	type row struct {
		Price money  `db:"price"`
		Gift  *money `db:"gift"`
		Place point  `db:"place"`
		Other *point `db:"other"`
	}
	rows := []row{{money{1}, &money{2}, point{3, 4}, &point{5, 6}}}
	for _, s := range []builder.Source{builder.Structs(rows), builder.Structs([]*row{&rows[0]})} {
		for i, cell := range cellsOf(t, s)[0] {
			v, ok := cell.(driver.Valuer)
			if !ok {
				t.Errorf("column %d: %T is no driver.Valuer", i+1, cell)
				continue
			}
			if _, err := v.Value(); err != nil {
				t.Errorf("column %d: %v", i+1, err)
			}
		}
	}
}

// TestStructEmbeddedLeaf: as in sqlx, an embedded field that is one value is no column, whatever its tag says.
func TestStructEmbeddedLeaf(t *testing.T) {
	type row struct {
		ID        int `db:"id"`
		time.Time `db:"at"`
	}
	_, err := builder.Insert("t").Columns("id", "at").From(builder.Structs([]row{{1, day}})).Job(builder.JobOptions{})
	if !errors.Is(err, builder.ErrInvalid) || !strings.Contains(err.Error(), `"at"`) {
		t.Errorf("got %v, want ErrInvalid", err)
	}
}

func TestStructShadowing(t *testing.T) {
	type row struct {
		base
		ID string `db:"id"`
	}
	if got := cellsOf(t, builder.Structs([]row{{base{1, day}, "own"}}), "id"); !reflect.DeepEqual(got, [][]any{{"own"}}) {
		t.Errorf("got %v, want the outer field", got)
	}
}

func TestStructMapper(t *testing.T) {
	type row struct {
		UserID int    `json:"user_id" db:"other"`
		Name   string `json:"full_name,omitempty"`
		Secret string `json:"-"`
		Plain  bool
	}
	s := builder.Structs([]row{{1, "n", "s", true}})
	for _, tt := range []struct {
		name    string
		mapper  *reflectx.Mapper
		columns []string
	}{
		{"default", nil, []string{"other", "name", "secret", "plain"}},
		{"json tag", reflectx.NewMapperFunc("json", strings.ToLower), []string{"user_id", "full_name", "plain"}},
		{"db tag, other names", reflectx.NewMapperFunc("db", strings.ToUpper), []string{"other", "NAME", "SECRET", "PLAIN"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			job, err := builder.Insert("t").From(s).Job(builder.JobOptions{Mapper: tt.mapper})
			if err != nil {
				t.Fatal(err)
			}
			if got := job.Statement.RowColumns(); !reflect.DeepEqual(got, tt.columns) {
				t.Errorf("got %v, want %v", got, tt.columns)
			}
		})
	}
	job, err := builder.Update("t").Key("user_id").Set("plain").From(s).Job(builder.JobOptions{Mapper: reflectx.NewMapperFunc("json", strings.ToLower)})
	if err != nil {
		t.Fatal(err)
	}
	for c, err := range job.Chunks(fake{}) {
		if want := []any{1, true}; err != nil || !reflect.DeepEqual(c.Values, want) {
			t.Errorf("got %v, %v; want %v", c.Values, err, want)
		}
	}
}
