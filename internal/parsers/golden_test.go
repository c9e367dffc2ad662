package parsers

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestGolden parses every statement of every golden file.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob(goldenPath("*", "*"))
	if err != nil || len(files) < 15 {
		t.Fatalf("golden files: %q, %v", files, err)
	}
	all := variants(t)
	for _, file := range files {
		v := grammarOf(file, all)
		if v.server == "" {
			continue // TestGoldenSQLite
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".golden.sql"), func(t *testing.T) {
			for _, sql := range goldenStatements(t, file) {
				if strings.HasPrefix(sql, "WITH p AS") && v.server != "SQBULK_TEST_POSTGRES" {
					continue // the test's own prefix, which MySQL and MariaDB have no grammar for
				}
				if _, err := parse(t, v, sql, 0, tame); err != nil {
					t.Errorf("%v\n%s", err, sql)
				}
			}
		})
	}
}

// goldenPath is the path of a dialect's golden file.
func goldenPath(folder, name string) string {
	return "../../" + folder + "/testdata/" + name + ".golden.sql"
}

// grammarOf is the variant that a golden file is of, or the plain one of its folder.
func grammarOf(file string, all map[string]variant) variant {
	for _, v := range all {
		if v.golden == file {
			return v
		}
	}
	return all[filepath.Base(filepath.Dir(filepath.Dir(file)))]
}

// goldenStatements reads the statements of a golden file.
func goldenStatements(t *testing.T, path string) []string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(text)) {
		if sql, ok := strings.CutSuffix(line, ";\n"); ok && !strings.HasPrefix(line, "--") {
			all = append(all, sql)
		}
	}
	if len(all) < 50 {
		t.Fatalf("%s has %d statements", path, len(all))
	}
	return all
}

// TestGoldenSQLite compiles them on SQLite, with the tables that the cases speak of.
func TestGoldenSQLite(t *testing.T) {
	c := connect(t)
	run := func(sql string) {
		if _, err := c.ExecContext(t.Context(), sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	columns := "id, name, hits, seen, org, email, touched, source, live, left_at, tenant, version, locked, x, UNIQUE (id), UNIQUE (org, email)"
	run("ATTACH ':memory:' AS app")
	for _, table := range []string{"people", "members", "archive", "app.people", "app.members"} {
		run("CREATE TABLE " + table + " (" + columns + ")")
	}
	run("CREATE UNIQUE INDEX partial ON people (id) WHERE live")
	run("CREATE UNIQUE INDEX partial2 ON people (id) WHERE ((live) AND (left_at IS NULL))")
	for _, sql := range tables(names{"s\"`'", "t? --", "a.\"b\"", "`$1`;??", "\\😀\\", "_1", "c", "*/ 'sqbulk"}) {
		run(strings.Replace(sql, ".partial ON", ".partial3 ON", 1))
	}
	for _, sql := range goldenStatements(t, variants(t)["sqlite"].golden) {
		if strings.Contains(sql, "CURRENT_USER") {
			continue // the test's own cell, which SQLite has no users for
		}
		if err := compile(t.Context(), c, sql, strings.Count(quotedParts.ReplaceAllString(sql, ""), "?")); err != nil {
			t.Errorf("%v\n%s", err, sql)
		}
	}
}

// quotedParts matches names, texts and comments, which have no parameters.
var quotedParts = regexp.MustCompile(`"[^"]*"|'[^']*'|/\*.*?\*/`)
