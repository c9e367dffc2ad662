package dialecttest

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	sq "github.com/Masterminds/squirrel"
)

// seed stores rows one by one, with SQL that no part of the library wrote.
func (tab *table) seed(t *testing.T, rows ...[]any) {
	t.Helper()
	names := make([]string, len(tab.columns))
	for i, c := range tab.columns {
		names[i] = tab.suite.name(c.name)
	}
	for _, row := range rows {
		insert := sq.Insert(tab.d.Quote(tab.name)).Columns(names...).Values(row...).PlaceholderFormat(tab.placeholders)
		if _, err := insert.RunWith(tab.db).Exec(); err != nil {
			t.Fatalf("%s: %v", tab.name, err)
		}
	}
}

// want compares the table's content with rows, in any order, each cell in its canonical form.
func (tab *table) want(t *testing.T, rows ...[]any) {
	t.Helper()
	want, got := tab.canonical(t, rows), tab.content(t)
	if !reflect.DeepEqual(want, got) {
		t.Errorf("%s holds other rows:\n%s", tab.name, difference(want, got))
	}
}

// content reads the table: every cell in its canonical form, the rows in order.
func (tab *table) content(t *testing.T) []string {
	t.Helper()
	names := make([]string, len(tab.columns))
	for i, c := range tab.columns {
		names[i] = c.name
	}
	rows, err := tab.db.Query("SELECT " + tab.names(names) + " FROM " + tab.d.Quote(tab.name))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all [][]any
	for rows.Next() {
		cells := make([]any, len(tab.columns))
		for i, c := range tab.columns {
			cells[i] = target(c.kind)
		}
		if err := rows.Scan(cells...); err != nil {
			t.Fatal(err)
		}
		all = append(all, cells)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return tab.canonical(t, all)
}

// canonical writes rows as sorted text.
func (tab *table) canonical(t *testing.T, rows [][]any) []string {
	t.Helper()
	lines := make([]string, len(rows))
	for i, row := range rows {
		if len(row) != len(tab.columns) {
			t.Fatalf("a row has %d cells for %d columns", len(row), len(tab.columns))
		}
		cells := make([]string, len(row))
		for k, cell := range row {
			cells[k] = canonical(tab.columns[k].kind, cell)
		}
		lines[i] = strings.Join(cells, " | ")
	}
	slices.Sort(lines)
	return lines
}

// target is where a cell of a kind is scanned to.
func target(k Kind) any {
	switch k {
	case BigInt, Int:
		return new(*int64)
	case Bool:
		return new(*bool)
	case Float:
		return new(*float64)
	case Timestamp, Date:
		return new(*time.Time)
	case Bytes:
		return new(sql.Null[[]byte])
	}
	return new(*string)
}

// canonical writes a cell in one form for what was sent and what is read.
func canonical(k Kind, cell any) string {
	if b, ok := cell.(*sql.Null[[]byte]); ok {
		if !b.Valid {
			return "NULL"
		}
		return fmt.Sprintf("%x", b.V)
	}
	v := reflect.ValueOf(cell)
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if !v.IsValid() {
		return "NULL"
	}
	switch value := v.Interface().(type) {
	case time.Time:
		if k == Date {
			return value.Format(time.DateOnly)
		}
		return value.UTC().Format("2006-01-02T15:04:05.000000")
	case []byte:
		return fmt.Sprintf("%x", value)
	case float64:
		return fmt.Sprintf("%.17g", value)
	case string:
		if k == JSON {
			return document(value)
		}
		return fmt.Sprintf("%q", value)
	default:
		return fmt.Sprint(value)
	}
}

// document writes JSON without a choice of spaces and order.
func document(text string) string {
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		return fmt.Sprintf("not JSON: %q", text)
	}
	out, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(out)
}

// difference lists the lines that only one of two sorted lists has, some of them.
func difference(want, got []string) string {
	var b strings.Builder
	for what, lines := range map[string][2][]string{"missing": {want, got}, "unexpected": {got, want}} {
		n := 0
		for _, l := range lines[0] {
			if slices.Contains(lines[1], l) {
				continue
			}
			if n++; n <= 10 {
				fmt.Fprintf(&b, "%s: %s\n", what, l)
			}
		}
		if n > 10 {
			fmt.Fprintf(&b, "%s: %d more\n", what, n-10)
		}
	}
	return b.String()
}
