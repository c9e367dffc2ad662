package builder

import (
	"bytes"
	"cmp"
	"database/sql/driver"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/sqbulk/sqbulk/dialect"
)

// lockOrder returns the positions of the columns by which a statement finds stored rows; nil when it finds none, or not by
// values of the rows.
//
// Writers that lock rows in one order do not deadlock with each other, so rows are sorted by these columns.
func lockOrder(s dialect.Statement) []int {
	var key []string
	switch s := s.(type) {
	case dialect.Insert:
		if s.Conflict != nil {
			key = s.Conflict.Columns
		}
	case dialect.Update:
		key = s.Key
	case dialect.Delete:
		key = s.Key
	case dialect.UpdateOrCreate:
		key = s.Match.Key
	}
	at, err := positions(s.RowColumns(), key)
	if err != nil {
		return nil
	}
	return at
}

// sortBy orders the rows of the chunk by the columns at the given positions; equal rows keep their order. Index remembers
// where each row was. Chunks with expressions stay as they are.
func (c *Chunk) sortBy(key []int) {
	if len(key) == 0 || !c.Shared() {
		return
	}
	row := func(i int) []any { return c.Values[i*c.Width : (i+1)*c.Width] }
	compare := func(a, b int) int {
		for _, k := range key {
			if n := compareCells(row(a)[k], row(b)[k]); n != 0 {
				return n
			}
		}
		return 0
	}
	order := make([]int, c.Rows.N)
	sorted := true
	for i := range order {
		order[i] = i
		sorted = sorted && (i == 0 || compare(i-1, i) <= 0)
	}
	if sorted {
		return
	}
	slices.SortStableFunc(order, compare)
	values := make([]any, 0, len(c.Values))
	for i, from := range order {
		values = append(values, row(from)...)
		order[i] = c.First + from
	}
	c.Values, c.index = values, order
}

// compareCells orders two cells of a column. Any order will do as long as it is always the same one; cells that cannot be
// ordered are equal.
func compareCells(a, b any) int {
	switch a := a.(type) {
	case int64:
		if b, ok := b.(int64); ok {
			return cmp.Compare(a, b)
		}
	case int:
		if b, ok := b.(int); ok {
			return cmp.Compare(a, b)
		}
	case string:
		if b, ok := b.(string); ok {
			return strings.Compare(a, b)
		}
	case []byte:
		if b, ok := b.([]byte); ok {
			return bytes.Compare(a, b)
		}
	case time.Time:
		if b, ok := b.(time.Time); ok {
			return a.Compare(b)
		}
	}
	return compareValues(plain(a), plain(b))
}

// plain follows pointers, and asks a Valuer that is a struct for its value.
func plain(cell any) reflect.Value {
	v := reflect.ValueOf(cell)
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if v.Kind() == reflect.Struct && v.Type() != timeType {
		if valuer, ok := v.Interface().(driver.Valuer); ok {
			value, err := valuer.Value()
			if err != nil {
				return reflect.Value{}
			}
			return reflect.ValueOf(value)
		}
	}
	return v
}

// compareValues orders values of one kind; NULL comes first, and other kinds follow the order of their kinds.
func compareValues(a, b reflect.Value) int {
	if a.Kind() != b.Kind() || !a.IsValid() {
		return cmp.Compare(a.Kind(), b.Kind())
	}
	switch {
	case a.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case a.CanUint():
		return cmp.Compare(a.Uint(), b.Uint())
	case a.CanFloat():
		return cmp.Compare(a.Float(), b.Float())
	case a.Kind() == reflect.String:
		return strings.Compare(a.String(), b.String())
	case a.Kind() == reflect.Bool:
		return compareBools(a.Bool(), b.Bool())
	case a.Type() == timeType && b.Type() == timeType:
		return a.Interface().(time.Time).Compare(b.Interface().(time.Time))
	case isBytes(a) && isBytes(b):
		return compareBytes(a, b)
	}
	return 0
}

func isBytes(v reflect.Value) bool {
	return (v.Kind() == reflect.Slice || v.Kind() == reflect.Array) && v.Type().Elem().Kind() == reflect.Uint8
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func compareBytes(a, b reflect.Value) int {
	for i := range min(a.Len(), b.Len()) {
		if n := cmp.Compare(a.Index(i).Uint(), b.Index(i).Uint()); n != 0 {
			return n
		}
	}
	return cmp.Compare(a.Len(), b.Len())
}
