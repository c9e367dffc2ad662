package dialecttest

import (
	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
)

// updateCases are the updates by key in one form.
func updateCases(form string, in func(builder.UpdateBuilder) builder.UpdateBuilder) []Case {
	names := []string{"people", "id", "name", "hits"}
	up := in(builder.Update("people").Key("id").From(cells(2, "id", "name", "hits")))
	members := in(builder.Update("app.members").Key("org", "email").From(cells(2, "org", "email", "name")))
	cases := []Case{{
		Name:  "one column",
		Bulk:  up.Set("name"),
		Names: names[:3],
	}, {
		Name:  "several columns",
		Bulk:  up.Set("name", "hits"),
		Names: names,
	}, {
		Name:  "composite key in a schema's table",
		Bulk:  members.Set("name"),
		Names: []string{"app", "members", "org", "email", "name"},
	}, {
		Name: "cells that are expressions or NULL",
		Bulk: in(builder.Update("people").Key("id").Set("name", "hits")).
			Values("id 1", sq.Expr("UPPER(?)", "name 1"), nil).Values("id 2", nil, "hits 2"),
		Names: names,
	}, {
		Name:  "expressions over the stored and the incoming row",
		Bulk:  up.Set("name").SetExpr("hits", sum("hits")).SetExpr("touched", sq.Expr("CURRENT_TIMESTAMP")).SetExpr("source", "import"),
		Names: append(names, "touched", "source"),
		Fixed: []any{"import"},
	}, {
		Name:  "expressions alone, which swap columns",
		Bulk:  up.SetExpr("name", builder.Stored("hits")).SetExpr("hits", builder.Stored("name")),
		Names: names,
	}, {
		Name:  "where",
		Bulk:  up.Set("name").Where(sq.Eq{"tenant": "tenant"}),
		Names: names[:3],
		Fixed: []any{"tenant"},
	}, {
		Name:  "where the incoming row is newer",
		Bulk:  up.Set("name").Where(newer("hits")).Where("tenant = ?", "tenant"),
		Names: names,
		Fixed: []any{"tenant"},
	}, {
		Name:  "only changed rows",
		Bulk:  up.Set("name", "hits").OnlyChanged(),
		Names: names,
	}, {
		Name:  "only changed rows, with an expression and a condition, composite key",
		Bulk:  members.Set("name").SetExpr("hits", sq.Expr("? + ?", builder.Stored("hits"), "step")).Where(sq.Eq{"tenant": "tenant"}).OnlyChanged(),
		Names: []string{"app", "members", "org", "email", "name", "hits"},
		Fixed: []any{"step", "tenant"},
	}, {
		Name:  "returning",
		Bulk:  up.Set("name").Returning("id", "name"),
		Names: names[:3],
		Needs: []Feature{UpdateReturning},
	}, {
		Name:  "with prefix and suffix",
		Bulk:  up.Set("name").Prefix("/* nightly */").SuffixExpr(sq.Expr("/* end */")).SetExpr("hits", sum("hits")),
		Names: names,
	}}
	for i := range cases {
		cases[i].Name = "update, " + form + ", " + cases[i].Name
	}
	return cases
}

func deleteCases() []Case {
	byID := builder.Delete("people").Key("id").From(cells(2, "id"))
	composite := builder.Delete("app.members").Key("org", "email").From(cells(2, "org", "email"))
	members := []string{"app", "members", "org", "email"}
	return []Case{{
		Name:  "delete",
		Bulk:  byID,
		Names: []string{"people", "id"},
	}, {
		Name:  "delete by a composite key in a schema's table",
		Bulk:  composite,
		Names: members,
	}, {
		Name:  "delete where",
		Bulk:  byID.Where(sq.Eq{"tenant": "tenant"}).Where("hits < ?", "most"),
		Names: []string{"people", "id"},
		Fixed: []any{"tenant", "most"},
	}, {
		Name:  "delete by a composite key where",
		Bulk:  composite.Where("tenant = ?", "tenant"),
		Names: members,
		Fixed: []any{"tenant"},
	}, {
		Name:  "delete by keys that are expressions or NULL",
		Bulk:  builder.Delete("people").Key("id").Values(sq.Expr("LOWER(?)", "id 1")).Values(nil).Values("id 3"),
		Names: []string{"people", "id"},
	}, {
		Name:  "delete returning",
		Bulk:  byID.Returning("id", "name"),
		Names: []string{"people", "id", "name"},
		Needs: []Feature{DeleteReturning},
	}, {
		Name:  "delete with prefix and suffix",
		Bulk:  byID.Prefix("/* nightly */").Suffix("/* end */"),
		Names: []string{"people", "id"},
	}}
}
