package main

import (
	"context"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/comparing"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/screen"
	"ep-benchmark/cmd/internal/session"
)

// A taker carries out what a command has opened, in the command's place.
type taker func(ctx context.Context, s *session.Session) error

// runFlags are the flags of the main command.
type runFlags struct {
	measured session.Flags
	exports  files.ExportFlag
	record   string
	debug    session.DebugFlag
	compared comparing.Flag
	fail     failOn
	keep     files.StoreFlag
	plain    bool
	config   string
	set      *pflag.FlagSet // that the flags are in
	take     taker          // what is done with the run; nil to report it
}

func (f *runFlags) register(command *cobra.Command) {
	set := command.Flags()
	f.set = set
	f.measured.Register(set)
	f.measured.Order.RegisterTargets()
	f.measured.Order.RegisterRecommended()
	f.compared.Register(set)
	f.fail.register(set)
	f.exports.Register(set)
	f.measured.Order.RegisterResults()
	f.registerDashboard(set)
	f.debug.Register(set)
	f.keep.Register(set)
	f.keep.RegisterNoSave(set)
	f.measured.Complete(command)
	f.fail.complete(command)
	f.exports.Complete(command)
}

// registerOutcome gives a command that measures its flags of what becomes of a run:
// comparison, exit code, exports, dashboard and store.
func (f *runFlags) registerOutcome(command *cobra.Command) {
	set := command.Flags()
	f.compared.Register(set)
	f.fail.register(set)
	f.exports.Register(set)
	f.registerDashboard(set)
	f.keep.Register(set)
	f.keep.RegisterNoSave(set)
	f.fail.complete(command)
	f.exports.Complete(command)
}

// registerDashboard gives the main command its flags of the dashboard.
func (f *runFlags) registerDashboard(set *pflag.FlagSet) {
	set.BoolVar(&f.plain, "plain", false, "plain lines instead of the dashboard, as in a pipe or in CI")
	cli.Describe(set, "plain", screen.Group, "", "true or false")
	screen.RegisterConfig(set, &f.config)
	set.StringVar(&f.record, "record", "", "record the run's events, for ep-benchmark replay; - for stdout")
	cli.Describe(set, "record", screen.Group, "file", "a path that can be written, or - for stdout")
}

// uses are the files of a run.
func (f *runFlags) uses(env process.Environment) []files.Use {
	all := f.measured.Uses(env.Stdin)
	all = append(all, f.compared.Uses()...)
	all = append(all, files.ConfigUses(f.config, env)...)
	all = append(all, f.keep.Uses(env.Getenv, true)...)
	all = append(all, f.exports.Uses()...)
	all = append(all, files.WritesOutput("--results", f.measured.Order.Results)...)
	all = append(all, files.WritesOutput("--record", f.record)...)
	all = append(all, f.debug.Uses()...)
	return append(all, files.StandardUses(env)...)
}

// streamed returns the flags whose output goes to stdout.
func (f *runFlags) streamed() []string {
	return files.Streamed(f.exports.Texts, f.measured.Order.Results, f.record)
}
