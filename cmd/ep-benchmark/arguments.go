package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/engine/text"
	"ep-benchmark/workloads"
)

// workloadArgs checks the names of workloads, and proposes another where one
// is unknown.
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

// valueApart says how a flag is given its value, where an argument may be one
// that stands apart: a flag that needs no value takes none from there. It is
// empty where no such flag is given.
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

// strictArguments makes usage errors of what cobra says about arguments, in
// all commands below, and refuses arguments where cobra would show help and
// call that a success.
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

// onlyCommands refuses a word that is none of a command's own commands.
func onlyCommands(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usagef("%s has no command %q: %s", cmd.CommandPath(), args[0], text.Expected(args[0], commandNames(cmd)))
}

// after is a text behind another one that may end there.
func after(text string) string {
	if text == "" {
		return ""
	}
	return ": " + text
}

// noArguments is for commands that have flags only.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("%s takes no arguments, and was given %q%s", cmd.Name(), args[0], after(valueApart(cmd.Flags(), args[0])))
	}
	return nil
}

// newHelp takes the place of cobra's help command, which shows the main help
// for a topic that it does not know, and calls that a success.
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
