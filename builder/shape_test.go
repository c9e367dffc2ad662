package builder_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/sqlite"
)

// TestShapes cuts random ragged rows: each row is in one chunk, with the columns that it has and no others, no chunk is over the
// batch size, and few rows wait.
func TestShapes(t *testing.T) {
	columns := []string{"id", "a", "b", "c"}
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		batch, read := 1+r.IntN(8), 0
		rows := make([][]any, r.IntN(120))
		for i := range rows {
			rows[i] = []any{i, fmt.Sprint("a", i), sq.Expr("f(?)", i), nil}
			for k := 1; k < 4; k++ {
				if r.IntN(3) == 0 {
					rows[i][k] = builder.Unset
				}
			}
		}
		b := builder.Insert("t").BatchSize(batch).From(custom{columns: columns, rows: rows, read: &read})
		job, err := b.Job(builder.JobOptions{})
		if err != nil {
			t.Fatal(err)
		}
		sent := make(map[int]bool)
		for c, err := range job.Chunks(fake{}) {
			if err != nil {
				t.Fatal(err)
			}
			if c.Rows.N > batch || read-len(sent)-c.Rows.N > 4*batch+1 {
				t.Fatalf("seed %d: %d rows in a chunk of %d, %d of %d are sent", seed, c.Rows.N, batch, len(sent), read)
			}
			for i := range c.Rows.N {
				sent[c.Input(i)] = true
				checkShape(t, c, i, columns, rows[c.Input(i)])
			}
		}
		if len(sent) != len(rows) {
			t.Errorf("seed %d: %d of %d rows are sent", seed, len(sent), len(rows))
		}
	}
}

// checkShape compares a chunk's row with that of the input.
func checkShape(t *testing.T, c builder.Chunk, i int, columns []string, want []any) {
	t.Helper()
	var has []string
	var values []any
	for k, v := range want {
		if v != any(builder.Unset) {
			has, values = append(has, columns[k]), append(values, v)
		}
	}
	if got := c.Statement.RowColumns(); !slices.Equal(got, has) || !reflect.DeepEqual(c.Row(i), values) || !reflect.DeepEqual(c.Full(i, 4), want) {
		t.Fatalf("got %v %v (%v), want %v %v", got, c.Row(i), c.Full(i, 4), has, values)
	}
	for k := range columns {
		_, isExpr := want[k].(sq.Sqlizer)
		if _, ok := c.Value(i, k); ok != (!isExpr && want[k] != any(builder.Unset)) {
			t.Fatalf("column %d of %v: a value is there: %v", k, want, ok)
		}
	}
}

