package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"ep-benchmark/workloads"
)

// module is this module's path. The paths of all its packages begin with it.
const module = "ep-benchmark"

// folder is a package of this module, read from its sources for all systems. go
// list shows only those for one system.
type folder struct {
	path    string              // below the module: "engine/stats"
	imports map[string][]string // files by what they import
	touches map[string][]string // files by what they use of package os
	texts   map[string][]string // files by their string literals
}

// within reports whether a package is one of the folders or below.
func within(path string, folders ...string) bool {
	return slices.ContainsFunc(folders, func(f string) bool { return path == f || strings.HasPrefix(path, f+"/") })
}

// ours cuts the module off an import path; false for others' packages.
func ours(imported string) (string, bool) { return strings.CutPrefix(imported, module+"/") }

func standard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".") && first != module
}

// rule forbids imports, for a reason.
type rule struct {
	reason  string
	applies func(folder string) bool
	allows  func(imported string) bool
}

// amongOurs is a rule about this module's packages alone.
func amongOurs(allowed ...string) func(string) bool {
	return func(imported string) bool {
		below, own := ours(imported)
		return !own || within(below, allowed...)
	}
}

func below(folders ...string) func(string) bool {
	return func(folder string) bool { return within(folder, folders...) }
}

// only reserves a library for some folders.
func only(library, reason string, allowed ...string) rule {
	return rule{
		reason:  reason,
		applies: func(folder string) bool { return !within(folder, allowed...) },
		allows:  func(imported string) bool { return !strings.HasPrefix(imported, library) },
	}
}

var rules = []rule{
	{
		"every package uses the types of engine, so it must not bring in dependencies",
		func(folder string) bool { return folder == "engine" },
		func(imported string) bool { return standard(imported) || imported == module+"/engine/stats" },
	},
	{
		"engine/stats is pure mathematics: it can be read and tested without the rest",
		below("engine/stats"),
		func(imported string) bool {
			return standard(imported) || strings.HasPrefix(imported, "gonum.org/") || strings.HasPrefix(imported, "github.com/HdrHistogram/")
		},
	},
	{
		"engine/units and engine/text are below everything that prints: every package inherits their imports",
		below("engine/units", "engine/text"),
		func(imported string) bool { return standard(imported) || imported == "github.com/charmbracelet/x/ansi" },
	},
	{"engine measures without knowing what, and without a screen", below("engine"), amongOurs("engine")},
	{"workloads are measured, and don't depend on what shows them", below("workloads"), amongOurs("engine", "workloads")},
	{"baselines judge reports, wherever they come from", below("baselines"), amongOurs("engine", "baselines")},
	{
		"ui shows reports and events; cmd hands it a func that starts a run",
		below("ui"),
		func(imported string) bool {
			return amongOurs("engine", "baselines", "ui")(imported) && imported != module+"/engine/runner" && imported != "net/http"
		},
	},
	{
		"cmd/internal/cli serves any command line: it knows neither this program's flags nor its work",
		below("cmd/internal/cli"), amongOurs("engine/text"),
	},
	only("github.com/shirou/gopsutil", "only engine/sysmon reads the machine's state, so that other packages can be tested without it", "engine/sysmon"),
	only("github.com/pelletier/go-toml", "a TOML file is read strictly, in the same way wherever it is read", "engine/tomlfile"),
	only("charm.land/bubbletea", "only the dashboard owns the terminal; everything else is text that can be tested as text", "ui/tui"),
	only("charm.land/bubbles", "only the dashboard has what a key can move", "ui/tui"),
	only("github.com/xuri/excelize", "a workbook is only one format of lines, and the parser of lines must not depend on any", "workloads/sheets", "cmd"),
	only("github.com/parquet-go/", "Parquet is only one form that shipments have, and its library is large", "workloads/columns"),
	only("github.com/gomodule/redigo", "a cache in Redis is one of several, and the rest must not know what it is made of", "workloads/quotes/redis"),
	only("github.com/maypok86/otter", "likewise a cache in memory", "workloads/quotes/memory"),
	only("github.com/alicebob/miniredis", "what stands in for Redis is never taken for it", "workloads/quotes/standin"),
	only("github.com/jackc/", "one package speaks to PostgreSQL; what starts a server needs no client", "workloads/database"),
	only("github.com/spf13/", "the command line is cmd's", "cmd"),
}

func TestImportsKeepToTheArchitecture(t *testing.T) {
	for _, folder := range sources(t) {
		for _, rule := range rules {
			if !rule.applies(folder.path) {
				continue
			}
			for imported, files := range folder.imports {
				if !rule.allows(imported) {
					t.Errorf("%s must not import %s: %s\n\tin %s", folder.path, imported, rule.reason, strings.Join(files, ", "))
				}
			}
		}
	}
}

// TestUIReachesNoMachinery follows the imports of our own packages, because a
// package that ui may import could import one that ui may not.
func TestUIReachesNoMachinery(t *testing.T) {
	folders := sources(t)
	for path := range folders {
		if !within(path, "ui") {
			continue
		}
		for imported, through := range reached(folders, path) {
			below, own := ours(imported)
			if own && within(below, "engine/runner", "workloads", "cmd") || imported == "net/http" {
				t.Errorf("%s reaches %s through %s: screens must not be able to run anything", path, imported, through)
			}
		}
	}
}

