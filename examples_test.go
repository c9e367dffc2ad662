package sqbulk_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"testing"
)

// noExample are exported functions whose use nobody needs to be shown, each with the reason.
var noExample = map[string]string{
	"builder.NewSpeller": "the executor's own step from a chunk to its text; adding-a-dialect.md has it",
}

// neverCalled are methods that no example calls, each with the reason.
var neverCalled = map[string]string{
	"builder.InsertBuilder.CSVText": "the executor's CopyCSV calls it",
}

// TestEveryEntryPointHasAnExample: each exported function, constructors and options included, has an Example of its own, and an example
// calls a method of the name of each method of the builders and of what runs them.
func TestEveryEntryPointHasAnExample(t *testing.T) {
	for dir, callers := range map[string][]string{
		"builder":  {"InsertBuilder", "UpdateBuilder", "DeleteBuilder", "UpdateOrCreateBuilder"},
		"exec":     {"Executor", "Queue"},
		"postgres": {"Conflict"},
		"mysql":    {"Conflict"},
		"sqlite":   {"Conflict"},
	} {
		pkg := documented(t, dir)
		called := calls(pkg)
		for _, f := range functions(pkg) {
			if name := dir + "." + f.Name; noExample[name] == "" && len(f.Examples) == 0 {
				t.Errorf("%s has no Example%s", name, f.Name)
			}
		}
		for _, typ := range pkg.Types {
			for _, m := range typ.Methods {
				name := dir + "." + typ.Name + "." + m.Name
				if slices.Contains(callers, typ.Name) && neverCalled[name] == "" && len(m.Examples) == 0 && !called[m.Name] {
					t.Errorf("no example calls %s", name)
				}
			}
		}
	}
}

// TestExamplesAreChecked: an example without output is compiled and never run.
func TestExamplesAreChecked(t *testing.T) {
	total := 0
	for _, dir := range []string{".", "builder", "dialect", "exec", "mysql", "postgres", "sqlite"} {
		for _, e := range doc.Examples(files(t, token.NewFileSet(), dir)...) {
			total++
			if e.Output == "" {
				t.Errorf("%s: Example%s has no output that is compared", dir, e.Name)
			}
		}
	}
	if total < 100 {
		t.Errorf("only %d examples found", total)
	}
}

// files are the parsed files of a folder, tests included.
func files(t *testing.T, set *token.FileSet, dir string) []*ast.File {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(names) == 0 {
		t.Fatal(dir, err)
	}
	var all []*ast.File
	for _, name := range names {
		file, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, file)
	}
	return all
}

// documented is a package as its documentation shows it, with the examples at their places.
func documented(t *testing.T, dir string) *doc.Package {
	t.Helper()
	set := token.NewFileSet()
	pkg, err := doc.NewFromFiles(set, files(t, set, dir), module+"/"+dir)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

// functions are the exported functions, those that return a type of the package included.
func functions(pkg *doc.Package) []*doc.Func {
	all := pkg.Funcs
	for _, typ := range pkg.Types {
		all = append(all, typ.Funcs...)
	}
	return all
}

// calls are the names of the methods that the examples of a package call.
func calls(pkg *doc.Package) map[string]bool {
	names := map[string]bool{}
	note := func(examples []*doc.Example) {
		for _, e := range examples {
			ast.Inspect(e.Code, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					names[s.Sel.Name] = true
				}
				return true
			})
		}
	}
	note(pkg.Examples)
	for _, f := range functions(pkg) {
		note(f.Examples)
	}
	for _, typ := range pkg.Types {
		note(typ.Examples)
		for _, m := range typ.Methods {
			note(m.Examples)
		}
	}
	return names
}
