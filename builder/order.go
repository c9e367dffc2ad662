package builder

import (
	"bytes"
	"cmp"
	"database/sql/driver"
	"iter"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/sqbulk/sqbulk/dialect"
)

// Writers that lock rows in one order do not deadlock with each other, so rows are sorted by the key that finds their stored rows.

// compareRows orders two rows by the columns at the given positions.
func compareRows(a, b []any, key []int) int {
	for _, k := range key {
		if n := compareCells(a[k], b[k]); n != 0 {
			return n
		}
	}
	return 0
}

// sortBy orders the rows of the chunk by the columns at the given positions; equal rows keep their order. Origins remember
// where each row was. Chunks with expressions stay as they are.
func (c *Chunk) sortBy(key []int) {
	if len(key) == 0 || !c.Shared() {
		return
	}
	compare := func(i, j int) int { return compareRows(c.Row(i), c.Row(j), key) }
	first := 1
	for first < c.Rows.N && compare(first-1, first) <= 0 {
		first++
	}
	if first >= c.Rows.N { // all of them are in order
		return
	}
	order := dialect.Columns(c.Rows.N)
	slices.SortStableFunc(order, compare)
	values := make([]any, 0, len(c.Values))
	for _, from := range order {
		values = append(values, c.Row(from)...)
	}
	c.Values, c.origins = values, pick(c.origins, order)
	if c.objects != nil {
		c.objects = pick(c.objects, order)
	}
}

// inKeyOrder reads all rows and yields them in the order of the columns at the given positions; equal rows keep their order.
func inKeyOrder(rows iter.Seq2[inputRow, error], key []int) iter.Seq2[inputRow, error] {
	return func(yield func(inputRow, error) bool) {
		var all []inputRow
		for row, err := range rows {
			if err != nil {
				yield(row, err)
				return
			}
			row.values = slices.Clone(row.values)
			all = append(all, row)
		}
		slices.SortStableFunc(all, func(a, b inputRow) int {
			if a.skipped() || b.skipped() {
				return compareBools(!a.skipped(), !b.skipped())
			}
			return compareRows(a.values, b.values, key)
		})
		for _, row := range all {
			if !yield(row, nil) {
				return
			}
		}
	}
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
