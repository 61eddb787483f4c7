package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
)

// defaultTurns are the rounds of two configurations. They are enough to test
// eight figures together, and a multiple of the four legs of a round, so that each
// leg comes at each place of a round equally often.
const defaultTurns = 16

// abFlags are the flags of a run in which configurations take turns.
type abFlags struct {
	runFlags
	texts [2]string
	vary  []string
}

// sides are the names of the two configurations.
var sides = [2]string{"a", "b"}

// The headings of the flags that say what is compared.
const (
	groupConfigurations = "The two configurations"
	groupVary           = "The values that are compared"
)

// newAB is the command that compares configurations round by round.
func newAB(env process.Environment, take taker) *cobra.Command {
	f := &abFlags{}
	f.take = take
	command := &cobra.Command{
		Use:   "ab --a '<flags>' --b '<flags>' | --vary name=value,... [workload...]",
		Short: "Compare two configurations, taking turns round by round",
		Long: `ab measures two configurations of the same workloads in one run. A round has a
sequential and a parallel leg of each, in random balanced order, so that whatever
drifts meets both alike: the sharpest comparison there is. b is compared with a.
Flags that are given outside of the quotes are those of both.

With --vary, a round has a parallel leg with each value of a setting, and each value
is compared with the first one. The run ends when every difference is known to be one
or to be small (2 %), or with --rounds. A second --vary, or a list in a flag such as
--rtt 0ms,20ms, repeats the comparison under each of its values.

` + abVariables(),
		Example:           abExamples,
		Args:              f.measured.CheckNames(env, 0),
		ValidArgsFunction: f.measured.CompleteNames(env),
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
	set.StringArrayVar(&f.vary, "vary", nil, "compare values of a setting, the first with each other one: "+strings.Join(order.VariableNames(workloads.Entries()), ", ")+"; repeatable")
	cli.Describe(set, "vary", groupVary, "name=values", order.VaryExpected)
	f.measured.Register(set)
	f.measured.Leave = unsharedSettings
	f.longer()
	set.Lookup("rounds").Usage = fmt.Sprintf("rounds, %d or more; auto is %d for --a and --b, and with --vary as many as decide every difference, up to 60", order.FewestRounds, defaultTurns)
	_ = set.MarkHidden("quick")
	f.fail.register(set)
	f.exports.Register(set)
	f.registerDashboard(set)
	f.keep.Register(set)
	f.keep.RegisterNoSave(set)
	f.measured.Complete(command)
	f.exports.Complete(command)
	f.fail.complete(command)
	var names []string
	for _, name := range order.VariableNames(workloads.Entries()) {
		names = append(names, name+"=")
	}
	cli.Offer(command, "vary", cobra.ShellCompDirectiveNoFileComp|cobra.ShellCompDirectiveNoSpace, names...)
}

// longer gives --max-time the default of a plan with many legs in a round.
func (f *abFlags) longer() {
	flag := f.set.Lookup("max-time")
	flag.DefValue = longestVaried.String()
	_ = flag.Value.Set(flag.DefValue) // it is a time
	flag.Usage = "with --vary and --rounds auto: after this time an undecided workload ends with its current round"
}

// unsupportedFlags are the flags that ab rejects, because they are for a run of
// one configuration. sharedFlags are the flags that --a and --b reject, because
// they decide about the whole run.
var (
	unsupportedFlags = []string{"quick", "max-time"}
	sharedFlags      = []string{"rounds", "seed", "schedule", "timeout", "max-failures", "minimum-leg", "allow-commands", "no-project"}
)

// unsharedSettings are those of a project file that are for a run of one
// configuration.
var unsharedSettings = []string{"rounds", "max-time"}

// carryOut measures both configurations in one run.
func (f *abFlags) carryOut(ctx context.Context, args []string, env process.Environment) error {
	if len(f.vary) > 0 {
		return f.carryOutVaried(ctx, args, env)
	}
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
			return 0, cli.Usagef("--%s does nothing with --a and --b, whose rounds are fixed: expected --rounds", name)
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
