package sqlite_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/sqlite"
)

// FuzzClassify: no message makes it panic, or name a row, a parameter before the first, or a column or index that is not in the message.
func FuzzClassify(f *testing.F) {
	f.Add(2067, "constraint failed: UNIQUE constraint failed: t.org, t.e-mail (2067)")
	f.Add(2067, "UNIQUE constraint failed: index 't_lower'")
	f.Add(1299, "NOT NULL constraint failed: .")
	f.Add(275, "CHECK constraint failed: x < (10)")
	f.Add(3091, "cannot store TEXT value in INTEGER column s.v")
	f.Add(-1, "")
	f.Add(0, "sql: converting argument $12 type: x")
	f.Fuzz(func(t *testing.T, code int, text string) {
		modernc, plain := &moderncError{text, code}, errors.New(text)
		for _, err := range []error{modernc, mattnError{number(code & 0xff), extended(code), text}, errors.Join(plain, modernc), plain} {
			got := sqlite.Dialect{}.Classify(fmt.Errorf("chunk 1: %w", err))
			if got.Row != 0 || got.Param < 0 {
				t.Errorf("%s: %+v", text, got)
			}
			for _, name := range append(slices.Clone(got.Columns), got.Constraint) {
				if !strings.Contains(text, name) {
					t.Errorf("%s does not name %q", text, name)
				}
			}
			if slices.Contains(got.Columns, "") {
				t.Errorf("%s: a column without a name", text)
			}
		}
	})
}
