package builder

import (
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"reflect"
	"strconv"
	"time"

	sq "github.com/Masterminds/squirrel"
)

// Key is a text that is equal for equal keys: a row's values of the key columns. Values are compared as in Go, whatever the collation
// of a column: texts and bytes by their bytes, numbers by their digits, times to the microsecond, the finest that the databases store.
// ok is false when a part is NULL, which equals nothing, or is not set, or is SQL.
func Key(values ...any) (key string, ok bool) {
	text, ok := appendKey(nil, values)
	if !ok {
		return "", false
	}
	return string(text), true
}

// appendKey appends a key's text.
func appendKey(text []byte, values []any) ([]byte, bool) {
	for _, v := range values {
		start, ok := len(text), false
		if text, ok = appendPart(append(text, 0, 0, 0, 0), v); !ok {
			return text, false
		}
		binary.BigEndian.PutUint32(text[start:], uint32(len(text)-start)) // so that the parts of a key do not run together
	}
	return text, true
}

// appendPart appends one part of a key.
func appendPart(text []byte, v any) ([]byte, bool) {
	switch v := v.(type) {
	case nil, unset, sq.Sqlizer:
		return nil, false
	case string:
		return append(text, v...), true
	case []byte:
		return append(text, v...), v != nil
	case int64:
		return strconv.AppendInt(text, v, 10), true
	case int:
		return strconv.AppendInt(text, int64(v), 10), true
	case time.Time:
		return strconv.AppendInt(text, v.UnixMicro(), 10), true
	}
	r := reflect.ValueOf(v)
	if r.Kind() == reflect.Pointer && r.IsNil() {
		return nil, false
	}
	if valuer, ok := v.(driver.Valuer); ok {
		value, err := valuer.Value()
		if err != nil {
			return nil, false
		}
		return appendPart(text, value)
	}
	return appendKind(text, r)
}

// appendKind appends a value of a type of the user's as what the database gets: its kind, whatever its String method says.
func appendKind(text []byte, r reflect.Value) ([]byte, bool) {
	switch {
	case r.Kind() == reflect.Pointer:
		return appendPart(text, r.Elem().Interface())
	case r.CanInt():
		return strconv.AppendInt(text, r.Int(), 10), true
	case r.CanUint():
		return strconv.AppendUint(text, r.Uint(), 10), true
	case r.CanFloat():
		return strconv.AppendFloat(text, r.Float(), 'f', -1, r.Type().Bits()), true
	case r.Kind() == reflect.Bool:
		return strconv.AppendBool(text, r.Bool()), true
	case r.Kind() == reflect.String:
		return append(text, r.String()...), true
	case r.Kind() == reflect.Slice && r.Type().Elem().Kind() == reflect.Uint8:
		return append(text, r.Bytes()...), !r.IsNil()
	}
	return fmt.Append(text, r.Interface()), true
}
