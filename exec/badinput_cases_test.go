package exec_test

import (
	"strings"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// rowCases are about names, rows and columns.
func rowCases() []badInput {
	type untagged struct{ name string }
	columns := []string{"a", "b"}
	return []badInput{
		{"table without a name", pg, builder.Insert("").Columns("a").Values(1), nil, []string{"Insert()", "the table has no name"}},
		{"schema without a table", pg, builder.Insert("app.").Columns("a").Values(1), nil, []string{"Insert(app.)", "empty name"}},
		{"NUL in the table", pg, builder.Update("t\x00x").Key("a").Set("b").Values(1, 2), nil, []string{"NUL"}},
		{"NUL in a column", my, builder.Insert("t").Columns("a\x00").Values(1), nil, []string{"Insert(t)", "Columns", "NUL"}},
		{"NUL in a key", lite, builder.Delete("t").Key("a\x00").Values(1), nil, []string{"Delete(t)", "Key", "NUL"}},
		{"NUL in Returning", pg, ab.Returning("a\x00"), nil, []string{"Returning", "NUL"}},
		{"NUL in an expression's column", lite, abUpd.SetExpr("x\x00", 1), nil, []string{"Update(t)", "Set", "NUL"}},
		{"empty column", pg, builder.Insert("t").Columns("a", "").Values(1, 2), nil, []string{"Columns has an empty name"}},
		{"column twice", my, builder.Insert("t").Columns("a", "a").Values(1, 2), nil, []string{`Columns has "a" twice`}},
		{"neither From nor Values", pg, builder.Insert("t").Columns("a"), nil, []string{"there are no rows", "From or Values"}},
		{"From and Values", pg, ab.From(builder.Column("a", []int{1})), nil, []string{"From and Values exclude each other"}},
		{"Values without Columns", pg, builder.Insert("t").Values(1, 2), nil, []string{"Values needs Columns"}},
		{"short Values", lite, ab.Values(3), nil, []string{"row 1", "1 values for 2 columns"}},
		{"empty Values", lite, ab.Values(), nil, []string{"row 1", "0 values for 2 columns"}},
		{"short tuple", lite, builder.Insert("t").From(builder.Tuples(columns, [][]int{{1, 2}, {3}})), nil, []string{"row 1", "1 values for the 2 columns"}},
		{"empty tuple", maria, builder.Insert("t").From(builder.Tuples(columns, [][]int{{}})), nil, []string{"row 0", "0 values for the 2 columns"}},
		{"no column list", pg, builder.Insert("t").From(builder.Tuples(nil, [][]int{{}})), nil, []string{"the source has no columns"}},
		{"ragged map without the key", pg, builder.Update("t").Key("b").Set("a").From(builder.Maps([]map[string]any{{"a": 1, "b": 2}, {"a": 1, "c": 2}})), nil, []string{"row 1", `lacks the key column "b"`}},
		{"ragged map with nothing to set", pg, builder.Update("t").Key("b").Set("a").From(builder.Maps([]map[string]any{{"a": 1, "b": 2}, {"b": 1}})), nil, []string{"row 1", "nothing to set"}},
		{"empty map", pg, builder.Insert("t").From(builder.Maps([]map[string]any{{}})), nil, []string{"row 0", "the map is empty"}},
		{"nil map", pg, builder.Insert("t").From(builder.Maps([]map[string]any{{"a": 1}, nil})), nil, []string{"row 1", "no values at all"}},
		{"ragged row of a user's source", pg, builder.Insert("t").From(source{columns, func(yield func([]any, error) bool) {
			_ = yield([]any{1, 2}, nil) && yield([]any{3}, nil)
		}}), nil, []string{"row 1", "1 values"}},
		{"nil pointer", my, builder.Insert("t").From(builder.Structs([]*item{{}, {}, nil})), nil, []string{"row 2", "the pointer is nil"}},
		{"no struct", pg, builder.Insert("t").From(builder.Structs([]string{"a"})), nil, []string{"string is not a struct"}},
		{"no fields", pg, builder.Insert("t").From(builder.Structs([]untagged{{name: "a"}})), nil, []string{"untagged has no field that is a column"}},
		{"unknown field", pg, builder.Insert("t").Columns("nope").From(builder.Structs(items(1))), nil, []string{"Insert(t)", `no field for the column "nope"`}},
		{"unknown column of tuples", my, builder.Insert("t").Columns("nope").From(builder.Tuples(columns, [][]int{{1, 2}})), nil, []string{`no column "nope"`, `"a" "b"`}},
		{"unknown column of maps", my, builder.Update("t").Key("a").Set("nope").From(builder.Maps([]map[string]int{{"a": 1}})), nil, []string{`no column "nope"`}},
		{"unknown key", lite, builder.Delete("t").Key("nope").From(builder.Column("a", []int{1})), nil, []string{`no column "nope"`, `"a"`}},
		{"reference in a cell", pg, builder.Insert("t").Columns("a").Values(sq.Expr("? + 1", builder.Stored("a"))), nil, []string{"row 0", "a cell cannot refer to Stored or Incoming"}},
		{"placeholders of a cell", pg, builder.Insert("t").Columns("a").Values(sq.Expr("? + ?", 1)), nil, []string{"more placeholders than its 1 arguments"}},
	}
}

// statementCases are about conflicts, keys and conditions.
func statementCases() []badInput {
	stored, incoming := builder.Stored, builder.Incoming
	dollar := sq.Select("1").Where(sq.Eq{"x": 1}).PlaceholderFormat(sq.Dollar)
	return []badInput{
		{"conflict without an action", pg, ab.OnConflict("a"), nil, []string{"Insert(t)", "needs DoNothing, DoUpdate or DoUpdateSet"}},
		{"DoUpdate without a target", lite, ab.DoUpdate("b"), nil, []string{"DoUpdate needs OnConflict"}},
		{"DoUpdate without a target on MySQL", my, ab.DoUpdate("b"), nil, []string{"DoUpdate needs OnConflict"}},
		{"DoNothing and DoUpdate", pg, abUp.DoNothing(), nil, []string{"DoNothing excludes DoUpdate"}},
		{"OnConflict without columns", pg, ab.OnConflict().DoUpdate("b"), nil, []string{"DoUpdate needs OnConflict"}},
		{"OnConflict without columns, do nothing", pg, ab.OnConflict().DoNothing(), nil, []string{"OnConflict"}},
		{"empty conflict column", pg, ab.OnConflict("").DoNothing(), nil, []string{"OnConflict has an empty name"}},
		{"columns and a constraint", pg, abUp.OnConstraint("k"), nil, []string{"OnConflict and OnConstraint exclude each other"}},
		{"nothing to update", pg, builder.Insert("t").Columns("a").Values(1).OnConflict("a").DoUpdate(), nil, []string{"no column to update", "use DoNothing"}},
		{"update of a column without a value", pg, ab.OnConflict("a").DoUpdate("seen"), nil, []string{`DoUpdate("seen")`, "no incoming value", "DoUpdateSet"}},
		{"incoming value of an unknown column", pg, abUp.DoUpdateSet("c", incoming("c")), nil, []string{`Incoming("c")`, "not among the rows' columns"}},
		{"incoming value in ConflictWhere", pg, ab.OnConflict("a").ConflictWhere(sq.Expr("? > 1", incoming("b"))).DoUpdate("b"), nil, []string{"ConflictWhere", "Incoming"}},
		{"OnlyChanged of expressions", pg, ab.OnConflict("a").DoUpdateSet("b", 1).OnlyChanged(), nil, []string{"OnlyChanged compares the columns of DoUpdate"}},
		{"update without a key", pg, builder.Update("t").Set("b").Values(1), nil, []string{"Update(t)", "an update needs Key", "squirrel's Update"}},
		{"update of nothing", pg, builder.Update("t").Key("a").Values(1), nil, []string{"an update needs Set or SetExpr"}},
		{"update of its key", pg, builder.Update("t").Key("a").Set("a").Values(1), nil, []string{`Set("a") is a key column`}},
		{"delete without a key", pg, builder.Delete("t").Values(1), nil, []string{"a delete needs Key", "squirrel's Delete"}},
		{"delete by a condition alone", pg, builder.Delete("t").Where("a > 1").Values(1), nil, []string{"a delete needs Key"}},
		{"delete with an incoming value", pg, aDelete.Where(sq.Expr("b = ?", incoming("b"))), nil, []string{"Incoming"}},
		{"empty Eq", pg, aDelete.Where(sq.Eq{}), nil, []string{"Delete(t)", "Where has an empty condition"}},
		{"empty text", my, abUpd.Where(""), nil, []string{"Update(t)", "Where has an empty condition"}},
		{"nil map", lite, aDelete.Where(map[string]any(nil)), nil, []string{"Where has an empty condition"}},
		{"nil condition", lite, aDelete.Where(nil), nil, []string{"Where has an empty condition"}},
		{"empty And", pg, abUp.DoUpdateWhere(sq.And{}), nil, []string{"DoUpdateWhere has an empty condition"}},
		{"empty Eq inside Or", pg, aDelete.Where(sq.Or{sq.Eq{"x": 1}, sq.Eq{}}), nil, []string{"Where has an empty condition"}},
		{"a number as a condition", pg, aDelete.Where(7), nil, []string{"Where takes SQL, a map or a Sqlizer, not int"}},
		{"placeholders of a condition", pg, aDelete.Where("x = ? AND y = ?", 1), nil, []string{"more placeholders than its 1 arguments", "??"}},
		{"arguments of a condition", my, abUpd.Where("x = 1", 2), nil, []string{"1 arguments but only 0 placeholders"}},
		{"placeholders of an expression", lite, abUp.DoUpdateSet("c", sq.Expr("? + ?", stored("c"))), nil, []string{"more placeholders than its"}},
		{"placeholders of a suffix", pg, ab.Suffix("/* ? */"), nil, []string{"more placeholders than its 0 arguments"}},
		{"nil suffix", pg, ab.SuffixExpr(nil), nil, []string{"Suffix"}},
		{"numbered placeholders inside", pg, aDelete.Where(sq.Expr("EXISTS (?)", dollar)), nil, []string{"PlaceholderFormat(sq.Question)"}},
	}
}

// unsupportedCases are what a database does not have: the error wraps errors.ErrUnsupported, and names the database, the feature
// and what to do instead.
func unsupportedCases() []badInput {
	partial := ab.OnConflict("a").ConflictWhere("deleted_at IS NULL").DoUpdate("b")
	circle := ab.OnConflict("a").DoUpdateSet("x", sq.Expr("? + 1", builder.Stored("y"))).DoUpdateSet("y", sq.Expr("? + 1", builder.Stored("x")))
	return []badInput{
		{"constraint name on SQLite", lite, ab.OnConstraint("k").DoUpdate("b"), nil, []string{"sqlite", "constraint", "OnConflict"}},
		{"constraint name on MySQL", my, ab.OnConstraint("k").DoUpdate("b"), nil, []string{"mysql", "constraint", "OnConflict"}},
		{"constraint name on MariaDB", maria, ab.OnConstraint("k").DoNothing(), nil, []string{"MariaDB", "constraint", "OnConflict"}},
		{"partial index on MySQL", my, partial, nil, []string{"MySQL", "partial", "ConflictWhere", "generated column"}},
		{"partial index on MariaDB", maria, partial, nil, []string{"MariaDB", "partial", "ConflictWhere", "generated column"}},
		{"partial index by a bound value on PostgreSQL", pg, ab.OnConflict("a").ConflictWhere(sq.Eq{"kind": 1}).DoUpdate("b"), nil, []string{"postgres", "partial index", "bind parameters"}},
		{"columns that read each other on MySQL", my, circle, nil, []string{"mysql", "one column after the other", `"x" "y"`}},
		{"RETURNING of an insert on MySQL", my, ab.Returning("a"), nil, []string{"MySQL", "RETURNING", "read the rows by their key"}},
		{"RETURNING of an update on MySQL", my, abUpd.Returning("a"), nil, []string{"MySQL", "RETURNING"}},
		{"RETURNING of a delete on MySQL", my, aDelete.Returning("a"), nil, []string{"MySQL", "RETURNING"}},
		{"RETURNING of an update on MariaDB", maria, abUpd.Returning("a"), nil, []string{"MariaDB", "RETURNING", "read the rows by their key"}},
		{"DEFAULT cell on SQLite", lite, builder.Insert("t").Columns("a", "b").Values(1, builder.Default), nil, []string{"sqlite", "DEFAULT"}},
		{"DEFAULT cell of an update", pg, builder.Update("t").Key("a").Set("b").Values(1, builder.Default), nil, []string{"postgres", "DEFAULT"}},
		{"DEFAULT cell of an update on MySQL", my, builder.Update("t").Key("a").Set("b").Values(1, builder.Default), nil, []string{"mysql", "DEFAULT", "give the value"}},
	}
}

// limitCases are about sizes.
func limitCases() []badInput {
	huge := strings.Repeat("x", 100<<20)
	return []badInput{
		{"a cell of 100 MB on MySQL", my, builder.Insert("t").Columns("a").Values("ok").Values(huge), nil, []string{"row 1", "too large", "mysql allows", "bytes"}},
		{"a cell of 100 MB on MariaDB", maria, builder.Update("t").Key("a").Set("b").Values(1, []byte(huge)), nil, []string{"row 0", "mariadb allows", "bytes"}},
		{"an argument of 100 MB inside a cell", my, builder.Insert("t").Columns("a").Values(sq.Expr("lower(?)", huge)), nil, []string{"row 0", "mysql allows", "bytes"}},
		{"too many columns for SQLite", lite, wide(32_767), nil, []string{"row 0", "32767 bind parameters", "sqlite allows 32766"}},
		{"too many parameters for PostgreSQL", pg, deep(65_536), nil, []string{"row 0", "65536 bind parameters", "postgres allows 65535"}},
		{"too many parameters for MySQL", my, deep(65_536), nil, []string{"row 0", "65536 bind parameters", "mysql allows 65535"}},
		{"BatchSize 0", pg, ab.BatchSize(0), nil, []string{"Insert(t)", "BatchSize is less than 1"}},
		{"BatchSize -1", pg, aDelete.BatchSize(-1), nil, []string{"Delete(t)", "BatchSize is less than 1"}},
		{"a negative BatchSize as an option", pg, ab, []exec.Option{exec.BatchSize(-1)}, []string{"BatchSize is negative"}},
		{"BatchSize -1 as an option", my, ab, []exec.Option{exec.BatchSize(-1)}, []string{"BatchSize is negative"}},
	}
}
