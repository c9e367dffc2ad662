package dialect_test

import (
	"context"
	"database/sql/driver"
	"reflect"
	"strings"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"
	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// hits and more are a Stored and an Incoming column.
var hits, more = dialect.Stored("hits"), dialect.Incoming("more")

// TestRefsAnywhere: a Ref is found in everything that squirrel binds.
func TestRefsAnywhere(t *testing.T) {
	both := []dialect.Ref{hits, more}
	for name, test := range map[string]struct {
		e    sq.Sqlizer
		want []dialect.Ref
	}{
		"Expr":     {sq.Expr("? + ?", hits, more), both},
		"nested":   {sq.And{sq.Expr("(?)", sq.Expr("?", hits)), sq.Or{sq.Expr("? IS NULL", more)}}, both},
		"Eq":       {sq.And{sq.Eq{"a": hits}, sq.NotEq{"a": more}}, both},
		"Lt":       {sq.And{sq.Lt{"a": hits}, sq.GtOrEq{"a": more}}, both},
		"a string": {sq.Select("1").Where("a > ? AND b > ?", hits, more), both},
		"Case":     {sq.Case().When(hits, sq.Expr("1")).Else(more), both},
		"none":     {sq.Expr("?", 1), nil},
		"nil":      {nil, nil},
	} {
		if got, err := dialect.Refs(test.e); err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

// TestRefInPlainSquirrel: a statement that does not know what a Ref means is not sent, and the error says what to do.
func TestRefInPlainSquirrel(t *testing.T) {
	db, _, err := sqlmock.New()
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for name, test := range map[string]struct {
		statement sq.Sqlizer
		want      string
	}{
		"Set":      {sq.Update("users").Set("hits", sq.Expr("? + 1", hits)), `Stored("hits") has a meaning only`},
		"Set bare": {sq.Update("users").Set("hits", more), `Incoming("more") has a meaning only`},
		"Values":   {sq.Insert("users").Columns("hits").Values(more), `write the column into the SQL`},
		"Suffix":   {sq.Insert("users").Columns("hits").Values(1).Suffix("ON CONFLICT (id) DO UPDATE SET hits = ?", more), `write the column into the SQL`},
		"Eq":       {sq.Delete("users").Where(sq.Eq{"hits": hits}), `write the column into the SQL`},
		// Squirrel does not look at the arguments of a text. The name of the type has to do.
		"a string": {sq.Delete("users").Where("hits = ?", hits), `refOutsideBulkStatement`},
	} {
		text, args, err := test.statement.ToSql()
		if err != nil {
			t.Fatal(err)
		}
		_, err = db.ExecContext(context.Background(), text, args...)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

var (
	_ driver.Valuer = dialect.Ref{}
	_ sq.Sqlizer    = dialect.Ref{}
)
