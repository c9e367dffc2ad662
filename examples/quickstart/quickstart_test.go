package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"
)

const (
	data2022 = "data/subtags-2022-06-28.csv"
	data2025 = "data/subtags-2025-08-25.csv"
)

// TestMain lets the test binary stand in for the program, so that exit codes can be tested.
func TestMain(m *testing.M) {
	if os.Getenv("QUICKSTART_MAIN") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// model is what the files alone say about a run. It shares no code with the program.
type model struct {
	created, updated, unchanged, noted, deleted int
	rows                                        map[string]string // by key, the row and its note
}

// newModel applies the steps to maps. A negative column leaves its step out.
func newModel(t *testing.T, earlier, later string, keys, mark, drop int) model {
	t.Helper()
	before, after := readAll(t, earlier), readAll(t, later)
	m := model{rows: make(map[string]string)}
	for _, r := range before {
		m.rows[join(r[:keys])] = join(append(r, ""))
	}
	for _, r := range after {
		key, row := join(r[:keys]), join(append(r, ""))
		stored, found := m.rows[key]
		switch {
		case !found:
			m.created++
		case stored != row:
			m.updated++
		default:
			m.unchanged++
		}
		m.rows[key] = row
	}
	for _, r := range after {
		if mark >= 0 && r[mark] != "" {
			m.noted++
			m.rows[join(r[:keys])] = join(append(r, "see "+r[mark]))
		}
	}
	for _, r := range after {
		if drop >= 0 && r[drop] != "" {
			m.deleted++
			delete(m.rows, join(r[:keys]))
		}
	}
	return m
}

func join(cells []string) string { return strings.Join(cells, "\x00") }

// readAll reads the rows of a file, without its header.
func readAll(t *testing.T, path string) [][]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[1:]
}

// quickstart runs the program on a new database and returns what it printed.
func quickstart(t *testing.T, flags ...string) (out, db string) {
	t.Helper()
	db = filepath.Join(t.TempDir(), "quickstart.db")
	var b strings.Builder
	if err := run(context.Background(), append(flags, "-db", db), &b); err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	return b.String(), db
}

// outcomes are the lines of an output that hold the counts.
func outcomes(out string) []string {
	var found []string
	for line := range strings.Lines(out) {
		if _, counts, ok := strings.Cut(line, "=> "); ok {
			found = append(found, strings.TrimSpace(counts))
		}
	}
	return found
}

