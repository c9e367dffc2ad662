package builder

import (
	"reflect"
	"slices"
	"strings"

	sq "github.com/Masterminds/squirrel"
)

// predicate collects the conditions of a Where, in squirrel's forms: SQL with arguments, a map, or a Sqlizer.
type predicate struct{ parts []part }

type part struct {
	pred any
	args []any
}

// and returns the predicate with one more condition.
func (p predicate) and(pred any, args []any) predicate {
	return predicate{append(slices.Clip(p.parts), part{pred, args})}
}

func (p predicate) given() bool { return len(p.parts) > 0 }

// resolve returns the conditions joined by AND; nil when there are none. A condition without content is refused, because
// a condition built from an empty list or map would widen the statement without a word.
func (p predicate) resolve(where, what string) (sq.Sqlizer, error) {
	var all sq.And
	for _, c := range p.parts {
		e, err := c.sqlizer(where, what)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	switch len(all) {
	case 0:
		return nil, nil
	case 1:
		return all[0], nil
	}
	return all, nil
}

// sqlizer turns one condition into an expression in parentheses where it needs them.
func (c part) sqlizer(where, what string) (sq.Sqlizer, error) {
	empty := invalid(where, "%s has an empty condition", what)
	switch p := c.pred.(type) {
	case nil:
		return nil, empty
	case string:
		if strings.TrimSpace(p) == "" {
			return nil, empty
		}
		return sq.Expr("("+p+")", c.args...), nil
	case map[string]any:
		if len(p) == 0 {
			return nil, empty
		}
		return sq.Eq(p), nil
	case sq.Sqlizer:
		if emptyCondition(p) {
			return nil, empty
		}
		sql, _, err := p.ToSql()
		if err != nil {
			return nil, invalid(where, "%s: %v", what, err)
		}
		if strings.TrimSpace(sql) == "" {
			return nil, empty
		}
		return sq.And{p}, nil
	default:
		return nil, invalid(where, "%s takes SQL, a map or a Sqlizer, not %T", what, c.pred)
	}
}

// emptyCondition tells whether a map or list of conditions is empty, or one in it.
func emptyCondition(e sq.Sqlizer) bool {
	switch list := e.(type) {
	case sq.And:
		return len(list) == 0 || slices.ContainsFunc(list, emptyCondition)
	case sq.Or:
		return len(list) == 0 || slices.ContainsFunc(list, emptyCondition)
	}
	v := reflect.ValueOf(e)
	return !v.IsValid() || (v.Kind() == reflect.Map || v.Kind() == reflect.Slice) && v.Len() == 0
}
