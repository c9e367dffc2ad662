package sqbulk_test

import (
	"fmt"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// TestHostileNames: whatever a name contains, the text outside quotes stays the same. The name is put through every place that
// takes one.
func TestHostileNames(t *testing.T) {
	for _, hostile := range []string{`a"b`, "a`b", `"; DROP TABLE users; --`, "`; DROP TABLE users; --", "select", "ä 数", "a?b", "a$1b", "a'b", `back\slash`, "--", "/*", "a:b", "%s"} {
		for _, d := range dialects {
			for name, build := range everyStatement() {
				sql, args, err := build(hostile).Dialect(d).ToSql()
				harmless, _, errPlain := build("plain").Dialect(d).ToSql()
				if err != nil || errPlain != nil {
					t.Errorf("%s, %s, %q: %v, %v", d.Name(), name, hostile, err, errPlain)
					continue
				}
				quote := d.Quote("x")[:1]
				if got, want := outside(sql, quote), outside(harmless, quote); got != want {
					t.Errorf("%s, %s, %q:\ngot  %s\nwant %s", d.Name(), name, hostile, got, want)
				}
				if strings.Count(sql, dialect.QuoteName(hostile, quote)) != strings.Count(harmless, dialect.QuoteName("plain", quote)) {
					t.Errorf("%s, %s, %q is not always quoted: %s", d.Name(), name, hostile, sql)
				}
				if n := placeholders(d, outside(sql, quote)); n != len(args) {
					t.Errorf("%s, %s, %q: %d placeholders and %d arguments", d.Name(), name, hostile, n, len(args))
				}
			}
		}
	}
}

// everyStatement are statements that use a name as the table, a column, a key, and in references.
func everyStatement() map[string]func(name string) sqlBuilder {
	return map[string]func(string) sqlBuilder{
		"insert": func(n string) sqlBuilder { return builder.Insert(n).Columns(n, "v").Values(1, 2) },
		"upsert": func(n string) sqlBuilder {
			return builder.Insert(n).Columns("k", n).Values(1, 2).OnConflict("k").
				DoUpdateSet(n, sq.Expr("? + ?", builder.Stored(n), builder.Incoming(n)))
		},
		"conflict on it": func(n string) sqlBuilder {
			return builder.Insert("t").Columns(n, "v").Values(1, 2).OnConflict(n).DoUpdate().OnlyChanged()
		},
		"update":       func(n string) sqlBuilder { return builder.Update(n).Key("k").Set(n).Values(1, 2) },
		"update by it": func(n string) sqlBuilder { return builder.Update("t").Key(n).Set("v").Values(1, 2).OnlyChanged() },
		"CASE":         func(n string) sqlBuilder { return builder.Update("t").Key("k", n).Set("v").Values(1, 2, 3).CaseForm() },
		"delete":       func(n string) sqlBuilder { return builder.Delete(n).Key(n, "k").Values(1, 2) },
	}
}

// outside replaces every quoted name by _.
func outside(sql, quote string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(sql, quote)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString("_")
		for {
			end := strings.Index(rest, quote)
			if end < 0 {
				return b.String() + fmt.Sprint("<open>", rest)
			}
			rest = rest[end+1:]
			if !strings.HasPrefix(rest, quote) {
				break
			}
			rest = rest[1:]
		}
		sql = rest
	}
}