// checkTable compares the table with the model, cell by cell.
func checkTable(t *testing.T, path string, keys int, want map[string]string) {
	t.Helper()
	db := sqlx.MustOpen("sqlite", path)
	defer db.Close()
	rows, err := db.Queryx("SELECT * FROM quickstart")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	got := make(map[string]string)
	for rows.Next() {
		cells, err := rows.SliceScan()
		if err != nil {
			t.Fatal(err)
		}
		text := make([]string, len(cells))
		for i, c := range cells {
			text[i] = c.(string)
		}
		got[join(text[:keys])] = join(text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if maps.Equal(got, want) {
		return
	}
	t.Errorf("the table holds %d rows, want %d", len(got), len(want))
	for key, row := range want {
		if got[key] != row {
			t.Fatalf("for example: row %q, want %q", got[key], row)
		}
	}
}

func TestShippedData(t *testing.T) {
	const preferred, deprecated = 5, 4
	want := newModel(t, data2022, data2025, 2, preferred, deprecated)
	out, db := quickstart(t)
	got := outcomes(out)
	fromFiles := []string{
		comma(int64(len(readAll(t, data2022)))) + " created",
		fmt.Sprintf("%d created, %d updated, %s unchanged", want.created, want.updated, comma(int64(want.unchanged))),
		fmt.Sprintf("%d updated, 1 unmatched", want.noted),
		fmt.Sprintf("%d deleted", want.deleted),
	}
	if !slices.Equal(got, fromFiles) {
		t.Errorf("printed %q, the files say %q", got, fromFiles)
	}
	// The numbers of data/README.md.
	if literal := []string{"9,210 created", "71 created, 49 updated, 9,161 unchanged"}; !slices.Equal(got[:2], literal) {
		t.Errorf("printed %q, data/README.md says %q", got[:2], literal)
	}
	for _, text := range []string{db, "rows: 9,281   statements: 10 to write,", "now holds " + comma(int64(len(want.rows))) + " rows"} {
		if !strings.Contains(out, text) {
			t.Errorf("the output lacks %q", text)
		}
	}
	checkTable(t, db, 2, want.rows)
}

// The files the other way round, given as paths: nothing is added, and the rows that only 2025 has stay.
func TestReversed(t *testing.T) {
	want := newModel(t, data2025, data2022, 2, 5, 4)
	out, db := quickstart(t, "-earlier", data2025, "-later", data2022)
	if got := outcomes(out); got[0] != "9,281 created" || got[1] != "49 updated, 9,161 unchanged" {
		t.Errorf("printed %q", got)
	}
	checkTable(t, db, 2, want.rows)
}

// A second run on the same file starts from nothing.
func TestAgain(t *testing.T) {
	out, db := quickstart(t)
	var again strings.Builder
	if err := run(context.Background(), []string{"-db", db}, &again); err != nil {
		t.Fatal(err)
	}
	if first, second := outcomes(out), outcomes(again.String()); !slices.Equal(first, second) {
		t.Errorf("the second run printed %q, the first %q", second, first)
	}
}

const (
	own      = "\ufeffid,\"a \"\"name\"\"\",a.b,order,?,'; --\n"
	ownFirst = own + "1,Ann,x,1,,\n2,Bob,y,2,,\n3,Cid,z,3,,\n"
	ownLater = own + "1,Ann,x,1,,\n2,Bo\u0308b,\"y,\ny\",,q,\n04,Dan,,4,,gone\n"
)

func TestOwnFiles(t *testing.T) {
	earlier, later := write(t, ownFirst), write(t, ownLater)
	for _, test := range []struct {
		name       string
		flags      []string
		keys       int
		mark, drop int
		want       []string
	}{
		{"two steps", nil, 1, -1, -1, []string{"3 created", "1 created, 1 updated, 1 unchanged"}},
		{"four steps", []string{"-mark", "?", "-delete", "'; --"}, 1, 4, 5,
			[]string{"3 created", "1 created, 1 updated, 1 unchanged", "1 updated, 1 unmatched", "1 deleted"}},
		{"wider key", nil, 3, -1, -1, []string{"3 created", "2 created, 1 unchanged"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			want := newModel(t, earlier, later, test.keys, test.mark, test.drop)
			out, db := quickstart(t, append(test.flags, "-earlier", earlier, "-later", later, "-key", fmt.Sprint(test.keys))...)
			if got := outcomes(out); !slices.Equal(got, test.want) {
				t.Errorf("printed %q, want %q", got, test.want)
			}
			checkTable(t, db, test.keys, want.rows)
		})
	}
}

// write makes a CSV file.
func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "rows.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestErrors(t *testing.T) {
	good := write(t, "id,name\n1,a\n2,b\n")
	for _, test := range []struct {
		name           string
		earlier, later string
		flags          []string
		want           []string
	}{
		{"no such file", "nowhere.csv", good, nil, []string{"nowhere.csv", "no such file"}},
		{"other header", good, write(t, "id,title\n1,a\n"), nil, []string{"different headers", `["id" "name"]`, `["id" "title"]`}},
		{"only one file given", good, "", nil, []string{"different headers"}},
		{"ragged row", good, write(t, "id,name\n1,a\n2\n"), nil, []string{"rows.csv", "line 3", "wrong number of fields"}},
		{"open quote", good, write(t, "id,name\n1,\"a\n"), nil, []string{"rows.csv", "line"}},
		{"empty file", write(t, ""), good, nil, []string{"rows.csv", "empty", "header"}},
		{"no folder for the database", good, good, []string{"-db", "nowhere/x.db"}, []string{"nowhere/x.db", "unable to open"}},
		{"no key", good, good, []string{"-key", "0"}, []string{"-key 0", "2 columns"}},
		{"nothing but key", good, good, []string{"-key", "2"}, []string{"-key 2", "2 columns"}},
		{"no such column to mark", good, good, []string{"-mark", "nme"}, []string{"-mark nme", `"name"`}},
		{"no such column to delete by", good, good, []string{"-delete", "gone"}, []string{"-delete gone", `"name"`}},
		{"column twice", write(t, "id,id\n1,a\n"), write(t, "id,id\n1,a\n"), nil, []string{"duplicate column name"}},
		{"key twice", write(t, "id,name\n1,a\n1,b\n"), good, nil, []string{"step 1", "unique violation", "id"}},
		{"argument that is no flag", good, good, []string{"old.csv"}, []string{`"old.csv"`, "-help"}},
		{"not a database", good, good, []string{"-db", good}, []string{good, "not a database"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			flags := []string{"-db", filepath.Join(t.TempDir(), "quickstart.db"), "-earlier", test.earlier, "-later", test.later, "-key", "1"}
			err := run(context.Background(), append(flags, test.flags...), &strings.Builder{})
			if err == nil {
				t.Fatal("no error")
			}
			for _, part := range test.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
		})
	}
}

// A header without rows is no error: there is nothing to do.
func TestNoRows(t *testing.T) {
	empty := write(t, "id,name\n")
	out, _ := quickstart(t, "-earlier", empty, "-later", empty, "-key", "1")
	if got, want := outcomes(out), []string{"nothing to do", "nothing to do"}; !slices.Equal(got, want) {
		t.Errorf("printed %q, want %q", got, want)
	}
}

func TestExitCode(t *testing.T) {
	program := exec.Command(os.Args[0], "-earlier", "nowhere.csv")
	program.Env = append(os.Environ(), "QUICKSTART_MAIN=1")
	out, err := program.CombinedOutput()
	if program.ProcessState == nil || program.ProcessState.ExitCode() != 1 {
		t.Fatalf("%v, want exit code 1", err)
	}
	if got := string(out); !strings.HasPrefix(got, "quickstart: open nowhere.csv: ") {
		t.Errorf("printed %q", got)
	}
}

func TestComma(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 71: "71", 999: "999", 1000: "1,000", 9210: "9,210", 1234567: "1,234,567"} {
		if got := comma(n); got != want {
			t.Errorf("comma(%d) = %s, want %s", n, got, want)
		}
	}
}
