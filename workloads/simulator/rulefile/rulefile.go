// Package rulefile reads files of rules for latencies and faults, and finds the endpoints that a rule names. An error
// gives the line, what was found and what was expected, because such a file is written by hand.
package rulefile

import (
	"fmt"
	"path/filepath"
	"time"

	"ep-benchmark/engine/text"
	"ep-benchmark/engine/tomlfile"
)

// File is a file of latencies or faults, for problems that are found after it was decoded.
type File struct {
	Text      []byte
	Positions tomlfile.Positions
}

// Read reads a file of rules into a struct. An error is a [*tomlfile.Error], or says why the file can't be read.
func Read(path string, into any) (*File, error) {
	all, err := tomlfile.Read(path)
	if err != nil {
		return nil, err
	}
	positions, err := tomlfile.Decode(filepath.Base(path), all, into)
	if err != nil {
		return nil, err
	}
	return &File{all, positions}, nil
}

// Problem is the error of a place in the file.
func (f *File) Problem(at text.Place, format string, args ...any) error {
	return f.Positions.Join(nil, tomlfile.Problemf(at, format, args...))
}

// Wait is a time in a file of rules, such as "100ms".
type Wait struct{ time.Duration }

// LongestWait bounds the times of a rule.
const LongestWait = 10 * time.Minute // of any rule: what a histogram of delays holds

// UnmarshalText reads what time.ParseDuration does.
func (w *Wait) UnmarshalText(value []byte) (err error) {
	w.Duration, err = time.ParseDuration(string(value))
	return err
}

// Valid tells whether a rule may have the time.
func (w Wait) Valid() bool { return w.Duration >= 0 && w.Duration <= LongestWait }

// Expected describes the times that a rule may have.
func (Wait) Expected() string {
	return `a time in quotes from "0s" to "10m", such as "100ms" or "1.5s"`
}

// Pattern names endpoints in a rule. What it matches is judged with the rule.
type Pattern string

// FromTOML reads a text.
func (p *Pattern) FromTOML(value any) error {
	text, isText := value.(string)
	if !isText {
		return fmt.Errorf("expected %s; found %s", expectedEndpoint, tomlfile.Found(value))
	}
	*p = Pattern(text)
	return nil
}
