package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/engine/text"
	"ep-benchmark/workloads"
)

// workloadArgs checks the names of workloads, and proposes a known name for an
// unknown one.
func workloadArgs(cmd *cobra.Command, args []string) error {
	for _, arg := range args {
		if slices.Contains(workloads.Names(), arg) {
			continue
		}
		if hint := valueApart(cmd.Flags(), arg); hint != "" && !slices.Contains(commandNames(cmd.Root()), arg) {
			return usagef("unknown workload %q: %s", arg, hint)
		}
		return unknownWorkload(arg, commandNames(cmd.Root()))
	}
	return nil
}

// valueApart returns how to write an argument that may be the value of a flag
// before it. A flag that needs no value does not take the next argument as one,
// so the value must be joined to the flag. The result is empty if no such flag
// is given.
func valueApart(set *pflag.FlagSet, arg string) string {
	isSwitched := arg == "true" || arg == "false"
	var ways []string
	set.Visit(func(flag *pflag.Flag) {
		isSwitch := flag.Value.Type() == "bool"
		if flag.NoOptDefVal != "" && flag.Value.String() == flag.NoOptDefVal && isSwitch == isSwitched {
			ways = append(ways, "--"+flag.Name+"="+arg)
		}
	})
	if len(ways) == 0 {
		return ""
	}
	return "a value of a flag that needs none is joined to it: write " + strings.Join(ways, " or ")
}

func unknownWorkload(arg string, commands []string) error {
	if slices.Contains(commands, arg) {
		return usagef("%s is a command of its own: it can't be combined with workloads", arg)
	}
	if meant, found := text.Nearest(arg, slices.Concat(workloads.Names(), commands)); found && slices.Contains(commands, meant) {
		return usagef("unknown workload %q: did you mean the command %s? As a workload, expected %s", arg, meant, strings.Join(workloads.Names(), ", "))
	}
	return usagef("unknown workload %q: %s", arg, text.Expected(arg, workloads.Names()))
}

func commandNames(root *cobra.Command) []string {
	var names []string
	for _, command := range root.Commands() {
		if !command.Hidden {
			names = append(names, command.Name())
		}
	}
	return names
}

func completeWorkloads(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var left []string
	for _, entry := range workloads.Entries() {
		if !slices.Contains(args, entry.Name) {
			left = append(left, cobra.CompletionWithDesc(entry.Name, entry.Summary))
		}
	}
	return left, cobra.ShellCompDirectiveNoFileComp
}

// strictArguments turns cobra's errors about arguments into usage errors, in
// all commands below. It rejects arguments where cobra would show help and
// report success.
func strictArguments(command *cobra.Command) {
	for _, child := range command.Commands() {
		if check := child.Args; check != nil {
			child.Args = func(cmd *cobra.Command, args []string) error {
				if err := check(cmd, args); err != nil {
					return usageError{err}
				}
				return nil
			}
		}
		if !child.Runnable() {
			child.Args = onlyCommands
			child.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		}
		strictArguments(child)
	}
}

// onlyCommands rejects an argument that names no subcommand.
func onlyCommands(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usagef("%s has no command %q: %s", cmd.CommandPath(), args[0], text.Expected(args[0], commandNames(cmd)))
}

// after returns the text with ": " before it, or "" for an empty text.
func after(text string) string {
	if text == "" {
		return ""
	}
	return ": " + text
}

// noArguments rejects all arguments, for commands that have flags only.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("%s takes no arguments, and was given %q%s", cmd.Name(), args[0], after(valueApart(cmd.Flags(), args[0])))
	}
	return nil
}

// newHelp replaces cobra's help command, which shows the main help for an
// unknown topic and reports success.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [command]",
		Short: "Show the help of a command",
		ValidArgsFunction: func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
			return commandNames(cmd.Root()), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			topic, rest, err := cmd.Root().Find(args)
			if err != nil {
				return usageError{err}
			}
			for _, word := range rest { // a workload's help is the program's
				if topic.HasParent() || !slices.Contains(workloads.Names(), word) {
					return usagef("no help for %q: %s", word, text.Expected(word, slices.Concat(commandNames(cmd.Root()), workloads.Names())))
				}
			}
			topic.InitDefaultHelpFlag() // so that the help shows them
			topic.InitDefaultVersionFlag()
			return topic.Help()
		},
	}
}
