package mysql_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"reflect"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
)

// MySQLError is shaped like the error of go-sql-driver.
type MySQLError struct {
	Number   uint16
	SQLState [5]byte
	Message  string
}

func (e *MySQLError) Error() string { return e.Message }

func serverError(number uint16, message string) error {
	return &MySQLError{Number: number, Message: message}
}

func TestClassify(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want dialect.Fault
	}{
		{serverError(1062, "Duplicate entry '1 for key 'x.y'' for key 'users.PRIMARY'"), dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "PRIMARY"}},
		{serverError(1062, "Duplicate entry 'a\nb' for key 'users.a.b'"), dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "a.b"}},
		{serverError(1062, "Duplicate entry 'a' for key 'email'"), dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "email"}},
		{serverError(1586, "Duplicate entry 'a' for key 'u.email'"), dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "email"}},
		{serverError(1452, "Cannot add or update a child row: a foreign key constraint fails (`a`.`b`, CONSTRAINT `my``fk` FOREIGN KEY (`p`, `q``r`) REFERENCES `p` (`id`))"),
			dialect.Fault{Kind: dialect.ForeignKeyViolation, Constraint: "my`fk", Columns: []string{"p", "q`r"}}},
		{serverError(1452, "Cannot add or update a child row: a foreign key constraint fails (`a`.`b`, CONSTRAINT `f`k` FOREIGN KEY (`a)b`, `c, d`e`) REFERENCES `p` (`a)b`, `c, d`e`))"),
			dialect.Fault{Kind: dialect.ForeignKeyViolation, Constraint: "f`k", Columns: []string{"a)b", "c, d`e"}}},
		{serverError(1451, "Cannot delete or update a parent row: a foreign key constraint fails (`a`.`b`, CONSTRAINT `fk` FOREIGN KEY (`p`) REFERENCES `p` (`id`))"),
			dialect.Fault{Kind: dialect.ForeignKeyViolation, Constraint: "fk", Columns: []string{"p"}}},
		{serverError(1216, "Cannot add or update a child row: a foreign key constraint fails"), dialect.Fault{Kind: dialect.ForeignKeyViolation}},
		{serverError(1048, "Column 'a b' cannot be null"), dialect.Fault{Kind: dialect.NotNullViolation, Columns: []string{"a b"}}},
		{serverError(1364, "Field 'n' doesn't have a default value"), dialect.Fault{Kind: dialect.NotNullViolation, Columns: []string{"n"}}},
		{serverError(1292, "Truncated incorrect INTEGER value: 'NULL for the NOT NULL column must'"), dialect.Fault{Kind: dialect.NotNullViolation, Columns: []string{"must"}}},
		{serverError(3819, "Check constraint 'my`chk' is violated."), dialect.Fault{Kind: dialect.CheckViolation, Constraint: "my`chk"}},
		{serverError(4025, "CONSTRAINT `my``chk` failed for `test`.`t`"), dialect.Fault{Kind: dialect.CheckViolation, Constraint: "my`chk"}},
		{serverError(4025, "CONSTRAINT `t.j` failed for `test`.`t`"), dialect.Fault{Kind: dialect.CheckViolation, Constraint: "j"}},
		{serverError(1644, "no"), dialect.Fault{Kind: dialect.CheckViolation}},
		{serverError(1406, "Data too long for column 'n' at row 2"), dialect.Fault{Kind: dialect.InvalidValue, Columns: []string{"n"}, Row: 2}},
		{serverError(1366, "Incorrect integer value: 'x' for column 'y' at row 9' for column `test`.`t`.`q` at row 12"), dialect.Fault{Kind: dialect.InvalidValue, Columns: []string{"q"}, Row: 12}},
		{serverError(1292, "Incorrect datetime value: 'two\nlines for column 'x' at row 7' for column 'd' at row 2"), dialect.Fault{Kind: dialect.InvalidValue, Columns: []string{"d"}, Row: 2}},
		{serverError(1366, "Incorrect integer value: 'abc' for column ``.`(temporary)`.`_4` at row 3"), dialect.Fault{Kind: dialect.InvalidValue}},
		{serverError(1264, "Out of range value for column '_10' at row 3"), dialect.Fault{Kind: dialect.InvalidValue}},
		{serverError(1292, "Truncated incorrect INTEGER value: 'abc'"), dialect.Fault{Kind: dialect.InvalidValue}},
		{serverError(3140, `Invalid JSON text: "Missing a name." at position 1 in value for column 't.j'.`), dialect.Fault{Kind: dialect.InvalidValue, Columns: []string{"j"}}},
		{serverError(1213, "Deadlock found when trying to get lock; try restarting transaction"), dialect.Fault{Kind: dialect.Deadlock}},
		{serverError(1461, "Can't create more than max_prepared_stmt_count statements (current value: 16382)"), dialect.Fault{Kind: dialect.StaleStatement}},
		{serverError(1205, "Lock wait timeout exceeded; try restarting transaction"), dialect.Fault{Kind: dialect.Busy}},
		{serverError(3101, "Plugin instructed the server to rollback the current transaction."), dialect.Fault{Kind: dialect.SerializationFailure}},
		{serverError(1020, "Record has changed since last read in table 't'"), dialect.Fault{Kind: dialect.SerializationFailure}},
		{serverError(1969, "Query execution was interrupted (max_statement_time exceeded)"), dialect.Fault{Kind: dialect.Timeout}},
		{serverError(1153, "Got a packet bigger than 'max_allowed_packet' bytes"), dialect.Fault{Kind: dialect.TooLarge}},
		{serverError(1105, "Parameter of prepared statement which is set through mysql_send_long_data() is longer than 'max_allowed_packet' bytes"), dialect.Fault{Kind: dialect.TooLarge}},
		{serverError(1053, "Server shutdown in progress"), dialect.Fault{Kind: dialect.ConnectionLost}},
		{serverError(1290, "The MySQL server is running with the --read-only option so it cannot execute this statement"), dialect.Fault{Kind: dialect.Forbidden}},
		{serverError(1064, "You have an error in your SQL syntax"), dialect.Fault{}},
		{&MySQLError{Number: 65000, SQLState: [5]byte{'2', '2', '0', '0', '1'}}, dialect.Fault{Kind: dialect.InvalidValue}},
		{driver.ErrBadConn, dialect.Fault{Kind: dialect.ConnectionLost}},
		{errors.New("invalid connection"), dialect.Fault{Kind: dialect.ConnectionLost}},
		{&net.OpError{Op: "write", Err: errors.New("connection reset by peer")}, dialect.Fault{Kind: dialect.ConnectionLost}},
		{errors.New("packet for query is too large. Try adjusting the `Config.MaxAllowedPacket`"), dialect.Fault{Kind: dialect.TooLarge}},
		{errors.New("year is not in the range [1, 9999]: 10000"), dialect.Fault{Kind: dialect.InvalidValue}},
		{errors.New("sql: converting argument $12 type: unsupported type struct {}, a struct"), dialect.Fault{Kind: dialect.InvalidValue, Param: 12}},
		{errors.New("the answer is 1062"), dialect.Fault{}},
		{fmt.Errorf("%w: %w", context.DeadlineExceeded, driver.ErrBadConn), dialect.Fault{}},
		{nil, dialect.Fault{}},
	} {
		if got := (mysql.Dialect{}).Classify(tt.err); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%v: got %+v, want %+v", tt.err, got, tt.want)
		}
		if tt.err == nil {
			continue
		}
		for _, wrapped := range []error{fmt.Errorf("outer: %w", tt.err), errors.Join(errors.New("other"), tt.err)} {
			if got := (mysql.Dialect{}).Classify(wrapped); got.Kind != tt.want.Kind {
				t.Errorf("%v, wrapped: got %+v, want %+v", tt.err, got, tt.want)
			}
		}
	}
}

// TestClassifyMariaDB: MariaDB's keys have no table in front of them.
func TestClassifyMariaDB(t *testing.T) {
	got := (mysql.MariaDB{}).Classify(serverError(1062, "Duplicate entry 'a' for key 'a.b'"))
	if want := (dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "a.b"}); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
