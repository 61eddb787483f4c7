package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Only say writes lines, because it keeps each of them one line. No text from
// outside may reach a stream in another way. Output that is laid out in lines
// goes through ui/report.
func TestOnlySayWritesLines(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "*", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	inside, err := filepath.Glob(filepath.Join("..", "internal", "*", "*.go"))
	if files = append(files, inside...); err != nil || len(files) < 40 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || filepath.Base(name) == "say.go" {
			continue
		}
		positions := token.NewFileSet()
		file, err := parser.ParseFile(positions, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if call, ok := node.(*ast.CallExpr); ok && printsToStream(call) {
				t.Errorf("%v: expected say or tell in place of fmt", positions.Position(call.Pos()))
			}
			return true
		})
	}
}

// printsToStream reports a call of fmt.Fprint or its variants with a stream of
// an environment and something to print. Calls with os.Stdout or os.Stderr are
// allowed, because they print only this program's own texts.
func printsToStream(call *ast.CallExpr) bool {
	function, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !strings.HasPrefix(function.Sel.Name, "Fprint") || len(call.Args) < 2 {
		return false
	}
	stream, ok := call.Args[0].(*ast.SelectorExpr)
	if !ok {
		return false
	}
	from, isName := stream.X.(*ast.Ident)
	return (!isName || from.Name != "os") && slices.Contains([]string{"Stdout", "Stderr", "out"}, stream.Sel.Name)
}
