package dialecttest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// update is the flag of every test that calls Golden: go test -run Golden . -update
var update = flag.Bool("update", false, "rewrite the golden files instead of comparing them")

// Golden compares the SQL of all [Cases] with a golden file, byte by byte. With the flag -update it writes the file.
func Golden(t *testing.T, d dialect.Dialect, path string) {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "-- The statements of dialecttest.Cases in %s, for two rows or so. Written by: go test -run Golden . -update\n", d.Name())
	for _, c := range Cases() {
		goldenCase(&b, d, c)
	}
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (go test -run Golden . -update writes it)", err)
	}
	if diff := firstDifference(string(want), b.String()); diff != "" {
		t.Errorf("%s differs (go test -run Golden . -update rewrites it)\n%s", path, diff)
	}
}

// goldenCase writes a case: plain, and counted where that is another text.
func goldenCase(b *strings.Builder, d dialect.Dialect, c Case) {
	plain, counted := goldenSteps(d, c, false), goldenSteps(d, c, true)
	if plain == counted {
		fmt.Fprintf(b, "\n-- # %s\n%s", c.Name, plain)
		return
	}
	fmt.Fprintf(b, "\n-- # %s\n%s-- counted:\n%s", c.Name, plain, counted)
}

// goldenSteps renders the steps of a case, or its error.
func goldenSteps(d dialect.Dialect, c Case, count bool) string {
	job, chunk, spelling, err := (&spelled{d: d}).spell(c.Bulk, count)
	if err != nil {
		return fmt.Sprintf("-- error: %v\n", err)
	}
	var b strings.Builder
	for _, step := range spelling.Steps {
		fmt.Fprintf(&b, "%s;\n", step.SQL)
		if args := layout(job, chunk, step); args != "" {
			fmt.Fprintf(&b, "-- args: %s\n", args)
		}
		if read := reads[step.Read]; read != "" {
			fmt.Fprintf(&b, "-- %s\n", read)
		}
		if step.Needed != nil {
			b.WriteString("-- sent where the answers before it leave something open\n")
		}
		if step.NullIn != nil {
			fmt.Fprintf(&b, "-- sent where a row may have NULL in %s\n", columnsAt(job, step.NullIn))
		}
	}
	var notes []string
	if spelling.MaxRows > 0 {
		notes = append(notes, fmt.Sprintf("at most %d rows", spelling.MaxRows))
	}
	if spelling.BatchSize > 0 {
		notes = append(notes, fmt.Sprintf("%d rows by default", spelling.BatchSize))
	}
	if spelling.NeedsTx {
		notes = append(notes, "exact in a transaction")
	}
	if len(notes) > 0 {
		fmt.Fprintf(&b, "-- %s\n", strings.Join(notes, ", "))
	}
	return b.String()
}

// columnsAt are the names of columns.
func columnsAt(job builder.Job, positions []int) string {
	names := make([]string, len(positions))
	for i, at := range positions {
		names[i] = job.Statement.RowColumns()[at]
	}
	return strings.Join(names, ", ")
}

// reads says what a step answers; affected rows go without saying.
var reads = map[dialect.Read]string{
	dialect.ReadNothing: "nothing is read",
	dialect.ReadNumbers: "reads numbers",
	dialect.ReadRows:    "reads rows",
}

// layout says where a step's arguments come from, by the names of the columns. Where cells are expressions, the arguments
// themselves follow.
func layout(job builder.Job, chunk builder.Chunk, step dialect.Step) string {
	columns := job.Statement.RowColumns()
	var runs []string
	for _, run := range step.Args {
		var slots []string
		for _, s := range run.Slots {
			if s.Column == dialect.Fixed {
				slots = append(slots, goldenValue(s.Value))
			} else {
				slots = append(slots, columns[s.Column])
			}
		}
		switch {
		case len(slots) == 0:
		case run.PerRow:
			runs = append(runs, "each row ("+strings.Join(slots, ", ")+")")
		case run.Gather != nil:
			runs = append(runs, "of all rows ("+strings.Join(slots, ", ")+")")
		default:
			runs = append(runs, strings.Join(slots, ", "))
		}
	}
	if chunk.Shared() || len(runs) == 0 {
		return strings.Join(runs, "; ")
	}
	var args []string
	for _, a := range chunk.Args(step) {
		args = append(args, goldenValue(a))
	}
	return strings.Join(runs, "; ") + " = " + strings.Join(args, ", ")
}

// goldenValue writes an argument as a literal.
func goldenValue(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case string:
		return "'" + strings.ReplaceAll(v, "'", "''") + "'"
	}
	return fmt.Sprint(v)
}

// firstDifference shows the first line in which two texts differ, under the case that it belongs to.
func firstDifference(want, got string) string {
	if want == got {
		return ""
	}
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	at := 0
	for at < len(w) && at < len(g) && w[at] == g[at] {
		at++
	}
	line := func(lines []string) string {
		if at < len(lines) {
			return lines[at]
		}
		return "(the end)"
	}
	heading := ""
	if i := slices.IndexFunc(reversed(g[:min(at+1, len(g))]), func(l string) bool { return strings.HasPrefix(l, "-- # ") }); i >= 0 {
		heading = reversed(g[:min(at+1, len(g))])[i]
	}
	return fmt.Sprintf("line %d, %s\nwant: %s\ngot:  %s", at+1, heading, line(w), line(g))
}

// reversed returns the lines from the last to the first.
func reversed(lines []string) []string {
	r := slices.Clone(lines)
	slices.Reverse(r)
	return r
}
