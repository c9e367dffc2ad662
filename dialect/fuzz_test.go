package dialect_test

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// FuzzQuote: a quoted table's name reads back as its parts, and nothing stands outside the quotes but the dots between them.
func FuzzQuote(f *testing.F) {
	f.Add("app.people", false)
	f.Add("a\"b.`c\"\"", true)
	f.Add("\".\"", false)
	f.Fuzz(func(t *testing.T, table string, backtick bool) {
		quote := `"`
		if backtick {
			quote = "`"
		}
		text := dialect.QuoteQualified(table, quote)
		var parts []string
		for {
			part, rest := unquote(t, text, quote)
			if parts = append(parts, part); rest == "" {
				break
			}
			if rest[0] != '.' {
				t.Fatalf("%q stands behind a name in %s", rest, text)
			}
			text = rest[1:]
		}
		if want := strings.Split(table, "."); !slices.Equal(parts, want) {
			t.Errorf("got %q, want %q", parts, want)
		}
	})
}

// unquote reads a quoted name as a server does, and returns what follows it.
func unquote(t *testing.T, text, quote string) (name, rest string) {
	t.Helper()
	rest, ok := strings.CutPrefix(text, quote)
	for ok {
		var part string
		part, rest, ok = strings.Cut(rest, quote)
		name += part
		if !strings.HasPrefix(rest, quote) {
			break
		}
		name, rest = name+quote, rest[1:]
	}
	if !ok {
		t.Fatalf("%s has an open quote", text)
	}
	return name, rest
}

// FuzzFragments: an expression of the caller's has one placeholder for each argument, in order, or is refused; ?? is a question mark;
// the rest of its text stays as it is. Also one inside another expression, and one that a squirrel builder takes in.
func FuzzFragments(f *testing.F) {
	f.Add("a = ? AND b ?? 'x'", 1)
	f.Add("???", 1)
	f.Add("'it''s ?' -- why?\n/* ? */ $$ ? $$ $1", 4)
	f.Add("a ?? b", 0)
	f.Add("? = ?", 1)
	f.Add("é?", 1)
	f.Fuzz(func(t *testing.T, text string, n int) {
		args := make([]any, min(max(n, 0), 20))
		for i := range args {
			args[i] = i
		}
		pieces, placeholders := split(text)
		for _, e := range []sq.Sqlizer{sq.Expr(text, args...), sq.Expr("?", sq.Expr(text, args...)), sq.ConcatExpr(sq.Expr(text, args...))} {
			for _, format := range []dialect.Placeholders{dialect.Question, dialect.Dollar, dialect.Escaped} {
				sql, got, err := write(format, func(w *dialect.Writer) { w.Expr(e) })
				if err != nil {
					if placeholders == len(args) {
						t.Errorf("%q with %d arguments: %v", text, len(args), err)
					}
					continue
				}
				if format == dialect.Escaped { // squirrel writes it out
					if sql, got, err = sq.Expr(sql, got...).ToSql(); err == nil {
						sql, err = sq.Dollar.ReplacePlaceholders(sql)
					}
				}
				want := joined(pieces, format != dialect.Question)
				if err != nil || sql != want || placeholders != len(args) || !reflect.DeepEqual(got, some(args)) {
					t.Errorf("format %v: got %q %v, %v; want %q %v", format, sql, got, err, want, args)
				}
			}
		}
	})
}

// some is nil for an empty list.
func some(args []any) []any {
	if len(args) == 0 {
		return nil
	}
	return args
}

// split takes a text apart at its placeholders; in the pieces, ?? is one question mark.
func split(text string) (pieces []string, placeholders int) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] != '?':
			b.WriteByte(text[i])
		case i+1 < len(text) && text[i+1] == '?':
			b.WriteByte('?')
			i++
		default:
			pieces = append(pieces, b.String())
			b.Reset()
		}
	}
	pieces = append(pieces, b.String())
	return pieces, len(pieces) - 1
}

// joined puts placeholders between the pieces.
func joined(pieces []string, dollar bool) string {
	if !dollar {
		return strings.Join(pieces, "?")
	}
	var b strings.Builder
	for i, p := range pieces {
		if i > 0 {
			b.WriteString("$" + strconv.Itoa(i))
		}
		b.WriteString(p)
	}
	return b.String()
}
