package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/mattn/go-shellwords"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/project"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine"
	"ep-benchmark/engine/runner"
	"ep-benchmark/ui/report"
)

// defaultTurns are the rounds of each configuration. They are even, so that each
// configuration is first equally often, and enough to test eight figures
// together.
const defaultTurns = 16

// newAB is the command that compares two configurations round by round.
func newAB(env process.Environment) *cobra.Command {
	f := &abFlags{}
	command := &cobra.Command{
		Use:   "ab --a '<flags>' --b '<flags>' [workload...]",
		Short: "Compare two configurations, taking turns round by round",
		Long: `ab measures two configurations of the same workloads in one go, and compares b
with a. They take turns round by round, in random order, so that a drift of the
machine affects both alike. This finds smaller changes than any other comparison.
Flags outside of the quotes apply to both.`,
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

// abFlags are the flags of ab: its own, and those that both sides have.
type abFlags struct {
	measured session.Flags
	exports  files.ExportFlag
	fail     failOn
	texts    [2]string
	set      *pflag.FlagSet
}

// sides are the names of the two configurations.
var sides = [2]string{"a", "b"}

func (f *abFlags) register(command *cobra.Command) {
	set := command.Flags()
	f.set = set
	set.SortFlags = false
	for i, name := range sides {
		set.StringVar(&f.texts[i], name, "", "flags of configuration "+name)
		cli.Describe(set, name, groupConfigurations, "flags", "flags in quotes, such as --"+name+" '--workers 8'")
	}
	f.measured.Register(set)
	f.measured.Leave = unsharedSettings
	set.Lookup("rounds").Usage = fmt.Sprintf("rounds of each, %d or more; auto is %d", order.FewestRounds, defaultTurns)
	for _, name := range unsupportedFlags {
		_ = set.MarkHidden(name)
	}
	f.exports.Register(set)
	f.fail.register(set)
	f.measured.Complete(command)
	f.exports.Complete(command)
	f.fail.complete(command)
}

const groupConfigurations = "The two configurations"

// unsupportedFlags are the flags that ab rejects, because they are for a run of
// one configuration. sharedFlags are the flags that --a and --b reject, because
// both sides must have the same value.
var (
	unsupportedFlags = []string{"quick", "max-time"}
	sharedFlags      = []string{"rounds", "seed", "allow-commands", "no-project"}
)

// unsharedSettings are those of a project file that are for a run of one
// configuration.
var unsharedSettings = []string{"rounds", "max-time"}

// carryOut measures both configurations and prints how they differ.
func (f *abFlags) carryOut(ctx context.Context, args []string, env process.Environment) error {
	rounds, err := f.turns()
	if err != nil {
		return err
	}
	counts, err := f.fail.counts()
	if err != nil {
		return err
	}
	configurations, err := f.configurations(ctx, args, env)
	if err != nil {
		return err
	}
	documents := files.Streamed(f.exports.Texts, "", "")
	streamed, err := files.OneDocument(documents)
	if err != nil {
		return err
	}
	if err := process.LostOutput(env.Stdout, documents); err != nil {
		return err
	}
	destinations, err := f.exports.Open(env.Stdout)
	if err != nil {
		return err
	}
	defer destinations.Abandon()
	reports, err := interleaved(ctx, configurations, rounds, env)
	if err != nil {
		return err
	}
	out := env.Stdout
	if streamed {
		out = env.Stderr
	}
	return f.tell(out, reports, counts, destinations, env)
}

// interleaved runs both configurations by turns.
func interleaved(ctx context.Context, configurations [2]*session.Series, rounds int, env process.Environment) (reports [2]engine.Report, err error) {
	var contenders [2]runner.Contender
	for i := range configurations {
		running, problem := configurations[i].Start(ctx)
		if problem != nil {
			return reports, problem
		}
		defer func() { err = errors.Join(err, running.Close(ctx)) }()
		if contenders[i], problem = running.Contender(ctx, nil); problem != nil {
			return reports, fmt.Errorf("--%s: %w", sides[i], problem)
		}
	}
	return runner.Interleave(ctx, contenders, rounds, contenders[0].Plan.Seed, func(t runner.Turn) { tellTurn(env, t) })
}

// turns returns the number of rounds of each configuration.
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
	if err == nil && rounds < order.FewestRounds {
		err = cli.Usagef("--rounds %d: an interval needs %d", rounds, order.FewestRounds)
	}
	return rounds, err
}

// tell writes the comparison and decides the exit code. It exports the run of b
// together with the comparison, which holds the values of a.
func (f *abFlags) tell(out io.Writer, reports [2]engine.Report, counts counts, destinations files.Destinations, env process.Environment) error {
	c := compare.Interleaved(&reports[0], &reports[1])
	c.Then.Label, c.Now.Label = f.texts[0], f.texts[1]
	c.Causes = diagnose.Regressions(&c, []*engine.Report{&reports[1]}, []*engine.Report{&reports[0]})
	for i, name := range sides {
		for _, warning := range reports[i].Warnings {
			env.Tell("%s: warning: %s", name, warning)
		}
	}
	if len(c.Rows) == 0 {
		return fmt.Errorf("no round of the two could be compared: %s", cmp.Or(reports[0].Ended, reports[1].Ended, "no leg was a timing"))
	}
	paths, err := destinations.ToFiles(&reports[1], &c) // before the report, whose reader may block
	err = errors.Join(report.WriteComparison(out, &c, env.StyleOf(out)), err, destinations.ToStream(&reports[1], &c))
	files.TellExported(env, paths)
	if err != nil {
		return err
	}
	return cli.Coded(f.exitCodeOf(reports, &c, counts))
}

func (f *abFlags) exitCodeOf(reports [2]engine.Report, c *compare.Comparison, counts counts) int {
	switch {
	case reports[0].Ended == "interrupted":
		return cli.ExitInterrupted
	case reports[0].Partial:
		return cli.ExitFailed
	}
	code := comparisonCode(c, counts)
	if code != cli.ExitRegressed && counts[project.FailFailed] && (failing(&reports[0]) || failing(&reports[1])) {
		return cli.ExitFailing
	}
	return code
}

// tellTurn prints which configuration runs next.
func tellTurn(env process.Environment, t runner.Turn) {
	if t.Round == 0 {
		env.Tell("warm-up of %s", sides[t.Contender])
		return
	}
	env.Tell("round %d of %d: %s", t.Round, t.Rounds, sides[t.Contender])
}

// configurations reads the flags of both sides.
func (f *abFlags) configurations(ctx context.Context, args []string, env process.Environment) ([2]*session.Series, error) {
	var both [2]*session.Series
	for i, name := range sides {
		if !f.set.Changed(name) {
			return both, cli.Usagef("ab compares two configurations: expected both --a and --b, such as --a '--workers 8' --b '--workers 16'")
		}
		words, err := shellwords.Parse(f.texts[i])
		if err != nil {
			return both, cli.Usagef("--%s %q: the quotes don't match", name, f.texts[i])
		}
		if both[i], err = f.configuration(ctx, words, args, env); err != nil {
			return both, fmt.Errorf("--%s: %w", name, err)
		}
	}
	if both[0].Order.Plan.Seed != both[1].Order.Plan.Seed { // each side has drawn one, and the inputs have to be the same
		both[1].Order.Plan.Seed = both[0].Order.Plan.Seed
	}
	return both, nil
}

// configuration reads the flags of one side, and adds those that both share.
func (f *abFlags) configuration(ctx context.Context, words, args []string, env process.Environment) (*session.Series, error) {
	var own session.Flags
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	set.Usage = func() {}
	own.Register(set)
	if err := set.Parse(words); err != nil {
		return nil, cli.FlagProblemOf(set, err)
	}
	for _, name := range append(sharedFlags, unsupportedFlags...) {
		if set.Changed(name) {
			return nil, cli.Usagef("--%s can't be one side's alone", name)
		}
	}
	if set.NArg() > 0 {
		return nil, cli.Usagef("%q is not a flag: the workloads stand outside of the quotes", set.Arg(0))
	}
	if err := f.share(set); err != nil {
		return nil, err
	}
	own.Leave = unsharedSettings
	own.Project.Share(&f.measured.Project)
	if own.Order.Schedule == string(engine.Both) {
		return nil, cli.Usagef("--schedule both: expected concurrent or isolated, since rounds of two schedules can't take turns")
	}
	own.Order.Rounds = cli.Auto
	if err := files.Apart(slices.Concat(own.Uses(env.Stdin), f.exports.Uses(), files.StandardUses(env))); err != nil {
		return nil, err
	}
	if err := own.API.OnlyHere("ab"); err != nil {
		return nil, err
	}
	series, err := own.Series(ctx, args, env, 0, false)
	if err != nil {
		return nil, err
	}
	return series, series.Order.OnlyHere("ab")
}

// share copies the shared flags to one side, except --rounds and the flags that
// the side sets itself.
func (f *abFlags) share(own *pflag.FlagSet) error {
	var problem error
	f.set.Visit(func(flag *pflag.Flag) {
		if there := own.Lookup(flag.Name); there == nil || there.Changed || flag.Name == "rounds" {
			return
		}
		problem = errors.Join(problem, own.Set(flag.Name, flag.Value.String()))
	})
	return problem
}
