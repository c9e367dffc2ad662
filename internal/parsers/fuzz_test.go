package parsers

import (
	"errors"
	"math/rand/v2"
	"regexp"
	"slices"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// TestStatements parses random statements with hostile names.
func TestStatements(t *testing.T) {
	hostile, ok := from(`s"'?`, "t`--", `a.b`, `"`, "`;", `\`, `$1`, `/*??`)
	if !ok {
		t.Fatal("these are no names")
	}
	for name, v := range variants(t) {
		t.Run(name, func(t *testing.T) {
			spelled := 0
			for seed := range uint64(200) {
				if checkStatement(t, v, seed, hostile) {
					spelled++
				}
			}
			if spelled < 80 {
				t.Errorf("only %d of 200 statements are spelled", spelled)
			}
		})
	}
}

// FuzzStatements: whatever the names are, each statement parses in the grammar of its database, as one statement that is the same as with
// tame names but for the names, and with one parameter for each argument.
func FuzzStatements(f *testing.F) {
	f.Add(uint64(1), `s"'?`, "t`--", `a.b`, `"; DROP TABLE x; --`)
	f.Add(uint64(2), "`; DROP TABLE x; --", "$1", "/*", "*/")
	f.Add(uint64(3), `\`, "'", "a''b", "??")
	f.Add(uint64(4), "😀", "\u00a0", "select", "a\nb")
	f.Add(uint64(5), "$$", "@x", ":x", "%s")
	f.Fuzz(func(t *testing.T, seed uint64, a, b, c, d string) {
		n, ok := from(a, b, c, d)
		if !ok {
			t.Skip("these are no names")
		}
		for _, v := range variants(t) {
			checkStatement(t, v, seed, n)
		}
	})
}

// checkStatement makes a statement and checks its steps; false when the dialect has no SQL for it.
func checkStatement(t *testing.T, v variant, seed uint64, hostile names) bool {
	t.Helper()
	got, params, ok := spell(t, v, seed, hostile)
	want, _, _ := spell(t, v, seed, tame)
	if !ok {
		return false
	}
	if len(got) != len(want) {
		t.Fatalf("seed %d: %d steps, and %d with tame names", seed, len(got), len(want))
	}
	for i, sql := range got {
		g, err := parse(t, v, sql, params[i], hostile)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, sql)
		}
		w, err := parse(t, v, want[i], params[i], tame)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, want[i])
		}
		if g.params != params[i] {
			t.Fatalf("seed %d: %d parameters and %d arguments\n%s", seed, g.params, params[i], sql)
		}
		if renamed := v.grammar.renamed(w.text, hostile); g.text != renamed {
			t.Fatalf("seed %d: another statement than with tame names\ngot  %s\nwant %s\n%s", seed, g.text, renamed, sql)
		}
	}
	return true
}

// spell makes the statement of a seed: the text of each step, and the number of its parameters.
func spell(t *testing.T, v variant, seed uint64, n names) (sql []string, params []int, ok bool) {
	t.Helper()
	st, rows, err := maker{rand.New(rand.NewPCG(seed, 7)), n}.statement()
	var spelling dialect.Spelling
	if err == nil {
		spelling, err = st.Spell(v.dialect, rows)
	}
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, builder.ErrInvalid) {
		return nil, nil, false
	}
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	for _, step := range append(spelling.Steps, around(v.dialect, st)...) {
		n := step.Params(rows)
		if step.Feed != nil {
			n = 0 // these go by COPY
		}
		sql, params = append(sql, savedInVariable.ReplaceAllString(step.SQL, "@saved")), append(params, n)
	}
	return sql, params, true
}

// around are the steps that are sent besides: what the server is asked about the table, and the table's lock.
func around(d dialect.Dialect, st dialect.Statement) []dialect.Step {
	var steps []dialect.Step
	if probe, ok := d.Probe(st); ok {
		steps = append(steps, probe.Step)
	}
	if lock, err := d.LockTable(st.Target()); err == nil {
		steps = append(steps, lock.Take, lock.Release)
	}
	return slices.DeleteFunc(steps, func(s dialect.Step) bool { return s.SQL == "" })
}

// savedInVariable is a variable named after a column.
var savedInVariable = regexp.MustCompile(`@sqbulk_s[0-9a-f]{16}`)
