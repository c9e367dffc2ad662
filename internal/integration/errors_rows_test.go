package integration

import (
	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// rowFaults are the faults of a row's values.
var rowFaults = []fault{
	{name: "a value that a unique key holds already", kind: dialect.UniqueViolation, constraint: "err_code", columns: in("code"),
		bulk: insertRows, rows: inserted(1, "c1")},
	{name: "a missing parent", kind: dialect.ForeignKeyViolation, constraint: "err_parent", columns: in("parent"),
		bulk: insertRows, rows: inserted(4, 99)},
	{name: "a child in the way of a delete", kind: dialect.ForeignKeyViolation, constraint: "err_parent",
		columns: map[string]string{"": "parent", "postgres": "id"}, bulk: deleteParents,
		rows: func() [][]any { return [][]any{{5}, {2}, {3}, {1}, {4}} }},
	{name: "NULL in a NOT NULL column", kind: dialect.NotNullViolation, columns: in("name"),
		bulk: insertRows, rows: inserted(2, nil)},
	{name: "the same in an update", kind: dialect.NotNullViolation, columns: in("name"),
		bulk: updateRows("name"), rows: updated(nil, "good")},
	{name: "a CHECK constraint", kind: dialect.CheckViolation, constraint: "err_amount", columns: in("amount"),
		bulk: insertRows, rows: inserted(3, -1)},
	{name: "a trigger that refuses the row", kind: dialect.CheckViolation, bulk: insertGuarded,
		rows: func() [][]any { return [][]any{{10}, {11}, {12}, {13}, {14}} }},
	{name: "too long a text", kind: dialect.InvalidValue, elsewhere: sqliteAccepts, columns: in("name"),
		bulk: insertRows, rows: inserted(2, "longer than ten")},
	{name: "out of the type's range", kind: dialect.InvalidValue, elsewhere: sqliteAccepts, columns: in("small"),
		bulk: insertRows, rows: inserted(5, 99_999)},
	{name: "a value of another type", kind: dialect.InvalidValue, columns: in("n"), bulk: insertRows, rows: inserted(6, "abc")},
	{name: "a value of another type in an update", kind: dialect.InvalidValue, columns: in("n"),
		bulk: updateRows("n"), rows: updated("abc", 7)},
	{name: "a text that is not UTF-8", kind: dialect.InvalidValue, elsewhere: sqliteAccepts, columns: in("name"),
		encoded: true, bulk: insertRows, rows: inserted(2, "\xff")},
}

// sqliteAccepts: it knows no lengths, ranges and encodings.
var sqliteAccepts = map[string]dialect.Kind{"sqlite": accepted}

func in(column string) map[string]string { return map[string]string{"": column} }

var errorColumns = []string{"id", "code", "name", "amount", "parent", "small", "n"}

func insertRows(rows [][]any) builder.Bulk {
	return builder.Insert("err_rows").From(builder.Tuples(errorColumns, rows))
}

func insertGuarded(rows [][]any) builder.Bulk {
	return builder.Insert("err_guarded").From(builder.Tuples([]string{"id"}, rows))
}

func deleteParents(rows [][]any) builder.Bulk {
	return builder.Delete("err_parents").Key("id").From(builder.Tuples([]string{"id"}, rows))
}

func updateRows(column string) func(rows [][]any) builder.Bulk {
	return func(rows [][]any) builder.Bulk {
		return builder.Update("err_rows").Key("id").Set(column).From(builder.Tuples([]string{"id", column}, rows))
	}
}

// inserted makes rows of which one has a bad value in a column.
func inserted(column int, bad any) func() [][]any {
	return func() [][]any {
		var rows [][]any
		for i, code := range []string{"d1", "d2", "d3", "d4", "d5"} {
			rows = append(rows, []any{11 + i, code, "name", i, 1, i, i})
		}
		rows[badRow][column] = bad
		return rows
	}
}

// updated makes rows for an update of one column by key, of which one has a bad value.
func updated(bad, good any) func() [][]any {
	return func() [][]any {
		rows := [][]any{{3, good}, {1, good}, {5, good}, {2, good}, {4, good}}
		rows[badRow][1] = bad
		return rows
	}
}
