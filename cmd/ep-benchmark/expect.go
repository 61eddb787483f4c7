package main

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

// describe sets what help and errors say about a flag.
func describe(set *pflag.FlagSet, name, group, kind, expected string) {
	flag := set.Lookup(name)
	flag.Annotations = map[string][]string{groupKey: {group}, kindKey: {kind}, expectedKey: {expected}}
}

func annotation(flag *pflag.Flag, key string) string { return strings.Join(flag.Annotations[key], "") }

// wrongValue returns the error of a flag whose value is not what it expects.
func wrongValue(set *pflag.FlagSet, name string) error {
	flag := set.Lookup(name)
	return unexpected(flag, flag.Value.String())
}

func unexpected(flag *pflag.Flag, value string) error { return unexpectedWord(flag, value, value) }

// unexpectedWord returns the error of a value in which one word is wrong.
func unexpectedWord(flag *pflag.Flag, value, word string) error {
	expected := annotation(flag, expectedKey)
	meant, found := text.Nearest(word, choices(expected))
	if !found || meant == word {
		return usagef("--%s %q: expected %s", flag.Name, value, expected)
	}
	return usagef("--%s %q: did you mean %s? Expected %s", flag.Name, value, meant, expected)
}

// betweenChoices matches what separates the choices in what a flag expects.
var betweenChoices = regexp.MustCompile(`,? (?:or|and) |, `)

// choices are the single words among what a flag expects: auto of "auto or 1
// to 1000".
func choices(expected string) []string {
	return slices.DeleteFunc(betweenChoices.Split(expected, -1), func(choice string) bool { return strings.Contains(choice, " ") })
}

// flagProblem puts the flag package's errors into words.
func flagProblem(cmd *cobra.Command, err error) error { return flagProblemOf(cmd.Flags(), err) }

func flagProblemOf(set *pflag.FlagSet, err error) error {
	var value *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	var unknown *pflag.NotExistError
	switch {
	case errors.As(err, &value) && annotation(value.GetFlag(), expectedKey) != "":
		return unexpected(value.GetFlag(), value.GetValue())
	case errors.As(err, &missing):
		return usagef("--%s needs a value: expected %s", missing.GetFlag().Name, annotation(missing.GetFlag(), expectedKey))
	case errors.As(err, &unknown):
		return unknownFlag(set, unknown)
	}
	return usageError{err}
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
		return usagef("unknown flag %s: did you mean --%s?", typed, meant)
	}
	return usagef("unknown flag %s", typed)
}
