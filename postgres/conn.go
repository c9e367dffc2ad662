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
	if conn.Type().PkgPath() != "github.com/lib/pq" {
		return isPgx(conn)
	}
	return isSet(conn.FieldByName("binaryParameters")) || isSet(fieldOf(conn.FieldByName("cfg"), "BinaryParameters"))
}

// fieldOf is a field of a struct; the zero Value where there is none.
func fieldOf(v reflect.Value, name string) reflect.Value {
	if v.Kind() != reflect.Struct {
		return reflect.Value{}
	}
	return v.FieldByName(name)
}

// Prepared implements [dialect.Transactions]: pgx keeps statements by itself, unless it was told to send texts, as behind a pooler.
func (Dialect) Prepared(driverConn any) dialect.Prepared {
	return dialect.Prepared{Driver: dialect.FindConn(driverConn, isPgx).IsValid()}
}

func isPgx(conn reflect.Value) bool {
	t := conn.Type()
	return t.PkgPath() == "github.com/jackc/pgx/v5/stdlib" && t.Name() == "Conn"
}

func isSet(v reflect.Value) bool { return v.Kind() == reflect.Bool && v.Bool() }
