package main

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"
)

// The words of --fail-on.
const (
	failMissed    = "missed"
	failRegressed = "regressed"
	failUnclear   = "unclear"
	failNone      = "none"
)

// failing says which outcomes and verdicts end the program with a code of
// their own.
type failing struct {
	words  string
	strict bool
	set    *pflag.FlagSet
}

// register adds --fail-on and --strict.
func (f *failing) register(set *pflag.FlagSet) {
	f.set = set
	set.StringVar(&f.words, "fail-on", failMissed+","+failRegressed, "what makes the exit code other than 0: missed, regressed, unclear, or none")
	describe(set, "fail-on", groupOutcome, "words", "missed, regressed and unclear, with commas between, or none")
	set.BoolVar(&f.strict, "strict", false, "the same as --fail-on missed,regressed,unclear")
	describe(set, "strict", groupOutcome, "", "true or false")
}

// counts is a set of the words; an empty one counts nothing.
type counts map[string]bool

// counts reads the words.
func (f *failing) counts() (counts, error) {
	if f.strict && f.set.Changed("fail-on") {
		return nil, usagef("--strict is short for --fail-on missed,regressed,unclear: expected one of the two")
	}
	if f.strict {
		return counts{failMissed: true, failRegressed: true, failUnclear: true}, nil
	}
	all := counts{}
	words := strings.Split(f.words, ",")
	for _, word := range words {
		word = strings.TrimSpace(word)
		if !slices.Contains([]string{failMissed, failRegressed, failUnclear, failNone}, word) || word == failNone && len(words) > 1 {
			return nil, unexpectedWord(f.set.Lookup("fail-on"), f.words, word)
		}
		all[word] = word != failNone
	}
	delete(all, failNone)
	return all, nil
}
