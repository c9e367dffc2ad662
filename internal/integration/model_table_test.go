package integration

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/dialect/dialecttest"
	"github.com/sqbulk/sqbulk/exec"
)

// shape is a kind of table: its key, and whether the key takes NULL.
type shape struct {
	name     string
	key      []string
	nullable bool
}

var shapes = []shape{
	{"single", []string{"id"}, false},
	{"composite", []string{"org", "email"}, false},
	{"nullable", []string{"org", "email"}, true},
}

// The columns besides the key: two numbers, a text, and another number. All take NULL.
var valueColumns = []string{"a", "b", "c"}

// values are a row's cells besides the key: a (int64), b (string), c (int64), or nil.
type values [3]any

// row is a row of the model.
type row struct {
	key    []any
	values values
}

// model is a table and what must be in it.
type model struct {
	*rand.Rand
	on    target
	shape shape
	table string
	ex    *exec.Executor

	rows  map[string]row // by key
	loose []row          // rows with NULL in the key, which nothing finds again
}

// newModel creates an empty table, which is dropped at the end of the test.
func newModel(t *testing.T, on target, s shape, random *rand.Rand) *model {
	t.Helper()
	m := &model{
		Rand: random, on: on, shape: s, rows: make(map[string]row), ex: exec.New(on.db, on.dialect),
		table: fmt.Sprintf("model_%s_%d", s.name, random.Uint32()),
	}
	types, not := on.suite.Types, " NOT NULL"
	if s.nullable {
		not = ""
	}
	keyword := map[bool]string{true: "UNIQUE", false: "PRIMARY KEY"}[s.nullable]
	columns := map[string]string{"id": types[dialecttest.BigInt], "org": types[dialecttest.BigInt], "email": types[dialecttest.Key]}
	var body []string
	for _, k := range s.key {
		body = append(body, m.quote(k)+" "+columns[k]+not)
	}
	// The rows bring every column; but where a default is not NULL, a stored NULL is another one to MySQL.
	body = append(body, m.quote("a")+" "+types[dialecttest.BigInt]+" DEFAULT 7", m.quote("b")+" "+types[dialecttest.Key]+" DEFAULT 'nobody'",
		m.quote("c")+" "+types[dialecttest.BigInt])
	body = append(body, fmt.Sprintf("%s (%s)", keyword, m.names(s.key)))
	d := dialecttest.DDL{Name: m.table, Table: on.dialect.Quote(m.table), Body: "(" + strings.Join(body, ", ") + ")", Key: m.names(s.key)}
	create, drop := []string{"CREATE TABLE " + d.Table + " " + d.Body}, []string{"DROP TABLE " + d.Table}
	if on.suite.Create != nil {
		create = on.suite.Create(d)
	}
	if on.suite.Drop != nil {
		drop = on.suite.Drop(d)
	}
	execAll(t, on, create)
	t.Cleanup(func() { execAll(t, on, drop) })
	return m
}

// execAll runs statements that have to succeed.
func execAll(t *testing.T, on target, statements []string) {
	t.Helper()
	for _, sql := range statements {
		if _, err := on.db.Exec(sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

func (m *model) quote(name string) string {
	return dialect.QuoteName(name, m.on.dialect.Quote("x")[:1])
}

func (m *model) names(columns []string) string {
	quoted := make([]string, len(columns))
	for i, c := range columns {
		quoted[i] = m.quote(c)
	}
	return strings.Join(quoted, ", ")
}

// columns are all columns, the key first.
func (m *model) columns() []string { return slices.Concat(m.shape.key, valueColumns) }

// id is a key as the index of a map; ok is false for a key with NULL.
func id(key []any) (text string, ok bool) { return fmt.Sprintf("%q", key), !slices.Contains(key, nil) }

// dump writes the model's rows in order.
func (m *model) dump() []string {
	var lines []string
	for _, r := range m.rows {
		lines = append(lines, line(slices.Concat(r.key, r.values[:])))
	}
	for _, r := range m.loose {
		lines = append(lines, line(slices.Concat(r.key, r.values[:])))
	}
	slices.Sort(lines)
	return lines
}

// content reads the table's rows in order.
func (m *model) content() ([]string, error) {
	columns := m.columns()
	rows, err := m.on.db.Query("SELECT " + m.names(columns) + " FROM " + m.on.dialect.Quote(m.table))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var lines []string
	for rows.Next() {
		cells := make([]any, len(columns))
		for i, c := range columns {
			if cells[i] = new(*int64); c == "email" || c == "b" {
				cells[i] = new(*string)
			}
		}
		if err := rows.Scan(cells...); err != nil {
			return nil, err
		}
		for i, c := range cells {
			cells[i] = nil
			if n, ok := c.(**int64); ok && *n != nil {
				cells[i] = **n
			} else if s, ok := c.(**string); ok && *s != nil {
				cells[i] = **s
			}
		}
		lines = append(lines, line(cells))
	}
	slices.Sort(lines)
	return lines, rows.Err()
}

// line writes a row.
func line(cells []any) string {
	texts := make([]string, len(cells))
	for i, c := range cells {
		switch c := c.(type) {
		case nil:
			texts[i] = "NULL"
		case string:
			texts[i] = fmt.Sprintf("%q", c)
		default:
			texts[i] = fmt.Sprint(c)
		}
	}
	return strings.Join(texts, " | ")
}
