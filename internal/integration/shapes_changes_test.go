package integration

import (
	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
)

// change is one column of a SET list, as an expression and as a function.
type change struct {
	what, column string
	expr         sq.Sqlizer // nil: the incoming value
	needs        []string   // incoming columns
	value        func(stored, in fields) any
}

// takeOver sets the incoming value.
func takeOver(column string) change {
	return change{column, column, nil, []string{column}, func(_, in fields) any { return in[column] }}
}

// computed are the changes with expressions. None of them breaks a constraint.
var computed = []change{
	{"hits + 1", "hits", sq.Expr("? + 1", builder.Stored("hits")), nil, func(s, _ fields) any { return s["hits"].(int64) + 1 }},
	{"hits + incoming hits", "hits", sq.Expr("? + ?", builder.Stored("hits"), builder.Incoming("hits")), []string{"hits"},
		func(s, in fields) any { return s["hits"].(int64) + in["hits"].(int64) }},
	{"hits + a or 0", "hits", sq.Expr("? + COALESCE(?, 0)", builder.Stored("hits"), builder.Incoming("a")), []string{"a"},
		func(s, in fields) any { return s["hits"].(int64) + orZero(in["a"]) }},
	{"b = incoming or stored", "b", sq.Expr("COALESCE(?, ?)", builder.Incoming("b"), builder.Stored("b")), []string{"b"},
		func(s, in fields) any {
			if in["b"] != nil {
				return in["b"]
			}
			return s["b"]
		}},
	{"b = touched", "b", sq.Expr("?", "touched"), nil, func(_, _ fields) any { return "touched" }},
	{"c = stored a", "c", builder.Stored("a"), nil, func(s, _ fields) any { return s["a"] }},
	{"c = stored hits + incoming hits", "c", sq.Expr("? + ?", builder.Stored("hits"), builder.Incoming("hits")), []string{"hits"},
		func(s, in fields) any { return s["hits"].(int64) + in["hits"].(int64) }},
}

// filter is a condition; a comparison with NULL does not hold.
type filter struct {
	what  string
	expr  sq.Sqlizer
	needs string // an incoming column
	holds func(stored, in fields) bool
}

var filters = []filter{
	{"stored hits < 3", sq.Expr("? < 3", builder.Stored("hits")), "", func(s, _ fields) bool { return less(s["hits"], int64(3)) }},
	{"stored b is NULL", sq.Expr("? IS NULL", builder.Stored("b")), "", func(s, _ fields) bool { return s["b"] == nil }},
	{"stored c < incoming c", sq.Expr("? < ?", builder.Stored("c"), builder.Incoming("c")), "c",
		func(s, in fields) bool { return less(s["c"], in["c"]) }},
	{"incoming a > 1", sq.Expr("? > 1", builder.Incoming("a")), "a", func(_, in fields) bool { return less(int64(1), in["a"]) }},
}
