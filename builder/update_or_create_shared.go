package builder

import (
	"context"
	"database/sql/driver"
	"iter"
	"maps"
	"reflect"
	"slices"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// shared is columns that have one value in all rows.
type shared struct {
	columns []string
	values  []any
}

// sharedColumns collects the columns of Shared in the order of their names, each call's after those of the one before.
func (b UpdateOrCreateBuilder) sharedColumns(where string) (shared, error) {
	var all shared
	for _, eq := range b.shared {
		for _, column := range slices.Sorted(maps.Keys(eq)) {
			value, ok := oneValue(eq[column])
			if !ok {
				return shared{}, invalid(where, "Shared(%q) needs one plain value, and %T is none", column, eq[column])
			}
			all.columns, all.values = append(all.columns, column), append(all.values, value)
		}
	}
	return all, checkNames(where, "Shared", all.columns)
}

// condition is the condition that a stored row has the values; nil when there are none.
func (s shared) condition() sq.Sqlizer {
	if len(s.columns) == 0 {
		return nil
	}
	var all sq.And
	for i, c := range s.columns {
		if s.values[i] == nil {
			all = append(all, sq.Expr("? IS NULL", dialect.Stored(c)))
		} else {
			all = append(all, sq.Expr("? = ?", dialect.Stored(c), s.values[i]))
		}
	}
	return all
}

// with returns the source with the values at the end of each row.
func (s shared) with(source Source) Source {
	if len(s.columns) == 0 {
		return source
	}
	all := sharedSource{source, s}
	if known, ok := source.(sized); ok {
		return sizedSharedSource{all, known}
	}
	return all
}

// sharedSource is a source whose rows end with the same values.
type sharedSource struct {
	Source
	shared shared
}

// sizedSharedSource is one that knows how many rows it has.
type sizedSharedSource struct {
	sharedSource
	sized
}

// Rows yields the rows of the source, and the values behind each; the last columns are theirs.
func (s sharedSource) Rows(ctx context.Context, columns []string) iter.Seq2[[]any, error] {
	own := columns[:len(columns)-len(s.shared.columns)]
	return func(yield func([]any, error) bool) {
		row := make([]any, 0, len(columns))
		for values, err := range s.Source.Rows(ctx, own) {
			row = append(append(row[:0], values...), s.shared.values...)
			if !yield(row, err) {
				return
			}
		}
	}
}

// oneValue returns a value as the driver takes it, nil for NULL; ok is false for SQL, and for a list.
func oneValue(v any) (value any, ok bool) {
	r := reflect.ValueOf(v)
	for r.Kind() == reflect.Pointer && !r.Type().Implements(valuerType) {
		if r.IsNil() {
			return nil, true
		}
		r = r.Elem()
	}
	if !r.IsValid() {
		return nil, true
	}
	v = r.Interface()
	if valuer, isValuer := v.(driver.Valuer); isValuer {
		if r.Kind() == reflect.Pointer && r.IsNil() {
			return nil, true
		}
		value, err := valuer.Value()
		return value, err == nil
	}
	if _, isSQL := v.(sq.Sqlizer); isSQL {
		return nil, false
	}
	switch r.Kind() {
	case reflect.Slice, reflect.Array:
		return v, isBytes(r)
	case reflect.Map, reflect.Func, reflect.Chan:
		return nil, false
	}
	return v, true
}
