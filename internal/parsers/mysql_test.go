package parsers

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/pingcap/tidb/pkg/parser"
	"github.com/pingcap/tidb/pkg/parser/ast"
	"github.com/pingcap/tidb/pkg/parser/format"
	_ "github.com/pingcap/tidb/pkg/parser/test_driver" // the values of the tree

	"github.com/sqbulk/sqbulk/dialect"
)

// mysqlGrammar is TiDB's, which follows MySQL's.
type mysqlGrammar struct{}

func (mysqlGrammar) parse(_ *testing.T, sql string, _ int, _ names) (tree, error) {
	p := parser.New()
	statements, _, err := p.Parse(sql, "", "")
	if err != nil {
		return tree{}, err
	}
	if len(statements) != 1 {
		return tree{}, fmt.Errorf("%d statements", len(statements))
	}
	var count markers
	statements[0].Accept(&count)
	var b strings.Builder
	err = statements[0].Restore(format.NewRestoreCtx(format.DefaultRestoreFlags, &b))
	return tree{b.String(), int(count)}, err
}

// markers counts parameters.
type markers int

func (m *markers) Enter(n ast.Node) (ast.Node, bool) {
	if _, ok := n.(ast.ParamMarkerExpr); ok {
		*m++
	}
	return n, false
}

func (m *markers) Leave(n ast.Node) (ast.Node, bool) { return n, true }

func (mysqlGrammar) renamed(text string, n names) string {
	return tameQuoted.ReplaceAllStringFunc(text, func(quoted string) string {
		return dialect.QuoteName(n.of(strings.Trim(quoted, "`")), "`")
	})
}

var tameQuoted = regexp.MustCompile("`tame_\\w+`")
