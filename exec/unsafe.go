package exec

import (
	"reflect"

	"github.com/jmoiron/sqlx"
)

// isUnsafe tells whether a handle is one of sqlx's method Unsafe, which drops returned columns that have no field. Sqlx tells nobody, so
// that its field is read.
func isUnsafe(db DB) bool {
	switch db.(type) {
	case *sqlx.DB, *sqlx.Conn, *sqlx.Tx:
	default:
		return false
	}
	handle := reflect.ValueOf(db)
	if handle.IsNil() {
		return false
	}
	field := handle.Elem().FieldByName("unsafe")
	return field.IsValid() && field.Kind() == reflect.Bool && field.Bool()
}

// noField is the path of a returned column that is dropped.
var noField = []int{-1}
