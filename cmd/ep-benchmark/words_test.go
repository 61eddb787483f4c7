package main

import (
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
)

// Every flag has a text that fits, a group, and something that it expects.
func TestFlagsAreDescribed(t *testing.T) {
	root := newRoot(silent(io.Discard, io.Discard), nil)
	for _, command := range append(root.Commands(), root) {
		if command.Name() == "completion" || command.Name() == "help" {
			continue
		}
		command.Flags().VisitAll(func(flag *pflag.Flag) {
			if flag.Hidden || flag.Name == "help" || flag.Name == "version" {
				return
			}
			if cli.Group(flag) == "" || cli.Expected(flag) == "" {
				t.Errorf("%s --%s is not described", command.Name(), flag.Name)
			}
			if strings.ContainsAny(flag.Usage, "`\n") {
				t.Errorf("--%s: %q", flag.Name, flag.Usage)
			}
		})
		for line := range strings.Lines(command.UsageString()) {
			if width := utf8.RuneCountInString(strings.TrimRight(line, "\n")); width > cli.HelpWidth+4 {
				t.Errorf("%d columns: %q", width, line)
			}
		}
	}
}
