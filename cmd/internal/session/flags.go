package session

import (
	"context"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
)

// Flags decide what is measured, how, and at which server. Every command
// that runs the workloads has them.
type Flags struct {
	Order order.Flags
	API   api.Flags
}

// Register gives a set the flags, and no others.
func (f *Flags) Register(set *pflag.FlagSet) {
	set.SortFlags = false
	f.Order.Register(set)
	f.API.Register(set)
}

// Complete offers values to the shell's completion.
func (f *Flags) Complete(command *cobra.Command) {
	f.Order.Complete(command)
	f.API.Complete(command)
}

// Uses are the files that the workloads read.
func (f *Flags) Uses(stdin io.Reader) []files.Use {
	return append(f.API.Uses(), f.Order.Uses(stdin)...)
}

// Settle checks the flags, and returns the order and the server that it is for;
// nil for a simulator of our own. The only files that it reads are those of
// --api-key-file, --api-ca and --latency.
func (f *Flags) Settle(ctx context.Context, args []string, env process.Environment, d api.Demand) (order.Order, *api.Target, error) {
	o, err := f.Order.Settle(args)
	if err != nil {
		return o, nil, err
	}
	t, err := f.API.Aim(ctx, &o, env, d)
	return o, t, err
}

// SettleSweep is Settle for a sweep over numbers of workers, on the given number of
// CPUs.
func (f *Flags) SettleSweep(ctx context.Context, args []string, env process.Environment, d api.Demand, cpus int) (order.Order, *api.Target, error) {
	o, err := f.Order.SettleSweep(args, cpus)
	if err != nil {
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
