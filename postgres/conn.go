package postgres

import (
	"reflect"

	"github.com/sqbulk/sqbulk/dialect"
)

// Alone implements [dialect.Transactions]: PostgreSQL undoes a statement that fails. Through a driver that is not known each statement has a
// transaction around it: lib/pq sends a statement with arguments in two round trips, and behind a pooler such as pgbouncer in transaction mode
// another client's statement may come between them, and is then run with these arguments. With binary_parameters=yes it sends one, and
// pgx names its statements by their texts.
func (Dialect) Alone(driverConn any) bool {
	return dialect.FindConn(driverConn, sendsAtOnce).IsValid()
}

// sendsAtOnce tells whether a driver's connection is known to send a statement's text together with its arguments, or by a name of its own.
func sendsAtOnce(conn reflect.Value) bool {
	switch t := conn.Type(); t.PkgPath() {
	case "github.com/jackc/pgx/v5/stdlib":
		return t.Name() == "Conn"
	case "github.com/lib/pq":
		return isSet(conn.FieldByName("binaryParameters")) || isSet(fieldOf(conn.FieldByName("cfg"), "BinaryParameters"))
	}
	return false
}

// fieldOf is a field of a struct; the zero Value where there is none.
func fieldOf(v reflect.Value, name string) reflect.Value {
	if v.Kind() != reflect.Struct {
		return reflect.Value{}
	}
	return v.FieldByName(name)
}

func isSet(v reflect.Value) bool { return v.Kind() == reflect.Bool && v.Bool() }
