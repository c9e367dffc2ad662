package sqbulk_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// prelude declares what the fragments in the documentation take for granted.
const prelude = `package snippet

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	sq "github.com/Masterminds/squirrel"
	"github.com/jmoiron/sqlx"
	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
	"github.com/sqbulk/sqbulk/sqlite"
)

type User struct {
	ID        int64     ` + "`db:\"id\"`" + `
	Email     string    ` + "`db:\"email\"`" + `
	Name      string    ` + "`db:\"name\"`" + `
	Seen      time.Time ` + "`db:\"seen_at\"`" + `
	CreatedAt time.Time ` + "`db:\"created_at\"`" + `
}

var (
	_ bytes.Buffer
	_ json.RawMessage
	_ = errors.Is
	_ = fmt.Println
	_ = slog.Info
	_ = os.Open
	_ sq.Sqlizer
	_ dialect.Dialect = mysql.Dialect{}
	_ dialect.Dialect = postgres.Dialect{}
	_ dialect.Dialect = sqlite.Dialect{}
)

// Run is the block.
func Run(ctx context.Context, db *sqlx.DB, tx *sqlx.Tx, ex *exec.Executor, users []User, keys [][]any, ids []int64, up builder.InsertBuilder) error {
	{
%s
	}
	return nil
}
`

// runner runs blocks: those of a page in their order, on a database in memory that the first SQL block of the page has set up.
const runner = `package main

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/jmoiron/sqlx"
	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/sqlite"
	_ "modernc.org/sqlite"
%s)

func main() {
	var db *sqlx.DB
	page := func(setup string) {
		db = sqlx.MustOpen("sqlite", ":memory:")
		db.SetMaxOpenConns(1)
		db.MustExec(setup)
	}
	check := func(err error) {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	var tests []testing.InternalTest
%s	fmt.Println("\x00")
	testing.Main(func(string, string) (bool, error) { return true, nil }, tests, nil, nil)
}
`

// A block is one of Go, with what it prints where the page says so.
type block struct {
	name, code, output string
	prints             bool
	setup              string // of the page, in its first block
}

var (
	goBlock  = regexp.MustCompile("(?s)```go\n(.*?)```(?:\n+(```output)\n(.*?)```)?")
	testFunc = regexp.MustCompile(`(?m)^func (Test\w+)\(t \*testing\.T\)`)
	sqlBlock = regexp.MustCompile("(?s)```sql\n(.*?)```")
)

// blocks reads the blocks of a page.
func blocks(t *testing.T, page string) []block {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var all []block
	base := strings.ReplaceAll(strings.TrimSuffix(filepath.Base(page), ".md"), "-", "_")
	outputs := strings.Count(string(text), "```output")
	for i, m := range goBlock.FindAllStringSubmatch(string(text), -1) {
		b := block{name: fmt.Sprintf("%s_%d", base, i), code: m[1], prints: m[2] != "", output: m[3]}
		if sql := sqlBlock.FindStringSubmatch(string(text)); i == 0 && sql != nil {
			b.setup = sql[1]
		}
		if b.prints {
			outputs--
		}
		all = append(all, b)
	}
	if outputs != 0 {
		t.Errorf("%s: %d blocks of output do not follow a block of Go, so that nobody checks them", page, outputs)
	}
	return all
}

