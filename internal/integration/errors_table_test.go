package integration

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

const (
	errorsPage  = "../../docs/errors.md"
	errorsBegin = "<!-- Written by: go test -run TestErrors -update, in internal/integration -->\n"
	errorsEnd   = "<!-- The end of what TestErrors writes. -->\n"
)

// errorsDatabases are the columns of the table that hold what was observed.
var errorsDatabases = []string{"PostgreSQL", "MySQL", "MariaDB", "SQLite"}

// findings are what was observed: by fault and database.
type findings map[string]map[string][]finding

// finding is what was observed through one driver on one version of a database.
type finding struct{ version, driver, text string }

// add takes down an observation. The subtest's name tells the database.
func (all findings) add(t *testing.T, f fault, on reach, text string) {
	part := strings.Split(t.Name(), "/")
	database, version := part[1], ""
	if database != "SQLite" {
		version = strings.Join(strings.SplitN(part[2]+".", ".", 3)[:2], ".")
	}
	if all[f.name] == nil {
		all[f.name] = make(map[string][]finding)
	}
	driver := map[string]string{"postgres": "lib/pq", "sqlite": "modernc", "sqlite3": "mattn"}[on.driver]
	if driver == "" {
		driver = on.driver
	}
	all[f.name][database] = append(all[f.name][database], finding{strings.TrimSuffix(version, "."), driver, text})
}

// compare compares the databases that were reached with the table, or rewrites their columns.
func (all findings) compare(t *testing.T) {
	t.Helper()
	raw, err := os.ReadFile(errorsPage)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begins := strings.Cut(string(raw), errorsBegin)
	table, after, ends := strings.Cut(rest, errorsEnd)
	if !begins || !ends {
		t.Fatalf("%s has no place for the table", errorsPage)
	}
	for _, database := range errorsDatabases {
		if !all.reached(database) {
			t.Logf("*** NOT COMPARED: the column %s", database)
		}
	}
	written := all.table(parseTable(table))
	if table == written {
		return
	}
	if f := flag.Lookup("update"); f != nil && f.Value.String() == "true" { // the flag of dialecttest's golden files
		if err := os.WriteFile(errorsPage, []byte(before+errorsBegin+written+errorsEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for line := range strings.Lines(written) {
		if !strings.Contains(table, line) {
			t.Errorf("the table of %s has no line\n%s", errorsPage, line)
		}
	}
	t.Errorf("%s differs (go test -run TestErrors -update rewrites it)", errorsPage)
}

// reached tells whether anything was observed on a database.
func (all findings) reached(database string) bool {
	for _, row := range all {
		if len(row[database]) > 0 {
			return true
		}
	}
	return false
}

// parseTable reads a table: by fault and database.
func parseTable(table string) map[string]map[string]string {
	all := make(map[string]map[string]string)
	for line := range strings.Lines(table) {
		cell := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cell) != 4+len(errorsDatabases) {
			continue
		}
		row := make(map[string]string)
		for i, database := range errorsDatabases {
			row[database] = strings.TrimSpace(cell[4+i])
		}
		all[strings.TrimSpace(cell[0])] = row
	}
	return all
}

// table writes the table. A cell stays as it is when all that was observed in this run agrees with it, so that a run with some of
// the databases, drivers and versions neither needs nor loses what the others say.
func (all findings) table(old map[string]map[string]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| what happened | kind | run again | set aside | %s |\n", strings.Join(errorsDatabases, " | "))
	b.WriteString(strings.Repeat("|---", 4+len(errorsDatabases)) + "|\n")
	yes := map[bool]string{true: "yes", false: "no"}
	for _, f := range slices.Concat(rowFaults, otherFaults) {
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s |", f.name, kindName(f.kind), yes[f.kind.Retryable()], yes[f.kind.Row()])
		for _, database := range errorsDatabases {
			cell := old[f.name][database]
			list := all[f.name][database]
			if cell == "" || !agree(cell, list) {
				cell = summary(list)
			}
			fmt.Fprintf(&b, " %s |", cell)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// agree tells whether a cell says what was observed.
func agree(cell string, list []finding) bool {
	for _, f := range list {
		if !f.in(cell) {
			return false
		}
	}
	return true
}

// in tells whether a cell holds the finding: for all drivers and versions, or for this one.
func (f finding) in(cell string) bool {
	for part := range strings.SplitSeq(cell, "; ") {
		label, text, labelled := strings.Cut(part, ": ")
		if !labelled {
			return part == f.text
		}
		if slices.Contains([]string{f.driver, f.version, f.version + " " + f.driver}, label) {
			return text == f.text
		}
	}
	return false
}

// summary is the cell for what was observed: one text where all agree, otherwise a text for each driver, or each version, or each
// driver on each version.
func summary(list []finding) string {
	for _, label := range []func(finding) string{
		func(finding) string { return "" },
		func(f finding) string { return f.driver },
		func(f finding) string { return f.version },
		func(f finding) string { return f.version + " " + f.driver },
	} {
		var parts []string
		for _, f := range list {
			part := f.text
			if l := label(f); l != "" {
				part = l + ": " + f.text
			}
			if !slices.Contains(parts, part) {
				parts = append(parts, part)
			}
		}
		cell := strings.Join(parts, "; ")
		if len(list) > 0 && agree(cell, list) {
			return cell
		}
	}
	return "not run"
}

// TestErrorsTable: what differs between drivers or versions stands in the table, and a run without some of them agrees with it.
func TestErrorsTable(t *testing.T) {
	for _, tt := range []struct {
		list []finding
		want string
	}{
		{nil, "not run"},
		{[]finding{{"15", "lib/pq", "row"}, {"15", "pgx", "row"}, {"18", "pgx", "row"}}, "row"},
		{[]finding{{"15", "lib/pq", "row"}, {"15", "pgx", "column, row"}, {"18", "lib/pq", "row"}, {"18", "pgx", "column, row"}},
			"lib/pq: row; pgx: column, row"},
		{[]finding{{"15", "lib/pq", "row"}, {"15", "pgx", "row"}, {"18", "lib/pq", "column"}, {"18", "pgx", "column"}},
			"15: row; 18: column"},
		{[]finding{{"15", "lib/pq", "row"}, {"15", "pgx", "column"}, {"18", "pgx", "row"}},
			"15 lib/pq: row; 15 pgx: column; 18 pgx: row"},
	} {
		got := summary(tt.list)
		if got != tt.want {
			t.Errorf("%v: %q instead of %q", tt.list, got, tt.want)
		}
		for _, f := range tt.list {
			if f.text += "!"; f.in(got) || agree(got, []finding{f}) {
				t.Errorf("%q agrees with %v", got, f)
			}
		}
		if (finding{"18", "pgx", "nothing"}).in(got) || !agree(got, nil) {
			t.Errorf("%q is compared wrongly", got)
		}
	}
	if (finding{"16", "pgx", "row"}).in("15: row; 18: row") {
		t.Error("a version that the table does not name agrees with it")
	}
}
