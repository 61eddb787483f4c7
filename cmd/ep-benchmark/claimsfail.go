package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/project"
)

// claimWords are the words of --fail-on for claims: the verdicts that they stand for,
// and the exit code. The first that there is decides.
var claimWords = []struct {
	word string
	of   []claims.Verdict
	code int
}{
	{"failed", []claims.Verdict{claims.Failed}, cli.ExitFailed},
	{"refuted", []claims.Verdict{claims.Refuted, claims.Impossible}, cli.ExitRefuted},
	{"stale", []claims.Verdict{claims.Stale}, cli.ExitStale},
	{"unclear", []claims.Verdict{claims.Unclear}, cli.ExitUnclear},
	{"depends", []claims.Verdict{claims.Depends}, cli.ExitDepends},
	{"unmeasured", []claims.Verdict{claims.NotMeasured, claims.NotMeasurable}, cli.ExitUnmeasured},
}

// claimsFailOn says which verdicts on claims end the program with a code of their own.
type claimsFailOn struct {
	text  string
	usual string // the default
	set   *pflag.FlagSet
}

func (f *claimsFailOn) register(set *pflag.FlagSet) {
	f.set = set
	set.StringVar(&f.text, "fail-on", f.usual, "what makes the exit code other than 0: failed, refuted (impossible, too), stale, unclear, depends, unmeasured, or none")
	cli.Describe(set, "fail-on", cli.GroupOutcome, "words", "failed, refuted, stale, unclear, depends and unmeasured, with commas between, or none")
}

func (f *claimsFailOn) names() []string {
	var all []string
	for _, one := range claimWords {
		all = append(all, one.word)
	}
	return all
}

// words reads the flag.
func (f *claimsFailOn) words() (counts, error) {
	all := counts{}
	words := strings.Split(f.text, ",")
	for _, word := range words {
		word = strings.TrimSpace(word)
		if !slices.Contains(f.names(), word) && word != project.FailNone || word == project.FailNone && len(words) > 1 {
			return nil, cli.UnexpectedWord(f.set.Lookup("fail-on"), f.text, word)
		}
		all[word] = word != project.FailNone
	}
	delete(all, project.FailNone)
	return all, nil
}

func (f *claimsFailOn) complete(command *cobra.Command) {
	cli.Offer(command, "fail-on", cobra.ShellCompDirectiveNoFileComp, append(f.names(), project.FailNone)...)
}

// claimsCode is the exit code of an account.
func claimsCode(a *claims.Account, counts counts) int {
	for _, one := range claimWords {
		counted := func(e claims.Entry) bool { return slices.Contains(one.of, e.Verdict) }
		if counts[one.word] && slices.ContainsFunc(a.Entries, counted) {
			return one.code
		}
	}
	return cli.ExitOK
}
