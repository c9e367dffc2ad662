package builder_test

import (
	"errors"
	"iter"
	"reflect"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// TestFullChunksShareOneText: 25 chunks need two texts, and two more calls that measure.
func TestFullChunksShareOneText(t *testing.T) {
	var calls []int
	texts := make(map[string]int)
	for st, err := range builder.Insert("t").BatchSize(100).From(builder.Column("id", make([]int, 2450))).Statements(fake{calls: &calls}) {
		if err != nil {
			t.Fatal(err)
		}
		sql, args, err := st.ToSql()
		if err != nil || len(args) != st.Rows {
			t.Fatalf("%d arguments for %d rows, %v", len(args), st.Rows, err)
		}
		texts[sql]++
	}
	if want := []int{1, 2, 100, 50}; !reflect.DeepEqual(calls, want) {
		t.Errorf("the dialect was asked for %v rows, want %v", calls, want)
	}
	if len(texts) != 2 {
		t.Errorf("%d texts, want 2", len(texts))
	}
}

// TestExpressionsHaveTheirOwnText: a chunk with an expression is rendered for itself, and the others still share.
func TestExpressionsHaveTheirOwnText(t *testing.T) {
	var calls []int
	cells := make([]any, 50)
	cells[15], cells[25] = sq.Expr("now()"), sq.Expr("now()")
	job, err := builder.Insert("t").BatchSize(10).From(builder.Column("id", cells)).Job(builder.JobOptions{})
	if err != nil {
		t.Fatal(err)
	}
	speller := builder.NewSpeller(fake{calls: &calls})
	var shared []bool
	for c, err := range job.Chunks(fake{}) {
		if err != nil {
			t.Fatal(err)
		}
		sp, err := speller.Spell(c)
		if err != nil {
			t.Fatal(err)
		}
		shared = append(shared, c.Shared())
		if strings.Contains(sp.Steps[0].SQL, "now()") == c.Shared() {
			t.Errorf("the chunk at %d: %s", c.First, sp.Steps[0].SQL)
		}
	}
	if want := []bool{true, false, false, true, true}; !reflect.DeepEqual(shared, want) {
		t.Errorf("shared: %v, want %v", shared, want)
	}
	if want := []int{10, 10, 10}; !reflect.DeepEqual(calls, want) {
		t.Errorf("the dialect was asked for %v rows, want %v", calls, want)
	}
}

// TestSpellerKeepsFewTexts: many different sizes do not pile up, and the text is right all the same.
func TestSpellerKeepsFewTexts(t *testing.T) {
	job, err := builder.Insert("t").From(builder.Column("id", make([]int, 30))).Job(builder.JobOptions{})
	if err != nil {
		t.Fatal(err)
	}
	speller := builder.NewSpeller(fake{})
	for n := 1; n <= 30; n++ {
		c := builder.Chunk{Width: 1, Statement: job.Statement}
		c.Rows.N = n
		sp, err := speller.Spell(c)
		if err != nil || strings.Count(sp.Steps[0].SQL, "$") != n {
			t.Fatalf("%d rows: %v", n, err)
		}
		if again, _ := speller.Spell(c); again != sp {
			t.Errorf("%d rows: spelled twice", n)
		}
	}
}

// TestLazy: a source is read only as far as its statements are.
func TestLazy(t *testing.T) {
	read := 0
	rows := make2(1000)
	b := builder.Insert("t").BatchSize(10).From(custom{columns: []string{"a", "b"}, rows: rows, read: &read})
	if b.Statements(fake{}); read != 0 {
		t.Errorf("%d rows were read for nothing", read)
	}
	if _, err := b.Job(builder.JobOptions{}); err != nil || read != 0 {
		t.Errorf("Job read %d rows, %v", read, err)
	}
	n := 0
	for st, err := range b.Statements(fake{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; st.First != 10*(n-1) || read > 10*n+1 {
			t.Fatalf("statement %d begins at %d, and %d rows were read", n, st.First, read)
		}
		if n == 3 {
			break
		}
	}
	if read > 31 {
		t.Errorf("%d rows were read for 3 statements of 10", read)
	}
}

// TestChunksAreApart: a chunk stays as it is while the next ones are read.
func TestChunksAreApart(t *testing.T) {
	b := builder.Insert("t").BatchSize(2).From(custom{columns: []string{"a", "b"}, rows: make2(6)})
	for i, c := range chunks(t, b, fake{}) {
		if want := []any{2 * i, 2 * i, 2*i + 1, 2*i + 1}; !reflect.DeepEqual(c.Values, want) {
			t.Errorf("chunk %d: got %v, want %v", i, c.Values, want)
		}
	}
}

func TestToSqlNeedsOneStatement(t *testing.T) {
	b := builder.Insert("t").From(builder.Column("id", make([]int, 1001)))
	if _, _, err := b.Dialect(fake{}).ToSql(); err == nil || !strings.Contains(err.Error(), "BatchSize") {
		t.Errorf("got %v, want an error that names BatchSize", err)
	}
	if _, args, err := b.BatchSize(1001).Dialect(fake{}).ToSql(); err != nil || len(args) != 1001 {
		t.Errorf("got %d arguments, %v", len(args), err)
	}
}

func TestBoundIsASqlizer(t *testing.T) {
	var s sq.Sqlizer = builder.Delete("t").Key("id").Values(5).Dialect(fake{})
	if sql, args, err := s.ToSql(); err != nil || sql != "DELETE t IN ($1)" || !reflect.DeepEqual(args, []any{5}) {
		t.Errorf("got %s %v, %v", sql, args, err)
	}
}

// refusing is a dialect that cannot spell a statement, or only not with an expression.
type refusing struct {
	fake
	exprsOnly bool
}

var errRefused = errors.New("refused")

func (d refusing) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	if !d.exprsOnly || rows.Exprs != nil {
		return dialect.Spelling{}, errRefused
	}
	return d.fake.Insert(i, rows)
}

// TestStatementsPassErrorsOn: the error of a dialect, of the statement and of the rows ends the statements.
func TestStatementsPassErrorsOn(t *testing.T) {
	insert := builder.Insert("t").Columns("a").Values(1).BatchSize(1)
	for _, tt := range []struct {
		name       string
		statements iter.Seq2[builder.Statement, error]
		before     int // statements before the error
		want       string
	}{
		{"the dialect", insert.Statements(refusing{}), 0, "refused"},
		{"the dialect, at an expression", insert.Values(sq.Expr("now()")).Statements(refusing{exprsOnly: true}), 1, "refused"},
		{"the statement", insert.OnConflict("a").Statements(fake{}), 0, "needs DoNothing"},
		{"the rows", insert.Values(2).Values(3).Values(4, 5).Statements(fake{}), 2, "row 3"},
		{"an update", builder.Update("t").Statements(fake{}), 0, "no rows"},
		{"a delete", builder.Delete("t").Key("a").Values(1, 2).Statements(fake{}), 0, "row 0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n, failed := 0, false
			for _, err := range tt.statements {
				if failed {
					t.Fatal("there is something after the error")
				}
				if failed = err != nil; !failed {
					n++
				} else if !strings.Contains(err.Error(), tt.want) {
					t.Errorf("got %v, want %q", err, tt.want)
				}
			}
			if !failed || n != tt.before {
				t.Errorf("%d statements, then an error: %v; want %d and true", n, failed, tt.before)
			}
		})
	}
}