// reached maps all imports of a package and of our packages below it to the
// package that has them.
func reached(folders map[string]*folder, from string) map[string]string {
	found := map[string]string{}
	var visit func(path string)
	visit = func(path string) {
		if folders[path] == nil {
			return
		}
		for imported := range folders[path].imports {
			if _, known := found[imported]; known {
				continue
			}
			found[imported] = path
			if below, own := ours(imported); own {
				visit(below)
			}
		}
	}
	visit(from)
	return found
}

// TestOnlyCmdTouchesTheProcess checks that other packages get streams and
// environment as arguments, so that tests can pass their own.
func TestOnlyCmdTouchesTheProcess(t *testing.T) {
	forbidden := []string{"Exit", "Stdin", "Stdout", "Stderr", "Args", "Getenv", "LookupEnv", "Environ"}
	for path, folder := range sources(t) {
		if within(path, "cmd") || path == "ui/demo/generate" { // which is a program of its own, for go generate
			continue
		}
		for _, name := range forbidden {
			if files := folder.touches[name]; len(files) > 0 {
				t.Errorf("%s uses os.%s: only cmd may use streams, environment and exit codes, and passes them on\n\tin %s", path, name, strings.Join(files, ", "))
			}
		}
	}
}

func TestFoldersAreWellNamed(t *testing.T) {
	top := []string{"cmd", "ui", "engine", "workloads", "baselines", "docs"}
	forbidden := []string{"util", "utils", "common", "helper", "helpers", "misc", "shared"}
	for path := range sources(t) {
		first, _, _ := strings.Cut(path, "/")
		if !slices.Contains(top, first) {
			t.Errorf("%s: the only folders at the top are cmd, ui, engine, workloads, baselines and docs", path)
		}
		for _, word := range strings.Split(path, "/") {
			if slices.Contains(forbidden, word) {
				t.Errorf("%s: %q does not say what the package is for, so it would collect everything", path, word)
			}
		}
	}
}

// TestOnlyWorkloadsNameThemselves: adding a fifth workload must take only one
// new file and one line in the registry.
func TestOnlyWorkloadsNameThemselves(t *testing.T) {
	for path, folder := range sources(t) {
		if within(path, "workloads", "ui/internal/recorded") { // the latter holds recordings, for tests
			continue
		}
		for _, name := range workloads.Names() {
			if files := folder.texts[name]; len(files) > 0 {
				t.Errorf("%s names the workload %s: adding a workload must not need a change there\n\tin %s", path, name, strings.Join(files, ", "))
			}
		}
	}
}

// flagName is how a flag is written in a message.
var flagName = regexp.MustCompile(`(^|[ ('"])--[a-z]`)

// TestOnlyCmdNamesFlags: packages below the command line must be usable without
// it. The one exception prints a whole command that makes a comparison again.
func TestOnlyCmdNamesFlags(t *testing.T) {
	for path, folder := range sources(t) {
		if within(path, "cmd") {
			continue
		}
		for text, files := range folder.texts {
			if flagName.MatchString(text) && !slices.Equal(slices.Compact(files), []string{"further.go"}) {
				t.Errorf("%s prints a flag: %q\n\tin %s", path, text, strings.Join(files, ", "))
			}
		}
	}
}

// TestScreensLinkNoStore keeps SQLite out of packages that only format and
// draw.
func TestScreensLinkNoStore(t *testing.T) {
	folders := sources(t)
	for _, path := range []string{"ui/live", "ui/words", "ui/report", "ui/export", "ui/tui/parts"} {
		if folders[path] == nil {
			t.Errorf("there is no %s", path)
		}
		for imported, through := range reached(folders, path) {
			if strings.HasPrefix(imported, "modernc.org/") {
				t.Errorf("%s links %s through %s", path, imported, through)
			}
		}
	}
}

// sources are the module's packages, without tests.
func sources(t *testing.T) map[string]*folder {
	t.Helper()
	folders, err := parsedSources()
	if err != nil {
		t.Fatal(err)
	}
	if len(folders) < 6 {
		t.Fatalf("only %d packages were found", len(folders))
	}
	return folders
}

// parsedSources reads them once for all tests, which don't change them.
var parsedSources = sync.OnceValues(func() (map[string]*folder, error) {
	root := filepath.Join("..", "..")
	folders := map[string]*folder{}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && (name == "testdata" || strings.HasPrefix(name, ".") && file != root) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		inside, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		return read(folders, file, filepath.ToSlash(inside))
	})
	return folders, err
})

// read adds one file to its package.
func read(folders map[string]*folder, file, inside string) error {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		return fmt.Errorf("%s: %w", inside, err)
	}
	at := path.Dir(inside)
	if folders[at] == nil {
		folders[at] = &folder{path: at, imports: map[string][]string{}, touches: map[string][]string{}, texts: map[string][]string{}}
	}
	folders[at].add(path.Base(inside), parsed)
	return nil
}

// add notes what a file imports and uses.
func (f *folder) add(file string, parsed *ast.File) {
	for _, spec := range parsed.Imports {
		f.imports[unquoted(spec.Path)] = append(f.imports[unquoted(spec.Path)], file)
	}
	ast.Inspect(parsed, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.SelectorExpr:
			if from, ok := node.X.(*ast.Ident); ok && from.Name == "os" {
				f.touches[node.Sel.Name] = append(f.touches[node.Sel.Name], file)
			}
		case *ast.BasicLit:
			if node.Kind == token.STRING {
				f.texts[unquoted(node)] = append(f.texts[unquoted(node)], file)
			}
		}
		return true
	})
}

// unquoted returns a string literal's value, which the parser has accepted
// already.
func unquoted(literal *ast.BasicLit) string {
	text, _ := strconv.Unquote(literal.Value)
	return text
}
