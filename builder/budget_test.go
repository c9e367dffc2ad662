package builder_test

import (
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// TestBytesOfPlaceholders: a statement keeps within the bytes although its placeholders grow from $1 to $9999.
func TestBytesOfPlaceholders(t *testing.T) {
	d := fake{limits: dialect.Limits{Bytes: 60_000}}
	rows := make([][]any, 20_000)
	for i := range rows {
		rows[i] = []any{i, nil}
	}
	b := builder.Insert("t").From(builder.Tuples([]string{"a", "b"}, rows)).BatchSize(len(rows))
	statements := 0
	for st, err := range b.Statements(d) {
		if err != nil {
			t.Fatal(err)
		}
		sql, args, err := st.ToSql()
		if err != nil {
			t.Fatal(err)
		}
		statements++
		if size := len(sql) + len(args)/2*(8+4); size > d.limits.Bytes {
			t.Errorf("statement %d: %d bytes, more than %d", statements, size, d.limits.Bytes)
		}
	}
	if statements < 2 {
		t.Errorf("%d statements: the bytes decided nothing", statements)
	}
}
