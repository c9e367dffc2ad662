package integration

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// mixedValues are values of several types for one column, some of which are none for a number or a time.
var mixedValues = []any{10, 20, 30, "abc", "7", 40, nil, "2020-01-02 03:04:05.678901", 1.25, 50, true, 60}

// TestMixedTypes: a statement that is prepared for rows of one type, and then gets values of another, stores and refuses the same as one
// that is sent for each row. MySQL settles the types of a prepared statement's parameters when it runs, and converts later values.
func TestMixedTypes(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		for i, column := range []string{"INTEGER", "DECIMAL(20,4)", pick(on, map[string]string{"": "TIME(3)", "sqlite": "TEXT"}), "VARCHAR(40)"} {
			table := fmt.Sprintf("mixed_%d", i) // pgx knows a text's types from before
			on.create(t, table+" (id INTEGER NOT NULL PRIMARY KEY, v "+column+")")
			for name, b := range map[string]func(source builder.Source) builder.Bulk{
				"insert": func(s builder.Source) builder.Bulk { return builder.Insert(table).BatchSize(1).From(s) },
				"upsert": func(s builder.Source) builder.Bulk {
					return builder.Insert(table).BatchSize(1).OnConflict("id").DoUpdate("v").From(s)
				},
				"update": func(s builder.Source) builder.Bulk {
					return builder.Update(table).BatchSize(1).Key("id").Set("v").From(s)
				},
				"case form": func(s builder.Source) builder.Bulk {
					return builder.Update(table).BatchSize(1).Key("id").Set("v").CaseForm().From(s)
				},
			} {
				t.Run(column+"/"+name, func(t *testing.T) {
					together := mixed(t, on, table, name != "insert", b, len(mixedValues))
					if alone := mixed(t, on, table, name != "insert", b, 1); !slices.Equal(together, alone) {
						t.Errorf("got  %q\nwant %q", together, alone)
					}
				})
			}
		}
	})
}

// mixed writes the values, so many rows in one run, and returns what is stored and which rows were refused.
func mixed(t *testing.T, on reach, table string, stored bool, b func(builder.Source) builder.Bulk, n int) []string {
	on.must(t, "DELETE FROM "+table)
	rows := make([][]any, len(mixedValues))
	for i, v := range mixedValues {
		rows[i] = []any{i, v}
		if stored {
			on.must(t, fmt.Sprintf("INSERT INTO %s VALUES (%d, NULL)", table, i))
		}
	}
	var found []string
	for part := range slices.Chunk(rows, n) {
		res, err := exec.New(on.db, on.dialect).Run(context.Background(), b(builder.Tuples([]string{"id", "v"}, part)), exec.SkipBadRows(-1))
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range res.Rejected {
			found = append(found, fmt.Sprintf("%v: %v", part[bad.Row][0], bad.Fault.Kind))
		}
	}
	var all []string
	if err := on.db.Select(&all, "SELECT "+textOf(on)+" FROM "+table+" ORDER BY id"); err != nil {
		t.Fatal(err)
	}
	return append(found, all...)
}

// textOf is a row as a text.
func textOf(on reach) string {
	if on.kind == "mysql" || on.kind == "mariadb" {
		return "CONCAT(id, '=', COALESCE(v, 'NULL'))"
	}
	return "id || '=' || COALESCE(CAST(v AS TEXT), 'NULL')"
}
