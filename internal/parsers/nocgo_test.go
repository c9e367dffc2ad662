//go:build !cgo

package parsers

import "testing"

// postgresGrammar is missing: PostgreSQL's parser is C code.
type postgresGrammar struct{}

func (postgresGrammar) parse(t *testing.T, _ string, _ int, _ names) (tree, error) {
	untested(t, "PostgreSQL's grammar")
	return tree{}, nil
}

func (postgresGrammar) renamed(text string, _ names) string { return text }
