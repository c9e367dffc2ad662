package dialect_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
)

// nowhere is a driver whose connections take every statement.
type nowhere struct{}

func (nowhere) Connect(context.Context) (driver.Conn, error) { return nowhere{}, nil }
func (nowhere) Driver() driver.Driver                        { return nil }
func (nowhere) Prepare(string) (driver.Stmt, error)          { return nowhere{}, nil }
func (nowhere) Begin() (driver.Tx, error)                    { return nil, driver.ErrSkip }
func (nowhere) Close() error                                 { return nil }
func (nowhere) NumInput() int                                { return -1 }
func (nowhere) Exec([]driver.Value) (driver.Result, error)   { return driver.RowsAffected(1), nil }
func (nowhere) Query([]driver.Value) (driver.Rows, error)    { return nil, driver.ErrSkip }

var errValuer = errors.New("no value today")

// refusing is an argument whose own method fails.
type refusing struct{}

func (refusing) Value() (driver.Value, error) { return nil, errValuer }

// TestArgErrorOfDatabaseSQL: what the standard library of this Go version says is understood, with its cause.
func TestArgErrorOfDatabaseSQL(t *testing.T) {
	db := sql.OpenDB(nowhere{})
	defer db.Close()
	for _, bad := range []any{struct{}{}, uint64(1 << 63), refusing{}} {
		_, err := db.ExecContext(t.Context(), "INSERT", 1, "two", bad, 4)
		arg := dialect.ArgErrorOf(fmt.Errorf("chunk 1: %w", errors.Join(errors.New("and"), err)))
		if arg == nil || arg.Param != 3 || arg.Err == nil || arg.Error() != "argument $3: "+arg.Err.Error() {
			t.Errorf("%T: %v is the error of %#v", bad, err, arg)
		}
		if _, own := bad.(refusing); own && !errors.Is(arg, errValuer) {
			t.Errorf("the cause of %v is lost", arg)
		}
	}
	if _, err := db.ExecContext(t.Context(), "INSERT", 1, "two"); err != nil || dialect.ArgErrorOf(err) != nil {
		t.Errorf("arguments that can be sent: %v", err)
	}
}

// TestArgErrorOf: the type is found in every place, and a text only where it is that of database/sql.
func TestArgErrorOf(t *testing.T) {
	cause := errors.New("not a number")
	arg := &dialect.ArgError{Param: 7, Err: cause}
	for _, err := range []error{arg, fmt.Errorf("exec: %w", arg), errors.Join(cause, fmt.Errorf("a: %w, b: %w", cause, arg))} {
		if got := dialect.ArgErrorOf(err); got != arg || !errors.Is(err, cause) {
			t.Errorf("%v is the error of %#v", err, got)
		}
	}
	if got, want := arg.Fault().Param, 7; got != want || arg.Fault().Kind != dialect.InvalidValue {
		t.Errorf("the fault is %+v", arg.Fault())
	}
	for _, text := range []string{
		"sql: converting argument $0 type: x", "sql: converting argument $-1 type: x", "sql: converting argument $99999999999999999999 type: x",
		"sql: converting argument $ type: x", "sql: converting argument $3: x", "sql: converting argument with name \"a\" type: x",
		"a value: sql: converting argument $3 type: x", "", "argument $3: x",
	} {
		if got := dialect.ArgErrorOf(errors.New(text)); got != nil {
			t.Errorf("%q is the error of %#v", text, got)
		}
	}
	if got := dialect.ArgErrorOf(nil); got != nil {
		t.Errorf("nil is the error of %#v", got)
	}
}
