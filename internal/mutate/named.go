package main

import (
	"log"
	"os"
	"path/filepath"
	"strings"
)

// named is a change that was once found to go unnoticed, or that would be dear if it did.
type named struct {
	file, before, after string // before stands in the file exactly once
	equivalent          string
}

// list has one line for each lesson. When code moves, its line moves with it: a text that is not found is an error.
var list = []named{
	{"exec/total.go", "p.options.scope == atomic && p.session.owned() || p.options.workers > 1", "p.options.scope == atomic && p.session.owned()", ""},
	{"exec/session.go", "if s.forget != nil {", "if false {", ""},
	{"exec/lock.go", "p.session.pool = nil //", "//", ""},
	{"exec/pass.go", "if p.session.tx != nil {\n\t\terr := p.steps.close()", "if false {\n\t\terr := p.steps.close()", ""},
	{"exec/pass.go", "p.steps.open = true // what", "// what", ""},
	{"exec/feed.go", "ctx = context.WithoutCancel(ctx)\n\trow :=", "row :=", ""},
	{"builder/budget.go", "rowText+4*(perRow+gathered)", "rowText", ""},
}

// listed are the named changes with their places.
func listed(root string) []change {
	all := make([]change, len(list))
	for i, n := range list {
		text, err := os.ReadFile(filepath.Join(root, n.file))
		if err != nil {
			log.Fatal(err)
		}
		if strings.Count(string(text), n.before) != 1 {
			log.Fatalf("mutate: %s does not have %q once: change the list in internal/mutate/named.go", n.file, n.before)
		}
		from := strings.Index(string(text), n.before)
		line := 1 + strings.Count(string(text[:from]), "\n")
		what := strings.Join(strings.Fields(n.before+" becomes "+n.after), " ")
		all[i] = change{file: n.file, line: line, from: from, to: from + len(n.before), text: n.after, what: what, equivalent: n.equivalent}
	}
	return all
}
