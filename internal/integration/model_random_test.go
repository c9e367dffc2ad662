package integration

import (
	"slices"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
)

// assignment is one column of a SET list, as an expression and as a function.
type assignment struct {
	what   string
	column int
	expr   sq.Sqlizer // nil: the incoming value
	value  func(stored, in values) any
}

// incoming assigns the incoming value of a column.
func incoming(column int) assignment {
	return assignment{valueColumns[column], column, nil, func(_, in values) any { return in[column] }}
}

// expressions are assignments that compute; there are some for each column.
var expressions = [][]assignment{{
	{"a = a + a", 0, sq.Expr("COALESCE(?, 0) + COALESCE(?, 0)", builder.Stored("a"), builder.Incoming("a")),
		func(s, in values) any { return orZero(s[0]) + orZero(in[0]) }},
	{"a = stored c", 0, builder.Stored("c"), func(s, _ values) any { return s[2] }},
	{"a = greatest", 0, sq.Expr("CASE WHEN ? < ? THEN ? ELSE ? END", builder.Stored("a"), builder.Incoming("a"), builder.Incoming("a"), builder.Stored("a")),
		func(s, in values) any {
			if less(s[0], in[0]) {
				return in[0]
			}
			return s[0]
		}},
	{"a = NULL", 0, sq.Expr("?", nil), func(values, values) any { return nil }},
}, {
	{"b = incoming b or stored b", 1, sq.Expr("COALESCE(?, ?)", builder.Incoming("b"), builder.Stored("b")), func(s, in values) any {
		if in[1] != nil {
			return in[1]
		}
		return s[1]
	}},
	{"b = touched", 1, sq.Expr("?", "touched"), func(values, values) any { return "touched" }},
}, {
	{"c = stored a", 2, builder.Stored("a"), func(s, _ values) any { return s[0] }},
	{"c = incoming a", 2, builder.Incoming("a"), func(_, in values) any { return in[0] }},
	{"c = c + 1", 2, sq.Expr("? + ?", builder.Stored("c"), 1), func(s, _ values) any {
		if s[2] == nil {
			return nil
		}
		return s[2].(int64) + 1
	}},
}}

// condition is a predicate, as an expression and as a function; a comparison with NULL does not hold.
type condition struct {
	what  string
	expr  sq.Sqlizer
	holds func(stored, in values) bool
}

// storedConditions ask for the stored row only.
var storedConditions = []condition{
	{"stored c = 1", sq.Expr("? = ?", builder.Stored("c"), 1), func(s, _ values) bool { return s[2] == int64(1) }},
	{"stored a is NULL", sq.Expr("? IS NULL", builder.Stored("a")), func(s, _ values) bool { return s[0] == nil }},
}

var conditions = append([]condition{
	{"stored a < incoming a", sq.Expr("? < ?", builder.Stored("a"), builder.Incoming("a")), func(s, in values) bool { return less(s[0], in[0]) }},
	{"stored c is NULL or incoming c > 1", sq.Expr("(? IS NULL OR ? > ?)", builder.Stored("c"), builder.Incoming("c"), 1),
		func(s, in values) bool { return s[2] == nil || less(int64(1), in[2]) }},
}, storedConditions...)

func orZero(v any) int64 {
	n, _ := v.(int64)
	return n
}

func less(a, b any) bool { return a != nil && b != nil && a.(int64) < b.(int64) }

// sets makes up a SET list: plain columns, expressions, or both.
func (m *model) sets() []assignment {
	var set []assignment
	for column := range valueColumns {
		switch m.IntN(4) {
		case 0, 1:
			set = append(set, incoming(column))
		case 2:
			set = append(set, expressions[column][m.IntN(len(expressions[column]))])
		}
	}
	if len(set) == 0 {
		return m.sets()
	}
	m.Shuffle(len(set), func(i, j int) { set[i], set[j] = set[j], set[i] })
	return set
}

// restrict makes up OnlyChanged and a condition.
func (m *model) restrict(set []assignment) (only bool, pred *condition) {
	compares := slices.ContainsFunc(set, func(a assignment) bool { return a.expr == nil })
	if m.IntN(3) == 0 {
		pred = &conditions[m.IntN(len(conditions))]
	}
	return compares && m.IntN(2) == 0, pred
}

// newRows makes up rows with different keys: new ones, stored ones that change, and stored ones as they are.
func (m *model) newRows() []row {
	n := 1 + m.IntN(40)
	seen := make(map[string]bool)
	var rows []row
	for range n {
		r := row{m.newKey(), m.newValues()}
		key, ok := id(r.key)
		if ok && seen[key] {
			continue
		}
		seen[key] = true
		if stored, exists := m.rows[key]; exists && m.IntN(3) == 0 {
			r.values = stored.values
		} else if exists && m.IntN(2) == 0 {
			column := m.IntN(len(valueColumns))
			changed := r.values[column]
			r.values = stored.values
			r.values[column] = changed
		}
		rows = append(rows, r)
	}
	return rows
}

func (m *model) newKey() []any {
	if m.shape.name == "single" {
		return []any{int64(m.IntN(60))}
	}
	key := []any{int64(m.IntN(8)), string(rune('a'+m.IntN(8))) + "@x.io"}
	for i := range key {
		if m.shape.nullable && m.IntN(12) == 0 {
			key[i] = nil
		}
	}
	return key
}

// newValues makes up cells from few values, so that rows often stay as they are. Some texts are equal to a collation only.
func (m *model) newValues() values {
	numbers := []any{nil, int64(0), int64(1), int64(2), int64(3)}
	texts := []any{nil, "", "x", "X", "x ", "é", "e", "数"}
	return values{numbers[m.IntN(len(numbers))], texts[m.IntN(len(texts))], numbers[m.IntN(len(numbers))]}
}
