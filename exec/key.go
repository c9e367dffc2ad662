package exec

import (
	"reflect"

	"github.com/sqbulk/sqbulk/builder"
)

// keyText is a struct's key as a string that is equal for equal keys; ok is false when a part is NULL, which equals
// nothing.
func keyText(row reflect.Value, paths [][]int) (key string, ok bool) {
	values := make([]any, len(paths))
	for i, path := range paths {
		if v := fieldAt(row, path); v.IsValid() {
			values[i] = v.Interface()
		}
	}
	return builder.Key(values...)
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
