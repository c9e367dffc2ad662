//go:build cgo

package parsers

import (
	"encoding/json"
	"fmt"
	"regexp"
	"testing"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// postgresGrammar is PostgreSQL 17's own, as C code.
type postgresGrammar struct{}

func (postgresGrammar) parse(_ *testing.T, sql string, _ int, _ names) (tree, error) {
	text, err := pg.ParseToJSON(sql)
	if err != nil {
		return tree{}, err
	}
	var parsed struct {
		Stmts []struct {
			Stmt any `json:"stmt"`
		} `json:"stmts"`
	}
	if err := json.Unmarshal([]byte(text), &parsed); err != nil {
		return tree{}, err
	}
	if len(parsed.Stmts) != 1 {
		return tree{}, fmt.Errorf("%d statements", len(parsed.Stmts))
	}
	numbers := make(map[float64]bool)
	walk(parsed.Stmts[0].Stmt, func(node map[string]any) {
		delete(node, "location")
		if p, ok := node["ParamRef"].(map[string]any); ok {
			n, _ := p["number"].(float64)
			numbers[n] = true
		}
	})
	for n := range len(numbers) {
		if !numbers[float64(n+1)] {
			return tree{}, fmt.Errorf("there is no parameter $%d", n+1)
		}
	}
	plain, err := json.Marshal(parsed.Stmts[0].Stmt)
	return tree{string(plain), len(numbers)}, err
}

// walk visits every node of a tree.
func walk(node any, visit func(map[string]any)) {
	switch node := node.(type) {
	case map[string]any:
		visit(node)
		for _, child := range node {
			walk(child, visit)
		}
	case []any:
		for _, child := range node {
			walk(child, visit)
		}
	}
}

func (postgresGrammar) renamed(text string, n names) string {
	return tameJSON.ReplaceAllStringFunc(text, func(quoted string) string {
		name, _ := json.Marshal(n.of(quoted[1 : len(quoted)-1]))
		return string(name)
	})
}

var tameJSON = regexp.MustCompile(`"tame_\w+"`)
