package dialect_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// update writes a statement with every kind of argument: fixed ones before, inside and after the rows, cells in another
// order than the row's, and a cell that stands twice.
func update(rows dialect.Rows) (dialect.Step, error) {
	w := dialect.NewWriter(dialect.Dollar, rows)
	w.Expr(sq.Expr("WITH x AS (SELECT ?) ", "prefix"))
	w.SQL("CASE ")
	w.EachRow(" ", func() {
		w.SQL("WHEN ")
		w.Cell(2)
		w.SQL(" THEN ")
		w.Value("fixed")
		w.Cells("(", []int{0, 2}, ")")
	})
	w.SQL(" END IN (")
	w.EachRow(", ", func() { w.Cell(0) })
	w.SQL(") AND ")
	w.Expr(sq.Expr("k = ?", "suffix"))
	return w.Step(dialect.ReadAffected)
}

var cells = []any{"a0", "b0", "c0", "a1", "b1", "c1"}

func TestStepLayout(t *testing.T) {
	rows := dialect.Plain(2)
	step, err := update(rows)
	if err != nil {
		t.Fatal(err)
	}
	want := "WITH x AS (SELECT $1) CASE WHEN $2 THEN $3($4, $5) WHEN $6 THEN $7($8, $9) END IN ($10, $11) AND k = $12"
	if step.SQL != want || step.Read != dialect.ReadAffected {
		t.Errorf("got  %s\nwant %s", step.SQL, want)
	}
	args := step.AppendArgs([]any{"before"}, rows, cells, 3)
	if want := []any{"before", "prefix", "c0", "fixed", "a0", "c0", "c1", "fixed", "a1", "c1", "a0", "a1", "suffix"}; !reflect.DeepEqual(args, want) {
		t.Errorf("got  %v\nwant %v", args, want)
	}
	if n := step.Params(rows); n != 12 {
		t.Errorf("%d parameters, want 12", n)
	}
}

// TestStepLayoutIsForAnyNumberOfRows: the layout of one chunk binds another chunk's arguments.
func TestStepLayoutIsForAnyNumberOfRows(t *testing.T) {
	two, _ := update(dialect.Plain(2))
	five, _ := update(dialect.Plain(5))
	if !reflect.DeepEqual(two.Args, five.Args) {
		t.Errorf("the layouts of 2 and 5 rows differ:\n%v\n%v", two.Args, five.Args)
	}
	for n := 1; n < 6; n++ {
		rows := dialect.Plain(n)
		step, _ := update(rows)
		if args := step.AppendArgs(nil, rows, make([]any, 3*n), 3); len(args) != step.Params(rows) || len(args) != strings.Count(step.SQL, "$") {
			t.Errorf("%d rows: %d arguments, %d parameters, %d placeholders", n, len(args), step.Params(rows), strings.Count(step.SQL, "$"))
		}
	}
}

func TestStepWithExpressionCells(t *testing.T) {
	rows := dialect.Rows{N: 2, Exprs: map[dialect.Cell]dialect.Expr{
		{Row: 0, Column: 2}: {SQL: "now()"},
		{Row: 1, Column: 0}: {SQL: "(? + ? + length('??'))", Args: []any{"x", "y"}},
	}}
	step, err := update(rows)
	if err != nil {
		t.Fatal(err)
	}
	want := "WITH x AS (SELECT $1) CASE WHEN now() THEN $2($3, now()) WHEN $4 THEN $5(($6 + $7 + length('?')), $8) END IN ($9, ($10 + $11 + length('?'))) AND k = $12"
	if step.SQL != want {
		t.Errorf("got  %s\nwant %s", step.SQL, want)
	}
	args := step.AppendArgs(nil, rows, cells, 3)
	if want := []any{"prefix", "fixed", "a0", "c1", "fixed", "x", "y", "c1", "a0", "x", "y", "suffix"}; !reflect.DeepEqual(args, want) {
		t.Errorf("got  %v\nwant %v", args, want)
	}
	if n := step.Params(rows); n != len(args) {
		t.Errorf("%d parameters, want %d", n, len(args))
	}
}

func TestCellCannotReferToColumns(t *testing.T) {
	e, err := dialect.Resolve(sq.Expr("? + 1", dialect.Stored("a")))
	if err != nil {
		t.Fatal(err)
	}
	w := dialect.NewWriter(dialect.Question, dialect.Rows{N: 1, Exprs: map[dialect.Cell]dialect.Expr{{}: e}})
	w.Refs(names("t.", "a"), nil)
	w.EachRow("", func() { w.Cell(0) })
	if _, err := w.Step(dialect.ReadAffected); err == nil || !strings.Contains(err.Error(), "a cell cannot refer") {
		t.Errorf("got %v, want an error", err)
	}
}

