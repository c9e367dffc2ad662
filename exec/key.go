package exec

import (
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"reflect"
	"time"
)

// keyText is a struct's key as a string that is equal for equal keys; ok is false when a part is NULL, which equals
// nothing.
func keyText(row reflect.Value, paths [][]int) (key string, ok bool) {
	var text []byte
	for _, path := range paths {
		part, ok := partText(fieldAt(row, path))
		if !ok {
			return "", false
		}
		text = binary.AppendUvarint(text, uint64(len(part)))
		text = append(text, part...)
	}
	return string(text), true
}

// fieldAt walks to a field; the zero Value when a pointer on the way is nil.
func fieldAt(v reflect.Value, path []int) reflect.Value {
	for _, i := range path {
		if v = reflect.Indirect(v); !v.IsValid() {
			return v
		}
		v = v.Field(i)
	}
	return v
}

// partText is one part of a key. Times are equal when they are the same microsecond, the finest that the databases store.
func partText(v reflect.Value) (string, bool) {
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if !v.IsValid() {
		return "", false
	}
	switch value := v.Interface().(type) {
	case time.Time:
		return fmt.Sprint(value.UnixMicro()), true
	case driver.Valuer:
		plain, err := value.Value()
		if err != nil || plain == nil {
			return "", false
		}
		return partText(reflect.ValueOf(plain))
	case []byte:
		return string(value), value != nil
	}
	return fmt.Sprint(v.Interface()), true
}
