package builder_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strings"
	"testing"
	"time"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// orCreate is a statement with all its parts.
func orCreate() builder.UpdateOrCreateBuilder {
	type row struct {
		SKU   string `db:"sku"`
		Price int    `db:"price"`
		Hits  int    `db:"hits"`
		By    string `db:"made_by"`
	}
	return builder.UpdateOrCreate("prices").Shared(sq.Eq{"shop": 7, "kind": nil}).KeyFold("sku").Set("price").
		SetExpr("hits", sq.Expr("? + ?", builder.Stored("hits"), builder.Incoming("hits"))).SetExpr("touched", sq.Expr("now()")).
		OnCreate("made_by").OnlyChanged().BatchSize(2).From(builder.Structs([]row{{"b", 1, 2, "x"}, {"a", 3, 4, "y"}, {"c", 5, 6, "z"}}))
}

// TestUpdateOrCreateJob is the description that a dialect gets, and the rows.
func TestUpdateOrCreateJob(t *testing.T) {
	job, err := orCreate().Job(builder.JobOptions{Count: true, Sort: true})
	if err != nil {
		t.Fatal(err)
	}
	u := job.Statement.(dialect.UpdateOrCreate)
	for what, pair := range map[string][2][]string{
		"match":   {u.Match.RowColumns(), {"sku"}},
		"fold":    {u.Match.Fold, {"sku"}},
		"create":  {u.Create.Columns, {"sku", "price", "hits", "made_by", "kind", "shop"}},
		"update":  {u.Update.RowColumns(), {"sku", "price", "hits"}},
		"rows":    {u.RowColumns(), u.Create.Columns},
		"refolds": {u.Update.Fold, {"sku"}},
	} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("%s: got %q, want %q", what, pair[0], pair[1])
		}
	}
	if !u.Update.OnlyChanged || !u.Update.Count || !u.Create.Count || len(u.Update.Set) != 3 || u.Target() != "prices" || job.Len() != 3 {
		t.Errorf("got %+v", u)
	}
	for _, where := range []sq.Sqlizer{u.Match.Where, u.Update.Where} {
		text, args, err := where.ToSql()
		refs, refsErr := dialect.Refs(where)
		if text != "(? IS NULL AND ? = ?)" || len(args) != 3 || args[2] != 7 || err != nil {
			t.Errorf("got %s, %v, %v", text, args, err)
		}
		if want := []dialect.Ref{dialect.Stored("kind"), dialect.Stored("shop")}; !reflect.DeepEqual(refs, want) || refsErr != nil {
			t.Errorf("got %v, %v", refs, refsErr)
		}
	}
	var got []string
	for c, err := range job.Chunks(answering{}) {
		if err != nil {
			t.Fatal(err)
		}
		for i := range c.Rows.N {
			got = append(got, fmt.Sprint(c.Input(i), c.Row(i)))
		}
	}
	want := []string{"1 [a 3 4 y <nil> 7]", "0 [b 1 2 x <nil> 7]", "2 [c 5 6 z <nil> 7]"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// answering is a fake that tells which rows exist.
type answering struct{ fake }

func (answering) Match(m dialect.Match, rows dialect.Rows) (dialect.Spelling, error) {
	w := dialect.NewWriter(dialect.Question, rows)
	w.EachRow(", ", func() { w.Cells("(", dialect.Columns(len(m.Key)), ")") })
	step, err := w.Step(dialect.ReadNumbers)
	return dialect.Spelling{Steps: []dialect.Step{step}}, err
}

// TestUpdateOrCreateUnsized: a source that can be read once stays one with shared columns.
func TestUpdateOrCreateUnsized(t *testing.T) {
	broken := errors.New("broken")
	once := stream(func(yield func([]any, error) bool) {
		_ = yield([]any{"a", 1}, nil) && yield(nil, broken)
	})
	job, err := builder.UpdateOrCreate("t").Shared(sq.Eq{"s": "v"}).Key("k").Set("v").From(once).Job(builder.JobOptions{})
	if err != nil || job.Rereadable() || job.Len() != -1 {
		t.Fatal(job.Len(), err)
	}
	for _, err = range job.Chunks(answering{}) {
	}
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

// stream is a source without a length.
type stream iter.Seq2[[]any, error]

func (stream) Columns(context.Context) ([]string, error) { return []string{"k", "v"}, nil }
func (s stream) Rows(context.Context, []string) iter.Seq2[[]any, error] {
	return iter.Seq2[[]any, error](s)
}

// TestSharedValues: what a shared column may be, and what the driver gets.
func TestSharedValues(t *testing.T) {
	seven, when := 7, time.Unix(0, 0)
	var none *int
	var nobody *sql.NullString
	for _, tt := range []struct{ value, want any }{
		{7, 7}, {&seven, 7}, {none, nil}, {nil, nil}, {"x", "x"}, {when, when}, {&when, when}, {[]byte("b"), []byte("b")},
		{sql.NullString{}, nil}, {sql.NullString{String: "s", Valid: true}, "s"}, {&sql.NullInt64{Int64: 1, Valid: true}, int64(1)}, {nobody, nil},
	} {
		job, err := builder.UpdateOrCreate("t").Shared(sq.Eq{"s": tt.value}).Key("k").From(builder.Column("k", []int{1})).Job(builder.JobOptions{})
		if err != nil {
			t.Errorf("%T: %v", tt.value, err)
			continue
		}
		for c, err := range job.Chunks(answering{}) {
			if got := c.Row(0)[1]; err != nil || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%T: got %v, %v, want %v", tt.value, got, err, tt.want)
			}
		}
	}
	for _, value := range []any{[]int{1}, [2]string{}, sq.Expr("now()"), map[string]int{}, func() {}, builder.Default} {
		_, err := builder.UpdateOrCreate("t").Shared(sq.Eq{"s": value}).Key("k").From(builder.Column("k", []int{1})).Job(builder.JobOptions{})
		if !errors.Is(err, builder.ErrInvalid) || !strings.Contains(err.Error(), `Shared("s") needs one plain value`) {
			t.Errorf("%T: got %v", value, err)
		}
	}
}

// TestUpdateOrCreateInvalid is what no database can run.
func TestUpdateOrCreateInvalid(t *testing.T) {
	rows := builder.Tuples([]string{"k", "a", "b"}, [][]int{{1, 2, 3}})
	ok := builder.UpdateOrCreate("t").Key("k").Set("a").From(rows)
	for says, uc := range map[string]builder.UpdateOrCreateBuilder{
		"the table has no name":          builder.UpdateOrCreate("").Key("k").From(rows),
		"empty name":                     builder.UpdateOrCreate(".t").Key("k").Set("a").From(rows),
		"needs Key":                      builder.UpdateOrCreate("t").Set("a").From(rows),
		"there are no rows":              builder.UpdateOrCreate("t").Key("k").Set("a"),
		`Key has "k" twice`:              ok.Key("k"),
		`Set("k") is a key column`:       ok.Set("k"),
		`Set has "a" twice`:              ok.Set("a"),
		`"b" twice`:                      ok.OnCreate("b", "b"),
		`OnCreate has "a" twice`:         ok.OnCreate("a"),
		`Shared has "s" twice`:           ok.Shared(sq.Eq{"s": 1}).Shared(sq.Eq{"s": 2}),
		`Set and OnCreate has "k" twice`: ok.Shared(sq.Eq{"k": 1}),
		"Shared has an empty name":       ok.Shared(sq.Eq{"": 1}),
		"BatchSize is less than 1":       ok.BatchSize(0),
		"OnlyChanged compares":           builder.UpdateOrCreate("t").Key("k").SetExpr("a", 1).OnlyChanged().From(rows),
		"needs Set or SetExpr":           builder.UpdateOrCreate("t").Key("k").OnlyChanged().From(rows),
		`no column "x"`:                  ok.OnCreate("x"),
		`no column "y"`:                  ok.SetExpr("b", builder.Incoming("y")),
	} {
		_, err := uc.Job(builder.JobOptions{})
		if !errors.Is(err, builder.ErrInvalid) || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "UpdateOrCreate(") {
			t.Errorf("got %v, want %q", err, says)
		}
	}
}

