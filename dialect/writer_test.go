package dialect_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// names spells a reference as a name behind a prefix, and knows only the columns given.
func names(prefix string, columns ...string) dialect.Spell {
	return func(w *dialect.Writer, column string) bool {
		for _, c := range columns {
			if c == column {
				w.SQL(prefix, dialect.QuoteName(column, `"`))
				return true
			}
		}
		return false
	}
}

// write returns the text and the arguments of what f writes for one row.
func write(format dialect.Placeholders, f func(w *dialect.Writer)) (string, []any, error) {
	w := dialect.NewWriter(format, dialect.Plain(1))
	w.Refs(names("t.", "a", "b"), names("excluded.", "a", "b"))
	f(w)
	return w.Fragment()
}

// nested is a Sqlizer that fails.
type broken struct{}

func (broken) ToSql() (string, []any, error) { return "", nil, errors.New("broken expression") }

var stored, incoming = dialect.Stored, dialect.Incoming

func TestWriterExpressions(t *testing.T) {
	sub := sq.Select("max(x)").From("o").Where(sq.Eq{"k": 7})
	for _, tt := range []struct {
		name   string
		expr   sq.Sqlizer
		dollar string
		args   []any
	}{
		{"no placeholder", sq.Expr("now()"), "now()", nil},
		{"values", sq.Expr("a + ? * ?", 1, "x"), "a + $1 * $2", []any{1, "x"}},
		{"nil value", sq.Expr("coalesce(?, 1)", nil), "coalesce($1, 1)", []any{nil}},
		{"literal question mark", sq.Expr("tags ?? ?", "x"), "tags ? $1", []any{"x"}},
		{"operators of json", sq.Expr("j ??| ? AND j ??& ?", "x", "y"), "j ?| $1 AND j ?& $2", []any{"x", "y"}},
		{"question mark at the end", sq.Expr("? = a ??", 1), "$1 = a ?", []any{1}},
		{"four question marks", sq.Expr("a ???? b"), "a ?? b", nil},
		{"stored and incoming", sq.Expr("? + ?", stored("a"), incoming("b")), `t."a" + excluded."b"`, nil},
		{"reference between values", sq.Expr("? + ? + ?", 1, stored("a"), 2), `$1 + t."a" + $2`, []any{1, 2}},
		{"reference alone", incoming("a"), `excluded."a"`, nil},
		{"two levels", sq.Expr("coalesce(?, ?)", sq.Expr("nullif(?, ?)", incoming("a"), ""), stored("a")),
			`coalesce(nullif(excluded."a", $1), t."a")`, []any{""}},
		{"literal question mark two levels down", sq.Expr("x AND ?", sq.Expr("j ?? ?", "k")), "x AND j ? $1", []any{"k"}},
		{"Eq", sq.Eq{"n": incoming("a")}, `n = excluded."a"`, nil},
		{"Eq of a list", sq.Eq{"n": []int{1, 2}}, "n IN ($1,$2)", []any{1, 2}},
		{"Eq of NULL", sq.Eq{"n": nil}, "n IS NULL", nil},
		{"Lt", sq.Lt{"n": stored("b")}, `n < t."b"`, nil},
		{"And and Or", sq.And{sq.Expr("? < ?", stored("a"), incoming("a")), sq.Or{sq.Eq{"k": 1}, sq.Expr("? IS NULL", stored("b"))}},
			`(t."a" < excluded."a" AND (k = $1 OR t."b" IS NULL))`, []any{1}},
		{"Case", sq.Case().When(sq.Expr("? > ?", incoming("a"), 5), incoming("a")).Else(stored("a")),
			`CASE WHEN excluded."a" > $1 THEN excluded."a" ELSE t."a" END`, []any{5}},
		{"ConcatExpr", sq.ConcatExpr("greatest(", stored("a"), ", ", sq.Expr("?", 3), ")"), `greatest(t."a", $1)`, []any{3}},
		{"select", sub, "SELECT max(x) FROM o WHERE k = $1", []any{7}},
		{"select with Dollar", sub.PlaceholderFormat(sq.Dollar), "SELECT max(x) FROM o WHERE k = $1", []any{7}},
		{"select inside", sq.Expr("(?) + ?", sub, 1), "(SELECT max(x) FROM o WHERE k = $1) + $2", []any{7, 1}},
		{"insert with Dollar", sq.Insert("o").Columns("k").Values(1).PlaceholderFormat(sq.Dollar), "INSERT INTO o (k) VALUES ($1)", []any{1}},
		{"update with Dollar", sq.Update("o").Set("k", 1).PlaceholderFormat(sq.Dollar), "UPDATE o SET k = $1", []any{1}},
		{"delete with Dollar", sq.Delete("o").Where(sq.Eq{"k": 1}).PlaceholderFormat(sq.Dollar), "DELETE FROM o WHERE k = $1", []any{1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sql, args, err := write(dialect.Dollar, func(w *dialect.Writer) { w.Expr(tt.expr) })
			if err != nil {
				t.Fatal(err)
			}
			if sql != tt.dollar || !reflect.DeepEqual(args, tt.args) {
				t.Errorf("got  %s %v\nwant %s %v", sql, args, tt.dollar, tt.args)
			}
		})
	}
}

