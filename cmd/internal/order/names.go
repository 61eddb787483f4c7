package order

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine/text"
	"ep-benchmark/workloads"
)

// CheckNames checks the names of workloads, and proposes a known name for an
// unknown one.
func (f *Flags) CheckNames(cmd *cobra.Command, args []string) error {
	for _, arg := range args {
		if slices.Contains(f.Names(), arg) {
			continue
		}
		if hint := cli.ValueApart(cmd.Flags(), arg); hint != "" && !slices.Contains(cli.CommandNames(cmd.Root()), arg) {
			return cli.Usagef("unknown workload %q: %s", arg, hint)
		}
		return UnknownName(arg, f.Names(), cli.CommandNames(cmd.Root()))
	}
	return nil
}

// UnknownName returns the error of a name that no workload has, of which known are
// the names. It may be that of one of the commands.
func UnknownName(arg string, known, commands []string) error {
	if slices.Contains(commands, arg) {
		return cli.Usagef("%s is a command of its own: it can't be combined with workloads", arg)
	}
	if meant, found := text.Nearest(arg, slices.Concat(known, commands)); found && slices.Contains(commands, meant) && !slices.Contains(known, meant) {
		return cli.Usagef("unknown workload %q: did you mean the command %s? As a workload, expected %s", arg, meant, strings.Join(known, ", "))
	}
	return cli.Usagef("unknown workload %q: %s", arg, text.Expected(arg, known))
}

// CompleteNames offers the workloads that are not named yet to the shell's
// completion.
func (f *Flags) CompleteNames(args []string) []string {
	var left []string
	offer := func(name, summary string) {
		if !slices.Contains(args, name) {
			left = append(left, cobra.CompletionWithDesc(name, summary))
		}
	}
	for _, entry := range workloads.Entries() {
		offer(entry.Name, entry.Summary)
	}
	for _, own := range f.Given.Own {
		offer(own.Name, own.Summary)
	}
	return left
}

// Names returns the names of the entries.
func Names(entries []workloads.Entry) []string {
	var all []string
	for _, entry := range entries {
		all = append(all, entry.Name)
	}
	return all
}
