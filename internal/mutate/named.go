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
	{"exec/total.go", "p.options.scope == atomic && p.session.Owned() || p.options.workers > 1", "p.options.scope == atomic && p.session.Owned()", ""},
	{"exec/internal/session/session.go", "_ = s.texts.forget()\n\tif s.conn == nil", "if s.conn == nil", ""},
	{"exec/lock.go", "p.session.Pin() //", "//", ""},
	{"exec/internal/session/transaction.go", "err := s.texts.forgetTx()", "var err error", ""},
	{"exec/pass.go", "p.unread = true // what", "// what", ""},
	{"exec/internal/session/feed.go", "ctx = context.WithoutCancel(ctx)\n\trow :=", "row :=", ""},
	{"exec/internal/session/texts.go", "s.Prepared.Typed && !st.takes(args)", "false", ""},
	{"exec/alone.go", "r.ex.alone && len(sp.Steps) == 1", "r.ex.alone", ""},
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
