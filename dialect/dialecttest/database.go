package dialecttest

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	sq "github.com/Masterminds/squirrel"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// Database is what [RunDB] has to know about a database.
type Database struct {
	// Types are the names of the column types. BigInt and Key are needed; tests leave out what has no type here.
	Types Types
	// Lacks are the features that the dialect refuses.
	Lacks []Feature
	// Create spells the statements that create a table. By default, CREATE TABLE.
	Create func(DDL) []string
	// Drop spells the statements that drop it again. By default, DROP TABLE.
	Drop func(DDL) []string
	// WritesEqual tells that DO UPDATE and UPDATE write a row that stays as it was, so that it counts as updated.
	WritesEqual bool
	// VagueUpdates tells that an UPDATE may count rows that stay equal as updated, provided that it says that the counts are not
	// exact.
	VagueUpdates bool
	// ReturnsUnchanged tells that an upsert with RETURNING returns the rows that it left alone, too.
	ReturnsUnchanged bool
	// AnyKey tells that an upsert watches every unique key of the table, not just the one that OnConflict names.
	AnyKey bool
	// NarrowNames tells that names cannot have characters of four bytes.
	NarrowNames bool
	// OneKey tells that a table can have one unique key only, as a partitioned one.
	OneKey bool
	// Schema is an existing schema besides the default one, for tables named schema.table; empty: not tested.
	Schema string
	// Omit are tests, by name, that make no sense here.
	Omit []string
}

// Kind is a kind of column.
type Kind int

const (
	// BigInt is an integer of 64 bits.
	BigInt Kind = iota
	// Key is text that is short enough for a unique key, 100 characters.
	Key
	// Int is an integer of 32 bits.
	Int
	// Text is long text.
	Text
	// Decimal has 12 digits, 2 of them after the point; text where a database has no decimals.
	Decimal
	// Bool is true or false.
	Bool
	// Float is a floating-point number of 64 bits.
	Float
	// Timestamp is a point in time to the microsecond.
	Timestamp
	// Date is a day.
	Date
	// Bytes is binary data.
	Bytes
	// JSON is a document.
	JSON
	// UUID is a UUID, or its text.
	UUID
	// Enum is one of sad, ok and happy.
	Enum
)

// Types are the names of column types by kind.
type Types map[Kind]string

// DDL is a table to create, spelled but for what databases differ in.
type DDL struct {
	Name  string // as a builder takes it
	Table string // in quotes
	Body  string // columns and keys, with the parentheses around them
	Key   string // the columns of the first key, in quotes
}

// column is a column of a test table.
type column struct {
	name  string
	kind  Kind
	extra string // further SQL, such as NOT NULL
}

// table is a table of a test; it is dropped when the test ends.
type table struct {
	*suite
	name    string
	columns []column
}

// suite is a run of the tests on a database.
type suite struct {
	db   *sqlx.DB
	d    dialect.Dialect
	o    Database
	ex   *exec.Executor
	form func(builder.UpdateBuilder) builder.UpdateBuilder // of the updates

	placeholders sq.PlaceholderFormat
}

// learn finds the dialect's kind of placeholders.
func (s *suite) learn(t *testing.T) {
	t.Helper()
	spelled := &spelled{d: s.d}
	spelled.learn(t)
	s.placeholders = sq.Question
	if spelled.dollar {
		s.placeholders = sq.Dollar
	}
}

// serial makes the names of tables unique, because drivers remember statements by their text.
var serial atomic.Int64

// name quotes one name, such as a column's.
func (s *suite) name(n string) string { return dialect.QuoteName(n, s.d.Quote("x")[:1]) }

// names quotes a list of names.
func (s *suite) names(list []string) string {
	quoted := make([]string, len(list))
	for i, n := range list {
		quoted[i] = s.name(n)
	}
	return strings.Join(quoted, ", ")
}

// table creates a table under a name of its own. The first key is the primary key when none of its columns takes NULL.
func (s *suite) table(t *testing.T, name string, columns []column, keys ...[]string) *table {
	t.Helper()
	tab := &table{s, fmt.Sprintf("%s_%d", name, serial.Add(1)), columns}
	tab.create(t, keys...)
	return tab
}

// create creates the table, and drops it when the test ends.
func (tab *table) create(t *testing.T, keys ...[]string) {
	t.Helper()
	s, ddl := tab.suite, DDL{Name: tab.name, Table: tab.d.Quote(tab.name)}
	var body []string
	for _, c := range tab.columns {
		body = append(body, strings.TrimSpace(fmt.Sprintf("%s %s %s", s.name(c.name), s.o.Types[c.kind], c.extra)))
	}
	for i, key := range keys {
		if i == 0 {
			ddl.Key = s.names(key)
		}
		body = append(body, fmt.Sprintf("%s (%s)", keyword(tab.columns, i, key), s.names(key)))
	}
	ddl.Body = "(" + strings.Join(body, ", ") + ")"
	create, drop := s.o.Create, s.o.Drop
	if create == nil {
		create = func(d DDL) []string { return []string{"CREATE TABLE " + d.Table + " " + d.Body} }
	}
	if drop == nil {
		drop = func(d DDL) []string { return []string{"DROP TABLE " + d.Table} }
	}
	for _, sql := range create(ddl) {
		s.exec(t, sql)
	}
	t.Cleanup(func() {
		for _, sql := range drop(ddl) {
			s.exec(t, sql)
		}
	})
}

// keyword is PRIMARY KEY for a first key without NULLs, and UNIQUE otherwise.
func keyword(columns []column, i int, key []string) string {
	nullable := func(name string) bool {
		return slices.ContainsFunc(columns, func(c column) bool { return c.name == name && !strings.Contains(c.extra, notNull) })
	}
	if i > 0 || slices.ContainsFunc(key, nullable) {
		return "UNIQUE"
	}
	return "PRIMARY KEY"
}

const notNull = "NOT NULL"

// exec runs SQL that has to succeed.
func (s *suite) exec(t *testing.T, sql string) {
	t.Helper()
	if _, err := s.db.Exec(sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// people is the usual table: a number as its key, and columns that take NULL.
func (s *suite) people(t *testing.T, stored ...[]any) *table {
	t.Helper()
	tab := s.table(t, "people", []column{{"id", BigInt, notNull}, {"name", Key, "DEFAULT 'nobody'"}, {"hits", BigInt, "DEFAULT 7"}}, []string{"id"})
	tab.seed(t, stored...)
	return tab
}

// members is a table with a key of two columns, which take NULL.
func (s *suite) members(t *testing.T, stored ...[]any) *table {
	t.Helper()
	tab := s.table(t, "members", []column{{"org", BigInt, ""}, {"email", Key, ""}, {"name", Key, ""}, {"hits", BigInt, ""}}, []string{"org", "email"})
	tab.seed(t, stored...)
	return tab
}
