package sqlite

import (
	"reflect"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
)

// TestQuestion: the schema of the table is asked, and that of temporary triggers.
func TestQuestion(t *testing.T) {
	for table, want := range map[string]struct{ from, name string }{
		"people":      {"FROM sqlite_master UNION", "people"},
		`my"s.people`: {`FROM "my""s".sqlite_master UNION`, "people"},
	} {
		step, err := newTable(table).question(nil)
		if err != nil || step.Read != dialect.ReadNumbers || !strings.Contains(step.SQL, want.from) {
			t.Fatalf("%s: %+v, %v", table, step, err)
		}
		if args := step.AppendArgs(nil, dialect.Rows{}, nil, 0); !reflect.DeepEqual(args, []any{want.name}) {
			t.Errorf("%s: %v", table, args)
		}
	}
}
