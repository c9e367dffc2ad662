package builder

import (
	"reflect"

	sq "github.com/Masterminds/squirrel"
)

// isExpr is what cellBytes returns for a cell that is SQL.
const isExpr = -1

// formatted is about what a driver makes of a number or a time.
const formatted = 32

// cellBytes estimates the size of a value on its way to the server.
func cellBytes(v any) int {
	switch v := v.(type) {
	case nil:
		return 4
	case string:
		return len(v)
	case []byte:
		return len(v)
	case int64, int, bool, float64, int32, uint64, uint32, int16, uint8, float32:
		return 8
	case sq.Sqlizer:
		return isExpr
	}
	return valueBytes(reflect.ValueOf(v), 3)
}

// valueBytes estimates a value of any other type by the text and bytes in it, down to a depth.
func valueBytes(v reflect.Value, depth int) int {
	if depth == 0 {
		return formatted
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return 4
		}
		return valueBytes(v.Elem(), depth-1)
	case reflect.String:
		return v.Len()
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return v.Len()
		}
		n := formatted
		for i := range v.Len() {
			n += valueBytes(v.Index(i), depth-1)
		}
		return n
	case reflect.Struct:
		if v.Type() == timeType {
			return formatted
		}
		n := 0
		for i := range v.NumField() {
			n += valueBytes(v.Field(i), depth-1)
		}
		return n
	}
	return formatted
}
