package postgres_test

import (
	"slices"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/postgres"
)

// TestChoices: what Auto may choose for each kind of statement, from how many rows on, and what that needs.
func TestChoices(t *testing.T) {
	const right = "the right to create temporary tables"
	type choice struct {
		strategy dialect.Strategy
		rows     int
		needs    string
	}
	update := dialect.Update{Table: "people", Key: []string{"id"}, Columns: []string{"name"}, Set: []dialect.Assignment{{Column: "name"}}}
	for name, tt := range map[string]struct {
		statement dialect.Statement
		want      []choice
	}{
		"insert":            {people(asIs), []choice{{dialect.Copy, 2_000, ""}}},
		"insert, returning": {people(func(i *dialect.Insert) { i.Returning = []string{"id"} }), []choice{{dialect.Staging, 20_000, right}}},
		"insert, suffix":    {people(func(i *dialect.Insert) { i.Suffixes = []sq.Sqlizer{sq.Expr("/* s */")} }), []choice{{dialect.Staging, 20_000, right}}},
		"upsert":            {upsert(asIs), []choice{{dialect.Staging, 20_000, right}}},
		"update":            {update, []choice{{dialect.Staging, 20_000, right}}},
		"delete":            {dialect.Delete{Table: "people", Key: []string{"id"}}, nil},
	} {
		var got []choice
		for _, c := range (postgres.Dialect{}).Choices(tt.statement) {
			got = append(got, choice{c.Strategy, c.Rows, c.Needs})
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %+v, want %+v", name, got, tt.want)
		}
	}
}
