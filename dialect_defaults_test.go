package sqbulk_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
	"github.com/sqbulk/sqbulk/sqlite"
)

// TestDefaultLooksUpNothing: DEFAULT among the cells by which rows are looked up is refused by every dialect, in every such statement.
func TestDefaultLooksUpNothing(t *testing.T) {
	rows := dialect.Rows{N: 1, Exprs: map[dialect.Cell]dialect.Expr{{}: {SQL: "DEFAULT", Default: true}}}
	key := []string{"id"}
	dialects := map[string]dialect.Dialect{
		"postgres": postgres.Dialect{}, "mysql": mysql.Dialect{}, "mariadb": mysql.MariaDB{}, "sqlite": sqlite.Dialect{},
	}
	statements := map[string]dialect.Statement{
		"update": dialect.Update{Table: "t", Key: key, Columns: []string{"a"}, Set: []dialect.Assignment{{Column: "a"}}},
		"delete": dialect.Delete{Table: "t", Key: key},
		"select": dialect.Select{Table: "t", Key: key, Columns: []string{"a"}},
		"match":  dialect.Match{Table: "t", Key: key},
	}
	for name, d := range dialects {
		for kind, s := range statements {
			if _, err := s.Spell(d, rows); !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), "DEFAULT") {
				t.Errorf("%s, %s: %v", name, kind, err)
			}
		}
	}
}
