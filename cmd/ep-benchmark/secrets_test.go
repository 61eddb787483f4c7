package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
)

// A key on the command line, wherever it stands there and however it is
// written, is rejected and not repeated.
func TestKeysAreRefusedAsArguments(t *testing.T) {
	const (
		testLike = "EZTKdistinctive0123"
		other    = "distinctive-of+no/kind=at%all"
	)
	sent := base64.RawStdEncoding.EncodeToString([]byte(testLike + ":"))
	known := base64.StdEncoding.EncodeToString([]byte(other + ":"))
	for _, args := range [][]string{
		{testLike},
		{"tracking", testLike},
		{"--api-key", testLike},
		{"--api-key=" + testLike},
		{"--api-key-file", testLike},
		{"--api-url", "https://" + testLike},
		{"--api-url", "https://" + testLike + ".example"},
		{"--api-url=https://api.easypost.com/" + testLike},
		{"--api-url", "https://" + testLike + "@api.easypost.com"},
		{"--api-url", "https://x:" + testLike + "@api.easypost.com"},
		{"--api-url", testLike},
		{"--api-url", "https://api.easypost.com/%45%5aTKdistinctive"},
		{"--api-url", "https://h/?a=Basic%20" + sent},
		{"--export", "json:" + testLike + ".json"},
		{"--input", "/tmp/" + testLike},
		{"--workers", testLike},
		{"simulator", "--addr", testLike},
		{"replay", testLike},
		{"help", testLike},
		{"ab", "--a", "--api-key " + testLike, "--b", ""},
		{"Authorization: Basic " + sent},
		{other},
		{"--api-url", "https://" + url.QueryEscape(other)},
		{"--api-url", "https://host/" + url.PathEscape(other)},
		{"--workers=" + other},
		{known},
	} {
		var out, told bytes.Buffer
		env := silent(&out, &told)
		env.Getenv = func(name string) string { return map[string]string{process.KeyVariable: other}[name] }
		if code := run(context.Background(), args, env); code != cli.ExitUsage || !strings.Contains(told.String(), "the key has its own place: EASYPOST_API_KEY") {
			t.Errorf("%q: exit code %d: %s", args, code, told.String())
		}
		for _, part := range []string{"distinctive", sent[:10], known[:10]} {
			if strings.Contains(out.String()+told.String(), part) {
				t.Errorf("%q: repeated in %s%s", args, out.String(), told.String())
			}
		}
	}
}

// A key without a known prefix is recognized only when its file has been read.
func TestKeyOfAFileInTheAddress(t *testing.T) {
	const key = "distinctive-of-no-kind"
	path := filepath.Join(t.TempDir(), "easypost.key")
	if err := os.WriteFile(path, []byte(key), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, told bytes.Buffer
	code := run(context.Background(), []string{"--api-url", "https://host/" + key, "--api-key-file", path, "tracking"}, silent(&out, &told))
	if code != cli.ExitUsage || !strings.Contains(told.String(), "the key has its own place") || strings.Contains(told.String(), key) {
		t.Errorf("exit code %d: %s", code, told.String())
	}
}

// Code that starts a process sets the environment of that process.
func TestEveryChildIsGivenAnEnvironment(t *testing.T) {
	starts := 0
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		started, given := childrenIn(parsed)
		if starts += started; started != given {
			t.Errorf("%s starts %d processes and sets the Env of %d: a child without one inherits the API key", path, started, given)
		}
		return nil
	})
	if err != nil || starts < 3 {
		t.Errorf("%d starts of processes were found, %v", starts, err)
	}
}

// childrenIn counts the calls that prepare a process, and the assignments to a
// field Env.
func childrenIn(file *ast.File) (started, given int) {
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.SelectorExpr:
			if from, ok := node.X.(*ast.Ident); ok && (from.Name == "exec" && strings.HasPrefix(node.Sel.Name, "Command") || from.Name == "os" && node.Sel.Name == "StartProcess") {
				started++
			}
		case *ast.AssignStmt:
			if field, ok := node.Lhs[0].(*ast.SelectorExpr); ok && field.Sel.Name == "Env" {
				given++
			}
		}
		return true
	})
	return started, given
}
