package session

import (
	"context"
	"io"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/project"
	"ep-benchmark/cmd/internal/settings"
)

// Flags decide what is measured, how, and at which server. Every command
// that runs the workloads has them.
type Flags struct {
	Order   order.Flags
	API     api.Flags
	Project project.Flags
	set     *pflag.FlagSet
	applied bool
	// Leave are the flags for which the project file and variables are not asked.
	Leave []string
	// Explained says that the order is only explained, and nothing is run.
	Explained bool
}

// Register gives a set the flags, and no others.
func (f *Flags) Register(set *pflag.FlagSet) {
	f.set = set
	set.SortFlags = false
	f.Order.Register(set)
	f.API.Register(set)
	f.Project.Register(set)
}

// RegisterSweep gives a set the flags of a sweep, and no others. How a run is measured is set by its own flags alone, since a project's
// policy is for ordinary runs.
func (f *Flags) RegisterSweep(set *pflag.FlagSet) {
	f.set, f.Leave = set, []string{"schedule", "rounds", "max-time", "workers", "compare"}
	f.Order.RegisterSweep(set)
	f.API.Register(set)
	f.Project.Register(set)
}

// Complete offers values to the shell's completion.
func (f *Flags) Complete(command *cobra.Command) {
	f.Order.Complete(command)
	f.API.Complete(command)
}

// Apply finds the project file, and has it and the variables set what the command
// line does not, once. It says so where a file is not applied. Commands are the
// names of the program's commands.
func (f *Flags) Apply(env process.Environment, commands []string) error {
	if f.applied {
		return nil
	}
	if err := settings.CheckVariables(env); err != nil {
		return err
	}
	found, err := f.Project.Load(env, commands)
	if err != nil {
		return err
	}
	if found.Notice != "" {
		env.Tell("%s", found.Notice)
	}
	leave := f.Leave
	if f.Order.InBulk() { // it is no benchmark: nothing is compared
		leave = append(slices.Clone(leave), "compare")
	}
	if err := settings.Apply(f.set, found.File, env.Getenv, leave...); err != nil {
		return err
	}
	f.Order.Given, err = settings.Given(found.File, env, f.Explained)
	f.applied = err == nil
	return err
}

// CheckNames checks arguments that name workloads, those of the project's own among
// them. from is how many arguments before them are something else.
func (f *Flags) CheckNames(env process.Environment, from int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := f.Apply(env, cli.CommandNames(cmd.Root())); err != nil {
			return err
		}
		return f.Order.CheckNames(cmd, args[from:])
	}
}

// CompleteNames offers the workloads that are not named yet to the shell's
// completion. It prints nothing.
func (f *Flags) CompleteNames(env process.Environment) cobra.CompletionFunc {
	f.Order.Completing = func(cmd *cobra.Command) { f.complete(env, cmd) }
	return func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		f.complete(env, cmd)
		return f.Order.CompleteNames(args), cobra.ShellCompDirectiveNoFileComp
	}
}

// complete applies a project file for a completion.
func (f *Flags) complete(env process.Environment, cmd *cobra.Command) {
	env.Stderr = io.Discard
	_ = f.Apply(env, cli.CommandNames(cmd.Root())) // without it, the built-in workloads are offered
}

// Uses are the files that the workloads read.
func (f *Flags) Uses(stdin io.Reader) []files.Use {
	return slices.Concat(f.API.Uses(), f.Order.Uses(stdin), f.Project.Uses())
}

// Settle checks the flags, and returns the order and the server that it is for;
// nil for a simulator of our own. The only files that it reads are those of
// --api-key-file, --api-ca and --latency.
func (f *Flags) Settle(ctx context.Context, args []string, env process.Environment, d order.Demand) (order.Order, *api.Target, error) {
	if err := f.Apply(env, nil); err != nil {
		return order.Order{}, nil, err
	}
	o, err := f.Order.Settle(args)
	if err != nil {
		return o, nil, err
	}
	t, err := f.API.Aim(ctx, &o, env, d)
	if err == nil {
		err = countGuests(&o, d) // Aim may have changed the plan
	}
	return o, t, err
}

// SettleSweep is Settle for a sweep, on the given number of CPUs. It refuses sizes that
// don't fit into memory.
func (f *Flags) SettleSweep(ctx context.Context, args []string, env process.Environment, d order.Demand, cpus int) (order.Order, *api.Target, error) {
	if err := f.Apply(env, nil); err != nil {
		return order.Order{}, nil, err
	}
	o, err := f.Order.SettleSweep(args, cpus)
	if err == nil {
		err = o.OnlyHere("sweep")
	}
	if err != nil {
		return o, nil, err
	}
	if err := sizesFit(ctx, &o); err != nil {
		return o, nil, err
	}
	t, err := f.API.Aim(ctx, &o, env, d)
	return o, t, err
}

// SeriesUses are the files of a series of runs that are kept.
func (f *Flags) SeriesUses(keep *files.StoreFlag, debug *DebugFlag, env process.Environment) []files.Use {
	all := append(f.Uses(env.Stdin), keep.Uses(env.Getenv, true)...)
	return append(append(all, debug.Uses()...), files.StandardUses(env)...)
}
