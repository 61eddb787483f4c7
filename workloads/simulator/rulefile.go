package simulator

import (
	"fmt"
	"path/filepath"
	"time"

	"ep-benchmark/engine/text"
	"ep-benchmark/engine/tomlfile"
)

// ruleFile is a file of latencies or faults, for problems that are found after it was decoded.
type ruleFile struct {
	text      []byte
	positions tomlfile.Positions
}

// readRuleFile reads a file of rules into a struct. An error is a [*tomlfile.Error], or says why the file can't be read.
func readRuleFile(path string, into any) (*ruleFile, error) {
	all, err := tomlfile.Read(path)
	if err != nil {
		return nil, err
	}
	positions, err := tomlfile.Decode(filepath.Base(path), all, into)
	if err != nil {
		return nil, err
	}
	return &ruleFile{all, positions}, nil
}

func (f *ruleFile) problem(at text.Place, format string, args ...any) error {
	return f.positions.Join(nil, tomlfile.Problemf(at, format, args...))
}

// wait is a time in a file of rules, such as "100ms".
type wait struct{ time.Duration }

const longestWait = 10 * time.Minute // of any rule: what a histogram of delays holds

func (w *wait) UnmarshalText(value []byte) (err error) {
	w.Duration, err = time.ParseDuration(string(value))
	return err
}

func (w wait) Valid() bool { return w.Duration >= 0 && w.Duration <= longestWait }

func (wait) Expected() string {
	return `a time in quotes from "0s" to "10m", such as "100ms" or "1.5s"`
}

// endpointPattern names endpoints in a rule. What it matches is judged with the rule.
type endpointPattern string

// FromTOML reads a text.
func (p *endpointPattern) FromTOML(value any) error {
	text, isText := value.(string)
	if !isText {
		return fmt.Errorf("expected %s; found %s", expectedEndpoint, tomlfile.Found(value))
	}
	*p = endpointPattern(text)
	return nil
}
