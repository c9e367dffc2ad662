package sqlite

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// Classify implements [dialect.Dialect] for modernc.org/sqlite and mattn/go-sqlite3
// (https://www.sqlite.org/rescode.html). The end of the caller's own context is no fault of the database's.
func (Dialect) Classify(err error) dialect.Fault {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return dialect.Fault{}
	}
	code, text := resultCode(err)
	if code == 0 {
		if arg := dialect.ArgErrorOf(err); arg != nil {
			return arg.Fault()
		}
		return dialect.Fault{}
	}
	f := dialect.Fault{Kind: kind(code, text)}
	switch f.Kind {
	case dialect.UniqueViolation:
		f.Constraint, f.Columns = violatedKey(text)
	case dialect.NotNullViolation:
		f.Columns = qualifiedColumns(after(text, notNullFailed))
	case dialect.CheckViolation:
		f.Constraint = after(text, checkFailed)
	case dialect.InvalidValue:
		f.Columns = strictColumn(text)
	}
	return f
}

// resultCode finds SQLite's extended result code in an error or one that it wraps, and its message; zero when there is none.
// modernc's error has a method Code with the extended code; mattn's is a struct with the fields Code and ExtendedCode.
func resultCode(err error) (code int, text string) {
	for err != nil {
		if c, ok := err.(interface{ Code() int }); ok {
			return c.Code(), message(err, c.Code())
		}
		if c := extendedCode(err); c != 0 {
			return c, message(err, c)
		}
		if list, ok := err.(interface{ Unwrap() []error }); ok {
			for _, e := range list.Unwrap() {
				if code, text = resultCode(e); code != 0 {
					return code, text
				}
			}
			return 0, ""
		}
		err = errors.Unwrap(err)
	}
	return 0, ""
}

// extendedCode reads the fields of mattn's error; the extended code is missing where SQLite could not be asked for it.
func extendedCode(err error) int {
	v := reflect.Indirect(reflect.ValueOf(err))
	if v.Kind() != reflect.Struct {
		return 0
	}
	code, extended := v.FieldByName("Code"), v.FieldByName("ExtendedCode")
	if !code.IsValid() || !extended.IsValid() || !code.CanInt() || !extended.CanInt() {
		return 0
	}
	if extended.Int() != 0 {
		return int(extended.Int())
	}
	return int(code.Int())
}

// message is the error's text without the code that modernc puts at its end.
func message(err error, code int) string {
	return strings.TrimSuffix(err.Error(), fmt.Sprintf(" (%d)", code))
}

// kinds are the extended codes that mean something of their own.
var kinds = map[int]dialect.Kind{
	2067: dialect.UniqueViolation,      // CONSTRAINT_UNIQUE
	1555: dialect.UniqueViolation,      // CONSTRAINT_PRIMARYKEY
	2579: dialect.UniqueViolation,      // CONSTRAINT_ROWID
	787:  dialect.ForeignKeyViolation,  // CONSTRAINT_FOREIGNKEY
	1299: dialect.NotNullViolation,     // CONSTRAINT_NOTNULL
	275:  dialect.CheckViolation,       // CONSTRAINT_CHECK
	1811: dialect.CheckViolation,       // CONSTRAINT_TRIGGER: RAISE in a trigger
	3091: dialect.InvalidValue,         // CONSTRAINT_DATATYPE: a STRICT table
	517:  dialect.SerializationFailure, // BUSY_SNAPSHOT: the transaction read before another one wrote
}

// primary are the codes of which every extended code means the same; the primary code is the lowest byte.
var primary = map[int]dialect.Kind{
	3:  dialect.Forbidden,    // PERM
	5:  dialect.Busy,         // BUSY
	6:  dialect.Busy,         // LOCKED
	8:  dialect.Forbidden,    // READONLY
	9:  dialect.Timeout,      // INTERRUPT
	18: dialect.TooLarge,     // TOOBIG
	20: dialect.InvalidValue, // MISMATCH: no integer for an INTEGER PRIMARY KEY
	23: dialect.Forbidden,    // AUTH
}

// primaryError is the code of an error that only its message tells from others.
const primaryError = 1

// kind is the meaning of a code.
func kind(code int, text string) dialect.Kind {
	if k, ok := kinds[code]; ok {
		return k
	}
	if code == primaryError && strings.Contains(text, "too many SQL variables") {
		return dialect.TooLarge
	}
	return primary[code&0xff]
}

// What SQLite's messages have in front of a name.
const (
	uniqueFailed  = "UNIQUE constraint failed: "
	notNullFailed = "NOT NULL constraint failed: "
	checkFailed   = "CHECK constraint failed: "
)

// after is what follows a phrase in a message; empty when it is not there.
func after(text, phrase string) string {
	_, rest, _ := strings.Cut(text, phrase)
	return rest
}

// violatedKey reads which key was violated: the columns, or the name of an index over expressions, as in
//
//	UNIQUE constraint failed: t.org, t.email
//	UNIQUE constraint failed: index 't_lower'
func violatedKey(text string) (index string, columns []string) {
	key := after(text, uniqueFailed)
	if quoted, ok := strings.CutPrefix(key, "index '"); ok {
		return strings.TrimSuffix(quoted, "'"), nil
	}
	return "", qualifiedColumns(key)
}

// qualifiedColumns reads the columns of a list such as t.org, t.email.
func qualifiedColumns(list string) []string {
	var columns []string
	for _, part := range strings.Split(list, ", ") {
		if _, column, ok := strings.Cut(part, "."); ok && column != "" {
			columns = append(columns, column)
		}
	}
	return columns
}

// strictStore is the message of a STRICT table.
var strictStore = regexp.MustCompile(`cannot store \w+ value in \w+ column (.+)$`)

// strictColumn reads the column of a STRICT table that refused a value.
func strictColumn(text string) []string {
	if m := strictStore.FindStringSubmatch(text); m != nil {
		return qualifiedColumns(m[1])
	}
	return nil
}
