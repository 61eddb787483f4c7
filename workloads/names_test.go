package workloads

import (
	"go/ast"
	syntax "go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Files that may name a workload, with the reason.
var mayName = map[string]string{
	"cmd/ep-benchmark/help.go":      "examples of command lines, which a test runs",
	"cmd/ep-benchmark/analytics.go": "a command of a workload's name, for its data in files",
	"cmd/internal/dataset/":         "the files that this command reads",
	"cmd/internal/baseline/":        "the same",
	"ui/internal/recorded/":         "a recorded run, which tests render",
}

// TestNoOtherPackageNamesAWorkload checks that no string literal outside this
// package names a workload, so that adding one takes only a file and a line in
// the registry. Comments and tests may name workloads, and so may examples of
// how a target is written ("name=bound").
func TestNoOtherPackageNamesAWorkload(t *testing.T) {
	var names []string
	for _, entry := range Entries() {
		spec := built(t, entry.Name, sampleEnvironment(t)).Spec()
		names = append(names, regexp.QuoteMeta(spec.Name), regexp.QuoteMeta(spec.Key), regexp.QuoteMeta(spec.Title))
	}
	named := regexp.MustCompile(`(^|[^\w-])(` + strings.Join(names, "|") + `)($|[^\w=-])`)
	files := 0
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		inModule := filepath.ToSlash(strings.TrimPrefix(path, ".."+string(filepath.Separator)))
		switch {
		case entry.IsDir() && (inModule == "workloads" || entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") && path != ".."):
			return fs.SkipDir
		case entry.IsDir(), !strings.HasSuffix(path, ".go"), strings.HasSuffix(path, "_test.go"), excused(inModule):
			return nil
		}
		files++
		for _, literal := range literals(t, path) {
			if named.MatchString(literal) {
				t.Errorf("%s names a workload: %q", inModule, literal)
			}
		}
		return nil
	})
	if err != nil || files < 20 {
		t.Errorf("%d files were looked through: %v", files, err)
	}
}

func excused(path string) bool {
	for excused := range mayName {
		if path == excused || strings.HasSuffix(excused, "/") && strings.HasPrefix(path, excused) {
			return true
		}
	}
	return false
}

// literals are the texts of a file's string literals.
func literals(t *testing.T, path string) (texts []string) {
	t.Helper()
	file, err := syntax.ParseFile(token.NewFileSet(), path, nil, syntax.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(node ast.Node) bool {
		if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			text, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatalf("%s: %s: %v", path, literal.Value, err)
			}
			texts = append(texts, text)
		}
		return true
	})
	return texts
}
