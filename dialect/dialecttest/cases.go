package dialecttest

import (
	"fmt"
	"slices"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
)

// Case is one statement of the table that [Run] and [Golden] share.
type Case struct {
	// Name says what is special about the statement.
	Name string
	// Bulk is the statement with its rows. Every cell has a value of its own.
	Bulk builder.Bulk
	// Needs are the features without which the dialect must refuse the statement.
	Needs []Feature
	// Names are the names that must stand in the statement, each in quotes.
	Names []string
	// Fixed are the arguments that are not cells.
	Fixed []any
}

// Cases returns the table of statements.
func Cases() []Case {
	all := slices.Concat(
		insertCases(),
		doNothingCases(),
		doUpdateCases(),
		updateCases("join form", func(b builder.UpdateBuilder) builder.UpdateBuilder { return b }),
		updateCases("CASE form", builder.UpdateBuilder.CaseForm),
		deleteCases(),
		lookupCases(),
		matchCases(),
	)
	for _, f := range hostileForms() {
		all = append(all, f(hostile))
	}
	return all
}

// cells returns a source of n rows in which each cell names its column and row, so that every argument can be told from the
// others.
func cells(n int, columns ...string) builder.Source {
	rows := make([][]any, n)
	for i := range rows {
		for _, c := range columns {
			rows[i] = append(rows[i], fmt.Sprintf("%s %d", c, i+1))
		}
	}
	return builder.Tuples(columns, rows)
}

// sum adds the incoming to the stored value.
func sum(column string) sq.Sqlizer {
	return sq.Expr("? + ?", builder.Stored(column), builder.Incoming(column))
}

// newer holds where the incoming row is the newer one.
func newer(column string) sq.Sqlizer {
	return sq.Expr("? < ?", builder.Stored(column), builder.Incoming(column))
}

func insertCases() []Case {
	people := []string{"people", "id", "name"}
	return []Case{{
		Name:  "insert",
		Bulk:  builder.Insert("people").From(cells(2, "id", "name")),
		Names: people,
	}, {
		Name:  "insert one row of one column",
		Bulk:  builder.Insert("people").From(cells(1, "id")),
		Names: []string{"people", "id"},
	}, {
		Name:  "insert into a schema's table",
		Bulk:  builder.Insert("app.people").From(cells(2, "id", "name")),
		Names: []string{"app", "people", "id", "name"},
	}, {
		Name: "insert cells that are expressions or NULL",
		Bulk: builder.Insert("people").Columns("id", "name").
			Values("id 1", sq.Expr("UPPER(?)", "name 1")).
			Values(sq.Expr("? + ?", "id 2a", "id 2b"), nil).
			Values("id 3", sq.Expr("CURRENT_USER")),
		Names: people,
	}, {
		Name: "insert a cell that is a nested query",
		Bulk: builder.Insert("people").Columns("id", "name").
			Values(sq.Expr("(?)", sq.Select("MAX(id)").From("archive").Where(sq.Eq{"org": "org 1"})), "name 1"),
		Names: people,
	}, {
		Name: "insert cells with question marks that are no placeholders",
		Bulk: builder.Insert("people").Columns("id", "name").
			Values("id 1", sq.Expr("REPLACE('really??', ?, '??')", "name 1")),
		Names: people,
	}, {
		Name: "insert DEFAULT cells",
		Bulk: builder.Insert("people").Columns("id", "name").
			Values("id 1", builder.Default).
			Values(builder.Default, "name 2"),
		Names: people,
		Needs: []Feature{DefaultCell},
	}, {
		Name: "insert with prefix and suffix",
		Bulk: builder.Insert("people").From(cells(2, "id", "name")).
			Prefix("WITH p AS (SELECT ? AS x)", "prefix").Suffix("/* first */").SuffixExpr(sq.Expr("ON CONFLICT (id) DO UPDATE SET name = ?", "suffix")),
		Names: people,
		Fixed: []any{"prefix", "suffix"},
	}, {
		Name:  "insert returning",
		Bulk:  builder.Insert("people").From(cells(2, "id", "name")).Returning("id", "seen"),
		Names: append(people, "seen"),
		Needs: []Feature{InsertReturning},
	}}
}

