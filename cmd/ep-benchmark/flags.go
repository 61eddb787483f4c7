package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
)

// runFlags are the flags of the main command.
type runFlags struct {
	measured measuredFlags
	exports  files.ExportFlag
	record   string
	debug    debugFlag
	compared compareFlag
	fail     failOn
	keep     files.StoreFlag
	plain    bool
	config   string
	set      *pflag.FlagSet // that the flags are in
}

func (f *runFlags) register(command *cobra.Command) {
	set := command.Flags()
	f.set = set
	f.measured.register(set)
	f.measured.order.RegisterTargets()
	f.compared.register(set)
	f.fail.register(set)
	f.exports.Register(set)
	f.measured.order.RegisterResults()
	f.registerDashboard(set)
	f.debug.register(set)
	f.keep.Register(set)
	f.keep.RegisterNoSave(set)
	f.measured.complete(command)
	f.fail.complete(command)
	f.exports.Complete(command)
}

// registerDashboard gives the main command its flags of the dashboard.
func (f *runFlags) registerDashboard(set *pflag.FlagSet) {
	set.BoolVar(&f.plain, "plain", false, "plain lines instead of the dashboard, as in a pipe or in CI")
	cli.Describe(set, "plain", groupScreen, "", "true or false")
	registerScreen(set, &f.config)
	set.StringVar(&f.record, "record", "", "record the run's events, for ep-benchmark replay; - for stdout")
	cli.Describe(set, "record", groupScreen, "file", "a path that can be written, or - for stdout")
}

// uses are the files of a run.
func (f *runFlags) uses(env process.Environment) []files.Use {
	all := f.measured.uses(env.Stdin)
	all = append(all, f.compared.uses()...)
	all = append(all, files.ConfigUses(f.config, env)...)
	all = append(all, f.keep.Uses(env.Getenv, true)...)
	all = append(all, f.exports.Uses()...)
	all = append(all, files.WritesOutput("--results", f.measured.order.Results)...)
	all = append(all, files.WritesOutput("--record", f.record)...)
	all = append(all, f.debug.uses()...)
	return append(all, files.StandardUses(env)...)
}

// streamed returns the flags whose output goes to stdout.
func (f *runFlags) streamed() []string {
	return files.Streamed(f.exports.Texts, f.measured.order.Results, f.record)
}
