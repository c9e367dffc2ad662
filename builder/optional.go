package builder

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"reflect"
)

// Optional is the type of a struct's field that may be not set, as distinct from NULL: the row lacks the column then; see [Unset].
// An Optional[*T] or an Optional[sql.Null[T]] can be set to NULL.
//
//	type Patch struct {
//		ID   int64                     `db:"id"`
//		Name builder.Optional[string]  `db:"name"`
//		Note builder.Optional[*string] `db:"note"`
//	}
//
// For a field of an ordinary type, the option omitzero of the tag has the same effect when the field is zero: `db:"name,omitzero"`.
// In JSON, a field that is missing is not set.
type Optional[T any] struct {
	// V is the value.
	V T
	// Set tells that V counts.
	Set bool
}

// Some returns an Optional that is set.
func Some[T any](v T) Optional[T] { return Optional[T]{v, true} }

// optional is any Optional.
type optional interface{ cell() any }

var optionalType = reflect.TypeFor[optional]()

// cell is the value for a statement: of a type that is a [driver.Valuer] only by its address, the address.
func (o Optional[T]) cell() any {
	if !o.Set {
		return Unset
	}
	if _, byPointer := any((*T)(nil)).(driver.Valuer); byPointer {
		if _, byValue := any(o.V).(driver.Valuer); !byValue {
			v := o.V
			return &v
		}
	}
	return o.V
}

// IsZero tells that o is not set, for encoding/json's omitzero.
func (o Optional[T]) IsZero() bool { return !o.Set }

// Value implements [driver.Valuer], for statements that are not ours: not set is NULL there.
func (o Optional[T]) Value() (driver.Value, error) {
	if !o.Set {
		return nil, nil
	}
	return driver.DefaultParameterConverter.ConvertValue(o.cell())
}

// Scan implements [sql.Scanner]. NULL is an error for a T that cannot hold it.
func (o *Optional[T]) Scan(src any) error {
	var v T
	if s, ok := any(&v).(sql.Scanner); ok {
		if err := s.Scan(src); err != nil {
			return err
		}
		*o = Some(v)
		return nil
	}
	var null sql.Null[*T]
	if err := null.Scan(src); err != nil {
		return err
	}
	switch {
	case null.V != nil:
		v = *null.V
	case !holdsNull(reflect.TypeFor[T]()):
		return fmt.Errorf("NULL for an Optional[%v]: use a pointer, or sql.Null", reflect.TypeFor[T]())
	}
	*o = Some(v)
	return nil
}

// holdsNull tells whether a type has a nil.
func holdsNull(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map:
		return true
	}
	return false
}

// UnmarshalJSON sets o; null sets it to T's zero value, which is NULL for a pointer.
func (o *Optional[T]) UnmarshalJSON(text []byte) error {
	var v T
	if !bytes.Equal(text, []byte("null")) {
		if err := json.Unmarshal(text, &v); err != nil {
			return err
		}
	}
	*o = Some(v)
	return nil
}

// MarshalJSON writes V, and null when o is not set; the json tag's option omitzero leaves it out.
func (o Optional[T]) MarshalJSON() ([]byte, error) {
	if !o.Set {
		return []byte("null"), nil
	}
	return json.Marshal(o.V)
}
