package main

import (
	"context"
	"runtime"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/process"
)

// sweepFlags are the flags of a run that measures several numbers of workers, or sizes.
type sweepFlags struct{ runFlags }

// newSweep returns the command that finds how many workers pay.
func newSweep(env process.Environment, take taker) *cobra.Command {
	f := &sweepFlags{}
	f.take = take
	command := &cobra.Command{
		Use:   "sweep [workload...]",
		Short: "Find how many workers pay, and from which size on",
		Long: `sweep measures each workload with several numbers of workers, one workload after
another. A round has a leg of each number, in random balanced order, so that
whatever drifts meets all of them alike. The report says which number is
recommended, what throughput it gives up, and how the throughput grows with the
workers.

Work that waits for a server is measured for a fixed time of at least ten
operations of each worker, so that no number is favoured because it divides the
number of orders.

With several sizes of one workload that computes, such as --records 1k..10M, it
measures each size with one worker and with 16, and says from which size on the
workers pay: where the speedup is 1, with an interval.`,
		Example:           sweepExamples,
		Args:              f.measured.CheckNames(env, 0),
		ValidArgsFunction: f.measured.CompleteNames(env),
		RunE:              func(cmd *cobra.Command, args []string) error { return f.carryOut(cmd.Context(), args, env) },
	}
	f.register(command)
	return command
}

func (f *sweepFlags) register(command *cobra.Command) {
	set := command.Flags()
	f.set = set
	f.measured.RegisterSweep(set)
	f.registerOutcome(command)
	f.measured.Complete(command)
}

// carryOut measures the numbers of workers, or the sizes.
func (f *sweepFlags) carryOut(ctx context.Context, args []string, env process.Environment) error {
	if err := f.measured.API.OnlyHere("sweep"); err != nil {
		return err
	}
	o, target, err := f.measured.SettleSweep(ctx, args, env, f.demand(), runtime.GOMAXPROCS(0))
	if err != nil {
		return err
	}
	return f.execute(ctx, o, target, env)
}
