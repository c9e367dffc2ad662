package parsers

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"github.com/sqbulk/sqbulk/dialect"
)

// sqliteGrammar is SQLite's own: it compiles the statement for a table with the names' columns.
type sqliteGrammar struct{}

func (sqliteGrammar) parse(t *testing.T, text string, params int, n names) (tree, error) {
	c := connect(t)
	for _, create := range tables(n) {
		if _, err := c.ExecContext(t.Context(), create); err != nil {
			t.Fatalf("%s: %v", create, err)
		}
	}
	return tree{params: params}, compile(t.Context(), c, text, params)
}

// renamed is of no use: there is no tree to compare.
func (sqliteGrammar) renamed(text string, _ names) string { return text }

// connect opens an empty database.
func connect(t *testing.T) *sql.Conn {
	t.Helper()
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	c, err := db.Conn(t.Context())
	if err != nil {
		untested(t, "SQLite")
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// compile lets SQLite compile a statement without running it, and explain it with so many arguments: neither more nor less than it has
// parameters.
func compile(ctx context.Context, c *sql.Conn, text string, params int) error {
	st, err := c.PrepareContext(ctx, "EXPLAIN "+text)
	if err != nil {
		return err
	}
	defer st.Close()
	rows, err := st.QueryContext(ctx, make([]any, params)...)
	if err != nil {
		return err
	}
	return rows.Close()
}

// tables creates the table of the names, with the unique keys that they may be asked for.
func tables(n names) []string {
	q := func(name string) string { return dialect.QuoteName(name, `"`) }
	schema := "main"
	var all []string
	if n.Schema != "" {
		schema = n.Schema
		all = append(all, "ATTACH ':memory:' AS "+q(schema))
	}
	var columns []string
	for _, c := range n.columns() {
		columns = append(columns, q(c))
	}
	return append(all,
		fmt.Sprintf("CREATE TABLE %s.%s (%s, UNIQUE (%s), UNIQUE (%s, %s))", q(schema), q(n.Table), strings.Join(columns, ", "),
			q(n.Key), q(n.Key), q(n.Second)),
		fmt.Sprintf("CREATE UNIQUE INDEX %s.partial ON %s (%s) WHERE live", q(schema), q(n.Table), q(n.Second)))
}