// TestRereadable: rows of memory can be read again, a source of unknown length cannot.
func TestRereadable(t *testing.T) {
	for _, tt := range []struct {
		name string
		b    builder.InsertBuilder
		want bool
	}{
		{"Values", builder.Insert("t").Columns("a").Values(1), true},
		{"slice", builder.Insert("t").From(builder.Column("a", []int{1})), true},
		{"no rows", builder.Insert("t").From(builder.Column("a", []int{})), true},
		{"a source that does not know its length", builder.Insert("t").From(custom{columns: []string{"a"}}), false},
	} {
		job, err := tt.b.Job(builder.JobOptions{})
		if err != nil || job.Rereadable() != tt.want {
			t.Errorf("%s: got %v, %v", tt.name, job.Rereadable(), err)
		}
	}
}

// TestRowByRow: statements of one row, whatever the batch size.
func TestRowByRow(t *testing.T) {
	job, err := builder.Insert("t").From(builder.Column("a", []int{1, 2, 3})).BatchSize(2).Job(builder.JobOptions{RowByRow: true})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for c := range job.Chunks(fake{}) {
		if n++; c.Rows.N != 1 {
			t.Errorf("a chunk has %d rows", c.Rows.N)
		}
	}
	if n != 3 {
		t.Errorf("%d chunks, want 3", n)
	}
}

// TestDescription: what the methods that only pass something on leave in the description.
func TestDescription(t *testing.T) {
	job, err := builder.Update("t").Key("a").Set("b").Values(1, 2).CaseForm().OnlyChanged().Returning("c").Returning("d").Job(builder.JobOptions{Count: true})
	u := job.Statement.(dialect.Update)
	if err != nil || u.Form != dialect.FormCase || !u.OnlyChanged || !u.Count || !reflect.DeepEqual(u.Returning, []string{"c", "d"}) {
		t.Errorf("got %+v, %v", u, err)
	}
	job, err = builder.Delete("t").Key("a").Values(1).Returning("c").Job(builder.JobOptions{})
	x := job.Statement.(dialect.Delete)
	if err != nil || !reflect.DeepEqual(x.Returning, []string{"c"}) {
		t.Errorf("got %+v, %v", x, err)
	}
}
