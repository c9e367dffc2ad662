package mysql_test

import (
	"errors"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
)

// TestFoldNeedsJoin: the CASE form compares keys as they are.
func TestFoldNeedsJoin(t *testing.T) {
	u := dialect.Update{Table: "t", Key: []string{"k"}, Fold: []string{"k"}, Columns: []string{"a"}, Set: []dialect.Assignment{{Column: "a"}}, Form: dialect.FormCase}
	if _, err := (mysql.Dialect{}).Update(u, dialect.Plain(1)); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("got %v", err)
	}
}
