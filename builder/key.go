package builder

import (
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"hash/maphash"
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
	return string(text), ok
}

// appendKey appends a key's text.
func appendKey(text []byte, values []any) ([]byte, bool) {
	var part []byte
	for _, v := range values {
		var ok bool
		if part, ok = appendPart(part[:0], v); !ok {
			return nil, false
		}
		text = binary.AppendUvarint(text, uint64(len(part)))
		text = append(text, part...)
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

// keyHash is a key in 128 bits: two keys of a billion have the same with a probability below 10^-20.
type keyHash [2]uint64

// keyHasher hashes keys.
type keyHasher struct {
	seeds  [2]maphash.Seed
	at     []int // where the key stands in a row
	values []any
	text   []byte
}

func newKeyHasher(at []int) *keyHasher {
	return &keyHasher{seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}, at: at, values: make([]any, len(at))}
}

// hash is a row's key; ok is false when it equals no other.
func (h *keyHasher) hash(row []any) (k keyHash, ok bool) {
	for i, p := range h.at {
		h.values[i] = row[p]
	}
	text, ok := appendKey(h.text[:0], h.values)
	if !ok {
		return k, false
	}
	h.text = text
	return keyHash{maphash.Bytes(h.seeds[0], text), maphash.Bytes(h.seeds[1], text)}, true
}
