package exec_test

import (
	"fmt"
	"testing"

	"github.com/sqbulk/sqbulk/exec"
)

func TestResultString(t *testing.T) {
	for want, res := range map[string]exec.Result{
		"0 rows (exact)":             {Exact: true},
		"1 row: 1 created (exact)":   {Rows: 1, Created: 1, Chunks: 1, Statements: 3, Exact: true},
		"3 rows (not exact)":         {Rows: 3, Chunks: 1, Statements: 1},
		"0 rows: 2 rejected (exact)": {Exact: true, Rejected: make([]exec.RowError, 2), Outcomes: make([]exec.Outcome, 2)},
		"3 rows: 2 created, 1 updated, 4 left out as duplicates (exact)": {Rows: 3, Created: 2, Updated: 1, Duplicates: 4, Exact: true},
		"21 rows: 1 created, 2 updated, 3 unchanged, 4 skipped, 5 deleted, 6 unmatched, 7 left out as duplicates, 1 rejected (not exact)": {
			Rows: 21, Created: 1, Updated: 2, Unchanged: 3, Skipped: 4, Deleted: 5, Unmatched: 6, Duplicates: 7, Rejected: make([]exec.RowError, 1)},
	} {
		if got := fmt.Sprint(res); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
