package dialecttest

import (
	"fmt"
	"strings"
)

// text is a statement taken apart: what is in quotes is no SQL, and what is not has no name in it.
type text struct {
	names        []string // quoted names, their quotes undone
	placeholders []string // ?, or $1, $2, …
	masked       string   // the text with every quoted name replaced by ~, also inside of texts
}

// parse takes a statement apart. Quote is the dialect's quote for names.
func parse(sql, quote string, dollar bool) (text, error) {
	var t text
	var masked strings.Builder
	for len(sql) > 0 {
		switch n, kind := token(sql, quote, dollar); kind {
		case unfinished:
			return t, fmt.Errorf("a quote or comment never ends: %s", sql)
		case name:
			t.names = append(t.names, strings.ReplaceAll(sql[len(quote):n-len(quote)], quote+quote, quote))
			masked.WriteByte('~')
			sql = sql[n:]
		case literal:
			inside := strings.ReplaceAll(sql[1:n-1], "''", "'")
			if inner, err := parse(inside, quote, dollar); err == nil { // a name may stand there for the server to look it up
				inside = inner.masked
			}
			masked.WriteString("'" + inside + "'")
			sql = sql[n:]
		case placeholder:
			t.placeholders = append(t.placeholders, sql[:n])
			fallthrough
		default:
			masked.WriteString(sql[:n])
			sql = sql[n:]
		}
	}
	t.masked = masked.String()
	return t, nil
}

// tokenKind is what a piece of SQL is.
type tokenKind int

const (
	other tokenKind = iota
	name
	literal
	placeholder
	unfinished
)

// token finds the length and the kind of the first piece.
func token(sql, quote string, dollar bool) (int, tokenKind) {
	switch {
	case strings.HasPrefix(sql, quote):
		return quoted(sql, quote, name)
	case strings.HasPrefix(sql, "'"):
		return quoted(sql, "'", literal)
	case strings.HasPrefix(sql, "/*"):
		if end := strings.Index(sql, "*/"); end > 0 {
			return end + 2, other
		}
		return 0, unfinished
	case !dollar && sql[0] == '?':
		return 1, placeholder
	case dollar && sql[0] == '$':
		n := 1
		for n < len(sql) && sql[n] >= '0' && sql[n] <= '9' {
			n++
		}
		return n, placeholder
	}
	return 1, other
}

// quoted finds the end of what starts with a quote; a doubled quote inside is not the end.
func quoted(sql, quote string, kind tokenKind) (int, tokenKind) {
	for i := len(quote); i < len(sql); {
		switch {
		case strings.HasPrefix(sql[i:], quote+quote):
			i += 2 * len(quote)
		case strings.HasPrefix(sql[i:], quote):
			return i + len(quote), kind
		default:
			i++
		}
	}
	return 0, unfinished
}
