package postgres_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
)

// FuzzClassify: no error makes it panic, or name a row or parameter before the first, or a column that is not in the error.
func FuzzClassify(f *testing.F) {
	f.Add("23505", "", "Key (org, \"e-mail\")=(1, a@example.com) already exists.", "")
	f.Add("23503", "", "Key (lower(a), b)=(x, y) is not present in table \"p\".", "")
	f.Add("22P02", "", "", "unnamed portal parameter $12 = 'x'")
	f.Add("22P02", "", "", "COPY t, line 99999999999999999999, column a: \"x\"")
	f.Add("23502", "name", "Failing row contains (1, null).", "COPY t, line 2: \"x\"")
	f.Add("23P01", "", "Key (r)=([1,2)) conflicts with existing key (r)=([1,3)).", "")
	f.Fuzz(func(t *testing.T, code, column, detail, where string) {
		got := zero.Classify(fmt.Errorf("chunk 1: %w", &pgError{Code: code, ColumnName: column, Detail: detail, Where: where}))
		if got.Row < 0 || got.Param < 0 {
			t.Errorf("%+v counts below zero", got)
		}
		all := strings.ReplaceAll(column+"\n"+detail+"\n"+where, `"`, "")
		for _, name := range got.Columns {
			if name == "" || !strings.Contains(all, strings.ReplaceAll(name, `"`, "")) {
				t.Errorf("%q is not named by %q", name, all)
			}
		}
	})
}

// FuzzClassifyKey: whatever the names and the values are, the columns of a key are read from the detail as they are.
func FuzzClassifyKey(f *testing.F) {
	f.Add("org", "e-mail", "1, a@example.com")
	f.Add(`a)=(b`, `c, "d"`, ")=(")
	f.Add(`"`, "'", `") already exists`)
	f.Fuzz(func(t *testing.T, a, b, values string) {
		if a == "" || b == "" {
			t.Skip("names are not empty")
		}
		quote := func(name string) string { return dialect.QuoteName(name, `"`) }
		err := &pgError{Code: "23505", Detail: fmt.Sprintf("Key (%s, %s)=(%s) already exists.", quote(a), quote(b), values)}
		want := dialect.Fault{Kind: dialect.UniqueViolation, Columns: []string{a, b}}
		if got := zero.Classify(err); !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
		err.Detail = fmt.Sprintf("Key (lower(%s), %s)=(%s) already exists.", quote(a), quote(b), values)
		if got := zero.Classify(err); !slices.Equal(got.Columns, []string{b}) {
			t.Errorf("got %q, want the column %q alone", got.Columns, b)
		}
	})
}
