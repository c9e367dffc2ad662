package integration

import (
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
)

// TestRefInPlainSquirrel: through every driver, a statement that does not know what Stored means is an error that says what to do.
func TestRefInPlainSquirrel(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		var format sq.PlaceholderFormat = sq.Question
		if on.kind == "postgres" {
			format = sq.Dollar
		}
		for want, where := range map[string]sq.Sqlizer{
			`Stored("hits") has a meaning only in sqbulk's builders`: sq.Expr("1 = ?", builder.Stored("hits")),
			`write the column into the SQL`:                          sq.Eq{"1": builder.Incoming("hits")},
		} {
			text, args, err := sq.Select("1").Where(where).PlaceholderFormat(format).ToSql()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := on.db.Exec(text, args...); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%v", err)
			}
		}
	})
}
