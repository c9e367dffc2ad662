package builder_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

var errOdd = errors.New("odd")

type item struct {
	ID   int64  `db:"id" json:"id"`
	Name string `db:"name" json:"name"`
}

// numbered is a source of numbers that sets the odd ones aside.
type numbered struct{ n int }

func (numbered) Columns(context.Context) ([]string, error) { return []string{"id"}, nil }

func (s numbered) Rows(ctx context.Context, columns []string) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for i := range s.n {
			if i%2 == 0 {
				if !yield([]any{i}, nil) {
					return
				}
				continue
			}
			if bad := (&builder.RowError{Row: i, Line: 10 * i, Err: errOdd}); !builder.SetAside(ctx, bad) {
				yield(nil, bad)
				return
			}
		}
	}
}

// copied passes on what another source yields, in slices of its own, and ends with the first error.
type copied struct{ source builder.Source }

func (w copied) Columns(ctx context.Context) ([]string, error) { return w.source.Columns(ctx) }

func (w copied) Rows(ctx context.Context, columns []string) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for row, err := range w.source.Rows(ctx, columns) {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(append([]any(nil), row...), nil) {
				return
			}
		}
	}
}

// inputCase is a source with rows that cannot be sent, and what must become of them.
type inputCase struct {
	name   string
	source func() builder.Source
	sent   []string // the ids, and their lines
	bad    []string // position, line, column, reason, text, cells
}

const badCSV = `id,name
1,a

x,b
3,c,d
4,e"f
5,"g
h"i
6,"j
k"
7
`

const badJSON = `{"id":1,"name":"a"}
{"id":"x","name":"b"}

{"id":3
null
{"id":5,"name":"c"}
{"id":6}{"id":7}`

func inputCases() []inputCase {
	type user struct {
		ID   *int64 `db:"id"`
		Name string `db:"name"`
	}
	one, two := int64(1), int64(2)
	users := []*user{{&one, "a"}, nil, {&two, "b"}, nil}
	columns := []string{"id", "name"}
	tuples := [][]any{{1, "a"}, {2}, {3, "b"}, {4, "c", "d"}}
	badTuples := []string{`1 0  1 values for the 2 columns ["id" "name"]  [2]`, `3 0  3 values for the 2 columns ["id" "name"]  [4 c d]`}
	return []inputCase{
		{"CSV", func() builder.Source {
			return builder.CSV(strings.NewReader(badCSV), builder.CSVParse("id", builder.ParseInt))
		}, []string{"1 of line 2", "6 of line 9"}, []string{
			`1 4 id the text is not a whole number of 64 bits  [x b]`,
			`2 5  wrong number of fields: 3 for 2 columns  [3 c d]`,
			`3 6  at byte 4: bare " in non-quoted-field 4,e"f []`,
			"4 7  at byte 2 of line 8: extraneous or missing \" in quoted-field 5,\"g\nh\"i []",
			`6 11  wrong number of fields: 1 for 2 columns  [7]`,
		}},
		{"JSONLines", func() builder.Source { return builder.JSONLines[item](strings.NewReader(badJSON)) }, []string{"1 of line 1", "5 of line 6"}, []string{
			`1 2  a JSON string does not fit the field "id", of type int64 {"id":"x","name":"b"} []`,
			`2 4  the JSON object does not end on it: unexpected EOF {"id":3 []`,
			`3 5  it is null, and not an object null []`,
			`5 7  it has more than one JSON value {"id":6}{"id":7} []`,
		}},
		{"Structs", func() builder.Source { return builder.Structs(users) }, []string{"1", "2"}, []string{`1 0  the pointer is nil  []`, `3 0  the pointer is nil  []`}},
		{"Seq", func() builder.Source {
			return builder.Seq(func(yield func(*user) bool) {
				for _, u := range users {
					if !yield(u) {
						return
					}
				}
			})
		}, []string{"1", "2"}, []string{`1 0  the pointer is nil  []`, `3 0  the pointer is nil  []`}},
		{"Tuples", func() builder.Source { return builder.Tuples(columns, tuples) }, []string{"1", "3"}, badTuples},
		{"TupleSeq", func() builder.Source {
			return builder.TupleSeq(columns, func(yield func([]any, error) bool) {
				for _, row := range tuples {
					if !yield(row, nil) {
						return
					}
				}
			})
		}, []string{"1", "3"}, badTuples},
		{"Maps", func() builder.Source {
			return builder.Maps([]map[string]any{{"id": 1, "name": "a"}, {}, {"id": 2, "name": sq.Expr("?", builder.Stored("x"))}, {"id": 3}})
		}, []string{"1", "3"}, []string{
			`1 0  it has no values at all  [not set not set]`,
			`2 0 name a cell cannot refer to Stored or Incoming columns  [2 SQL]`,
		}},
		{"its own", func() builder.Source { return numbered{4} }, []string{"0", "2"}, []string{`1 10  odd  []`, `3 30  odd  []`}},
		{"width", func() builder.Source {
			return custom{columns: columns, rows: tuples}
		}, []string{"1", "3"}, []string{`1 0  1 values for 2 columns  [2]`, `3 0  3 values for 2 columns  [4 c d]`}},
	}
}