// TestNarrow: what is computed from columns that a row lacks is left out.
func TestNarrow(t *testing.T) {
	u := builder.Unset
	up := builder.Insert("t").Columns("id", "a", "b").OnConflict("id")
	sum := sq.Expr("? + ?", builder.Stored("b"), builder.Incoming("b"))
	upd := builder.Update("t").Key("id").Set("a")
	for _, tt := range []struct {
		name string
		bulk interface {
			Dialect(dialect.Dialect) builder.Bound
		}
		want string
	}{
		{"insert", builder.Insert("t").Columns("a", "b").Values(u, 1), "INSERT t (b) VALUES ($1) [1]"},
		{"every column", up.DoUpdate().Values(1, u, 2), "INSERT t (id, b) VALUES ($1, $2) CONFLICT [id]  SET b [1 2]"},
		{"expression", up.DoUpdate("a").DoUpdateSet("b", sum).Values(1, 2, u), "INSERT t (id, a) VALUES ($1, $2) CONFLICT [id]  SET a [1 2]"},
		{"constant", up.DoUpdate("a").DoUpdateSet("at", sq.Expr("now()")).Values(1, u, u), "INSERT t (id) VALUES ($1) CONFLICT [id]  SET at = now() [1]"},
		{"nothing left", up.DoUpdate("a", "b").DoUpdateWhere("x").Values(1, u, u), "INSERT t (id) VALUES ($1) CONFLICT [id]  [1]"},
		{"nothing left to compare", up.DoUpdate("a").DoUpdateSet("at", sq.Expr("now()")).OnlyChanged().Values(1, u, 2), "INSERT t (id, b) VALUES ($1, $2) CONFLICT [id]  [1 2]"},
		{"no key", up.DoUpdate().Values(u, 2, 3), "INSERT t (a, b) VALUES ($1, $2) CONFLICT [id]  SET a SET b [2 3]"},
		{"update", upd.Set("b").Values(1, u, 2), "UPDATE t [id][b] ($1, $2) SET b IN ($3) [1 2 1]"},
		{"update of an expression", upd.SetExpr("b", sum).Values(1, u, 2), "UPDATE t [id][b] ($1, $2) SET b = stored.b + incoming.b IN ($3) [1 2 1]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := text(t, tt.bulk); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
	newer := sq.Expr("? < ?", builder.Stored("b"), builder.Incoming("b"))
	for want, b := range map[string]builder.Bulk{
		`lacks the column "b", which DoUpdateWhere compares`: up.DoUpdate("a").DoUpdateWhere(newer).Values(1, 2, u),
		`lacks the column "b", which Where compares`:         upd.Where(newer).Values(1, 2, u),
	} {
		if _, err := tryChunks(b, fake{}); err == nil || !strings.Contains(err.Error(), "row 0: it "+want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	either := builder.UpdateOrCreate("t").Key("k").Set("a").From(builder.Tuples([]string{"k", "a"}, [][]any{{u, 1}}))
	if _, err := tryChunks(either, sqlite.Dialect{}); err == nil || !strings.Contains(err.Error(), `row 0: it lacks the key column "k"`) {
		t.Errorf("update or create: got %v", err)
	}
}

// TestFullChunkBeforeBadRow: what was full before a row that cannot be sent is not lost with it.
func TestFullChunkBeforeBadRow(t *testing.T) {
	b := builder.Update("t").Key("id").Set("v").From(builder.Tuples([]string{"id", "v"}, [][]any{{1, "a"}, {2, "b"}, {builder.Unset, "c"}}))
	sent, _, err := sentRows(b, builder.JobOptions{BatchSize: 2, Duplicates: builder.RejectDuplicates.WithinChunk()})
	var bad *builder.RowError
	if !errors.As(err, &bad) || bad.Row != 2 || len(sent) != 2 {
		t.Errorf("got %v and %v, want the two rows before row 2", sent, err)
	}
}

// TestShapesNeedMore: rows of two shapes are two statements.
func TestShapesNeedMore(t *testing.T) {
	b := builder.Insert("t").Columns("a", "b").Values(1, 2).Values(3, builder.Unset).Values(4, 5)
	if _, _, err := b.Dialect(fake{}).ToSql(); err == nil || !strings.Contains(err.Error(), "more than one statement") {
		t.Errorf("got %v", err)
	}
	var all []string
	for st, err := range b.Statements(fake{}) {
		text, args, _ := st.ToSql()
		all = append(all, fmt.Sprint(text, args, " ", st.First, err))
	}
	want := []string{"INSERT t (a, b) VALUES ($1, $2), ($3, $4)[1 2 4 5] 0 <nil>", "INSERT t (a) VALUES ($1)[3] 1 <nil>"}
	if !slices.Equal(all, want) {
		t.Errorf("got %q, want %q", all, want)
	}
}

// TestManyShapes: each row has a shape of its own, and all arrive.
func TestManyShapes(t *testing.T) {
	columns := make([]string, 12)
	for k := range columns {
		columns[k] = fmt.Sprint("c", k)
	}
	rows := make([][]any, 1<<11)
	for i := range rows {
		rows[i] = make([]any, 12)
		for k := range 11 {
			if rows[i][k] = any(i); i>>k&1 == 0 {
				rows[i][k] = builder.Unset
			}
		}
	}
	seen := make(map[int]bool)
	for _, c := range chunks(t, builder.Insert("t").From(builder.Tuples(columns, rows)), fake{}) {
		for i := range c.Rows.N {
			seen[c.Input(i)] = true
		}
	}
	if len(seen) != len(rows) {
		t.Errorf("%d of %d rows arrived", len(seen), len(rows))
	}
}

type patch struct {
	ID    int64                        `db:"id" json:"id"`
	Name  builder.Optional[string]     `db:"name" json:"name,omitzero"`
	Note  builder.Optional[*string]    `db:"note" json:"note,omitzero"`
	Seen  time.Time                    `db:"seen,omitzero" json:"-"`
	Count *int                         `db:"count,omitzero" json:"-"`
	At    builder.Optional[*time.Time] `db:"at" json:"-"`
}

func TestOptional(t *testing.T) {
	zero, note := 0, "n"
	u, rows := builder.Unset, []patch{
		{ID: 1},
		{ID: 2, Name: builder.Some(""), Note: builder.Some[*string](nil), Seen: day, Count: &zero},
		{ID: 3, Note: builder.Some(&note), Seen: time.Time{}.In(time.FixedZone("x", 3600))},
	}
	want := [][]any{{int64(1), u, u, u, u, u}, {int64(2), "", (*string)(nil), day, &zero, u}, {int64(3), u, &note, u, u, u}}
	got := make([][]any, len(rows))
	for _, c := range chunks(t, builder.Insert("t").From(builder.Structs(rows)), fake{}) {
		for i := range c.Rows.N {
			got[c.Input(i)] = c.Full(i, 6)
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestOptionalJSON(t *testing.T) {
	var p patch
	if err := json.Unmarshal([]byte(`{"id": 1, "note": null}`), &p); err != nil || p.Name.Set || !p.Note.Set || p.Note.V != nil {
		t.Errorf("got %+v, %v", p, err)
	}
	if err := json.Unmarshal([]byte(`{"name": 5}`), &p); err == nil {
		t.Error("a number is no string")
	}
	text, err := json.Marshal(patch{ID: 1, Note: builder.Some[*string](nil)})
	if want := `{"id":1,"note":null}`; err != nil || string(text) != want {
		t.Errorf("got %s, %v, want %s", text, err, want)
	}
	if text, err := json.Marshal(builder.Optional[int]{}); err != nil || string(text) != "null" {
		t.Errorf("got %s, %v", text, err)
	}
}

func TestOptionalScan(t *testing.T) {
	var name builder.Optional[string]
	var note builder.Optional[*string]
	var null builder.Optional[sql.NullInt64]
	if err := errors.Join(name.Scan([]byte("x")), note.Scan("y"), null.Scan(int64(7))); err != nil || name != builder.Some("x") || *note.V != "y" || null.V.Int64 != 7 {
		t.Errorf("got %v, %v, %v, %v", name, note, null, err)
	}
	if err := errors.Join(note.Scan(nil), null.Scan(nil)); err != nil || !note.Set || note.V != nil || !null.Set || null.V.Valid {
		t.Errorf("got %v, %v, %v", note, null, err)
	}
	if err := name.Scan(nil); err == nil || !strings.Contains(err.Error(), "NULL for an Optional[string]") {
		t.Errorf("got %v", err)
	}
	if v, err := name.Value(); err != nil || v != "x" {
		t.Errorf("got %v, %v", v, err)
	}
	if v, err := (builder.Optional[int]{}).Value(); err != nil || v != nil {
		t.Errorf("got %v, %v", v, err)
	}
}

// tag is a value by its address only.
type tag struct{ n int64 }

func (p *tag) Value() (driver.Value, error) { return p.n, nil }

// TestOptionalValuers: what knows its value by its address only is sent as that, and a nil pointer to an Optional is NULL.
func TestOptionalValuers(t *testing.T) {
	type row struct {
		ID   builder.Optional[tag]     `db:"id"`
		Name *builder.Optional[string] `db:"name"`
	}
	name := builder.Some("x")
	_, args, err := builder.Insert("t").From(builder.Structs([]row{{builder.Some(tag{1}), nil}, {builder.Some(tag{2}), &name}})).Dialect(fake{}).ToSql()
	if want := []any{&tag{1}, nil, &tag{2}, "x"}; err != nil || !reflect.DeepEqual(args, want) {
		t.Errorf("got %v, %v", args, err)
	}
	if v, err := builder.Some(tag{3}).Value(); err != nil || v != int64(3) {
		t.Errorf("got %v, %v", v, err)
	}
}
