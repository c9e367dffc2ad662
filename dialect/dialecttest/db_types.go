package dialecttest

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// typed are the kinds of columns with values: the first is common, the others are at the edges.
var typed = []struct {
	kind   Kind
	values []any
}{
	{BigInt, []any{int64(42), int64(math.MinInt64), int64(math.MaxInt64), int64(0)}},
	{Int, []any{int64(-7), int64(math.MinInt32), int64(math.MaxInt32), int64(0)}},
	{Key, []any{"plain", "it's \"quoted\" `so` \\ % ? $1", strings.Repeat("数😀", 12), ""}},
	{Text, []any{"a line", "two\nlines\tand \\n 'quotes'", strings.Repeat("long ", 4000), ""}},
	{Decimal, []any{"12.50", "-1234567890.12", "0.01", "0.00"}},
	{Bool, []any{true, false, true, false}},
	{Float, []any{1.5, -1e300, 0.1, 0.0}},
	{Timestamp, []any{
		time.Date(2024, 2, 29, 12, 30, 45, 123456000, time.UTC), time.Date(1999, 12, 31, 23, 59, 59, 999999000, time.UTC),
		time.Date(2037, 1, 1, 0, 0, 0, 1000, time.UTC), time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)}},
	{Date, []any{
		time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), time.Date(1000, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC), time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)}},
	{Bytes, []any{[]byte("plain"), []byte{0, 1, 255, '\'', '"', '\\', '?', 0}, []byte(strings.Repeat("\xff\x00", 5000)), []byte{0}}},
	{JSON, []any{`{"a": [1, 2.5, null], "b": "x ? y"}`, `"a 'string' \" \\ 数"`, `[{"n": 12345678901234}]`, `{}`}},
	{UUID, []any{"6ba7b810-9dad-11d1-80b4-00c04fd430c8", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"}},
	{Enum, []any{"ok", "sad", "happy", "ok"}},
}

// typedTable has a column of each kind that the database has, and rows: one of NULLs, the common values, and the edges.
func (s *suite) typedTable(t *testing.T) (tab *table, columns []string, all [][]any) {
	t.Helper()
	define := []column{{"id", BigInt, notNull}}
	all = [][]any{{1}, {2}, {3}, {4}, {5}}
	for _, k := range typed {
		if s.o.Types[k.kind] == "" {
			continue
		}
		define = append(define, column{fmt.Sprintf("kind %d", k.kind), k.kind, ""})
		all[0] = append(all[0], nil)
		for i, v := range k.values {
			all[i+1] = append(all[i+1], v)
		}
	}
	for _, c := range define {
		columns = append(columns, c.name)
	}
	return s.table(t, "typed", define, []string{"id"}), columns, all
}

// shifted gives each row the values of the one that is n further on.
func shifted(all [][]any, n int) [][]any {
	next := make([][]any, len(all))
	for i := range all {
		next[i] = append([]any{all[i][0]}, all[(i+n)%len(all)][1:]...)
	}
	return next
}

// typedUpsert writes every kind, NULL first, one row and all rows in a statement.
func typedUpsert(t *testing.T, s *suite) {
	for _, batch := range []int{1, 2, 1000} {
		t.Run(fmt.Sprintf("chunks of %d", batch), func(t *testing.T) {
			tab, columns, all := s.typedTable(t)
			size := exec.BatchSize(batch)
			s.apply(t, builder.Insert(tab.name).From(rows(columns, all...)), exec.Result{Rows: 5, Created: 5}, size)
			tab.want(t, all...)
			for n := range 4 {
				next := shifted(all, n+1)
				s.apply(t, builder.Insert(tab.name).From(rows(columns, next...)).OnConflict("id").DoUpdate(), exec.Result{Rows: 5, Updated: 5}, size)
				tab.want(t, next...)
			}
		})
	}
}

// typedUpdate updates every kind by key, in each form, NULL first and not first.
func typedUpdate(t *testing.T, s *suite) {
	for _, form := range forms {
		for _, batch := range []int{1, 2, 1000} {
			t.Run(fmt.Sprintf("%s, chunks of %d", form.name, batch), func(t *testing.T) {
				tab, columns, all := s.typedTable(t)
				tab.seed(t, all...)
				up := form.apply(builder.Update(tab.name).Key("id").Set(columns[1:]...))
				for n := range 4 {
					next := shifted(all, n+1)
					s.applyUpdate(t, up.From(rows(columns, next...)), exec.Result{Rows: 5, Updated: 5}, exec.BatchSize(batch))
					tab.want(t, next...)
				}
			})
		}
	}
}

// typedOnlyChanged compares every kind: equal rows stay, and one changed cell is enough.
func typedOnlyChanged(t *testing.T, s *suite) {
	type write struct {
		name  string
		bulk  func(tab *table, columns []string, r builder.Source) builder.Bulk
		apply func(t *testing.T, b builder.Bulk, want exec.Result, opts ...exec.Option)
	}
	writes := []write{{"upsert", func(tab *table, _ []string, r builder.Source) builder.Bulk {
		return builder.Insert(tab.name).From(r).OnConflict("id").DoUpdate().OnlyChanged()
	}, s.apply}}
	for _, form := range forms {
		writes = append(writes, write{"update, " + form.name, func(tab *table, columns []string, r builder.Source) builder.Bulk {
			return form.apply(builder.Update(tab.name).Key("id").From(r)).Set(columns[1:]...).OnlyChanged()
		}, s.applyUpdate})
	}
	for _, w := range writes {
		t.Run(w.name, func(t *testing.T) {
			tab, columns, all := s.typedTable(t)
			tab.seed(t, all...)
			typedChanges(t, tab, columns, all, func(t *testing.T, want exec.Result, changed ...[]any) {
				t.Helper()
				w.apply(t, w.bulk(tab, columns, rows(columns, changed...)), want)
			})
			tab.want(t, all...)
		})
	}
}

// typedChanges changes one cell at a time, and back.
func typedChanges(t *testing.T, tab *table, columns []string, all [][]any, write func(t *testing.T, want exec.Result, changed ...[]any)) {
	write(t, exec.Result{Rows: 5, Unchanged: 5}, all...)
	for c := 1; c < len(columns); c++ {
		t.Run(string(tab.o.Types[tab.columns[c].kind]), func(t *testing.T) {
			for _, pair := range [][2]int{{0, 1}, {1, 0}, {2, 3}} { // NULL to a value, a value to NULL, a value to another one
				changed := slices.Clone(all[pair[0]])
				if changed[c] = all[pair[1]][c]; canonical(tab.columns[c].kind, changed[c]) == canonical(tab.columns[c].kind, all[pair[0]][c]) {
					t.Fatal("the values are equal")
				}
				write(t, exec.Result{Rows: 2, Updated: 1, Unchanged: 1}, changed, all[4])
				write(t, exec.Result{Rows: 2, Unchanged: 2}, all[4], changed)
				write(t, exec.Result{Rows: 1, Updated: 1}, all[pair[0]])
			}
		})
	}
}