// described is a row that was set aside as a text.
func described(bad builder.InvalidRow) string {
	var list []string
	for _, c := range bad.Values {
		switch _, isSQL := c.(sq.Sqlizer); {
		case isSQL:
			c = "SQL"
		case c == any(builder.Unset):
			c = "not set"
		}
		list = append(list, fmt.Sprint(c))
	}
	return fmt.Sprintf("%d %d %s %v %s [%s]", bad.Row, bad.Line, bad.Column, bad.Err, bad.Text, strings.Join(list, " "))
}

// setAside are the ids of the rows of all chunks, with their lines, and the rows that were set aside.
func setAside(b builder.Bulk, o builder.JobOptions) (sent, bad []string, err error) {
	job, err := b.Job(o)
	if err != nil {
		return nil, nil, err
	}
	for c, err := range job.Chunks(fake{}) {
		if err != nil {
			return sent, bad, err
		}
		for _, row := range c.Invalid {
			bad = append(bad, described(row))
		}
		for i := range c.Rows.N {
			id := fmt.Sprint(c.Row(i)[0])
			if p, ok := c.Row(i)[0].(*int64); ok {
				id = fmt.Sprint(*p)
			}
			if c.Line(i) > 0 {
				id += fmt.Sprint(" of line ", c.Line(i))
			}
			sent = append(sent, id)
		}
	}
	return sent, bad, nil
}

// TestSetAside: from every source, the rows that cannot be sent are set aside with what is known of them, and the others are sent; the
// same where the source is read ahead or wrapped. Without it the first of them ends the rows.
func TestSetAside(t *testing.T) {
	for _, tt := range inputCases() {
		for how, around := range map[string]func(builder.Source) builder.Source{
			"":                func(s builder.Source) builder.Source { return s },
			", ahead":         builder.Ahead,
			", wrapped":       func(s builder.Source) builder.Source { return copied{s} },
			", wrapped ahead": func(s builder.Source) builder.Source { return builder.Ahead(copied{s}) },
		} {
			for _, batch := range []int{1, 1000} {
				insert := builder.Insert("items").From(around(tt.source()))
				sent, bad, err := setAside(insert, builder.JobOptions{SetAside: -1, BatchSize: batch})
				if err != nil || !reflect.DeepEqual(bad, tt.bad) {
					t.Errorf("%s%s: set aside\n%s\nwant\n%s\n%v", tt.name, how, strings.Join(bad, "\n"), strings.Join(tt.bad, "\n"), err)
				}
				if !reflect.DeepEqual(sent, tt.sent) {
					t.Errorf("%s%s: sent %q, want %q", tt.name, how, sent, tt.sent)
				}
			}
		}
		_, _, err := setAside(builder.Insert("items").From(tt.source()), builder.JobOptions{})
		var row *builder.RowError
		if !errors.As(err, &row) || row.Row != 1 {
			t.Errorf("%s: got %v, want an error of the row 1", tt.name, err)
		}
	}
}

// TestSetAsideMost: behind so many rows that cannot be read the rows end, so that a run that allows fewer does not read on.
func TestSetAsideMost(t *testing.T) {
	for _, ahead := range []bool{false, true} {
		for most, want := range map[int]int{1: 2, 3: 4, 5: 5, 6: 5, -1: 5} {
			var source builder.Source = builder.CSV(strings.NewReader("id\n1,\n2,\n3,\n4,\n5,\n6\n"))
			if ahead {
				source = builder.Ahead(source)
			}
			sent, bad, err := setAside(builder.Insert("items").From(source), builder.JobOptions{SetAside: most})
			if err != nil || len(bad) != want || len(sent) != map[bool]int{true: 1}[most == -1 || most >= 5] {
				t.Errorf("%d: set aside %q, sent %q, %v", most, bad, sent, err)
			}
		}
	}
}

// TestSetAsideEnds: an error of the reader, or of a sequence, ends the rows behind those that were set aside.
func TestSetAsideEnds(t *testing.T) {
	boom := errors.New("boom")
	for name, tt := range map[string]struct {
		source builder.Source
		want   string
	}{
		"CSV":       {builder.CSV(io.MultiReader(strings.NewReader("id\n1\n2,\n"), iotest.ErrReader(boom))), "builder: items: after 2 rows: boom"},
		"JSONLines": {builder.JSONLines[item](io.MultiReader(strings.NewReader("{\"id\":1}\nx\n"), iotest.ErrReader(boom))), "builder: items: after 2 rows: line 3: boom"},
		"Seq2": {builder.Seq2(func(yield func(*item, error) bool) {
			_ = yield(&item{ID: 1}, nil) && yield(nil, nil) && yield(nil, boom)
		}), "builder: items: after 2 rows: boom"},
		"a row of its own": {builder.Seq2(func(yield func(*item, error) bool) {
			_ = yield(nil, nil) && yield(nil, &builder.RowError{Row: 1, Err: boom})
		}), "builder: items: row 1: boom"},
	} {
		_, _, err := setAside(builder.Insert("items").From(tt.source), builder.JobOptions{SetAside: -1})
		if !errors.Is(err, boom) || err.Error() != tt.want {
			t.Errorf("%s: got %v, want %s", name, err, tt.want)
		}
	}
}

