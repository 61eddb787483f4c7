package main

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

// measuredFlags decide what is measured, how, and at which server. Every command
// that runs the workloads has them.
type measuredFlags struct {
	order order.Flags
	api   api.Flags
}

// register gives a set the flags, and no others.
func (f *measuredFlags) register(set *pflag.FlagSet) {
	set.SortFlags = false
	f.order.Register(set)
	f.api.Register(set)
}

// complete offers values to the shell's completion.
func (f *measuredFlags) complete(command *cobra.Command) {
	f.order.Complete(command)
	f.api.Complete(command)
}

// uses are the files that the workloads read.
func (f *measuredFlags) uses(stdin io.Reader) []files.Use {
	return append(f.api.Uses(), f.order.Uses(stdin)...)
}

// settle checks the flags, and returns the order and the server that it is for;
// nil for a simulator of our own. The only files that it reads are those of
// --api-key-file, --api-ca and --latency.
func (f *measuredFlags) settle(ctx context.Context, args []string, env process.Environment, d api.Demand) (order.Order, *api.Target, error) {
	o, err := f.order.Settle(args)
	if err != nil {
		return o, nil, err
	}
	t, err := f.api.Aim(ctx, &o, env, d)
	return o, t, err
}

// seriesUses are the files of a series of runs that are kept.
func (f *measuredFlags) seriesUses(keep *files.StoreFlag, debug *debugFlag, env process.Environment) []files.Use {
	all := append(f.uses(env.Stdin), keep.Uses(env.Getenv, true)...)
	return append(append(all, debug.uses()...), files.StandardUses(env)...)
}
