package sqbulk_test

import (
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

func snippet(ctx context.Context, db *sqlx.DB, tx *sqlx.Tx, ex *exec.Executor, users []User, keys [][]any, ids []int64, up builder.InsertBuilder) error {
	{
%s
	}
	return nil
}
`

var goBlock = regexp.MustCompile("(?s)```go\n(.*?)```")

// TestSnippets compiles every block of Go in README.md and docs/.
func TestSnippets(t *testing.T) {
	pages, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	overlay := map[string]string{}
	for _, page := range append(pages, "README.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for i, m := range goBlock.FindAllStringSubmatch(string(text), -1) {
			name := fmt.Sprintf("%s_%d", strings.TrimSuffix(strings.ReplaceAll(page, "/", "_"), ".md"), i)
			file := filepath.Join(t.TempDir(), name+".go")
			if err := os.WriteFile(file, []byte(program(m[1])), 0o600); err != nil {
				t.Fatal(err)
			}
			overlay[filepath.Join(wd, "internal", "snippets", name, "snippet.go")] = file
		}
	}
	if len(overlay) < 10 {
		t.Fatalf("only %d blocks of Go found", len(overlay))
	}
	replace, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(file, replace, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "build", "-gcflags=-e", "-overlay", file, "./internal/snippets/...").CombinedOutput()
	if err != nil {
		t.Fatalf("a block of Go in the documentation does not compile: %v\n%s", err, out)
	}
}

// program makes a block a package: as it is when it says its package, as a function's body otherwise.
func program(block string) string {
	if strings.HasPrefix(block, "package ") {
		return block
	}
	var body strings.Builder
	for line := range strings.Lines(block) {
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
