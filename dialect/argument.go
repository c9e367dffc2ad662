package dialect

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// An ArgError is an argument that never reached the database: database/sql or the driver cannot send it, or the database would store
// it as something else.
type ArgError struct {
	// Param is the argument's number in its statement, from one.
	Param int
	// Err is what is wrong with the argument. It does not show the value.
	Err error
}

// Error names the argument and the cause.
func (e *ArgError) Error() string { return fmt.Sprintf("argument $%d: %v", e.Param, e.Err) }

// Unwrap returns the cause.
func (e *ArgError) Unwrap() error { return e.Err }

// Fault is what the error means: an [InvalidValue] of the parameter.
func (e *ArgError) Fault() Fault { return Fault{Kind: InvalidValue, Param: e.Param} }

// ArgErrorOf returns the ArgError that err is, wraps or joins; nil when there is none. It makes one of what database/sql says about an
// argument that it cannot convert, which is known by its text alone.
func ArgErrorOf(err error) *ArgError {
	if arg, ok := err.(*ArgError); ok || err == nil {
		return arg
	}
	if arg := readArgError(err); arg != nil {
		return arg
	}
	switch w := err.(type) {
	case interface{ Unwrap() error }:
		return ArgErrorOf(w.Unwrap())
	case interface{ Unwrap() []error }:
		for _, inner := range w.Unwrap() {
			if arg := ArgErrorOf(inner); arg != nil {
				return arg
			}
		}
	}
	return nil
}

// readArgError reads the text of database/sql: "sql: converting argument $3 type: unsupported type T, a struct" (driverArgsConnLocked of
// database/sql/convert.go). Nothing else in this module reads it, and nothing writes it.
func readArgError(err error) *ArgError {
	rest, ok := strings.CutPrefix(err.Error(), "sql: converting argument $")
	if !ok {
		return nil
	}
	number, what, ok := strings.Cut(rest, " type: ")
	n, invalid := strconv.ParseUint(number, 10, 31)
	if !ok || invalid != nil || n == 0 {
		return nil
	}
	cause := errors.Unwrap(err)
	if cause == nil {
		cause = errors.New(what)
	}
	return &ArgError{Param: int(n), Err: cause}
}
