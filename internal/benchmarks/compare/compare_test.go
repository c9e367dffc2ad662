package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
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

func smoke(t *testing.T, arguments ...string) {
	var s settings
	f := flag.NewFlagSet("compare", flag.ContinueOnError)
	s.flags(f)
	tables, raw := filepath.Join(t.TempDir(), "tables.md"), filepath.Join(t.TempDir(), "raw.json")
	if err := f.Parse(append(arguments, "-rows", "200", "-rounds", "1", "-markdown", tables, "-json", raw)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(tables, []byte("before\n"+begin+"old\n"+end+"after\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(tables)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(text), "before\n"+begin) || !strings.HasSuffix(string(text), end+"after\n") {
		t.Error("the tables are not between the markers")
	}
	for _, want := range []string{", insert,", ", delete,", "squirrel Values", "sqlx NamedExec", "gorm OnConflict", "bun On", "goqu Rows"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the tables lack %q", want)
		}
	}
	for line := range strings.Lines(string(text)) {
		if strings.Contains(line, "left out") && !mayBeLeftOut(line) {
			t.Error(strings.TrimSpace(line))
		}
	}
	if written, err := os.ReadFile(raw); err != nil || !bytes.Contains(written, []byte(`"contestant": "sqbulk"`)) {
		t.Errorf("raw figures: %v", err)
	}
}

// mayBeLeftOut tells whether a database may not be able to do what a line of the tables is about: MariaDB has no VALUES ROW, and
// servers may refuse to read files.
func mayBeLeftOut(line string) bool {
	return strings.Contains(line, "bun Bulk") || strings.Contains(line, "limit: COPY") || strings.Contains(line, "limit: LOAD DATA")
}

func TestGrowth(t *testing.T) {
	var s settings
	f := flag.NewFlagSet("compare", flag.ContinueOnError)
	s.flags(f)
	raw := filepath.Join(t.TempDir(), "raw.json")
	if err := f.Parse([]string{"-growth", "100,1100", "-rounds", "1", "-only", "SQLite", "-json", raw}); err != nil {
		t.Fatal(err)
	}
	s.postgres, s.mysql, s.mariadb = "", "", ""
	if err := s.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if written, err := os.ReadFile(raw); err != nil || bytes.Count(written, []byte(`"rows": 1100`)) != 2 {
		t.Errorf("raw figures: %v", err)
	}
}
