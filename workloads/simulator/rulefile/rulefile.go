// Package rulefile reads files of rules for latencies and faults, and finds the endpoints that a rule names. An error
// gives the line, what was found and what was expected, because such a file is written by hand.
package rulefile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"ep-benchmark/engine/text"
)

// largestRuleFile bounds a file of latencies or faults, in bytes.
const largestRuleFile = 1 << 20

// A RuleError is a mistake in a file of latencies or faults.
type RuleError struct {
	File       string // its name, without the folders
	text.Place        // none where it is no single line's
	Text       string // what was found, and what was expected
}

// Error begins with the file and the place.
func (e *RuleError) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Text
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Text)
}

// RuleFile is a TOML file as it was read, and where its tables begin.
type RuleFile struct {
	name   string
	Text   []byte
	places map[string][]text.Place // by table
}

// ReadRuleFile reads a file. The system's error for a file that can't be read is passed on to the user.
func ReadRuleFile(path string) (*RuleFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	all, err := io.ReadAll(io.LimitReader(file, largestRuleFile+1))
	if err != nil {
		return nil, err
	}
	f := &RuleFile{name: filepath.Base(path), Text: all}
	if len(all) > largestRuleFile {
		return nil, f.Problem(text.Place{}, "larger than 1 MiB: expected a file of rules")
	}
	return f, nil
}

// Problem is the error of a place in the file.
func (f *RuleFile) Problem(at text.Place, format string, args ...any) error {
	return &RuleError{File: f.name, Place: at, Text: fmt.Sprintf(format, args...)}
}

// Decode reads the file into a struct. A key that is no field of the struct is an error. Expected describes, for every
// key, what its value should be.
func (f *RuleFile) Decode(into any, expected map[string]string) error {
	d := toml.NewDecoder(bytes.NewReader(f.Text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return f.decodeProblem(err, into, expected)
	}
	f.places = tablePlaces(f.Text)
	return nil
}

// decodeProblem puts the library's errors into words that a file's author knows.
func (f *RuleFile) decodeProblem(err error, into any, expected map[string]string) error {
	var unknown *toml.StrictMissingError
	if errors.As(err, &unknown) {
		return f.unknownKey(&unknown.Errors[0], into)
	}
	var wrong *toml.DecodeError
	if !errors.As(err, &wrong) {
		return f.Problem(text.Place{}, "%v", err)
	}
	at := placeOf(wrong)
	if keys := wrong.Key(); len(keys) > 0 {
		if want := expected[keys[len(keys)-1]]; want != "" && !strings.Contains(wrong.Error(), "already defined") {
			return f.Problem(at, "%s: expected %s", strings.Join(keys, "."), want)
		}
	}
	return f.Problem(at, "not valid TOML: %s", strings.TrimPrefix(wrong.Error(), "toml: "))
}

// unknownKey is the error of an unknown key. It lists the keys that are allowed in its place.
func (f *RuleFile) unknownKey(found *toml.DecodeError, into any) error {
	path := found.Key()
	name := path[len(path)-1]
	accepted, table := keysOf(reflect.TypeOf(into), path[:len(path)-1])
	where, expected := "in "+table, text.Expected(name, accepted)
	if table == "" {
		where = "at the top"
		if kind, isOther := kindsOfFile[name]; isOther {
			expected = fmt.Sprintf("this is a file of %s. Expected %s", kind, strings.Join(accepted, ", "))
		}
	}
	return f.Problem(placeOf(found), "unknown key %s %s: %s", text.Quoted(name, LongestQuote), where, expected)
}

// kindsOfFile are the keys by which a file of the other kind is known.
var kindsOfFile = map[string]string{"fault": "faults", "latency": "latencies"}

func placeOf(err *toml.DecodeError) text.Place {
	line, column := err.Position()
	return text.Place{Line: line, Column: column}
}

// Place is where the n-th table of a name begins, from 0. It is unknown for one that has no header of its own.
func (f *RuleFile) Place(table string, n int) text.Place {
	if places := f.places[table]; n < len(places) {
		return places[n]
	}
	return text.Place{}
}

// tablePlaces finds the headers [x] and [[x]] of a valid text.
//
// Note: the library reports positions only for its own errors. Its parser, in the package that it calls unstable, is
// used only for these positions, so a file can also be read without it.
func tablePlaces(file []byte) map[string][]text.Place {
	places := map[string][]text.Place{}
	var parser unstable.Parser
	parser.Reset(file)
	for parser.NextExpression() {
		e := parser.Expression()
		if e.Kind != unstable.Table && e.Kind != unstable.ArrayTable {
			continue
		}
		keys := e.Key()
		if keys.Next() {
			name := string(keys.Node().Data)
			places[name] = append(places[name], text.PlaceOf(file, int(keys.Node().Raw.Offset)))
		}
	}
	return places
}

// Wait is a time in a file of rules, such as "100ms".
type Wait struct{ time.Duration }

// What a time may be.
const (
	LongestWait  = 10 * time.Minute // of any rule: what a histogram of delays holds
	ExpectedWait = `a time in quotes from "0s" to "10m", such as "100ms" or "1.5s"`
)

// UnmarshalText reads what time.ParseDuration does. Where the library knows the line, decodeProblem words the error.
func (w *Wait) UnmarshalText(value []byte) (err error) {
	w.Duration, err = time.ParseDuration(string(value))
	if err != nil || w.Duration < 0 || w.Duration > LongestWait {
		return fmt.Errorf("%q: expected %s", value, ExpectedWait)
	}
	return nil
}
