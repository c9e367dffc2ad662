package dialect_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
)

func TestQuoteName(t *testing.T) {
	for _, tt := range []struct{ name, quote, want string }{
		{"id", `"`, `"id"`},
		{"order", "`", "`order`"},
		{`a"b`, `"`, `"a""b"`},
		{`""`, `"`, `""""""`},
		{"a`b", "`", "`a``b`"},
		{`a"b`, "`", "`a\"b`"},
		{"a.b", `"`, `"a.b"`},
		{`x"; DROP TABLE users; --`, `"`, `"x""; DROP TABLE users; --"`},
		{"größe 数?", `"`, `"größe 数?"`},
		{`back\slash`, "`", "`back\\slash`"},
	} {
		if got := dialect.QuoteName(tt.name, tt.quote); got != tt.want {
			t.Errorf("QuoteName(%q): got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestQuoteQualified(t *testing.T) {
	for _, tt := range []struct{ name, quote, want string }{
		{"users", `"`, `"users"`},
		{"public.users", `"`, `"public"."users"`},
		{"db.public.users", `"`, `"db"."public"."users"`},
		{`we"ird.ta"ble`, `"`, `"we""ird"."ta""ble"`},
		{"a`b.c", "`", "`a``b`.`c`"},
	} {
		if got := dialect.QuoteQualified(tt.name, tt.quote); got != tt.want {
			t.Errorf("QuoteQualified(%q): got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestFaultString(t *testing.T) {
	for _, tt := range []struct {
		fault dialect.Fault
		want  string
	}{
		{dialect.Fault{}, "unknown error"},
		{dialect.Fault{Kind: dialect.Deadlock}, "deadlock"},
		{dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "users_email_key"}, `unique violation of "users_email_key"`},
		{dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "k", Columns: []string{"a", "b"}}, `unique violation of "k" in column a, b`},
		{dialect.Fault{Kind: dialect.NotNullViolation, Columns: []string{"name"}, Row: 3}, "not-null violation in column name"},
	} {
		if got := tt.fault.String(); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

// TestKinds is the table of all kinds: their words, whether a row is at fault, and whether to try again.
func TestKinds(t *testing.T) {
	for _, tt := range []struct {
		kind           dialect.Kind
		want           string
		row, retryable bool
	}{
		{dialect.Unknown, "unknown error", false, false},
		{dialect.UniqueViolation, "unique violation", true, false},
		{dialect.ForeignKeyViolation, "foreign key violation", true, false},
		{dialect.NotNullViolation, "not-null violation", true, false},
		{dialect.CheckViolation, "check violation", true, false},
		{dialect.InvalidValue, "invalid value", true, false},
		{dialect.Deadlock, "deadlock", false, true},
		{dialect.SerializationFailure, "serialization failure", false, true},
		{dialect.Busy, "busy", false, true},
		{dialect.Timeout, "timeout", false, false},
		{dialect.TooLarge, "too large", false, false},
		{dialect.ConnectionLost, "connection lost", false, false},
		{dialect.StaleStatement, "stale statement", false, true},
		{dialect.Forbidden, "forbidden", false, false},
		{dialect.NotSupported, "not supported", false, false},
		{dialect.NotSupported + 1, "unknown error", false, false},
		{-1, "unknown error", false, false},
	} {
		if tt.kind.String() != tt.want || tt.kind.Error() != tt.want {
			t.Errorf("kind %d is %q, want %q", int(tt.kind), tt.kind, tt.want)
		}
		if tt.kind.Row() != tt.row || tt.kind.Retryable() != tt.retryable {
			t.Errorf("%s: Row is %v, Retryable is %v", tt.kind, tt.kind.Row(), tt.kind.Retryable())
		}
	}
	if err := fmt.Errorf("wrapped: %w", dialect.Busy); !errors.Is(err, dialect.Busy) || errors.Is(err, dialect.Deadlock) {
		t.Error("a kind is no target of errors.Is")
	}
}

func TestCountsAdd(t *testing.T) {
	c := dialect.Counts{Created: 1, Updated: 2, Unchanged: 3, Skipped: 4, Deleted: 5, Unmatched: 6}
	c.Add(dialect.Counts{Created: 10, Updated: 20, Unchanged: 30, Skipped: 40, Deleted: 50, Unmatched: 60, Inexact: true})
	c.Add(dialect.Counts{})
	if want := (dialect.Counts{Created: 11, Updated: 22, Unchanged: 33, Skipped: 44, Deleted: 55, Unmatched: 66, Inexact: true}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
}

func TestStatements(t *testing.T) {
	columns, returning := []string{"a", "b"}, []string{"r"}
	for _, tt := range []struct {
		statement dialect.Statement
		columns   []string
	}{
		{dialect.Insert{Table: "s.t", Columns: columns, Returning: returning}, []string{"a", "b"}},
		{dialect.Update{Table: "s.t", Key: []string{"k", "l"}, Columns: columns, Returning: returning}, []string{"k", "l", "a", "b"}},
		{dialect.Delete{Table: "s.t", Key: columns, Returning: returning}, []string{"a", "b"}},
		{dialect.Select{Table: "s.t", Key: columns, Columns: returning}, []string{"a", "b"}},
	} {
		s := tt.statement
		if s.Target() != "s.t" || !reflect.DeepEqual(s.RowColumns(), tt.columns) || !reflect.DeepEqual(s.ReturnedColumns(), returning) {
			t.Errorf("%T: %s %v %v", s, s.Target(), s.RowColumns(), s.ReturnedColumns())
		}
	}
}

// plain is a dialect that notes what it is asked for, and has no look-up.
type plain struct {
	dialect.Base
	asked *string
}

func (p plain) note(what string, rows dialect.Rows) (dialect.Spelling, error) {
	*p.asked += fmt.Sprint(what, " ", rows.N, "; ")
	return dialect.Spelling{}, nil
}

func (plain) Name() string                 { return "plain" }
func (plain) Limits() dialect.Limits       { return dialect.Limits{} }
func (plain) Quote(string) string          { return "" }
func (plain) Classify(error) dialect.Fault { return dialect.Fault{} }

func (p plain) Insert(_ dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	return p.note("insert", rows)
}
func (p plain) Update(_ dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	return p.note("update", rows)
}
func (p plain) Delete(_ dialect.Delete, rows dialect.Rows) (dialect.Spelling, error) {
	return p.note("delete", rows)
}

// looking is one that has.
type looking struct{ plain }

func (l looking) Select(_ dialect.Select, rows dialect.Rows) (dialect.Spelling, error) {
	return l.note("select", rows)
}

func TestSpell(t *testing.T) {
	var asked string
	d := looking{plain{asked: &asked}}
	for _, s := range []dialect.Statement{dialect.Insert{}, dialect.Update{}, dialect.Delete{}, dialect.Select{}} {
		if _, err := s.Spell(d, dialect.Plain(3)); err != nil {
			t.Error(err)
		}
	}
	if asked != "insert 3; update 3; delete 3; select 3; " {
		t.Errorf("asked for %s", asked)
	}
	if _, err := (dialect.Select{}).Spell(plain{asked: &asked}, dialect.Plain(1)); !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), "plain: ") {
		t.Errorf("a look-up by dialect.Base: got %v", err)
	}
}