// TestUpdateOrCreateIsImmutable grows branches from every prefix of a chain.
func TestUpdateOrCreateIsImmutable(t *testing.T) {
	type B = builder.UpdateOrCreateBuilder
	rows := builder.Tuples([]string{"k", "left", "right", "third", "a", "b", "c", "d", "e"}, [][]int{{1, 2, 3, 4, 5, 6, 7, 8, 9}})
	eq := sq.Eq{"shared": 1}
	start := builder.UpdateOrCreate("t").Shared(eq).Key("k").From(rows)
	eq["shared"] = 2
	read := func(b B) string {
		job, err := b.Job(builder.JobOptions{})
		if err != nil {
			return err.Error()
		}
		u := job.Statement.(dialect.UpdateOrCreate)
		_, args, err := u.Match.Where.ToSql()
		if err != nil {
			return err.Error()
		}
		return fmt.Sprintf("%v %v %v %+v", u.Create.Columns, u.Match.Fold, args, u.Update.Set)
	}
	if !strings.Contains(read(start), "{{shared 0}} 1]") {
		t.Errorf("the caller's map is shared: %s", read(start))
	}
	branches(t, start, []func(B, string) B{
		func(b B, s string) B { return b.SetExpr(s, s) },
		func(b B, s string) B { return b.Shared(sq.Eq{"shared_" + s: s}) },
		func(b B, s string) B { return b.KeyFold(s) },
		func(b B, s string) B { return b.OnCreate(s) },
		func(b B, s string) B { return b.Set(s) },
	}, read)
}
