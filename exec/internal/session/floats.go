package session

import (
	"database/sql"
	"reflect"
	"time"

	"github.com/sqbulk/sqbulk/dialect"
)

// checkFloats refuses arguments that the database would store as something else, like those that cannot be sent.
func checkFloats(d dialect.Dialect, args []any) error {
	for i, a := range args {
		f, ok := float(a)
		if !ok {
			continue
		}
		if err := d.CheckFloat(f); err != nil {
			return &dialect.ArgError{Param: i + 1, Err: err}
		}
	}
	return nil
}

// float is an argument that is a floating-point number. Values of the user's own driver.Valuer types are not looked at, because
// asking them twice may cost as much as the statement.
func float(arg any) (f float64, ok bool) {
	switch v := arg.(type) {
	case nil, string, []byte, int, int64, bool, time.Time:
		return 0, false
	case float64:
		return v, true
	case sql.NullFloat64:
		return v.Float64, v.Valid
	}
	r := reflect.ValueOf(arg)
	for r.Kind() == reflect.Pointer && !r.IsNil() {
		r = r.Elem()
	}
	if !r.CanFloat() {
		return 0, false
	}
	return r.Float(), true
}
