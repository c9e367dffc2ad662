package builder_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
)

// TestZeroIDs: a struct without an id has the id 0, which is refused where it is 0 in every row and nobody has named it.
func TestZeroIDs(t *testing.T) {
	type user struct {
		ID   int64  `db:"id"`
		Nr   uint32 `db:"nr"`
		Name string `db:"name"`
	}
	type omitting struct {
		ID   int64  `db:"id,omitzero"`
		Name string `db:"name"`
	}
	none, some := []user{{Nr: 1}, {Nr: 2}}, []user{{Nr: 1}, {Nr: 2}, {ID: 3, Nr: 3}}
	from := func(s builder.Source) builder.InsertBuilder { return builder.Insert("t").From(s) }
	many := func(yield func(user) bool) {
		for i := range 10 {
			if !yield(user{ID: int64(i / 3), Nr: uint32(i)}) {
				return
			}
		}
	}
	for name, tt := range map[string]struct {
		bulk   builder.Bulk
		column string // that is refused
	}{
		"insert":                      {from(builder.Structs(none)), "id"},
		"pointers":                    {from(builder.Structs([]*user{{Nr: 1}})), "id"},
		"stream":                      {from(builder.Seq(slices.Values(none))), "id"},
		"wrapped":                     {from(struct{ builder.Source }{builder.Structs(none)}), "id"},
		"upsert by another key":       {from(builder.Structs(none)).OnConflict("nr").DoUpdate(), "id"},
		"upsert by the id":            {from(builder.Structs(none)).OnConflict("id").DoUpdate(), "id"},
		"the target has another name": {from(builder.Structs([]user{{ID: 1}})).OnConflict("nr").DoUpdate(), "nr"},
		"do nothing":                  {from(builder.Structs(none)).DoNothing(), "id"},
		"a stream's first batch":      {from(builder.Seq(many)).BatchSize(3), "id"},
		"one row has an id":           {from(builder.Structs(some)), ""},
		"a later row, small batches":  {from(builder.Structs(some)).BatchSize(1), ""},
		"a stream's batch has an id":  {from(builder.Seq(many)).BatchSize(4), ""},
		"a column of a target":        {from(builder.Structs([]user{{ID: 1}})).OnConflict("nr", "name").DoUpdateSet("name", "x"), ""},
		"another whole number":        {from(builder.Structs([]user{{ID: 1}})), ""},
		"named":                       {from(builder.Structs(none)).Columns("id", "nr"), ""},
		"not among the columns":       {from(builder.Structs(none)).Columns("nr", "name"), ""},
		"omitzero":                    {from(builder.Structs([]omitting{{Name: "a"}})), ""},
		"tuples":                      {from(builder.Tuples([]string{"id"}, [][]any{{0}})), ""},
		"maps":                        {from(builder.Maps([]map[string]any{{"id": 0}})), ""},
		"values":                      {builder.Insert("t").Columns("id").Values(0), ""},
		"update":                      {builder.Update("t").Key("id").Set("name").From(builder.Structs(none)), ""},
		"update or create":            {builder.UpdateOrCreate("t").Key("id").Set("name").From(builder.Structs(none)), "id"},
		"update or create by another": {builder.UpdateOrCreate("t").Key("name").OnCreate("id").From(builder.Structs(none)), ""},
		"update or create by two":     {builder.UpdateOrCreate("t").Key("nr", "id").Set("name").From(builder.Structs(none)), "id"},
		"update or create, one id":    {builder.UpdateOrCreate("t").Key("id").Set("name").From(builder.Structs(some)), ""},
		"update or create, shared":    {builder.UpdateOrCreate("t").Shared(sq.Eq{"tenant": 1}).Key("id").Set("name").From(builder.Structs(none)), "id"},
		"no rows":                     {from(builder.Structs([]user{})), ""},
		"a stream without rows":       {from(builder.Seq(slices.Values([]user{}))), ""},
	} {
		t.Run(name, func(t *testing.T) {
			var d dialect.Dialect = fake{}
			if _, either := tt.bulk.(builder.UpdateOrCreateBuilder); either {
				d = mysql.MariaDB{}
			}
			chunks, err := tryChunks(tt.bulk, d)
			if tt.column == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if !errors.Is(err, builder.ErrInvalid) || len(chunks) > 0 {
				t.Fatalf("got %d chunks, %v", len(chunks), err)
			}
			remedy := "Columns"
			if _, either := tt.bulk.(builder.UpdateOrCreateBuilder); either {
				remedy = "Insert"
			}
			for _, want := range []string{`the column "` + tt.column + `" is 0 in every row`, `db:"` + tt.column + `,omitzero"`, remedy} {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error %q does not say %q", err, want)
				}
			}
		})
	}
}

// TestZeroIDsKeepRows: what is held back until a row has an id is sent, in order.
func TestZeroIDsKeepRows(t *testing.T) {
	type user struct {
		ID   int64  `db:"id"`
		Name string `db:"name"`
	}
	rows := builder.Seq(slices.Values([]user{{0, "a"}, {0, "b"}, {7, "c"}, {0, "d"}}))
	want := [][]any{{int64(0), "a"}, {int64(0), "b"}, {int64(7), "c"}, {int64(0), "d"}}
	if got := cellsOf(t, rows); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestDoUpdateKeepsIDs: DoUpdate without columns never sets an id; named, it does.
func TestDoUpdateKeepsIDs(t *testing.T) {
	b := builder.Insert("t").Columns("ID", "email", "name").Values(1, "a", "b").OnConflict("email")
	for _, tt := range []struct {
		b    builder.InsertBuilder
		want []string
	}{
		{b.DoUpdate(), []string{"name"}},
		{b.DoUpdate("ID"), []string{"ID"}},
		{b.DoUpdate("ID").DoUpdate(), []string{"ID", "name"}},
	} {
		var got []string
		for _, a := range conflictOf(t, tt.b).Set {
			got = append(got, a.Column)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("got %v, want %v", got, tt.want)
		}
	}
}
