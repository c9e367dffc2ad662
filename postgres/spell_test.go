package postgres_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
)

// want is what one statement should look like: its steps, and the arguments of each.
type want struct {
	sql  []string
	args [][]any
	read dialect.Read // of the last step
}

// check spells a statement for rows of values and compares the steps. A question about triggers may follow: TestTriggerQuestion says when.
func check(t *testing.T, d dialect.Dialect, s dialect.Statement, rows dialect.Rows, values []any, w want) dialect.Spelling {
	t.Helper()
	spelling, err := s.Spell(d, rows)
	if err != nil {
		t.Fatal(err)
	}
	steps := spelling.Steps
	if last := steps[len(steps)-1]; last.Needed != nil && strings.Contains(last.SQL, "pg_trigger") {
		steps = steps[:len(steps)-1]
	}
	if len(steps) != len(w.sql) {
		t.Fatalf("%d steps, want %d", len(steps), len(w.sql))
	}
	width := len(s.RowColumns())
	for i, step := range steps {
		if step.SQL != w.sql[i] {
			t.Errorf("step %d\ngot  %s\nwant %s", i+1, step.SQL, w.sql[i])
		}
		if args := step.AppendArgs([]any{}, rows, values, width); w.args != nil && !reflect.DeepEqual(args, w.args[i]) {
			t.Errorf("step %d\ngot  %v\nwant %v", i+1, args, w.args[i])
		}
	}
	if last := steps[len(steps)-1]; last.Read != w.read {
		t.Errorf("the last step reads %d, want %d", last.Read, w.read)
	}
	return spelling
}

// plain is a want of one step that reads affected rows.
func plain(sql string, args ...any) want {
	return want{[]string{sql}, [][]any{args}, dialect.ReadAffected}
}

// numbers is a want of one step that reads numbers.
func numbers(sql string, args ...any) want {
	return want{[]string{sql}, [][]any{args}, dialect.ReadNumbers}
}

// returned is a want of one step that reads rows.
func returned(sql string, args ...any) want {
	return want{[]string{sql}, [][]any{args}, dialect.ReadRows}
}

// refused checks that a statement is an error that says what is wrong and names the database.
func refused(t *testing.T, d dialect.Dialect, s dialect.Statement, rows dialect.Rows, unsupported bool, says ...string) {
	t.Helper()
	_, err := s.Spell(d, rows)
	if err == nil {
		t.Fatal("no error")
	}
	for _, text := range append(says, "postgres: ") {
		if !strings.Contains(err.Error(), text) {
			t.Errorf("the error %q does not say %q", err, text)
		}
	}
	if errors.Is(err, errors.ErrUnsupported) != unsupported {
		t.Errorf("the error %q wraps errors.ErrUnsupported: %v", err, !unsupported)
	}
}

// tallied compares the counts that a spelling makes of one answer.
func tallied(t *testing.T, s dialect.Spelling, n int, a dialect.Answer, want dialect.Counts) {
	t.Helper()
	if got := s.Tally(n, []dialect.Answer{a}); got != want {
		t.Errorf("%d rows, answer %+v\ngot  %+v\nwant %+v", n, a, got, want)
	}
}