func TestWriterPlaceholders(t *testing.T) {
	expression := sq.Expr("a ?? ? AND ? = ?", 1, stored("a"), 2)
	for _, tt := range []struct {
		name   string
		format dialect.Placeholders
		want   string
	}{
		{"question", dialect.Question, `x?y a ? ? AND t."a" = ?`},
		{"dollar", dialect.Dollar, `x?y a ? $1 AND t."a" = $2`},
		{"escaped", dialect.Escaped, `x??y a ?? ? AND t."a" = ?`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sql, args, err := write(tt.format, func(w *dialect.Writer) {
				w.SQL("x?y", " ")
				w.Expr(expression)
			})
			if err != nil || sql != tt.want || !reflect.DeepEqual(args, []any{1, 2}) {
				t.Errorf("got  %s %v, %v\nwant %s [1 2]", sql, args, err, tt.want)
			}
		})
	}
}

// TestEscapedInsideSquirrel pins what Escaped is for: the fragment survives a builder with the Dollar format.
func TestEscapedInsideSquirrel(t *testing.T) {
	fragment, args, err := write(dialect.Escaped, func(w *dialect.Writer) {
		w.SQL(`"what?" = `)
		w.Expr(sq.Expr("j ?? ?", "k"))
	})
	if err != nil {
		t.Fatal(err)
	}
	sql, args, err := sq.Select("1").Where(sq.Eq{"z": 0}).Where(sq.Expr(fragment, args...)).PlaceholderFormat(sq.Dollar).ToSql()
	if want := `SELECT 1 WHERE z = $1 AND "what?" = j ? $2`; err != nil || sql != want || !reflect.DeepEqual(args, []any{0, "k"}) {
		t.Errorf("got %s %v, %v; want %s [0 k]", sql, args, err, want)
	}
}

func TestWriterErrors(t *testing.T) {
	dollar := sq.Select("1").Where(sq.Eq{"k": 1}).PlaceholderFormat(sq.Dollar)
	for _, tt := range []struct {
		name string
		expr sq.Sqlizer
		want []string
	}{
		{"too few arguments", sq.Expr("? + ?", 1), []string{"more placeholders than its 1 arguments", "??"}},
		{"no arguments", sq.Expr("a ? b"), []string{"more placeholders than its 0 arguments"}},
		{"too many arguments", sq.Expr("a = ?", 1, 2), []string{"2 arguments but only 1 placeholders"}},
		{"a Dollar builder inside", sq.Expr("(?) > ?", dollar, 1), []string{"PlaceholderFormat(sq.Question)"}},
		{"a Dollar builder inside And", sq.And{sq.Expr("EXISTS (?)", dollar)}, []string{"PlaceholderFormat(sq.Question)"}},
		{"unknown stored column", stored("z"), []string{`Stored("z")`, "no such column"}},
		{"unknown incoming column", incoming("z"), []string{`Incoming("z")`, "no such column"}},
		{"a broken expression", broken{}, []string{"broken expression"}},
		{"a broken expression inside", sq.Expr("a = ?", broken{}), []string{"broken expression"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sql, args, err := write(dialect.Dollar, func(w *dialect.Writer) { w.Expr(tt.expr) })
			if err == nil {
				t.Fatalf("no error, but %s %v", sql, args)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error %q does not say %q", err, want)
				}
			}
		})
	}
}

// TestWriterKeepsFirstError checks that what is written after a mistake does not hide it.
func TestWriterKeepsFirstError(t *testing.T) {
	w := dialect.NewWriter(dialect.Question, dialect.Plain(1))
	w.Expr(stored("first"))
	w.Expr(sq.Expr("?"))
	w.SQL("more")
	if _, err := w.Step(dialect.ReadAffected); err == nil || !strings.Contains(err.Error(), "first") {
		t.Errorf("got %v, want the error about the first mistake", err)
	}
}

func TestWriterRefsHaveNoMeaning(t *testing.T) {
	for _, ref := range []dialect.Ref{stored("a"), incoming("a")} {
		w := dialect.NewWriter(dialect.Question, dialect.Plain(1))
		w.Refs(names("t.", "a"), names("n.", "a"))
		w.Refs(nil, nil)
		w.Ref(ref)
		if _, _, err := w.Fragment(); err == nil || !strings.Contains(err.Error(), "no meaning here") {
			t.Errorf("%v: got %v, want an error", ref, err)
		}
	}
}

func TestRefs(t *testing.T) {
	e := sq.And{sq.Eq{"k": []int{1, 2}}, sq.Expr("? < ?", stored("a"), sq.Expr("? + ?", incoming("b"), 1))}
	refs, err := dialect.Refs(e)
	if want := []dialect.Ref{stored("a"), incoming("b")}; err != nil || !reflect.DeepEqual(refs, want) {
		t.Errorf("got %v, %v; want %v", refs, err, want)
	}
	if refs, err := dialect.Refs(nil); refs != nil || err != nil {
		t.Errorf("a nil expression has %v, %v", refs, err)
	}
	if _, err := dialect.Refs(broken{}); err == nil {
		t.Error("a broken expression gives no error")
	}
}