// TestSetAsideKeys: with a policy that refuses them, keys that come again and keys with a NULL are set aside; the first row of a key is
// sent. Of a row that cannot be read no key is known.
func TestSetAsideKeys(t *testing.T) {
	const text = "id,name\n1,a\n,b\n2,c,\n2,d\n1,e\n2,f\n"
	for _, policy := range []builder.DuplicatePolicy{builder.RejectDuplicates, builder.RejectDuplicates.AcrossChunks()} {
		up := builder.Insert("items").From(builder.CSV(strings.NewReader(text), builder.CSVNull(""))).OnConflict("id").DoUpdate()
		sent, bad, err := setAside(up, builder.JobOptions{SetAside: -1, Duplicates: policy, RejectNullKeys: true})
		want := []string{
			`1 3  its key ["id"] has a NULL, which equals no stored row  [<nil> b]`,
			`2 4  wrong number of fields: 3 for 2 columns  [2 c ]`,
			`4 6  row 0 has the same key ["id"] (the option Duplicates keeps one of them, or merges them)  [1 e]`,
			`5 7  row 3 has the same key ["id"] (the option Duplicates keeps one of them, or merges them)  [2 f]`,
		}
		if err != nil || !reflect.DeepEqual(bad, want) || !reflect.DeepEqual(sent, []string{"1 of line 2", "2 of line 5"}) {
			t.Errorf("sent %q, set aside\n%s\n%v", sent, strings.Join(bad, "\n"), err)
		}
	}
}

// TestSetAsideShapes: a row of an update that lacks its key, or has nothing to set, and one that is too large for any statement.
func TestSetAsideShapes(t *testing.T) {
	rows := []map[string]any{{"id": 1, "name": "a"}, {"name": "b"}, {"id": 3}, {"id": 4, "name": strings.Repeat("x", 3000)}, {"id": 5, "name": "e"}}
	update := builder.Update("items").Key("id").Set("name").From(builder.Maps(rows))
	job, err := update.Job(builder.JobOptions{SetAside: -1})
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[int]string)
	for c, err := range job.Chunks(fake{limits: dialect.Limits{Bytes: 2000}}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range c.Invalid {
			got[bad.Row] = bad.Err.Error()
			if len(bad.Values) != 2 || errors.Is(bad.Err, builder.ErrTooLarge) != (bad.Row == 3) {
				t.Errorf("%d: %v, %d cells", bad.Row, bad.Err, len(bad.Values))
			}
		}
		for i := range c.Rows.N {
			got[c.Input(i)] = "sent"
		}
	}
	if len(got) != 5 || got[0] != "sent" || got[4] != "sent" || got[1] != `it lacks the key column "id"` || got[2] != "it has nothing to set" {
		t.Errorf("got %v", got)
	}
}

// TestSetAsideRandom: lines of CSV and JSON, good and bad in any order, read ahead or not: each has its position and its line.
func TestSetAsideRandom(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 21))
		isCSV, n := r.IntN(2) == 0, r.IntN(1200)
		var text strings.Builder
		if isCSV {
			text.WriteString("id,name\n")
		}
		var sent, bad []string
		line := strings.Count(text.String(), "\n") + 1
		for i := range n {
			for r.IntN(5) == 0 {
				text.WriteString("\n")
				line++
			}
			good := r.IntN(1+r.IntN(4)) == 0
			switch {
			case isCSV && good:
				fmt.Fprintf(&text, "%d,\"a\nb\"\n", i+1)
			case isCSV:
				fmt.Fprintf(&text, []string{"%d\n", "%d,\"a\nb\"c\n", "%d,a\"b\n"}[r.IntN(3)], i)
			case good:
				fmt.Fprintf(&text, "{\"id\":%d}\n", i+1)
			default:
				fmt.Fprintf(&text, "{\"id\":\"%d\"}\n", i)
			}
			if good {
				sent = append(sent, fmt.Sprintf("%d of line %d", i+1, line))
			} else {
				bad = append(bad, fmt.Sprintf("%d %d", i, line))
			}
			line = strings.Count(text.String(), "\n") + 1
		}
		var source builder.Source = builder.JSONLines[item](strings.NewReader(text.String()))
		if isCSV {
			source = builder.CSV(strings.NewReader(text.String()))
		}
		if r.IntN(2) == 0 {
			source = builder.Ahead(source)
		}
		gotSent, gotBad, err := setAside(builder.Insert("items").From(source), builder.JobOptions{SetAside: -1, BatchSize: 1 + r.IntN(100)})
		for i := range gotBad {
			gotBad[i] = strings.Join(strings.Fields(gotBad[i])[:2], " ")
		}
		if err != nil || !reflect.DeepEqual(gotSent, sent) || !reflect.DeepEqual(gotBad, bad) {
			t.Fatalf("seed %d: %v\nsent %q\nwant %q\nset aside %q\nwant %q", seed, err, gotSent, sent, gotBad, bad)
		}
	}
}
