package builder

import (
	"regexp"
	"slices"
	"strings"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// checkExprs refuses a missing expression among those of Prefix and Suffix, and a RETURNING list among the latter when the statement is run:
// its rows would be read by nobody, and what counts the rows may have a list of its own.
func checkExprs(where string, o JobOptions, prefixes, suffixes []sq.Sqlizer) error {
	if slices.Contains(prefixes, nil) || slices.Contains(suffixes, nil) {
		return invalid(where, "PrefixExpr or SuffixExpr is nil")
	}
	if !o.Count && o.Context == nil {
		return nil
	}
	for _, e := range suffixes {
		expr, err := dialect.Resolve(e)
		if err != nil {
			return invalid(where, "Suffix: %v", err)
		}
		if hasReturning(expr.SQL) {
			return invalid(where, "Suffix has a RETURNING list, which is read by nobody: use Returning, and Query for its rows")
		}
	}
	return nil
}

// opaque finds what is not SQL's own words: comments, quoted texts and names. What does not end goes to the end of the text.
var opaque = regexp.MustCompile(`(?s)--[^\n]*|/\*.*?(?:\*/|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)` + "|`[^`]*(?:`|$)")

var returning = regexp.MustCompile(`(?i)(?:^|[^\pL\pN_$.@:])RETURNING(?:[^\pL\pN_$]|$)`)

// hasReturning tells whether a RETURNING list stands in a text, outside of parentheses.
func hasReturning(sql string) bool {
	sql = opaque.ReplaceAllString(sql, " ")
	depth := 0
	outside := strings.Map(func(r rune) rune {
		switch r {
		case '(':
			depth++
			return ' '
		case ')':
			depth--
			return ' '
		}
		if depth > 0 {
			return ' '
		}
		return r
	}, sql)
	return returning.MatchString(outside)
}
