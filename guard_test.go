package sqbulk_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/sqbulk/sqbulk"

// TestGoMod: an importer gets squirrel, sqlx, lib/pq, sqlmock, and what those need.
func TestGoMod(t *testing.T) {
	text, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	var direct, indirect []string
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(strings.TrimSpace(line), "replace") {
			t.Errorf("go.mod has a replace, which importers do not get: %s", line)
		}
		found := regexp.MustCompile(`^(?:require)?\s+(\S+\.\S+/\S+) v\S+(\s+// indirect)?`).FindStringSubmatch(line)
		switch {
		case found == nil:
		case found[2] == "":
			direct = append(direct, found[1])
		default:
			indirect = append(indirect, found[1])
		}
	}
	if want := []string{"github.com/DATA-DOG/go-sqlmock", "github.com/Masterminds/squirrel", "github.com/jmoiron/sqlx", "github.com/lib/pq"}; !slices.Equal(direct, want) {
		t.Errorf("direct requirements: %v, want %v (go mod tidy sorts out what is direct)", direct, want)
	}
	if want := []string{"github.com/lann/builder", "github.com/lann/ps"}; !slices.Equal(indirect, want) {
		t.Errorf("indirect requirements: %v, want %v", indirect, want)
	}
}

// allowed is the direction of imports: what each package may use besides the standard library.
var allowed = map[string][]string{
	".":               {},
	"dialect":         {"github.com/Masterminds/squirrel"},
	"postgres":        {"github.com/Masterminds/squirrel", module + "/dialect"},
	"mysql":           {"github.com/Masterminds/squirrel", module + "/dialect"},
	"sqlite":          {"github.com/Masterminds/squirrel", module + "/dialect"},
	"internal/mutate": {},
	"builder":         {"github.com/Masterminds/squirrel", "github.com/jmoiron/sqlx/reflectx", module + "/dialect"},
	"exec": {"github.com/jmoiron/sqlx", "github.com/jmoiron/sqlx/reflectx",
		module + "/builder", module + "/dialect", session},
	session[len(module)+1:]: {module + "/dialect"},
}

// session is the lowest floor of exec.
const session = module + "/exec/internal/session"

func TestImportDirections(t *testing.T) {
	for dir, list := range allowed {
		sources := parse(t, dir)
		if len(sources) == 0 && dir != "." {
			t.Errorf("%s has no source files", dir)
		}
		for name, file := range sources {
			for _, spec := range file.Imports {
				path, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					t.Fatal(err)
				}
				if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") && !slices.Contains(list, path) {
					t.Errorf("%s imports %s; %s may import %v", name, path, dir, list)
				}
			}
		}
	}
}

// TestEveryPackageIsGuarded: a new package needs a line in allowed. Nested modules and internal test code have their own rules.
func TestEveryPackageIsGuarded(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		_, noModule := os.Stat(filepath.Join(path, "go.mod"))
		switch name := d.Name(); {
		case path == ".":
			return nil
		case noModule == nil, strings.HasPrefix(name, "."), name == "testdata", name == "dialecttest":
			return fs.SkipDir
		}
		if _, known := allowed[filepath.ToSlash(path)]; !known && len(parse(t, path)) > 0 {
			t.Errorf("%s is a package that is not in the table of allowed imports", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestNoDialectNamesOutsideDialects: what a database needs is asked of its dialect, so nobody compares names.
func TestNoDialectNamesOutsideDialects(t *testing.T) {
	name := regexp.MustCompile(`(?i)^(postgres|postgresql|pq|pgx|mysql|mariadb|sqlite|sqlite3)$`)
	for _, dir := range []string{".", "dialect", "builder", "exec", "exec/internal/session"} {
		eachString(t, dir, func(where, text string) {
			if name.MatchString(text) {
				t.Errorf("%s: the name %q of a database outside its dialect", where, text)
			}
		})
	}
}

// TestNoOptionalAbilities: nobody asks a value whether it implements an interface of package dialect. What a dialect can do is in its
// contract, or it would be lost in a dialect around it.
func TestNoOptionalAbilities(t *testing.T) {
	interfaces := make(map[string]bool)
	for _, file := range parse(t, "dialect") {
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok {
				_, interfaces["dialect."+spec.Name.Name] = spec.Type.(*ast.InterfaceType)
			}
			return true
		})
	}
	if !interfaces["dialect.Dialect"] {
		t.Fatal("package dialect has no contract")
	}
	for _, dir := range []string{"dialect", "dialect/dialecttest", "builder", "exec", "exec/internal/session", "mysql", "postgres", "sqlite"} {
		for name, file := range parse(t, dir) {
			ast.Inspect(file, func(n ast.Node) bool {
				assertion, ok := n.(*ast.TypeAssertExpr)
				if ok && interfaces[typeIn(dir, assertion.Type)] {
					t.Errorf("%s: an assertion to %s", name, typeIn(dir, assertion.Type))
				}
				return true
			})
		}
	}
}

// typeIn is the name of a type with its package, as it stands in a file of a directory.
func typeIn(dir string, e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return filepath.Base(dir) + "." + e.Name
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			return x.Name + "." + e.Sel.Name
		}
	}
	return ""
}

// TestExecHasNoSQL: every statement that the executor sends comes from a dialect.
func TestExecHasNoSQL(t *testing.T) {
	keyword := regexp.MustCompile(`(?i)^\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|MERGE|WITH|VALUES|BEGIN|START|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|` +
		`SET|DO|COPY|LOAD|CREATE|DROP|ALTER|TRUNCATE|LOCK|EXPLAIN|PRAGMA|SHOW|CALL|ANALYZE)\b`)
	for _, dir := range []string{"exec", "exec/internal/session"} {
		eachString(t, dir, func(where, text string) {
			if keyword.MatchString(text) {
				t.Errorf("%s: %q begins like a statement", where, text)
			}
		})
	}
}

// eachString calls f for every string constant of a package, but for imports and struct tags.
func eachString(t *testing.T, dir string, f func(where, text string)) {
	t.Helper()
	set := token.NewFileSet()
	for _, name := range sourceFiles(t, dir) {
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec, *ast.StructType:
				return false
			case *ast.BasicLit:
				if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
					f(set.Position(n.Pos()).String(), text)
				}
			}
			return true
		})
	}
}

// parse reads the imports of a package's files, without its tests.
func parse(t *testing.T, dir string) map[string]*ast.File {
	t.Helper()
	files := make(map[string]*ast.File)
	for _, name := range sourceFiles(t, dir) {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = file
	}
	return files
}

func sourceFiles(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(names, func(name string) bool { return strings.HasSuffix(name, "_test.go") })
}
