package postgres_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"reflect"
	"testing"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"github.com/sqbulk/sqbulk/dialect"
)

// pgError has the shape of pgx's *pgconn.PgError.
type pgError struct {
	Code, Message, Detail, Where, ColumnName, ConstraintName string
}

func (e *pgError) Error() string    { return e.Message }
func (e *pgError) SQLState() string { return e.Code }

// state is an error that has a state and nothing else.
type state string

func (s state) Error() string    { return "failed" }
func (s state) SQLState() string { return string(s) }

func TestClassifyStates(t *testing.T) {
	for _, tt := range []struct {
		state string
		want  dialect.Kind
	}{
		{"23505", dialect.UniqueViolation},
		{"23503", dialect.ForeignKeyViolation},
		{"23001", dialect.ForeignKeyViolation},
		{"23502", dialect.NotNullViolation},
		{"23514", dialect.CheckViolation},
		{"23P01", dialect.CheckViolation},
		{"44000", dialect.CheckViolation},
		{"22001", dialect.InvalidValue},
		{"22003", dialect.InvalidValue},
		{"22P02", dialect.InvalidValue},
		{"22021", dialect.InvalidValue},
		{"40P01", dialect.Deadlock},
		{"40001", dialect.SerializationFailure},
		{"55P03", dialect.Busy},
		{"57014", dialect.Timeout},
		{"54000", dialect.TooLarge},
		{"54001", dialect.TooLarge},
		{"08006", dialect.ConnectionLost},
		{"57P01", dialect.ConnectionLost},
		{"40003", dialect.ConnectionLost},
		{"25P03", dialect.ConnectionLost},
		{"42501", dialect.Forbidden},
		{"25006", dialect.Forbidden},
		{"42804", dialect.Unknown},
		{"42P01", dialect.Unknown},
		{"21000", dialect.Unknown},
		{"25P02", dialect.Unknown},
		{"P0001", dialect.CheckViolation},
		{"P0002", dialect.Unknown},
		{"", dialect.Unknown},
	} {
		for _, err := range []error{state(tt.state), &pgError{Code: tt.state}, &pq.Error{Code: pqerror.Code(tt.state)}} {
			if got := zero.Classify(fmt.Errorf("chunk 1: %w", err)); got.Kind != tt.want {
				t.Errorf("%s of %T is %v, want %v", tt.state, err, got.Kind, tt.want)
			}
		}
	}
}

// TestClassifyFields reads the same from both drivers' errors.
func TestClassifyFields(t *testing.T) {
	for _, tt := range []struct {
		name                             string
		code, constraint, column, detail string
		where                            string
		want                             dialect.Fault
	}{
		{"unique key", "23505", "users_pkey", "", "Key (id)=(1) already exists.", "",
			dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "users_pkey", Columns: []string{"id"}}},
		{"composite key, hostile names and values", "23505", "k", "", `Key ("we ""ird, x", n)=(5)=(6, ) already exists.`, "",
			dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "k", Columns: []string{`we "ird, x`, "n"}}},
		{"expression of an index", "23505", "k", "", "Key (lower(v::text), f(a, ')'), n)=(a, 1) already exists.", "",
			dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "k", Columns: []string{"n"}}},
		{"translated detail", "23505", "k", "", "Schlüssel »(id)=(1)« existiert bereits.", "",
			dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "k", Columns: []string{"id"}}},
		{"detail without a key", "23505", "k", "", "nothing of the kind", "", dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "k"}},
		{"foreign key", "23503", "fk", "", `Key (org)=(99) is not present in table "orgs".`, "",
			dialect.Fault{Kind: dialect.ForeignKeyViolation, Constraint: "fk", Columns: []string{"org"}}},
		{"not null", "23502", "", "name", "Failing row contains (1, null).", "",
			dialect.Fault{Kind: dialect.NotNullViolation, Columns: []string{"name"}}},
		{"a row with parentheses is no key", "23514", "c", "", "Failing row contains (secret)=(row).", "",
			dialect.Fault{Kind: dialect.CheckViolation, Constraint: "c"}},
		{"parameter", "22P02", "", "", "", "unnamed portal parameter $4 = '...'", dialect.Fault{Kind: dialect.InvalidValue, Param: 4}},
		{"parameter of a named portal", "22P02", "", "", "", `portal "p" parameter $12`, dialect.Fault{Kind: dialect.InvalidValue, Param: 12}},
		{"parameter of a function", "22P02", "", "", "", `SQL statement "SELECT $1" PL/pgSQL function f() line 3`, dialect.Fault{Kind: dialect.InvalidValue}},
		{"line of COPY", "22P02", "", "", "", `COPY t, line 2, column n: "x"`, dialect.Fault{Kind: dialect.InvalidValue, Row: 2, Columns: []string{"n"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, err := range []error{
				&pq.Error{Code: pqerror.Code(tt.code), Constraint: tt.constraint, Column: tt.column, Detail: tt.detail, Where: tt.where},
				&pgError{Code: tt.code, ConstraintName: tt.constraint, ColumnName: tt.column, Detail: tt.detail, Where: tt.where},
			} {
				if got := zero.Classify(fmt.Errorf("chunk 1: %w", err)); !reflect.DeepEqual(got, tt.want) {
					t.Errorf("%T\ngot  %+v\nwant %+v", err, got, tt.want)
				}
			}
		})
	}
}

func TestClassifyWithoutState(t *testing.T) {
	refused := &net.OpError{Op: "dial", Err: errors.New("connection refused")}
	for _, tt := range []struct {
		name string
		err  error
		want dialect.Fault
	}{
		{"nil", nil, dialect.Fault{}},
		{"another error", errors.New("23505 deadlock"), dialect.Fault{}},
		{"cancelled", context.Canceled, dialect.Fault{}},
		{"deadline", context.DeadlineExceeded, dialect.Fault{}},
		{"cancelled, with the server's error", errors.Join(context.Canceled, state("57014")), dialect.Fault{}},
		{"bad connection", driver.ErrBadConn, dialect.Fault{Kind: dialect.ConnectionLost}},
		{"closed connection", sql.ErrConnDone, dialect.Fault{Kind: dialect.ConnectionLost}},
		{"end of the stream", io.EOF, dialect.Fault{Kind: dialect.ConnectionLost}},
		{"end inside a message", io.ErrUnexpectedEOF, dialect.Fault{Kind: dialect.ConnectionLost}},
		{"closed connection, pgx", errors.New("conn closed"), dialect.Fault{Kind: dialect.ConnectionLost}},
		{"closed socket", net.ErrClosed, dialect.Fault{Kind: dialect.ConnectionLost}},
		{"refused", refused, dialect.Fault{Kind: dialect.ConnectionLost}},
		{"refused, one of several", errors.Join(errors.New("failed to connect"), refused), dialect.Fault{Kind: dialect.ConnectionLost}},
		{"argument, database/sql", errors.New("sql: converting argument $3 type: unsupported type"), dialect.Fault{Kind: dialect.InvalidValue, Param: 3}},
		{"argument, pgx", errors.New("failed to encode args[0]: unable to encode"), dialect.Fault{Kind: dialect.InvalidValue, Param: 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.err
			if err != nil {
				err = fmt.Errorf("chunk 1: %w", err)
			}
			if got := zero.Classify(err); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}