func doNothingCases() []Case {
	people := []string{"people", "id", "name"}
	in := builder.Insert("people").From(cells(2, "id", "name"))
	return []Case{{
		Name:  "do nothing on any key",
		Bulk:  in.DoNothing(),
		Names: people,
	}, {
		Name:  "do nothing on a key",
		Bulk:  in.OnConflict("id").DoNothing(),
		Names: people,
	}, {
		Name:  "do nothing on a composite key",
		Bulk:  builder.Insert("members").From(cells(2, "org", "email", "name")).OnConflict("org", "email").DoNothing(),
		Names: []string{"members", "org", "email", "name"},
	}, {
		Name:  "do nothing on a constraint",
		Bulk:  in.OnConstraint("people_pkey").DoNothing(),
		Names: append(people, "people_pkey"),
		Needs: []Feature{ConstraintTarget},
	}, {
		Name:  "do nothing on a partial index",
		Bulk:  in.OnConflict("id").ConflictWhere("live").DoNothing(),
		Names: people,
		Needs: []Feature{PartialIndex},
	}, {
		Name:  "do nothing on a partial index with parameters",
		Bulk:  in.OnConflict("id").ConflictWhere("live = ?", "live").DoNothing(),
		Names: people,
		Fixed: []any{"live"},
		Needs: []Feature{PartialIndex, PartialIndexParams},
	}, {
		Name:  "do nothing, returning",
		Bulk:  in.OnConflict("id").DoNothing().Returning("id"),
		Names: people,
		Needs: []Feature{InsertReturning, DoNothingReturning},
	}}
}

func doUpdateCases() []Case {
	names := []string{"people", "id", "name", "hits"}
	up := builder.Insert("people").From(cells(2, "id", "name", "hits")).OnConflict("id")
	return []Case{{
		Name:  "upsert all columns",
		Bulk:  up.DoUpdate(),
		Names: names,
	}, {
		Name:  "upsert some columns",
		Bulk:  up.DoUpdate("hits"),
		Names: names,
	}, {
		Name:  "upsert on a composite key in a schema's table",
		Bulk:  builder.Insert("app.members").From(cells(2, "org", "email", "name")).OnConflict("org", "email").DoUpdate(),
		Names: []string{"app", "members", "org", "email", "name"},
	}, {
		Name:  "upsert on a constraint",
		Bulk:  builder.Insert("people").From(cells(2, "id", "name", "hits")).OnConstraint("people_pkey").DoUpdate("name"),
		Names: append(names, "people_pkey"),
		Needs: []Feature{ConstraintTarget},
	}, {
		Name:  "upsert on a partial index",
		Bulk:  up.ConflictWhere("live").ConflictWhere(sq.Eq{"left_at": nil}).DoUpdate("name").DoUpdateWhere(newer("hits")),
		Names: names,
		Needs: []Feature{PartialIndex},
	}, {
		Name: "upsert expression cells",
		Bulk: builder.Insert("people").Columns("id", "name").Values("id 1", sq.Expr("LOWER(?)", "name 1")).Values("id 2", nil).
			OnConflict("id").DoUpdate(),
		Names: names[:3],
	}, {
		Name:  "upsert expressions over the stored and the incoming row",
		Bulk:  up.DoUpdateSet("hits", sum("hits")).DoUpdateSet("name", sq.Expr("COALESCE(?, ?)", builder.Incoming("name"), builder.Stored("name"))),
		Names: names,
	}, {
		Name: "upsert swaps columns",
		Bulk: up.DoUpdateSet("name", builder.Stored("hits")).DoUpdateSet("hits", builder.Stored("name")),

		Names: names,
	}, {
		Name:  "upsert touches columns that are not inserted",
		Bulk:  up.DoUpdate("name").DoUpdateSet("touched", sq.Expr("CURRENT_TIMESTAMP")).DoUpdateSet("source", "import"),
		Names: append(names, "touched", "source"),
		Fixed: []any{"import"},
	}, {
		Name:  "upsert where the incoming row is newer",
		Bulk:  up.DoUpdate().DoUpdateWhere(newer("hits")),
		Names: names,
	}, {
		Name:  "upsert where several conditions hold",
		Bulk:  up.DoUpdate("name").DoUpdateWhere(newer("hits")).DoUpdateWhere(sq.Expr("? <> ?", builder.Stored("name"), "locked")),
		Names: names,
		Fixed: []any{"locked"},
	}, {
		Name:  "upsert only changed rows",
		Bulk:  up.DoUpdate().OnlyChanged(),
		Names: names,
	}, {
		Name:  "upsert only changed rows, with an expression and a condition",
		Bulk:  up.DoUpdate("name").DoUpdateSet("hits", sum("hits")).DoUpdateWhere(newer("hits")).OnlyChanged(),
		Names: names,
	}, {
		Name:  "upsert returning",
		Bulk:  up.DoUpdate().Returning("id", "name"),
		Names: names,
		Needs: []Feature{InsertReturning},
	}, {
		Name:  "upsert where the incoming row is newer, returning",
		Bulk:  up.DoUpdate().DoUpdateWhere(newer("hits")).Returning("id"),
		Names: names,
		Needs: []Feature{InsertReturning},
	}, {
		Name: "upsert with prefix and suffix",
		Bulk: up.DoUpdateSet("hits", sq.Expr("? * ?", builder.Stored("hits"), "factor")).
			Prefix("/* nightly */").Suffix("/* end */").DoUpdateWhere(sq.NotEq{"people.name": "locked"}),
		Names: names,
		Fixed: []any{"factor", "locked"},
	}}
}
