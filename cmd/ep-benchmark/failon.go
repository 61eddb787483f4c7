package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/project"
	"ep-benchmark/engine"
)

// What --fail-on counts: by default, and at most.
var (
	usualFailures = []string{project.FailFailed, project.FailMissed, project.FailRegressed}
	everyFailure  = []string{project.FailFailed, project.FailMissed, project.FailRegressed, project.FailUnclear}
)

// failOn says which outcomes and verdicts end the program with a code of
// their own.
type failOn struct {
	words  string
	strict bool
	set    *pflag.FlagSet
}

// register adds --fail-on and --strict.
func (f *failOn) register(set *pflag.FlagSet) {
	f.set = set
	set.StringVar(&f.words, "fail-on", strings.Join(usualFailures, ","), "what makes the exit code other than 0: failed, missed, regressed, unclear, or none")
	cli.Describe(set, "fail-on", cli.GroupOutcome, "words", "failed, missed, regressed and unclear, with commas between, or none")
	set.BoolVar(&f.strict, "strict", false, "the same as --fail-on "+strings.Join(everyFailure, ","))
	cli.Describe(set, "strict", cli.GroupOutcome, "", "true or false")
}

// counts is a set of the words; an empty one counts nothing.
type counts map[string]bool

func countsOf(words []string) counts {
	all := counts{}
	for _, word := range words {
		all[word] = true
	}
	return all
}

// counts reads the words.
func (f *failOn) counts() (counts, error) {
	if f.strict && f.set.Changed("fail-on") {
		return nil, cli.Usagef("--strict is short for --fail-on %s: expected one of the two", strings.Join(everyFailure, ","))
	}
	if f.strict {
		return countsOf(everyFailure), nil
	}
	all := counts{}
	words := strings.Split(f.words, ",")
	for _, word := range words {
		word = strings.TrimSpace(word)
		if !slices.Contains(everyFailure, word) && word != project.FailNone || word == project.FailNone && len(words) > 1 {
			return nil, cli.UnexpectedWord(f.set.Lookup("fail-on"), f.words, word)
		}
		all[word] = word != project.FailNone
	}
	delete(all, project.FailNone)
	return all, nil
}

// complete offers the words to the shell's completion.
func (f *failOn) complete(command *cobra.Command) {
	cli.Offer(command, "fail-on", cobra.ShellCompDirectiveNoFileComp, slices.Concat(everyFailure, []string{project.FailNone})...)
}

// check rejects words of the command line that nothing in a plan can come to: variants
// have no target that could be missed, and without a comparison or a declared difference
// nothing is unclear. Words of a project file are for all runs, and stay.
func (f *failOn) check(plan *engine.Plan, compared bool) error {
	if len(plan.Variants) == 0 {
		return nil
	}
	clear := !compared && len(plan.Effects) == 0 && len(plan.Sides()) == 0
	expected := "expected failed or none"
	switch {
	case !clear:
		expected = "expected failed, regressed, unclear or none"
	case f.strict:
		return cli.Usagef("--strict: this run has no target that can be missed and no difference that can be unclear: expected --fail-on failed, or none")
	}
	words := strings.Split(f.words, ",")
	switch {
	case !f.set.Changed("fail-on"):
		return nil
	case slices.Contains(words, project.FailMissed):
		return cli.Usagef("--fail-on %s: this run has no target that can be missed: %s", f.words, expected)
	case clear && slices.Contains(words, project.FailUnclear):
		return cli.Usagef("--fail-on %s: nothing of this run can be unclear: %s", f.words, expected)
	}
	return nil
}
