package mysql

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"iter"
	"net"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// classify reads the errors of github.com/go-sql-driver/mysql. The end of the caller's own context is no fault of the
// server's.
func (f flavor) classify(err error) dialect.Fault {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return dialect.Fault{}
	}
	for part := range chain(err) {
		if e, ok := asServerError(part); ok {
			return e.fault(f)
		}
	}
	return driverFault(err)
}

// serverError is an error that the server sent.
type serverError struct {
	number  int
	state   string // SQLSTATE
	message string
}

// chain yields an error and all that it wraps or joins.
func chain(err error) iter.Seq[error] {
	return func(yield func(error) bool) { walk(err, yield) }
}

func walk(err error, yield func(error) bool) bool {
	if err == nil {
		return true
	}
	if !yield(err) {
		return false
	}
	switch u := err.(type) {
	case interface{ Unwrap() error }:
		return walk(u.Unwrap(), yield)
	case interface{ Unwrap() []error }:
		for _, inner := range u.Unwrap() {
			if !walk(inner, yield) {
				return false
			}
		}
	}
	return true
}

// asServerError recognises an error like the driver's *MySQLError:
//
//	type MySQLError struct {
//		Number   uint16
//		SQLState [5]byte
//		Message  string
//	}
//
// It has no method to ask for these, and reading them by name saves importing the driver.
func asServerError(err error) (e serverError, ok bool) {
	v := reflect.Indirect(reflect.ValueOf(err))
	if v.Kind() != reflect.Struct {
		return e, false
	}
	number, message := v.FieldByName("Number"), v.FieldByName("Message")
	if number.Kind() != reflect.Uint16 || message.Kind() != reflect.String {
		return e, false
	}
	e = serverError{number: int(number.Uint()), message: message.String()}
	if s := v.FieldByName("SQLState"); s.Kind() == reflect.Array && s.Type().Elem().Kind() == reflect.Uint8 {
		for i := range s.Len() {
			e.state += string(rune(s.Index(i).Uint()))
		}
	}
	return e, true
}

// fault is the meaning of the error: of its number, or else of its SQLSTATE's class.
func (e serverError) fault(by flavor) dialect.Fault {
	if m := nullChecked.FindStringSubmatch(e.message); m != nil {
		return dialect.Fault{Kind: dialect.NotNullViolation, Columns: []string{m[1]}}
	}
	f := dialect.Fault{Kind: kinds[e.number], Remedy: remedies[e.number]}
	if k, ok := by.engine.kinds[e.number]; ok {
		f.Kind = k
	}
	switch {
	case f.Kind == dialect.Unknown && strings.Contains(e.message, "max_allowed_packet"):
		f.Kind = dialect.TooLarge
	case f.Kind == dialect.Unknown:
		f.Kind = classes[e.state[:min(2, len(e.state))]]
	}
	e.read(&f, by)
	return f
}

// The messages in which a server names a constraint, a column or a row. Values of the user's stand before these, so that
// the patterns hold on to the end of the message, or to its beginning where no value stands in it.
var (
	duplicateKey = regexp.MustCompile(`(?s)^.* for key '(.+)'$`)
	constraint   = regexp.MustCompile("(?s)^.*?CONSTRAINT `(.+?)` FOREIGN KEY \\(`(.+?)`\\) REFERENCES `")
	checkMySQL   = regexp.MustCompile(`^Check constraint '(.+)' is violated\.$`)
	checkMariaDB = regexp.MustCompile("^CONSTRAINT `(.+)` failed for `.+`\\.`(.+)`$")
	columnNull   = regexp.MustCompile(`^(?:Column '(.+)' cannot be null|Field '(.+)' doesn't have a default value)$`)
	columnRow    = regexp.MustCompile("(?s)^.* column (?:'(.+?)'|`(?:.+`\\.`)?(.+?)`) at row (\\d+)$")
	columnJSON   = regexp.MustCompile(`(?s)^.* in value for column '(?:[^']*\.)?(.+)'\.$`)
	ownColumn    = regexp.MustCompile(`^_\d+$`)
	nullChecked  = regexp.MustCompile(`^Truncated incorrect INTEGER value: '` + nullText + `(.+)'$`)
)

// read reads the constraint, the column and the row from the message.
func (e serverError) read(f *dialect.Fault, by flavor) {
	switch f.Kind {
	case dialect.UniqueViolation:
		if m := duplicateKey.FindStringSubmatch(e.message); m != nil {
			f.Constraint = m[1]
			if _, name, ok := strings.Cut(m[1], "."); ok && by.keyHasTable {
				f.Constraint = name
			}
		}
	case dialect.ForeignKeyViolation:
		if m := constraint.FindStringSubmatch(e.message); m != nil {
			f.Constraint = unquote(m[1])
			f.Columns = unquoteList(m[2])
		}
	case dialect.CheckViolation:
		if m := checkMySQL.FindStringSubmatch(e.message); m != nil {
			f.Constraint = m[1]
		} else if m := checkMariaDB.FindStringSubmatch(e.message); m != nil {
			f.Constraint = unquote(strings.TrimPrefix(m[1], m[2]+".")) // the check of a column is named table.column
		}
	case dialect.NotNullViolation, dialect.InvalidValue:
		e.readColumn(f)
	}
}

// readColumn reads the column and the row that a value does not fit. The columns of the derived table, _1 and so on, are
// nobody's, and its rows are not those of the input.
func (e serverError) readColumn(f *dialect.Fault) {
	for _, pattern := range []*regexp.Regexp{columnNull, columnRow, columnJSON} {
		m := pattern.FindStringSubmatch(e.message)
		if m == nil {
			continue
		}
		column := m[1]
		if column == "" && len(m) > 2 {
			column = m[2]
		}
		if ownColumn.MatchString(column) {
			return
		}
		f.Columns = []string{column}
		if len(m) > 3 {
			f.Row, _ = strconv.Atoi(m[3]) // digits; zero when they are beyond an int
		}
		return
	}
}

// unquote undoes the quotes inside a name, which MariaDB 10.11 doubles; MySQL 9.7 and MariaDB 11.8 write them as they are.
func unquote(name string) string { return strings.ReplaceAll(name, "``", "`") }

// unquoteList reads a`, `b: a list of names in quotes, without the first and the last quote.
func unquoteList(list string) []string {
	var names []string
	for part := range strings.SplitSeq(list, "`, `") {
		if part != "" {
			names = append(names, unquote(part))
		}
	}
	return names
}

// The texts of errors that the driver makes itself, which are known by their text alone.
const (
	invalidConnection = "invalid connection"
	packetTooLarge    = "packet for query is too large"
	yearOutOfRange    = "year is not in the range [1, 9999]"
)

// driverFault reads an error that did not come from the server.
func driverFault(err error) dialect.Fault {
	var network net.Error
	if errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) || errors.As(err, &network) {
		return dialect.Fault{Kind: dialect.ConnectionLost}
	}
	if arg := dialect.ArgErrorOf(err); arg != nil {
		return arg.Fault()
	}
	for part := range chain(err) {
		switch text := part.Error(); {
		case strings.HasPrefix(text, yearOutOfRange):
			return dialect.Fault{Kind: dialect.InvalidValue}
		case text == invalidConnection:
			return dialect.Fault{Kind: dialect.ConnectionLost}
		case strings.HasPrefix(text, packetTooLarge):
			return dialect.Fault{Kind: dialect.TooLarge}
		}
	}
	return dialect.Fault{}
}
