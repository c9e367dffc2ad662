package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/sqlite"
)

// moderncError has the shape of modernc.org/sqlite's error, whose text ends with the code.
type moderncError struct {
	text string
	code int
}

func (e *moderncError) Error() string { return e.text }
func (e *moderncError) Code() int     { return e.code }

// mattnError has the shape of mattn/go-sqlite3's error, which is a value.
type (
	number     int
	extended   int
	mattnError struct {
		Code         number
		ExtendedCode extended
		err          string
	}
)

func (e mattnError) Error() string { return e.err }

func TestClassify(t *testing.T) {
	type fault = dialect.Fault
	tests := []struct {
		code   int
		prefix string // that modernc puts before the message
		text   string
		want   fault
	}{
		{2067, "constraint failed: ", "UNIQUE constraint failed: t.org, t.e-mail", fault{Kind: dialect.UniqueViolation, Columns: []string{"org", "e-mail"}}},
		{2067, "constraint failed: ", "UNIQUE constraint failed: index 't_lower'", fault{Kind: dialect.UniqueViolation, Constraint: "t_lower"}},
		{1555, "constraint failed: ", "UNIQUE constraint failed: t.id", fault{Kind: dialect.UniqueViolation, Columns: []string{"id"}}},
		{2579, "constraint failed: ", "UNIQUE constraint failed: t.rowid", fault{Kind: dialect.UniqueViolation, Columns: []string{"rowid"}}},
		{787, "constraint failed: ", "FOREIGN KEY constraint failed", fault{Kind: dialect.ForeignKeyViolation}},
		{1299, "constraint failed: ", "NOT NULL constraint failed: t.name", fault{Kind: dialect.NotNullViolation, Columns: []string{"name"}}},
		{275, "constraint failed: ", "CHECK constraint failed: positive", fault{Kind: dialect.CheckViolation, Constraint: "positive"}},
		{275, "constraint failed: ", "CHECK constraint failed: x < (10)", fault{Kind: dialect.CheckViolation, Constraint: "x < (10)"}},
		{1811, "constraint failed: ", "no sevens", fault{Kind: dialect.CheckViolation}},
		{3091, "constraint failed: ", "cannot store TEXT value in INTEGER column s.v", fault{Kind: dialect.InvalidValue, Columns: []string{"v"}}},
		{20, "", "datatype mismatch", fault{Kind: dialect.InvalidValue}},
		{5, "", "database is locked", fault{Kind: dialect.Busy}},
		{261, "", "database is locked", fault{Kind: dialect.Busy}},
		{773, "", "database is locked", fault{Kind: dialect.Busy}},
		{517, "", "database is locked", fault{Kind: dialect.SerializationFailure}},
		{6, "", "database table is locked", fault{Kind: dialect.Busy}},
		{262, "", "database table is locked", fault{Kind: dialect.Busy}},
		{18, "", "string or blob too big", fault{Kind: dialect.TooLarge}},
		{1, "SQL logic error: ", "too many SQL variables", fault{Kind: dialect.TooLarge}},
		{1, "SQL logic error: ", "no such table: t", fault{}},
		{8, "", "attempt to write a readonly database", fault{Kind: dialect.Forbidden}},
		{1032, "", "attempt to write a readonly database", fault{Kind: dialect.Forbidden}},
		{23, "", "not authorized", fault{Kind: dialect.Forbidden}},
		{3, "", "access permission denied", fault{Kind: dialect.Forbidden}},
		{9, "", "interrupted", fault{Kind: dialect.Timeout}},
		{13, "", "database or disk is full", fault{}},
		{14, "", "unable to open database file", fault{}},
		{10, "", "disk I/O error", fault{}},
		{19, "", "constraint failed", fault{}},
	}
	for _, test := range tests {
		errs := map[string]error{
			"modernc": &moderncError{fmt.Sprintf("%s%s (%d)", test.prefix, test.text, test.code), test.code},
			"mattn":   mattnError{number(test.code & 0xff), extended(test.code), test.text},
		}
		errs["wrapped"] = fmt.Errorf("exec: chunk 3: %w", errs["modernc"])
		errs["joined"] = fmt.Errorf("outer: %w", errors.Join(errors.New("first"), errs["mattn"]))
		for shape, err := range errs {
			if got := (sqlite.Dialect{}).Classify(err); !reflect.DeepEqual(got, test.want) {
				t.Errorf("%s, %d %s\nwant %+v\ngot  %+v", shape, test.code, test.text, test.want, got)
			}
		}
	}
}

func TestClassifyOthers(t *testing.T) {
	unique := &moderncError{"constraint failed: UNIQUE constraint failed: t.id (1555)", 1555}
	for _, err := range []error{
		nil, errors.New("UNIQUE constraint failed: t.id (1555)"), context.Canceled,
		fmt.Errorf("%w: %w", context.DeadlineExceeded, &moderncError{"interrupted (9)", 9}),
		struct{ error }{errors.New("no code")}, &struct{ error }{errors.New("no code")},
	} {
		if f := (sqlite.Dialect{}).Classify(err); f.Kind != dialect.Unknown {
			t.Errorf("Classify(%v) is %v", err, f)
		}
	}
	// The extended code is missing where a connection could not be opened.
	if f := (sqlite.Dialect{}).Classify(mattnError{Code: 23, err: "not authorized"}); f.Kind != dialect.Forbidden {
		t.Errorf("without an extended code: %v", f)
	}
	argument := fmt.Errorf("chunk 1: %w", errors.New("sql: converting argument $12 type: uint64 values with high bit set are not supported"))
	if f := (sqlite.Dialect{}).Classify(argument); f.Kind != dialect.InvalidValue || f.Param != 12 {
		t.Errorf("an argument that cannot be sent: %v", f)
	}
	if f := (sqlite.Dialect{}).Classify(errors.Join(errors.New("first"), unique)); f.Kind != dialect.UniqueViolation {
		t.Errorf("joined: %v", f)
	}
}
