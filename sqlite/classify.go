package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"reflect"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// Classify implements [dialect.Dialect] for modernc.org/sqlite and github.com/mattn/go-sqlite3: by SQLite's extended
// result code (https://www.sqlite.org/rescode.html). The end of the caller's own context is no fault of the database's.
func (Dialect) Classify(err error) dialect.Fault {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return dialect.Fault{}
	}
	code, text, ok := find(err)
	if !ok {
		if errors.Is(err, driver.ErrBadConn) {
			return dialect.Fault{Kind: dialect.ConnectionLost}
		}
		return dialect.Fault{}
	}
	if code&0xff == 1 && strings.Contains(text, "too many SQL variables") {
		return dialect.Fault{Kind: dialect.TooLarge}
	}
	f := dialect.Fault{Kind: kind(code)}
	switch f.Kind {
	case dialect.UniqueViolation, dialect.NotNullViolation:
		f.Columns = columnsIn(text)
	case dialect.CheckViolation:
		f.Constraint = after(text, "CHECK constraint failed: ")
	}
	return f
}

// kinds are the extended result codes that mean something of their own.
var kinds = map[int]dialect.Kind{
	2067: dialect.UniqueViolation, // SQLITE_CONSTRAINT_UNIQUE
	1555: dialect.UniqueViolation, // SQLITE_CONSTRAINT_PRIMARYKEY
	2579: dialect.UniqueViolation, // SQLITE_CONSTRAINT_ROWID
	787:  dialect.ForeignKeyViolation,
	1299: dialect.NotNullViolation,
	275:  dialect.CheckViolation,
	1811: dialect.CheckViolation,       // SQLITE_CONSTRAINT_TRIGGER: RAISE(ABORT)
	3091: dialect.InvalidValue,         // SQLITE_CONSTRAINT_DATATYPE: a STRICT table
	517:  dialect.SerializationFailure, // SQLITE_BUSY_SNAPSHOT
}

// primary are the meanings of the other codes by their lowest byte.
var primary = map[int]dialect.Kind{
	3:  dialect.Forbidden, // SQLITE_PERM
	5:  dialect.Busy,      // SQLITE_BUSY
	6:  dialect.Busy,      // SQLITE_LOCKED
	8:  dialect.Forbidden, // SQLITE_READONLY
	9:  dialect.Timeout,   // SQLITE_INTERRUPT
	18: dialect.TooLarge,  // SQLITE_TOOBIG
	20: dialect.InvalidValue,
	23: dialect.Forbidden, // SQLITE_AUTH
}

// kind is the meaning of an extended result code: its own, or that of its primary code.
func kind(code int) dialect.Kind {
	if k, ok := kinds[code]; ok {
		return k
	}
	return primary[code&0xff]
}

// find returns the extended result code and the text of SQLite's error in a chain of wrapped errors.
func find(err error) (code int, text string, ok bool) {
	if err == nil {
		return 0, "", false
	}
	if code, ok := codeOf(err); ok {
		return code, err.Error(), true
	}
	switch w := err.(type) {
	case interface{ Unwrap() error }:
		return find(w.Unwrap())
	case interface{ Unwrap() []error }:
		for _, e := range w.Unwrap() {
			if code, text, ok := find(e); ok {
				return code, text, ok
			}
		}
	}
	return 0, "", false
}

// codeOf reads the code of a driver's error: modernc's has a method for it, mattn's is a struct with a field
// ExtendedCode. Reading the field by its name saves importing the driver.
func codeOf(err error) (int, bool) {
	if e, ok := err.(interface{ Code() int }); ok {
		return e.Code(), true
	}
	v := reflect.Indirect(reflect.ValueOf(err))
	if v.Kind() != reflect.Struct {
		return 0, false
	}
	for _, n := range []string{"ExtendedCode", "Code"} {
		if f := v.FieldByName(n); f.IsValid() && f.CanInt() && f.Int() != 0 {
			return int(f.Int()), true
		}
	}
	return 0, false
}

// columnsIn reads the columns of "UNIQUE constraint failed: t.a, t.b".
func columnsIn(text string) []string {
	list := after(text, " constraint failed: ")
	if list == "" || strings.HasPrefix(list, "index ") {
		return nil
	}
	var columns []string
	for part := range strings.SplitSeq(list, ", ") {
		if _, column, ok := strings.Cut(part, "."); ok {
			columns = append(columns, column)
		}
	}
	return columns
}

// after returns what stands behind a mark, without the number that a driver appends in parentheses.
func after(text, mark string) string {
	_, rest, ok := strings.Cut(text, mark)
	if !ok {
		return ""
	}
	if i := strings.LastIndex(rest, " ("); i >= 0 && strings.HasSuffix(rest, ")") {
		rest = rest[:i]
	}
	return rest
}
