package dialect

import (
	"database/sql/driver"
	"reflect"
)

// wrapperDepth is how many wrappers around a driver's connection FindConn looks through.
const wrapperDepth = 4

var connType = reflect.TypeFor[driver.Conn]()

// FindConn finds a driver's own connection, a struct, also inside a driver that wraps it and holds it in a field: the first one that is
// recognized. It only looks. The zero Value: there is none.
func FindConn(driverConn any, recognize func(conn reflect.Value) bool) reflect.Value {
	return findConn(reflect.ValueOf(driverConn), recognize, wrapperDepth)
}

func findConn(v reflect.Value, recognize func(reflect.Value) bool, depth int) reflect.Value {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return reflect.Value{}
	}
	if recognize(v) {
		return v
	}
	for i := 0; i < v.NumField() && depth > 0; i++ {
		if f := v.Field(i); f.Type().Implements(connType) {
			if found := findConn(f, recognize, depth-1); found.IsValid() {
				return found
			}
		}
	}
	return reflect.Value{}
}
