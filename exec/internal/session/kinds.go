package session

import (
	"database/sql/driver"
	"reflect"
	"time"
)

// kind is how a driver sends an argument.
type kind uint8

const (
	null    kind = iota // fits any other
	unknown             // fits none
	integer
	natural
	real
	truth
	text
)

// kinds are those of the arguments that a prepared statement ran with; nil: it has not run.
type kinds []kind

// take tells whether arguments have the same kinds as those before, and notes what was NULL until now.
func (k *kinds) take(args []any) bool {
	if *k == nil {
		*k = make(kinds, len(args))
	}
	for i, arg := range args {
		switch is, was := kindOf(arg), (*k)[i]; {
		case is == unknown, was != null && is != null && is != was:
			return false
		case was == null:
			(*k)[i] = is
		}
	}
	return true
}

func kindOf(arg any) kind {
	switch arg.(type) {
	case nil:
		return null
	case int64, int:
		return integer
	case float64:
		return real
	case bool:
		return truth
	case string, []byte, time.Time:
		return text
	}
	v := reflect.ValueOf(arg)
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return null
	}
	if valuer, ok := arg.(driver.Valuer); ok {
		value, err := valuer.Value()
		if err != nil || !isDriverValue(value) {
			return unknown
		}
		return kindOf(value)
	}
	return kindOfType(v)
}

// kindOfType is that of a value of a named or less common type, or of what it points to.
func kindOfType(v reflect.Value) kind {
	switch {
	case v.Kind() == reflect.Pointer:
		return kindOf(v.Elem().Interface())
	case v.CanInt():
		return integer
	case v.CanUint():
		return natural
	case v.CanFloat():
		return real
	case v.Kind() == reflect.Bool:
		return truth
	case v.Kind() == reflect.String, v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8:
		return text
	}
	return unknown
}
