package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/comparing"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/project"
	"ep-benchmark/cmd/internal/screen"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/cmd/internal/settings"
	"ep-benchmark/engine/text"
)

// configFlags are the flags of config: those of a run that can be explained, too.
type configFlags struct {
	explain  bool
	measured session.Flags
	compared comparing.Flag
	fail     failOn
	set      *pflag.FlagSet
}

// newConfig returns the command that prints the dashboard's configuration, and
// explains the settings of a run.
func newConfig(env process.Environment) *cobra.Command {
	f := &configFlags{}
	command := screen.NewConfig(env)
	command.Use = "config [--explain [workload...]]"
	command.Long += `

With --explain it prints each setting of a run with its value, and where that is
from. There is one order: what is built in, then the project's ` + project.Name + `,
then variables, then the command line; each holds over those before it. Flags of a
run can be given with it. The variable of a setting is named like its flag, such as
` + settings.Variable("max-time") + `.`
	command.Example += `
  Where do the settings of a run come from?
    ep-benchmark config --explain
    ep-benchmark config --explain --rounds 8`
	f.register(command.Flags())
	command.ValidArgsFunction = f.measured.CompleteNames(env)
	noArguments, example := command.Args, command.RunE
	command.Args = func(cmd *cobra.Command, args []string) error {
		if !f.explain {
			if err := f.unused(); err != nil {
				return err
			}
			return noArguments(cmd, args)
		}
		return f.measured.CheckNames(env, 0)(cmd, args)
	}
	command.RunE = func(cmd *cobra.Command, args []string) error {
		if f.explain {
			return f.explained(args, env)
		}
		if err := f.tellProject(env, cmd); err != nil {
			return err
		}
		return example(cmd, args)
	}
	return command
}

// register adds the flags. Those of a run are known from its help, and hidden here.
func (f *configFlags) register(set *pflag.FlagSet) {
	f.set, f.measured.Explained = set, true
	f.measured.Register(set)
	f.measured.Order.RegisterTargets()
	f.compared.Register(set)
	f.fail.register(set)
	set.VisitAll(func(flag *pflag.Flag) {
		if flag.Name != "allow-commands" && flag.Name != "no-project" {
			flag.Hidden = true
		}
	})
	set.BoolVar(&f.explain, "explain", false, "print each setting of a run, its value and where that is from, in place of the dashboard's configuration")
	cli.Describe(set, "explain", screen.Group, "", "true or false")
}

// unused rejects flags of a run without --explain.
func (f *configFlags) unused() (err error) {
	f.set.Visit(func(flag *pflag.Flag) {
		if flag.Name != "explain" && flag.Name != "allow-commands" && flag.Name != "no-project" && err == nil {
			err = cli.Usagef("config: --%s does nothing without --explain", flag.Name)
		}
	})
	return err
}

// tellProject prints which project file there is, and whether it is applied.
func (f *configFlags) tellProject(env process.Environment, cmd *cobra.Command) error {
	found, err := f.measured.Project.Load(env, cli.CommandNames(cmd.Root()))
	if err == nil && found.Path != "" {
		env.Tell("%s", found.State())
	}
	return err
}

// explained prints the settings of a run.
func (f *configFlags) explained(args []string, env process.Environment) error {
	o, err := f.measured.Order.Settle(args)
	if err != nil {
		return err
	}
	if _, err := f.fail.counts(); err != nil {
		return err
	}
	found, err := f.measured.Project.Load(env, nil) // it was loaded before: this is what was found
	if err != nil {
		return err
	}
	lines, err := settings.Explain(f.set, &f.measured.Order, found.File, &o, args, env.Getenv)
	if err != nil {
		return err
	}
	return writeExplained(append([]settings.Line{{Name: "project file", Value: found.State()}}, lines...), env)
}

// writeExplained prints the lines in columns.
func writeExplained(lines []settings.Line, env process.Environment) error {
	const longestValue = 60
	name, value := 0, 0
	for _, line := range lines {
		name = max(name, len([]rune(text.Line(line.Name))))
		if n := len([]rune(text.Line(line.Value))); n <= longestValue {
			value = max(value, n)
		}
	}
	for _, line := range lines {
		columns := fmt.Sprintf("%-*s  %-*s  %s", name, text.Line(line.Name), value, text.Line(line.Value), line.From)
		if err := process.Say(env.Stdout, "%s", strings.TrimRight(columns, " ")); err != nil {
			return err
		}
	}
	return nil
}