// TestBlocks compiles every block of Go in README.md and docs/, and runs those that are followed by a block of output, or
// test with a mock.
func TestBlocks(t *testing.T) {
	pages, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	var imports, calls strings.Builder
	var printing []block
	for _, page := range append(pages, "README.md") {
		all := blocks(t, page)
		ready := false
		for _, b := range all {
			files[b.name] = program(b)
			tests := testsOf(b)
			if b.prints || tests != nil {
				fmt.Fprintf(&imports, "\t%s \"github.com/sqbulk/sqbulk/examples/internal/blocks/%[1]s\"\n", b.name)
			}
			for _, test := range tests {
				fmt.Fprintf(&calls, "\ttests = append(tests, testing.InternalTest{Name: %q, F: %s.%[1]s})\n", test[1], b.name)
			}
			if !b.prints {
				continue
			}
			if !ready {
				fmt.Fprintf(&calls, "\tpage(%q)\n", all[0].setup)
				ready = true
			}
			printing = append(printing, b)
			fmt.Fprintf(&calls, "\tfmt.Println(\"\\x00\")\n\t%s\n", call(b))
		}
	}
	if len(files) < 10 || len(printing) < 10 {
		t.Fatalf("only %d blocks of Go found, %d of them with output", len(files), len(printing))
	}
	printing = append(printing, block{name: "the tests on the pages", output: "PASS\n"})
	files["run"] = fmt.Sprintf(runner, imports.String(), calls.String())
	program := build(t, files)
	program.Dir = t.TempDir()
	out, err := program.Output()
	got := strings.Split(string(out), "\x00\n")[1:]
	for i, text := range got {
		if text != printing[i].output {
			t.Errorf("%s prints:\n%s\nand the page says:\n%s", printing[i].name, text, printing[i].output)
		}
	}
	if err != nil || len(got) != len(printing) {
		t.Fatalf("%d of %d blocks ran: %v\n%s", len(got), len(printing), err, program.Stderr)
	}
}

// testsOf finds the tests of a block that need nothing but a mock.
func testsOf(b block) [][]string {
	if !strings.Contains(b.code, "sqlmock.New()") {
		return nil
	}
	return testFunc.FindAllStringSubmatch(b.code, -1)
}

// build compiles packages, whose files exist for the compiler only, and returns the one that is called run. They are in the module of the
// examples, which has drivers.
func build(t *testing.T, files map[string]string) *exec.Cmd {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("examples", "internal", "blocks"))
	if err != nil {
		t.Fatal(err)
	}
	temp := t.TempDir()
	write := func(name string, text []byte) string {
		path := filepath.Join(temp, name)
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	overlay := map[string]string{}
	for name, text := range files {
		overlay[filepath.Join(dir, name, name+".go")] = write(name+".go", []byte(text))
	}
	replace, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(temp, "bin") + string(filepath.Separator)
	cmd := exec.Command("go", "build", "-gcflags=-e", "-overlay", write("overlay.json", replace), "-o", bin, "./internal/blocks/...")
	cmd.Dir = "examples"
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("a block of Go in the documentation does not compile: %v\n%s", err, out)
	}
	run := exec.Command(filepath.Join(bin, "run"))
	run.Stderr = new(bytes.Buffer)
	return run
}

// call runs a block.
func call(b block) string {
	if strings.HasPrefix(b.code, "package main\n") {
		return b.name + ".Main()"
	}
	return "check(" + b.name + ".Run(context.Background(), db, nil, exec.New(db, sqlite.Dialect{}), nil, nil, nil, builder.InsertBuilder{}))"
}

// program makes a block a package: as it is when it says its package, as a function's body otherwise. A whole program becomes a package
// as well, so that one program runs all.
func program(b block) string {
	if whole, ok := strings.CutPrefix(b.code, "package main\n"); ok {
		return "package whole\n" + strings.Replace(whole, "\nfunc main() {", "\nfunc Main() {", 1)
	}
	if strings.HasPrefix(b.code, "package ") {
		return b.code
	}
	var body strings.Builder
	for line := range strings.Lines(b.code) {
		body.WriteString("\t\t" + line)
	}
	return fmt.Sprintf(prelude, unused(body.String()))
}

var declared = regexp.MustCompile(`(?m)^\t\t(?:var (\w+) |(\w+(?:, \w+)*) :?= )`)

// unused marks the variables that a block declares as used, since a fragment may stop where the reader goes on.
func unused(body string) string {
	seen := map[string]bool{"_": true}
	for _, m := range declared.FindAllStringSubmatch(body, -1) {
		for name := range strings.SplitSeq(m[1]+m[2], ", ") {
			if !seen[name] {
				seen[name] = true
				body += "\n\t\t_ = " + name
			}
		}
	}
	return body
}
