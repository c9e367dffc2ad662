package sqbulk_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// notRun are the blocks of commands that TestCommands does not run, by page and first command, each with the reason.
var notRun = map[string]string{
	"README.md: go -C examples run ./quickstart":      "the example has a test that runs it",
	"README.md: make test":                            "runs this test",
	"docs/performance.md: cd internal/benchmarks":     "takes an hour, and servers",
	"docs/progress.md: go -C examples run ./progress": "the example has a test that runs it",
	"docs/reliability.md: make test":                  "runs this test",
	"docs/reliability.md: SQBULK_FAULTS=1000 SQBULK_SEED=77 go test -run TestFaultRandom -v -timeout 20m .": "takes servers",
}

// programs are what the reader of a page has written who runs its commands; of other pages it is their first program.
var programs = map[string]string{
	"docs/strategies.md": `package main

import (
	"fmt"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/pgxcopy"
)

func main() {
	db, err := sqlx.Open("pgx", "postgres://127.0.0.1/test")
	fmt.Println(exec.New(db, pgxcopy.Dialect{}) != nil, err)
}
`,
}

var (
	shBlock  = regexp.MustCompile("(?s)```sh\n(.*?)```")
	fenced   = regexp.MustCompile("(?sm)^```.*?^```$")
	indented = regexp.MustCompile(`(?m)^(?:\t| {4}).*$`)
	comment  = regexp.MustCompile(`\s+#.*`)
)

// TestCommands runs the commands of README.md and docs/ as a reader does who has saved the page's program as main.go, in
// an empty folder or, where the commands do not make one, in a new module. Afterwards the program compiles, and it has
// printed what the page says if the commands run it.
func TestCommands(t *testing.T) {
	pages, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"examples", "pgxcopy"} {
		download(t, dir)
	}
	ran, skipped := 0, 0
	for _, page := range append(pages, "README.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		if hidden := indented.FindString(fenced.ReplaceAllString(string(text), "")); hidden != "" {
			t.Errorf("%s: %q is code by its indentation: write ```sh, or which language it is", page, hidden)
		}
		for _, m := range shBlock.FindAllStringSubmatch(string(text), -1) {
			first, _, _ := strings.Cut(comment.ReplaceAllString(m[1], ""), "\n")
			name := filepath.ToSlash(page) + ": " + first
			if notRun[name] != "" {
				skipped++
				continue
			}
			ran++
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				follow(t, page, m[1])
			})
		}
	}
	if ran < 4 || skipped != len(notRun) {
		t.Errorf("%d blocks ran, and %d of the %d that are listed as not run are there", ran, skipped, len(notRun))
	}
}

// download fetches what a module's packages need.
func download(t *testing.T, dir string) {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "./...")
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
}

// follow runs the commands of a page beside its program.
func follow(t *testing.T, page, commands string) {
	program, want := programs[page], ""
	for _, b := range blocks(t, page) {
		if program == "" && strings.HasPrefix(b.code, "package main\n") {
			program, want = b.code, b.output
		}
	}
	reader := newReader(t, program)
	if !strings.Contains(commands, "go mod init") {
		reader.run(t, "go mod init demo")
	}
	printed := reader.run(t, commands)
	if !strings.Contains(commands, "go run .") {
		reader.run(t, "go vet .") // which compiles, and links nothing
	} else if printed != want {
		t.Errorf("the program prints:\n%s\nand the page says:\n%s", printed, want)
	}
}

// A reader has a folder, and this checkout in place of the released modules.
type reader struct{ dir, replace, proxy string }

// newReader returns a reader with a program.
func newReader(t *testing.T, program string) reader {
	t.Helper()
	r := reader{dir: t.TempDir()}
	if err := os.WriteFile(filepath.Join(r.dir, "main.go"), []byte(program), 0o600); err != nil {
		t.Fatal(err)
	}
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	r.replace = fmt.Sprintf("go mod edit -replace '%s=%s' -replace '%[1]s/pgxcopy=%[2]s/pgxcopy'", module, root)
	// What has been downloaded comes first, so that the newest drivers are those of this repository's other modules, which
	// are compiled already, and the network is asked only for what is missing.
	env, err := exec.Command("go", "env", "GOMODCACHE", "GOPROXY").Output()
	if err != nil {
		t.Fatal(err)
	}
	cache, proxy, _ := strings.Cut(strings.TrimSpace(string(env)), "\n")
	r.proxy = "file://" + filepath.ToSlash(filepath.Join(cache, "cache", "download")) + "," + proxy
	return r
}

// run runs commands as a shell does that stops at the first one that fails, and returns what they print.
func (r reader) run(t *testing.T, commands string) string {
	t.Helper()
	const begin = "go mod init demo"
	cmd := exec.Command("sh", "-e", "-c", strings.Replace(commands, begin, begin+" && "+r.replace, 1))
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), "PWD="+r.dir, "GOPROXY="+r.proxy, "GOWORK=off")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s\n%v\n%s", commands, err, stderr.String())
	}
	return stdout.String()
}
