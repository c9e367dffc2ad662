package integration

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// TestRagged sends random rows that lack random columns, and compares contents, counts and outcomes with a model.
func TestRagged(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		for seed := range uint64(12) {
			t.Run(fmt.Sprint(seed), func(t *testing.T) { ragged(t, on, rand.New(rand.NewPCG(seed, 7))) })
		}
	})
}

const raggedTable = "ragged (id BIGINT NOT NULL PRIMARY KEY, a BIGINT NOT NULL DEFAULT 7, b VARCHAR(20) DEFAULT 'd', c BIGINT, hits BIGINT NOT NULL DEFAULT 1)"

// raggedRow is a stored row; Unset and NULL are told apart in the input only.
type raggedRow struct {
	A    int64
	B    *string
	C    *int64
	Hits int64
}

func ragged(t *testing.T, on reach, r *rand.Rand) {
	on.create(t, raggedTable)
	model := make(map[int]raggedRow)
	opts := []exec.Option{exec.BatchSize(1 + r.IntN(12))}
	if r.IntN(2) == 0 {
		opts = append(opts, exec.PerChunk())
	}
	if r.IntN(3) == 0 {
		opts = append(opts, exec.Outcomes(true))
	}
	ex := exec.New(on.db, on.dialect, opts...)
	for range 6 {
		keys, rows := r.Perm(60)[:1+r.IntN(40)], []map[string]any(nil)
		for _, k := range keys {
			rows = append(rows, raggedInput(r, k))
		}
		var want exec.Result
		var b builder.Bulk
		if r.IntN(3) == 0 {
			update := builder.Update("ragged").Key("id").Set("a", "b", "c").SetExpr("hits", sq.Expr("? + 1", builder.Stored("hits")))
			b, want = update.From(builder.Maps(rows)), raggedUpdate(model, rows)
			rows = append(rows, map[string]any{"id": -1, "a": 0, "b": "", "c": 0}) // every column is there
			b = update.From(builder.Maps(rows))
			want.Rows, want.Unmatched = want.Rows+1, want.Unmatched+1
		} else {
			rows = append(rows, map[string]any{"id": 1000 + len(model), "a": 0, "b": "", "c": 0})
			b = builder.Insert("ragged").From(builder.Maps(rows)).OnConflict("id").DoUpdate("a", "b", "c").
				DoUpdateSet("hits", sq.Expr("? + 1", builder.Stored("hits")))
			want = raggedUpsert(model, rows)
		}
		got, err := ex.Run(context.Background(), b)
		if err != nil {
			t.Fatal(err)
		}
		want.Chunks, want.Statements, want.Exact = got.Chunks, got.Statements, true
		if want.Outcomes == nil || got.Outcomes == nil {
			want.Outcomes = got.Outcomes
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
		compareRagged(t, on, model)
	}
}

// raggedInput is a row that lacks some columns.
func raggedInput(r *rand.Rand, id int) map[string]any {
	row := map[string]any{"id": id}
	for _, column := range []string{"a", "b", "c"} {
		switch r.IntN(4) {
		case 0:
		case 1:
			if row[column] = nil; column == "a" {
				row[column] = -1
			}
		default:
			if row[column] = any(r.IntN(1000)); column == "b" {
				row[column] = fmt.Sprint("text ", r.IntN(1000))
			}
		}
	}
	if len(row) == 1 {
		row["c"] = nil
	}
	return row
}

// set takes over what a row has.
func (s raggedRow) set(row map[string]any) raggedRow {
	if v, ok := row["a"]; ok {
		s.A = int64(v.(int))
	}
	if v, ok := row["b"]; ok {
		if s.B = nil; v != nil {
			text := v.(string)
			s.B = &text
		}
	}
	if v, ok := row["c"]; ok {
		if s.C = nil; v != nil {
			n := int64(v.(int))
			s.C = &n
		}
	}
	return s
}

func raggedUpdate(model map[int]raggedRow, rows []map[string]any) (want exec.Result) {
	for _, row := range rows {
		id := row["id"].(int)
		want.Rows++
		if stored, ok := model[id]; ok {
			stored.Hits++
			model[id] = stored.set(row)
			want.Updated++
		} else {
			want.Unmatched++
		}
	}
	return want
}

func raggedUpsert(model map[int]raggedRow, rows []map[string]any) (want exec.Result) {
	for _, row := range rows {
		id := row["id"].(int)
		want.Rows++
		stored, ok := model[id]
		if ok {
			stored.Hits++
			want.Updated++
			want.Outcomes = append(want.Outcomes, exec.Updated)
		} else {
			d := "d"
			stored = raggedRow{A: 7, B: &d, Hits: 1}
			want.Created++
			want.Outcomes = append(want.Outcomes, exec.Created)
		}
		model[id] = stored.set(row)
	}
	return want
}

func compareRagged(t *testing.T, on reach, model map[int]raggedRow) {
	t.Helper()
	var stored []struct {
		ID int
		raggedRow
	}
	if err := on.db.Select(&stored, "SELECT id, a, b, c, hits FROM ragged ORDER BY id"); err != nil {
		t.Fatal(err)
	}
	var ids []int
	wrong := few{t: t}
	for _, s := range stored {
		ids = append(ids, s.ID)
		if !reflect.DeepEqual(s.raggedRow, model[s.ID]) {
			wrong.errorf("row %d is %+v, not %+v", s.ID, s.raggedRow, model[s.ID])
		}
	}
	if want := sortedKeys(model); !slices.Equal(ids, want) {
		t.Errorf("stored %v, want %v", ids, want)
	}
}

// TestRaggedKey: an upsert whose rows lack the key takes its default. SQLite cannot tell whether it created or updated, and says so.
func TestRaggedKey(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		on.create(t, "keyless (id BIGINT NOT NULL DEFAULT 5 PRIMARY KEY, a BIGINT)")
		up := builder.Insert("keyless").Columns("id", "a").OnConflict("id").DoUpdate("a")
		for i, want := range []exec.Outcome{exec.Created, exec.Updated} {
			if on.kind == "sqlite" {
				want = exec.Unknown
			}
			res, err := exec.New(on.db, on.dialect).Run(context.Background(), up.Values(builder.Unset, i), exec.Outcomes(true))
			if err != nil || !slices.Equal(res.Outcomes, []exec.Outcome{want}) || res.Exact != (on.kind != "sqlite") {
				t.Errorf("got %+v, %v, want %v", res, err, want)
			}
			if a := on.one(t, "SELECT a FROM keyless WHERE id = 5"); a != int64(i) {
				t.Errorf("a is %d, not %d", a, i)
			}
		}
	})
}
