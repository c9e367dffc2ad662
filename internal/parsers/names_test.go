package parsers

import (
	"reflect"
	"slices"
	"strings"
)

// names are the names of a statement.
type names struct{ Schema, Table, Key, Second, A, B, C, Untouched string }

// tame are names that stand for themselves wherever they occur.
var tame = names{"tame_schema", "tame_table", "tame_key", "tame_second", "tame_a", "tame_b", "tame_c", "tame_untouched"}

// list are the names in the order of the fields.
func (n names) list() []string {
	var all []string
	for v := reflect.ValueOf(n); len(all) < v.NumField(); {
		all = append(all, v.Field(len(all)).String())
	}
	return all
}

// of is the name in the place of a tame one.
func (n names) of(tameName string) string { return n.list()[slices.Index(tame.list(), tameName)] }

// columns are the names of columns.
func (n names) columns() []string {
	return append(n.list()[2:], "live")
}

// target is the table, with its schema when it has one.
func (n names) target() string {
	if n.Schema == "" {
		return n.Table
	}
	return n.Schema + "." + n.Table
}

// from makes names of any texts: each different, none empty, none that databases or dialects have a use for, and none that
// rewrites of exceptions_test.go would touch.
func from(texts ...string) (names, bool) {
	var n names
	v := reflect.ValueOf(&n).Elem()
	seen := make(map[string]bool)
	for i := range v.NumField() {
		text := strings.ToValidUTF8(texts[i%len(texts)], "")
		if i < 2 {
			text = strings.TrimRight(strings.ReplaceAll(text, ".", ""), " ") // MySQL allows no space there, as its manual says of identifiers
		}
		if i >= len(texts) {
			text = string(rune('a'+i)) + text
		}
		folded := strings.ToLower(text)
		if text == "" || len(text) > 60 || strings.ContainsRune(text, 0) || seen[folded] || taken(folded) {
			return n, false
		}
		seen[folded] = true
		v.Field(i).SetString(text)
	}
	return n, true
}

// taken tells whether a name has a meaning of its own: that of a dialect's alias, or of a database's schema. Dialects write another
// statement around such names, which dialecttest runs on real databases.
func taken(name string) bool {
	for _, part := range []string{"sqbulk", "returning", "union all"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	for _, start := range []string{"_", "sqlite_", "tame_"} {
		if strings.HasPrefix(name, start) {
			return true
		}
	}
	return slices.Contains([]string{"main", "temp", "excluded", "new", "old", "live", "rowid", "oid", "column1"}, name)
}
