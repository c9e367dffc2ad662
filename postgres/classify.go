package postgres

import (
	"context"
	"database/sql"
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

// Classify implements [dialect.Dialect] for lib/pq, pgx and any other driver whose errors have a method SQLState
// (https://www.postgresql.org/docs/current/errcodes-appendix.html). The end of the caller's own context is no fault of
// the server's.
func (Dialect) Classify(err error) dialect.Fault {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return dialect.Fault{}
	}
	var server interface{ SQLState() string }
	if errors.As(err, &server) {
		return serverFault(server)
	}
	if lost(err) {
		return dialect.Fault{Kind: dialect.ConnectionLost}
	}
	return argumentFault(err)
}

// serverFault reads an error that the server sent.
func serverFault(err interface{ SQLState() string }) dialect.Fault {
	if err.SQLState() == "42703" && strings.Contains(field(err, "Message"), "tableoid") {
		return dialect.Fault{Kind: dialect.StaleStatement} // a view has taken the place of the table
	}
	f := dialect.Fault{Kind: kind(err.SQLState())}
	f.Constraint = field(err, "Constraint", "ConstraintName")
	if column := field(err, "Column", "ColumnName"); column != "" {
		f.Columns = []string{column}
	} else if keyed[err.SQLState()] {
		f.Columns = keyColumns(field(err, "Detail"))
	}
	where := field(err, "Where")
	if m := copyColumn.FindStringSubmatch(where); m != nil && f.Columns == nil {
		f.Columns = []string{m[1]}
	}
	f.Param = number(portalParam, where)
	f.Row = number(copyLine, where)
	return f
}

// kinds are the states that mean something of their own.
var kinds = map[string]dialect.Kind{
	"23505": dialect.UniqueViolation,
	"23503": dialect.ForeignKeyViolation,
	"23001": dialect.ForeignKeyViolation, // RESTRICT
	"23502": dialect.NotNullViolation,
	"23514": dialect.CheckViolation,
	"23P01": dialect.CheckViolation, // exclusion constraint
	"44000": dialect.CheckViolation, // WITH CHECK OPTION of a view
	"P0001": dialect.CheckViolation, // RAISE, of a trigger that refuses the row
	"40P01": dialect.Deadlock,
	"40001": dialect.SerializationFailure,
	"40003": dialect.ConnectionLost, // it is not known whether the statement completed
	"26000": dialect.StaleStatement, // no such prepared statement
	"55P03": dialect.Busy,
	"57014": dialect.Timeout,
	"25P03": dialect.ConnectionLost, // idle in a transaction for too long
	"25P04": dialect.ConnectionLost, // a transaction that took too long
	"42501": dialect.Forbidden,
	"25006": dialect.Forbidden, // read-only transaction
	"0A000": dialect.NotSupported,
}

// keyed are the states whose detail begins with a key; that of others may show the row.
var keyed = map[string]bool{"23505": true, "23503": true, "23001": true, "23P01": true}

// kind is the meaning of a state: its own, or that of its class.
func kind(state string) dialect.Kind {
	if k, ok := kinds[state]; ok {
		return k
	}
	switch {
	case strings.HasPrefix(state, "22"):
		return dialect.InvalidValue
	case strings.HasPrefix(state, "54"):
		return dialect.TooLarge
	case strings.HasPrefix(state, "08"), strings.HasPrefix(state, "57P"):
		return dialect.ConnectionLost
	}
	return dialect.Unknown
}

// field returns the first of the named fields of an error that is a text. The drivers' error types have the server's
// fields as exported fields, under slightly different names, and no method for them; reading them by name saves
// importing the drivers.
func field(err any, names ...string) string {
	v := reflect.Indirect(reflect.ValueOf(err))
	if v.Kind() != reflect.Struct {
		return ""
	}
	for _, n := range names {
		if f := v.FieldByName(n); f.IsValid() && f.Kind() == reflect.String {
			return f.String()
		}
	}
	return ""
}

// The context of an error, as far as it tells where a value came from.
var (
	portalParam = regexp.MustCompile(`^(?:unnamed portal|portal ".*?") parameter \$(\d+)`)
	copyLine    = regexp.MustCompile(`(?m)^COPY .+?, line (\d+)`)
	copyColumn  = regexp.MustCompile(`(?m)^COPY .+?, line \d+, column (.+?)(?:: .*)?$`)
)

// number returns the number that the pattern finds in a text; zero when it finds none.
func number(pattern *regexp.Regexp, text string) int {
	m := pattern.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // zero, like none, when it is beyond an int
	return n
}

// keyColumns reads the columns, never the values, of a detail such as
//
//	Key (org, "e-mail")=(1, a@example.com) already exists.
//
// An expression of an index is not a column and is left out.
func keyColumns(detail string) []string {
	start := strings.IndexByte(detail, '(')
	if start < 0 {
		return nil
	}
	parts, rest := splitList(detail[start+1:])
	if !strings.HasPrefix(rest, "=(") {
		return nil
	}
	var columns []string
	for _, part := range parts {
		switch {
		case part == "":
		case strings.HasPrefix(part, `"`) && strings.HasSuffix(part, `"`) && len(part) > 2:
			columns = append(columns, strings.ReplaceAll(part[1:len(part)-1], `""`, `"`))
		case !strings.ContainsAny(part, `("' `):
			columns = append(columns, part)
		}
	}
	return columns
}

// splitList splits at the commas that are neither in quotes nor in parentheses, up to the parenthesis that ends the list, and returns
// what follows it; nothing when the list does not end.
func splitList(list string) (parts []string, rest string) {
	depth, from, quote := 0, 0, rune(0)
	for i, r := range list {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '(':
			depth++
		case r == ')' && depth == 0:
			return append(parts, strings.TrimSpace(list[from:i])), list[i+1:]
		case r == ')':
			depth--
		case r == ',' && depth == 0:
			parts = append(parts, strings.TrimSpace(list[from:i]))
			from = i + 1
		}
	}
	return nil, ""
}

// lost tells whether the connection ended.
func lost(err error) bool {
	var network net.Error
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, net.ErrClosed) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &network) || closed(err)
}

// closed tells whether an error is pgx's ErrConnClosed, which is known by its text alone. pgx 5.12 says it when the answer to a statement
// without arguments, such as COMMIT, does not arrive (NextResult of pgconn/pgconn.go drops the network's error).
func closed(err error) bool {
	for ; err != nil; err = errors.Unwrap(err) {
		if err.Error() == "conn closed" {
			return true
		}
	}
	return false
}

// notEncoded is how pgx names an argument that it cannot send, from zero. It is known by its text alone.
var notEncoded = regexp.MustCompile(`^failed to encode args\[(\d+)\]: `)

// argumentFault reads an error about an argument that never reached the server.
func argumentFault(err error) dialect.Fault {
	if arg := dialect.ArgErrorOf(err); arg != nil {
		return arg.Fault()
	}
	for ; err != nil; err = errors.Unwrap(err) {
		if text := err.Error(); notEncoded.MatchString(text) {
			return dialect.Fault{Kind: dialect.InvalidValue, Param: number(notEncoded, text) + 1}
		}
	}
	return dialect.Fault{}
}
