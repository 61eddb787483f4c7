package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine"
)

// defaultTurns are the rounds of two configurations. They are enough to test
// eight figures together, and a multiple of the four legs of a round, so that each
// leg comes at each place of a round equally often.
const defaultTurns = 16

// abFlags are the flags of a run in which configurations take turns.
type abFlags struct {
	runFlags
	texts [2]string
}

// sides are the names of the two configurations.
var sides = [2]string{"a", "b"}

const groupConfigurations = "The two configurations"

// newAB is the command that compares configurations round by round.
func newAB(env process.Environment) *cobra.Command {
	f := &abFlags{}
	command := &cobra.Command{
		Use:   "ab --a '<flags>' --b '<flags>' [workload...]",
		Short: "Compare two configurations, taking turns round by round",
		Long: `ab measures two configurations of the same workloads in one run. A round has a
sequential and a parallel leg of each, in random balanced order, so that whatever
drifts meets both alike: the sharpest comparison there is. b is held against a.
Flags that are given outside of the quotes are those of both.`,
		Example:           abExamples,
		Args:              order.CheckNames,
		ValidArgsFunction: order.CompleteNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.carryOut(cmd.Context(), args, env)
		},
	}
	f.register(command)
	return command
}

func (f *abFlags) register(command *cobra.Command) {
	set := command.Flags()
	f.set = set
	set.SortFlags = false
	for i, name := range sides {
		set.StringVar(&f.texts[i], name, "", "flags of configuration "+name)
		cli.Describe(set, name, groupConfigurations, "flags", "flags in quotes, such as --"+name+" '--workers 8'")
	}
	f.measured.Register(set)
	set.Lookup("rounds").Usage = fmt.Sprintf("rounds of each, %d or more; auto is %d", order.FewestRounds, defaultTurns)
	for _, name := range unsupportedFlags {
		_ = set.MarkHidden(name)
	}
	f.fail.register(set)
	f.exports.Register(set)
	f.registerDashboard(set)
	f.keep.Register(set)
	f.keep.RegisterNoSave(set)
	f.measured.Complete(command)
	f.exports.Complete(command)
	f.fail.complete(command)
}

// unsupportedFlags are the flags that ab rejects, because they are for a run of
// one configuration. sharedFlags are the flags that --a and --b reject, because
// they decide about the whole run.
var (
	unsupportedFlags = []string{"quick", "max-time"}
	sharedFlags      = []string{"rounds", "seed", "schedule", "timeout", "max-failures", "minimum-leg"}
)

// carryOut measures both configurations in one run.
func (f *abFlags) carryOut(ctx context.Context, args []string, env process.Environment) error {
	rounds, err := f.turns()
	if err != nil {
		return err
	}
	both, err := f.configurations(ctx, args, env)
	if err != nil {
		return err
	}
	plan := both[0].part.Order.Plan
	plan.Rounds, plan.Looks, plan.MaxTime, plan.Workers = rounds, nil, 0, 0
	for _, c := range both {
		plan.Variants = append(plan.Variants, c.variants()...)
	}
	parts := []*session.Part{both[0].part, both[1].part}
	parts[0].Order.Plan = plan
	return f.perform(ctx, parts, func(*opened) error { return readBoth(ctx, both, env) }, env)
}

// turns returns the number of rounds.
func (f *abFlags) turns() (int, error) {
	for _, name := range unsupportedFlags {
		if f.set.Changed(name) {
			return 0, cli.Usagef("--%s is for a run of one configuration: expected --rounds", name)
		}
	}
	rounds, err := f.measured.Order.ParseRounds()
	if rounds == 0 && err == nil {
		rounds = defaultTurns
	}
	switch {
	case err != nil:
		return 0, err
	case rounds < order.FewestRounds:
		return 0, cli.Usagef("--rounds %d: an interval needs %d", rounds, order.FewestRounds)
	case rounds*legsOfRound > engine.MostSamples:
		return 0, cli.Usagef("--rounds %d: expected %d at the most, since each has %d legs", rounds, engine.MostSamples/legsOfRound, legsOfRound)
	}
	return rounds, nil
}

// legsOfRound is how many legs a round of two configurations has.
const legsOfRound = 4

// uses are the files of a run besides those of its two sides.
func (f *abFlags) uses(env process.Environment) []files.Use {
	all := slices.Concat(f.exports.Uses(), f.keep.Uses(env.Getenv, true), files.ConfigUses(f.config, env))
	return append(append(all, files.WritesOutput("--record", f.record)...), files.StandardUses(env)...)
}