// TestIncomingAsCell checks that an expression inside EachRow takes the cells of its row: the CASE form.
func TestIncomingAsCell(t *testing.T) {
	rows := dialect.Plain(2)
	w := dialect.NewWriter(dialect.Question, rows)
	cell := func(w *dialect.Writer, column string) bool {
		w.Cell(map[string]int{"id": 0, "hits": 1}[column])
		return true
	}
	w.Refs(names("t.", "hits"), cell)
	w.EachRow(" ", func() {
		w.SQL("WHEN ")
		w.Cell(0)
		w.SQL(" THEN ")
		w.Expr(sq.Expr("? + ? * ?", dialect.Stored("hits"), dialect.Incoming("hits"), 10))
	})
	step, err := w.Step(dialect.ReadAffected)
	if want := `WHEN ? THEN t."hits" + ? * ? WHEN ? THEN t."hits" + ? * ?`; err != nil || step.SQL != want {
		t.Errorf("got %s, %v; want %s", step.SQL, err, want)
	}
	if args := step.AppendArgs(nil, rows, []any{1, 5, 2, 6}, 2); !reflect.DeepEqual(args, []any{1, 5, 10, 2, 6, 10}) {
		t.Errorf("got %v", args)
	}
}

func TestResolve(t *testing.T) {
	for _, tt := range []struct {
		name string
		cell sq.Sqlizer
		want dialect.Expr
	}{
		{"call", sq.Expr("now()"), dialect.Expr{SQL: "now()"}},
		{"arguments", sq.Expr("lower(?)", "A"), dialect.Expr{SQL: "lower(?)", Args: []any{"A"}}},
		{"default", dialect.Default{}, dialect.Expr{SQL: "DEFAULT", Default: true}},
		{"builder with Dollar", sq.Select("1").Where("x = ?", 2).PlaceholderFormat(sq.Dollar), dialect.Expr{SQL: "SELECT 1 WHERE x = ?", Args: []any{2}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := dialect.Resolve(tt.cell); err != nil || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %+v, %v; want %+v", got, err, tt.want)
			}
		})
	}
	if _, err := dialect.Resolve(broken{}); err == nil {
		t.Error("a broken cell gives no error")
	}
}

func TestPositions(t *testing.T) {
	if got := dialect.Columns(3); !reflect.DeepEqual(got, []int{0, 1, 2}) {
		t.Errorf("got %v", got)
	}
}

// TestInRowOrder: only cells in the order of the row, each once, are the row itself.
func TestInRowOrder(t *testing.T) {
	cell := func(c int) dialect.Slot { return dialect.Slot{Column: c} }
	fixed := dialect.Slot{Column: dialect.Fixed, Value: 1}
	for _, tt := range []struct {
		name string
		args []dialect.Args
		want bool
	}{
		{"all cells", []dialect.Args{{PerRow: true, Slots: []dialect.Slot{cell(0), cell(1)}}}, true},
		{"no arguments", nil, false},
		{"another order", []dialect.Args{{PerRow: true, Slots: []dialect.Slot{cell(1), cell(0)}}}, false},
		{"a cell is missing", []dialect.Args{{PerRow: true, Slots: []dialect.Slot{cell(0)}}}, false},
		{"a cell twice", []dialect.Args{{PerRow: true, Slots: []dialect.Slot{cell(0), cell(1), cell(1)}}}, false},
		{"a value in every row", []dialect.Args{{PerRow: true, Slots: []dialect.Slot{cell(0), fixed}}}, false},
		{"once only", []dialect.Args{{Slots: []dialect.Slot{cell(0), cell(1)}}}, false},
		{"a value after the rows", []dialect.Args{{PerRow: true, Slots: []dialect.Slot{cell(0), cell(1)}}, {Slots: []dialect.Slot{fixed}}}, false},
	} {
		if got := (dialect.Step{Args: tt.args}).InRowOrder(2); got != tt.want {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
}

// TestStrategyGoString: an error names a strategy as it is written.
func TestStrategyGoString(t *testing.T) {
	for s, want := range map[dialect.Strategy]string{
		dialect.Statements: "exec.Statements", dialect.Copy: "exec.Copy", dialect.Staging: "exec.Staging", dialect.Arrays: "exec.Arrays",
		-1: "dialect.Strategy(-1)", 9: "dialect.Strategy(9)",
	} {
		if got := fmt.Sprintf("%#v", s); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
