package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// change replaces a part of a file.
type change struct {
	file       string // below the root
	line       int
	from, to   int // offsets in the file
	text       string
	what       string
	equivalent string // why no test can notice it; empty: one should
}

// String says where and what, as compilers do.
func (c change) String() string { return fmt.Sprintf("%s:%d: %s", c.file, c.line, c.what) }

// sites are all the places where the library can be changed.
func sites(root string) (all []change) {
	for _, dir := range packages {
		files, err := filepath.Glob(filepath.Join(root, dir, "*.go"))
		if err != nil {
			log.Fatal(err)
		}
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") {
				all = append(all, sitesOf(root, file)...)
			}
		}
	}
	return all
}

// finder finds the places of one file.
type finder struct {
	set  *token.FileSet
	text []byte
	name string
	all  []change
}

// sitesOf are the places of one file.
func sitesOf(root, file string) []change {
	text, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	f := finder{set: token.NewFileSet(), text: text}
	if f.name, err = filepath.Rel(root, file); err != nil {
		log.Fatal(err)
	}
	tree, err := parser.ParseFile(f.set, file, text, 0)
	if err != nil {
		log.Fatal(err)
	}
	for _, d := range tree.Decls {
		if function, ok := d.(*ast.FuncDecl); ok && function.Body != nil {
			ast.Inspect(function.Body, f.visit)
		}
	}
	return f.all
}

// swaps are operators and what stands in their place.
var swaps = map[token.Token]token.Token{
	token.EQL: token.NEQ, token.NEQ: token.EQL, token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR,
	token.LAND: token.LOR, token.LOR: token.LAND, token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.QUO,
}

// visit notes what can be changed at a node.
func (f *finder) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		if other, ok := swaps[n.Op]; ok {
			from := f.offset(n.OpPos)
			f.add(n.OpPos, from, from+len(n.Op.String()), other.String(), fmt.Sprintf("%s becomes %s in %s", n.Op, other, f.source(n)))
		}
	case *ast.IfStmt:
		f.replace(n.Cond, "!("+f.source(n.Cond)+")")
	case *ast.ExprStmt:
		f.replace(n, "")
	case *ast.DeferStmt:
		f.replace(n, "")
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			f.replace(n, "")
		}
	case *ast.Ident:
		if n.Name == "true" || n.Name == "false" {
			f.replace(n, map[string]string{"true": "false", "false": "true"}[n.Name])
		}
	case *ast.BasicLit:
		if v, err := strconv.Atoi(n.Value); n.Kind == token.INT && err == nil {
			f.replace(n, strconv.Itoa(v+1))
		}
	}
	return true
}

// replace notes that a node may become another text.
func (f *finder) replace(n ast.Node, text string) {
	what := fmt.Sprintf("%s becomes %s", f.source(n), text)
	if text == "" {
		what = f.source(n) + " is left out"
	}
	f.add(n.Pos(), f.offset(n.Pos()), f.offset(n.End()), text, what)
}

func (f *finder) add(at token.Pos, from, to int, text, what string) {
	what = strings.Join(strings.Fields(what), " ")
	f.all = append(f.all, change{file: f.name, line: f.set.Position(at).Line, from: from, to: to, text: text, what: what})
}

func (f *finder) offset(p token.Pos) int { return f.set.Position(p).Offset }

func (f *finder) source(n ast.Node) string {
	return string(f.text[f.offset(n.Pos()):f.offset(n.End())])
}
