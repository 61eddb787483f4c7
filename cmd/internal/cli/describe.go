package cli

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/engine/text"
)

// Each flag states once what it expects. The flag package's errors and those of
// this program's own checks both use that text. Help shows a flag under its
// group, with the kind of its value.
//
// Note: the flag package takes the kind from a word in back quotes in the
// flag's text. Here it is an annotation, because shells would show the quotes
// in their completions.
const (
	groupKey    = "ep-benchmark_group"
	kindKey     = "ep-benchmark_kind"
	expectedKey = "ep-benchmark_expected"
)

// GroupOutcome is the heading of what many commands have: where their output
// goes, and what decides their exit code.
const GroupOutcome = "Output and verdict"

// Auto is the value that leaves the choice to the program. It is also the value
// of a flag that is given without one.
const Auto = "auto"

// Describe sets what help and errors say about a flag.
func Describe(set *pflag.FlagSet, name, group, kind, expected string) {
	flag := set.Lookup(name)
	flag.Annotations = map[string][]string{groupKey: {group}, kindKey: {kind}, expectedKey: {expected}}
}

// Expected returns what a flag expects.
func Expected(flag *pflag.Flag) string { return annotation(flag, expectedKey) }

// Group returns the heading under which help shows a flag.
func Group(flag *pflag.Flag) string { return annotation(flag, groupKey) }

func annotation(flag *pflag.Flag, key string) string { return strings.Join(flag.Annotations[key], "") }

// WrongValue returns the error of a flag whose value is not what it expects.
func WrongValue(set *pflag.FlagSet, name string) error {
	flag := set.Lookup(name)
	return Unexpected(flag, flag.Value.String())
}

// Unexpected returns the error of a value that a flag does not expect.
func Unexpected(flag *pflag.Flag, value string) error { return UnexpectedWord(flag, value, value) }

// UnexpectedWord returns the error of a value in which one word is wrong.
func UnexpectedWord(flag *pflag.Flag, value, word string) error {
	expected := Expected(flag)
	meant, found := text.Nearest(word, choices(expected))
	if !found || meant == word {
		return Usagef("%s %q: expected %s", named(flag), value, expected)
	}
	return Usagef("%s %q: did you mean %s? Expected %s", named(flag), value, meant, expected)
}

// betweenChoices matches what separates the choices in what a flag expects.
var betweenChoices = regexp.MustCompile(`,? (?:or|and) |, `)

// choices are the single words among what a flag expects: auto of "auto or 1
// to 1000".
func choices(expected string) []string {
	return slices.DeleteFunc(betweenChoices.Split(expected, -1), func(choice string) bool { return strings.Contains(choice, " ") })
}

// FlagProblem puts the flag package's errors into words.
func FlagProblem(cmd *cobra.Command, err error) error { return FlagProblemOf(cmd.Flags(), err) }

// FlagProblemOf puts an error of a set that no command has into words.
func FlagProblemOf(set *pflag.FlagSet, err error) error {
	var value *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	var unknown *pflag.NotExistError
	switch {
	case errors.As(err, &value) && Expected(value.GetFlag()) != "":
		return Unexpected(value.GetFlag(), value.GetValue())
	case errors.As(err, &missing):
		return Usagef("--%s needs a value: expected %s", missing.GetFlag().Name, Expected(missing.GetFlag()))
	case errors.As(err, &unknown):
		return unknownFlag(set, unknown)
	}
	return WrongUsage(err)
}

// unknownFlag proposes the flag that the user may have meant, also --rounds for
// -rounds.
func unknownFlag(set *pflag.FlagSet, unknown *pflag.NotExistError) error {
	typed, name := "--"+unknown.GetSpecifiedName(), unknown.GetSpecifiedName()
	if letters := unknown.GetSpecifiedShortnames(); letters != "" {
		typed, name = "-"+letters, letters
	}
	var known []string
	set.VisitAll(func(flag *pflag.Flag) {
		if !flag.Hidden {
			known = append(known, flag.Name)
		}
	})
	if meant, found := text.Nearest(name, known); found {
		return Usagef("unknown flag %s: did you mean --%s?", typed, meant)
	}
	return Usagef("unknown flag %s", typed)
}

// Offer offers values of a flag to the shell's completion, if the command has
// the flag.
func Offer(command *cobra.Command, flag string, directive cobra.ShellCompDirective, values ...string) {
	_ = command.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, directive))
}
