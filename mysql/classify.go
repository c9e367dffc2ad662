package mysql

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// classify reads the errors of github.com/go-sql-driver/mysql. The end of the caller's own context is no fault of the
// server's.
func classify(err error) dialect.Fault {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return dialect.Fault{}
	}
	if e, ok := findServerError(err); ok {
		return e.fault()
	}
	return driverFault(err)
}

// serverError is an error that the server sent.
type serverError struct {
	number  int
	state   string // SQLSTATE
	message string
}

// findServerError looks for an error like the driver's *MySQLError, through wrapped and joined errors:
//
//	type MySQLError struct {
//		Number   uint16
//		SQLState [5]byte
//		Message  string
//	}
//
// It has no method to ask for these, and reading them by name saves importing the driver.
func findServerError(err error) (serverError, bool) {
	if v := reflect.Indirect(reflect.ValueOf(err)); v.Kind() == reflect.Struct {
		number, message := v.FieldByName("Number"), v.FieldByName("Message")
		if number.Kind() == reflect.Uint16 && message.Kind() == reflect.String {
			e := serverError{number: int(number.Uint()), message: message.String()}
			if s := v.FieldByName("SQLState"); s.Kind() == reflect.Array && s.Type().Elem().Kind() == reflect.Uint8 {
				for i := range s.Len() {
					e.state += string(rune(s.Index(i).Uint()))
				}
			}
			return e, true
		}
	}
	switch u := err.(type) {
	case interface{ Unwrap() error }:
		if inner := u.Unwrap(); inner != nil {
			return findServerError(inner)
		}
	case interface{ Unwrap() []error }:
		for _, inner := range u.Unwrap() {
			if e, ok := findServerError(inner); ok {
				return e, true
			}
		}
	}
	return serverError{}, false
}

// fault is the meaning of the error: of its number, or else of its SQLSTATE's class.
func (e serverError) fault() dialect.Fault {
	f := dialect.Fault{Kind: kinds[e.number]}
	if f.Kind == dialect.Unknown {
		f.Kind = classes[e.state[:min(2, len(e.state))]]
	}
	e.read(&f)
	return f
}

// The messages in which a server names a constraint, a column or a row. Values of the user's stand before these, so that
// the patterns hold on to the end of the message, or to its beginning where no value stands in it.
var (
	duplicateKey = regexp.MustCompile(`(?s)^.* for key '(.+)'$`)
	constraint   = regexp.MustCompile("^.*?CONSTRAINT `((?:[^`]|``)+)` FOREIGN KEY \\(([^)]*)\\)")
	checkMySQL   = regexp.MustCompile(`^Check constraint '(.+)' is violated\.$`)
	checkMariaDB = regexp.MustCompile("^CONSTRAINT `(.+)` failed for `.+`\\.`(.+)`$")
	columnNull   = regexp.MustCompile(`^(?:Column '(.+)' cannot be null|Field '(.+)' doesn't have a default value)$`)
	columnRow    = regexp.MustCompile("(?s)^.* column (?:'(.+?)'|`(?:.+`\\.`)?(.+?)`) at row (\\d+)$")
	columnJSON   = regexp.MustCompile(`(?s)^.* in value for column '(.+)'\.$`)
)

// read reads the constraint, the column and the row from the message.
func (e serverError) read(f *dialect.Fault) {
	switch f.Kind {
	case dialect.UniqueViolation:
		if m := duplicateKey.FindStringSubmatch(e.message); m != nil {
			f.Constraint = afterDot(m[1]) // MySQL 8.0.19 and later put the table in front
		}
	case dialect.ForeignKeyViolation:
		if m := constraint.FindStringSubmatch(e.message); m != nil {
			f.Constraint = strings.ReplaceAll(m[1], "``", "`")
			f.Columns = unquoteList(m[2])
		}
	case dialect.CheckViolation:
		if m := checkMySQL.FindStringSubmatch(e.message); m != nil {
			f.Constraint = m[1]
		} else if m := checkMariaDB.FindStringSubmatch(e.message); m != nil {
			f.Constraint = strings.TrimPrefix(m[1], m[2]+".") // the check of a column is named table.column
		}
	case dialect.NotNullViolation, dialect.InvalidValue:
		e.readColumn(f)
	}
}

// readColumn reads the column and the row that a value does not fit.
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
		f.Columns = []string{column}
		if len(m) > 3 {
			f.Row, _ = strconv.Atoi(m[3]) // digits; zero when they are beyond an int
		}
		return
	}
}

// afterDot removes a table's name from the front of a key's.
func afterDot(key string) string {
	if _, name, ok := strings.Cut(key, "."); ok && name != "" {
		return name
	}
	return key
}

// unquoteList reads `a`, `b`.
func unquoteList(list string) []string {
	var names []string
	for part := range strings.SplitSeq(list, ", ") {
		names = append(names, strings.ReplaceAll(strings.Trim(part, "`"), "``", "`"))
	}
	return names
}

// The texts of errors that the driver and database/sql make themselves, which are known by their text alone.
const (
	invalidConnection = "invalid connection"
	packetTooLarge    = "packet for query is too large"
)

// argument is how database/sql names an argument that it cannot send.
var argument = regexp.MustCompile(`^sql: converting argument \$(\d+) type: `)

// driverFault reads an error that did not come from the server.
func driverFault(err error) dialect.Fault {
	var network net.Error
	if errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) || errors.As(err, &network) {
		return dialect.Fault{Kind: dialect.ConnectionLost}
	}
	for ; err != nil; err = errors.Unwrap(err) {
		text := err.Error()
		if m := argument.FindStringSubmatch(text); m != nil {
			param, _ := strconv.Atoi(m[1])
			return dialect.Fault{Kind: dialect.InvalidValue, Param: param}
		}
		switch {
		case text == invalidConnection:
			return dialect.Fault{Kind: dialect.ConnectionLost}
		case strings.HasPrefix(text, packetTooLarge):
			return dialect.Fault{Kind: dialect.TooLarge}
		}
	}
	return dialect.Fault{}
}
