package dialecttest

import (
	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
)

// naming are the names of a statement: hostile ones, or tame ones in their place.
type naming struct {
	what                         string
	schema, table                string
	key, second, a, b, untouched string
}

var (
	// tame names stand where the hostile ones do.
	tame = naming{"tame", "app", "people", "org", "email", "name", "hits", "touched"}
	// hostile names have what breaks a statement that is put together carelessly: quotes, placeholders, comments,
	// separators, spaces, dots, a backslash, a character of four bytes, and the names that dialects use themselves.
	hostile = naming{
		what:      "hostile",
		schema:    "s\"`'",
		table:     "t? --",
		key:       "a.\"b\"",
		second:    "`$1`;??",
		a:         "\\😀\\",
		b:         "_1",
		untouched: "*/ 'sqbulk",
	}
)

// hostileForms are statements in which every kind of name occurs.
func hostileForms() []func(naming) Case {
	return []func(naming) Case{
		func(n naming) Case {
			return n.named("insert", builder.Insert(n.target()).From(n.rows()), false)
		},
		func(n naming) Case {
			return n.named("do nothing", builder.Insert(n.target()).From(n.rows()).OnConflict(n.key, n.second).DoNothing(), false)
		},
		func(n naming) Case {
			up := builder.Insert(n.target()).From(n.rows()).OnConflict(n.key, n.second).DoUpdate(n.a).
				DoUpdateSet(n.b, sum(n.b)).DoUpdateSet(n.untouched, 1).DoUpdateWhere(newer(n.b)).OnlyChanged()
			return n.named("upsert", up, true)
		},
		func(n naming) Case { return n.named("update, join form", n.update(), true) },
		func(n naming) Case { return n.named("update, CASE form", n.update().CaseForm(), true) },
		func(n naming) Case {
			return n.named("delete", builder.Delete(n.target()).Key(n.key, n.second, n.a, n.b).From(n.rows()), false)
		},
		func(n naming) Case {
			c := n.named("insert returning", builder.Insert(n.target()).From(n.rows()).Returning(n.untouched), false)
			c.Needs, c.Names = []Feature{InsertReturning}, append(c.Names, n.untouched)
			return c
		},
		func(n naming) Case {
			keys := builder.Delete(n.target()).Key(n.key, n.second, n.a, n.b).From(n.rows())
			c := n.named("look up", lookup{keys, []string{n.untouched}, false}, false)
			c.Needs, c.Names = []Feature{Lookup}, append(c.Names, n.untouched)
			return c
		},
		func(n naming) Case {
			keys := builder.Delete(n.target()).Key(n.key, n.second, n.a, n.b).From(n.rows()).
				Where(sq.Expr("? = ?", builder.Stored(n.untouched), 1))
			c := n.named("match", matching{keys, []string{n.second}}, true)
			c.Needs = []Feature{Matching}
			return c
		},
	}
}

// target is the table with its schema.
func (n naming) target() string { return n.schema + "." + n.table }

// rows has cells that are the same whatever the columns' names are.
func (n naming) rows() builder.Source {
	return builder.Tuples([]string{n.key, n.second, n.a, n.b}, [][]any{
		{"key 1", "second 1", "a 1", "b 1"},
		{"key 2", "second 2", "a 2", "b 2"},
	})
}

func (n naming) update() builder.UpdateBuilder {
	return builder.Update(n.target()).Key(n.key, n.second).From(n.rows()).
		Set(n.a).SetExpr(n.b, sum(n.b)).SetExpr(n.untouched, 1).Where(sq.Expr("? < ?", builder.Stored(n.untouched), builder.Incoming(n.b))).OnlyChanged()
}

// named wraps a statement as a case.
func (n naming) named(name string, b builder.Bulk, touches bool) Case {
	c := Case{
		Name:  n.what + " names: " + name,
		Bulk:  b,
		Names: []string{n.schema, n.table, n.key, n.second, n.a, n.b},
	}
	if touches {
		c.Names, c.Fixed = append(c.Names, n.untouched), []any{1}
	}
	return c
}
