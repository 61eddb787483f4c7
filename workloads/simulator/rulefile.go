package simulator

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// largestRuleFile bounds a file of latencies or faults, in bytes.
const largestRuleFile = 1 << 20

// A RuleError is a mistake in a file of latencies or faults.
type RuleError struct {
	File string // its name, without the folders
	Line int    // from 1; 0 where it is no single line's
	Text string // what was found, and what was expected
}

func (e *RuleError) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Text
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Text)
}

// ruleFile is a TOML file as it was read, and the lines that its tables begin on.
type ruleFile struct {
	name  string
	text  []byte
	lines map[string][]int // by table
}

// readRuleFile reads a file. What the system says of a file that can't be read is its user's to know.
func readRuleFile(path string) (*ruleFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	text, err := io.ReadAll(io.LimitReader(file, largestRuleFile+1))
	if err != nil {
		return nil, err
	}
	f := &ruleFile{name: filepath.Base(path), text: text}
	if len(text) > largestRuleFile {
		return nil, f.problem(0, "larger than 1 MiB: expected a file of rules")
	}
	return f, nil
}

func (f *ruleFile) problem(line int, format string, args ...any) error {
	return &RuleError{File: f.name, Line: line, Text: fmt.Sprintf(format, args...)}
}

// decode reads the file into a struct whose fields are all that there may be. Expected says of every key what its
// value should be.
func (f *ruleFile) decode(into any, expected map[string]string) error {
	d := toml.NewDecoder(bytes.NewReader(f.text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return f.decodeProblem(err, expected)
	}
	f.lines = tableLines(f.text)
	return nil
}

// decodeProblem puts the library's errors into words that a file's author knows.
func (f *ruleFile) decodeProblem(err error, expected map[string]string) error {
	var unknown *toml.StrictMissingError
	if errors.As(err, &unknown) {
		first := &unknown.Errors[0]
		line, _ := first.Position()
		return f.problem(line, "unknown key %s: expected one of those in docs/simulator.md", quote(strings.Join(first.Key(), ".")))
	}
	var wrong *toml.DecodeError
	if !errors.As(err, &wrong) {
		return f.problem(0, "%v", err)
	}
	line, _ := wrong.Position()
	if keys := wrong.Key(); len(keys) > 0 {
		if want := expected[keys[len(keys)-1]]; want != "" && !strings.Contains(wrong.Error(), "already defined") {
			return f.problem(line, "%s: expected %s", strings.Join(keys, "."), want)
		}
	}
	return f.problem(line, "not valid TOML: %s", strings.TrimPrefix(wrong.Error(), "toml: "))
}

// line is where the n-th table of a name begins, from 0. It is 0 for one that has no line of its own.
func (f *ruleFile) line(table string, n int) int {
	if lines := f.lines[table]; n < len(lines) {
		return lines[n]
	}
	return 0
}

// tableLines finds the lines of the headers [x] and [[x]] of a valid text.
//
// Note: the library tells positions of its own errors only. Its parser, in the package that it calls unstable, is used
// for nothing but this, so that a file is understood just as well without it.
func tableLines(text []byte) map[string][]int {
	lines := map[string][]int{}
	var parser unstable.Parser
	parser.Reset(text)
	for parser.NextExpression() {
		e := parser.Expression()
		if e.Kind != unstable.Table && e.Kind != unstable.ArrayTable {
			continue
		}
		keys := e.Key()
		if keys.Next() {
			name := string(keys.Node().Data)
			lines[name] = append(lines[name], 1+bytes.Count(text[:keys.Node().Raw.Offset], []byte{'\n'}))
		}
	}
	return lines
}

// wait is a time in a file of rules, such as "100ms".
type wait struct{ time.Duration }

const (
	longestWait  = 10 * time.Minute // of any rule: what a histogram of delays holds
	expectedWait = `a time in quotes from "0s" to "10m", such as "100ms" or "1.5s"`
)

// UnmarshalText reads what time.ParseDuration does. Where the library knows the line, decodeProblem words the error.
func (w *wait) UnmarshalText(text []byte) (err error) {
	w.Duration, err = time.ParseDuration(string(text))
	if err != nil || w.Duration < 0 || w.Duration > longestWait {
		return fmt.Errorf("%q: expected %s", text, expectedWait)
	}
	return nil
}
