package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/measure"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/cmd/internal/settings"
)

// commandFlags are the flags of a run that measures a command.
type commandFlags struct {
	runFlags
	measured measure.Flags
}

// newCommand returns the command that measures any command.
func newCommand(env process.Environment, take taker) *cobra.Command {
	f := &commandFlags{}
	f.take = take
	command := &cobra.Command{
		Use:   "command 'COMMAND'... | --sequential 'COMMAND' --parallel 'COMMAND {n}'",
		Short: "Measure a command of yours, by itself or with n workers",
		Long: `command runs a command of yours on one worker and on n, in paired rounds and in
random order, and says with an interval how much faster it is with n, how many
CPUs it keeps busy, and what holds it back. {n} stands for the number of workers
in the command. A command without {n} is measured by itself: its time, CPU time
and memory. Several commands, or the values of --vary, take turns in one run, and
each is compared with the first. No shell runs a command, unless --shell is given.

A run counts if it ends with exit code 0, within --limit, and leaves no process
behind. Its time is that of its first process; its CPU time and memory are those
of all processes that it starts.`,
		Example: `  A test suite with 4 workers
    ep-benchmark command 'go test -count=1 -p {n} ./...' -n 4
  Two commands, of which the first takes no number of workers
    ep-benchmark command --sequential 'gzip -kf data' --parallel 'pigz -kf -p {n} data' -n 4
  A build from scratch each time
    ep-benchmark command 'make -j {n}' --prepare 'make clean' --rounds 8
  How long a command takes, and whether that is below five seconds
    ep-benchmark command 'make test' --target 5s
  Several commands, each compared with the first
    ep-benchmark command 'make -s test' 'make -s check'
  From how many tests on do 4 workers pay, and what does their start cost?
    ep-benchmark command 'make -j {n} test count={tests}' -n 4 --vary tests=10,20,40,80
  Which number of workers is best
    ep-benchmark command 'make -j {n}' --vary n=1,2,3,4,6,8
  Is it still as fast as it was?
    ep-benchmark command 'make test' --compare`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 && !strings.Contains(args[0], " ") { // a command line without quotes
				return cli.Usagef("command: expected one command in quotes; found %d words: did you mean 'ep-benchmark command %q'? Several commands that are to be compared are each in quotes, the first with an argument or a blank", len(args), strings.Join(args, " "))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return f.carryOut(cmd.Context(), args, env) },
	}
	f.register(command)
	return command
}

func (f *commandFlags) register(command *cobra.Command) {
	set := command.Flags()
	f.set = set
	set.SortFlags = false
	f.measured.Register(set)
	f.runFlags.measured.Order.RegisterRounds(set, "workers that the command has to use; auto is one for each CPU")
	f.registerOutcome(command)
}

// carryOut measures the command.
func (f *commandFlags) carryOut(ctx context.Context, args []string, env process.Environment) error {
	if err := settings.CheckVariables(env); err != nil {
		return err
	}
	o, err := f.runFlags.measured.Order.SettleOwn()
	if err != nil {
		return err
	}
	if err := f.measured.Order(args, &o, env); err != nil {
		return err
	}
	if len(f.measured.Turns) == 0 {
		return f.execute(ctx, o, nil, env)
	}
	return f.inTurns(ctx, &o, env)
}

// inTurns runs variants of a command that take turns.
func (f *commandFlags) inTurns(ctx context.Context, o *order.Order, env process.Environment) error {
	if f.compared.Given() {
		return cli.Usagef("--compare: %s", inTurnsAlone)
	}
	if err := files.Apart(f.uses(env)); err != nil {
		return err
	}
	var parts []*session.Part
	for i := range f.measured.Turns {
		turn := &f.measured.Turns[i]
		turn.Order.Plan = o.Plan
		parts = append(parts, &session.Part{Variants: []string{turn.Name}, Order: &turn.Order, Alike: i > 0})
	}
	return f.perform(ctx, parts, func(*opened) error { return nil }, env)
}

// inTurnsAlone says why variants that take turns have no baseline.
const inTurnsAlone = "variants that take turns are compared with each other, and with no earlier run"
