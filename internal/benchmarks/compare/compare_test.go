package main

import (
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestSmoke runs the command with few rows, with all widths on SQLite and with the usual one on the servers in the environment. That the
// contestants write the right rows is checked by the command; here, that none of those that every database can do is left out.
func TestSmoke(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) {
		smoke(t, "-columns", "2,6,40", "-only", "SQLite", "-postgres", "", "-mysql", "", "-mariadb", "")
	})
	t.Run("servers", func(t *testing.T) {
		if os.Getenv("SQBULK_TEST_POSTGRES")+os.Getenv("SQBULK_TEST_MYSQL")+os.Getenv("SQBULK_TEST_MARIADB") == "" {
			t.Skip("\n*** NOT TESTED: the contestants on servers. Set SQBULK_TEST_POSTGRES, SQBULK_TEST_MYSQL and SQBULK_TEST_MARIADB.")
		}
		smoke(t, "-only", "SQL [0-9]|MariaDB|MySQL")
	})
}

// parsed are settings as the command line gives them.
func parsed(t *testing.T, arguments ...string) *settings {
	t.Helper()
	s, f := new(settings), flag.NewFlagSet("compare", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	s.flags(f)
	if err := f.Parse(arguments); err != nil {
		t.Fatal(err)
	}
	if err := s.check(f.Args()); err != nil {
		t.Fatal(err)
	}
	return s
}

func smoke(t *testing.T, arguments ...string) {
	dir := t.TempDir()
	tables, raw, charts := filepath.Join(dir, "tables.md"), filepath.Join(dir, "raw.json"), filepath.Join(dir, "charts")
	if err := os.WriteFile(tables, []byte("before\n"+begin+"old\n"+end+"after\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := parsed(t, append(arguments, "-rows", "200", "-rounds", "1", "-details", "-markdown", tables, "-json", raw, "-charts", charts)...)
	if err := s.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	text := read(t, tables)
	if !strings.HasPrefix(text, "before\n"+begin+"### Goals") || !strings.HasSuffix(text, end+"after\n") {
		t.Error("the tables are not between the markers")
	}
	for _, want := range []string{"### Insert, 200 × ", "### Delete, 200 × ", "| squirrel Values | ", "| sqlx NamedExec | ", "| gorm OnConflict | ", "| bun On | ",
		"| goqu Rows | ", "| bob Insert | ", "](charts/overview.svg)"} {
		if !strings.Contains(text, want) {
			t.Errorf("the tables lack %q", want)
		}
	}
	for _, o := range allWorks {
		checkSVG(t, filepath.Join(charts, string(o)+".svg"), "sqbulk")
	}
	runs, err := readEarlier([]string{raw})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range runs[0].Contests {
		for _, f := range c.Figures {
			if f.Left != "" && !mayBeLeftOut(f.Contestant) {
				t.Errorf("%s, %s: %s is left out: %s", c.Database, c.Work, f.Contestant, f.Left)
			}
		}
	}
}

// mayBeLeftOut tells whether a database may not be able to do what a contestant does: MariaDB has no VALUES ROW, servers may refuse to read
// files, and the shell of SQLite may not be there.
func mayBeLeftOut(contestant string) bool {
	return contestant == "bun Bulk" || strings.HasPrefix(contestant, "limit: ")
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// checkSVG reads a chart as XML, and looks for a text in it.
func checkSVG(t *testing.T, file, want string) {
	t.Helper()
	text := read(t, file)
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
	if !strings.Contains(text, ">"+want+"</text>") {
		t.Errorf("%s lacks %q", file, want)
	}
}

func TestGrowth(t *testing.T) {
	raw := filepath.Join(t.TempDir(), "raw.json")
	s := parsed(t, "-growth", "1100,100", "-rounds", "1", "-only", "SQLite", "-json", raw, "-postgres", "", "-mysql", "", "-mariadb", "")
	if err := s.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	runs, err := readEarlier([]string{raw})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, g := range runs[0].Growths {
		got = append(got, fmt.Sprintf("%s %s %d", g.Database, g.Way, g.Rows))
	}
	want := []string{"SQLite/modernc sqbulk 100", "SQLite/modernc sqbulk 1100", "SQLite/mattn sqbulk 100", "SQLite/mattn sqbulk 1100"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestErrors: what makes no sense is refused, and what fails is an error of the command.
func TestErrors(t *testing.T) {
	for _, arguments := range [][]string{
		{"-rows", "0"}, {"-columns", "7"}, {"-rounds", "0"}, {"-only", "("}, {"-contestants", "("}, {"-growth", "0"}, {"extra"},
	} {
		s, f := new(settings), flag.NewFlagSet("compare", flag.ContinueOnError)
		s.flags(f)
		if err := f.Parse(arguments); err != nil {
			t.Fatal(err)
		}
		if err := s.check(f.Args()); err == nil {
			t.Errorf("%q was not refused", arguments)
		}
	}
	none := []string{"-postgres", "", "-mysql", "", "-mariadb", "", "-only", "nothing"}
	if err := parsed(t, none...).run(t.Context()); err == nil {
		t.Error("a run of nothing was no error")
	}
	if err := parsed(t, "-from", filepath.Join(t.TempDir(), "missing.json")).run(t.Context()); err == nil {
		t.Error("a missing file was no error")
	}
}
