package cli

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/engine/text"
)

// ValueApart returns how to write an argument that may be the value of a flag
// before it. A flag that needs no value does not take the next argument as one,
// so the value must be joined to the flag. The result is empty if no such flag
// is given.
func ValueApart(set *pflag.FlagSet, arg string) string {
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

// CommandNames returns the names of the commands below one.
func CommandNames(root *cobra.Command) []string {
	var names []string
	for _, command := range root.Commands() {
		if !command.Hidden {
			names = append(names, command.Name())
		}
	}
	return names
}

// StrictArguments turns cobra's errors about arguments into usage errors, in
// all commands below. It rejects arguments where cobra would show help and
// report success.
func StrictArguments(command *cobra.Command) {
	for _, child := range command.Commands() {
		if check := child.Args; check != nil {
			child.Args = func(cmd *cobra.Command, args []string) error {
				if err := check(cmd, args); err != nil {
					return WrongUsage(err)
				}
				return nil
			}
		}
		if !child.Runnable() {
			child.Args = onlyCommands
			child.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		}
		StrictArguments(child)
	}
}

// onlyCommands rejects an argument that names no subcommand.
func onlyCommands(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return Usagef("%s has no command %q: %s", cmd.CommandPath(), args[0], text.Expected(args[0], CommandNames(cmd)))
}

// Hint returns the text with ": " before it, or "" for an empty text.
func Hint(text string) string {
	if text == "" {
		return ""
	}
	return ": " + text
}

// NoArguments rejects all arguments, for commands that have flags only.
func NoArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return Usagef("%s takes no arguments, and was given %q%s", cmd.Name(), args[0], Hint(ValueApart(cmd.Flags(), args[0])))
	}
	return nil
}

// Numbered checks the number of arguments. Its errors name the expected ones.
func Numbered(cmd *cobra.Command, args []string, least, most int) error {
	_, expected, _ := strings.Cut(cmd.Use, " ")
	switch {
	case len(args) < least:
		return Usagef("%s: expected %s", cmd.CommandPath(), expected)
	case most == 0 && len(args) > 0:
		return Usagef("%s takes no arguments, and was given %q%s", cmd.CommandPath(), args[0], Hint(ValueApart(cmd.Flags(), args[0])))
	case most > 0 && len(args) > most:
		return Usagef("%s: expected %s, and was given %q too%s", cmd.CommandPath(), expected, args[most], Hint(ValueApart(cmd.Flags(), args[most])))
	}
	return nil
}
