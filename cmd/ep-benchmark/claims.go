package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/claiming"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/text"
	"ep-benchmark/ui/report"
)

// claimsFlags are the flags of the commands that put claims to the test.
type claimsFlags struct {
	set     *pflag.FlagSet
	maxTime time.Duration
	rounds  int
	fail    claimsFailOn
	exports claimsExports
	keep    files.StoreFlag
	allow   bool // --allow-commands
	screen  claimsScreen
}

// usualClaimsTime is the default of --max-time.
const usualClaimsTime = 15 * time.Minute

// newClaims returns the command that puts claims to the test.
func newClaims(env process.Environment) *cobra.Command {
	f := &claimsFlags{}
	f.fail.usual = "failed" // that the report is not true is what the command is there to say
	command := &cobra.Command{
		Use:   "claims [claim...]",
		Short: "Put the claims of a report to the test, one experiment each",
		Long: `claims puts the sentences of a report about performance to the test. Each is a
claim with a range, such as 15..16x. Arithmetic comes first, then an experiment: an
ordinary run of this program, whose command line is printed. A claim is confirmed
only if the whole interval lies within its range. Without a claim's name all of the
built-in report ` + claims.BuiltInName + ` are tested, the cheapest first, as long as --max-time lasts.

The score counts the points of confirmed claims. A claim that was not measured earns
none.`,
		Example: claimsExamples,
		RunE: func(cmd *cobra.Command, args []string) error {
			ledger, err := claims.BuiltIn()
			if err != nil {
				return err
			}
			return f.carryOut(cmd.Context(), subject{ledger: ledger}, args, env)
		},
		ValidArgsFunction: completeClaims,
	}
	f.register(command)
	command.AddCommand(newClaimsList(env), newClaimsCheck(env), newClaimsPage(env), newClaimsHistory(env))
	return command
}

const groupClaims = "How they are tested"

func (f *claimsFlags) register(command *cobra.Command) {
	set := command.Flags()
	f.set = set
	set.SortFlags = false
	set.DurationVar(&f.maxTime, "max-time", usualClaimsTime, "no experiment is begun that would end later; what is left is not measured")
	cli.Describe(set, "max-time", groupClaims, "time", "1s or more, such as 5m")
	set.IntVar(&f.rounds, "rounds", 0, fmt.Sprintf("rounds of each experiment; by default what the claim says, else %d", claims.UsualRounds))
	cli.Describe(set, "rounds", groupClaims, "n", "6, which an interval needs, to 1000")
	f.fail.register(set)
	f.exports.register(set)
	f.keep.Register(set)
	f.screen.register(set)
	f.keep.RegisterNoSave(set)
	f.fail.complete(command)
}

// settle checks the flags.
func (f *claimsFlags) settle() error {
	switch {
	case f.maxTime < time.Second:
		return cli.WrongValue(f.set, "max-time")
	case f.set.Changed("rounds") && (f.rounds < 6 || f.rounds > 1000):
		return cli.WrongValue(f.set, "rounds")
	}
	return nil
}

// A subject is what is tested: a ledger, with its file where it has one.
type subject struct {
	ledger claims.Ledger
	file   *claiming.File
	again  []string // arguments that test it again; nil for the usual ones
}

// carryOut tests claims of a ledger, and reports what became of them.
func (f *claimsFlags) carryOut(ctx context.Context, what subject, asked []string, env process.Environment) (err error) {
	if err := f.settle(); err != nil {
		return err
	}
	counts, err := f.fail.words()
	if err != nil {
		return err
	}
	if err := files.Apart(append(f.exports.uses(), f.keep.Uses(env.Getenv, true)...)); err != nil {
		return err
	}
	outputs, err := f.exports.open(env)
	if err != nil {
		return err
	}
	defer outputs.abandon()
	store, warning, err := f.keep.OpenForRun(false, env.Getenv)
	if err != nil {
		return err
	}
	if warning != "" {
		env.Tell("%s", warning)
	}
	if store != nil {
		defer func() { err = errors.Join(err, store.Close()) }()
	}
	tested, err := f.testIn(ctx, &claimsBench{env: env, store: store}, what, asked, outputs.stream)
	if tested.account == nil {
		return err
	}
	if err := errors.Join(f.present(&tested, outputs, env), err); err != nil {
		return err
	}
	if ctx.Err() != nil || tested.interrupted {
		return cli.Coded(cli.ExitInterrupted)
	}
	return cli.Coded(claimsCode(tested.account, counts))
}

// testIn tests the claims with a bench, in the dashboard where there is a terminal for
// it.
func (f *claimsFlags) testIn(ctx context.Context, bench *claimsBench, what subject, asked []string, streamed bool) (tested, error) {
	if err := f.screen.open(streamed, bench.env); err != nil {
		return tested{}, err
	}
	defer f.screen.seat.Close()
	return f.test(ctx, bench, func() (*claiming.Test, error) {
		test := bench.test(ctx, what.ledger, what.file)
		test.Again = what.again
		test.Asked, test.MaxTime, test.Here.Rounds, test.Store = asked, f.maxTime, f.rounds, bench.store
		return test, planClaims(test)
	})
}

// tested is what is left of a test.
type tested struct {
	account     *claims.Account // nil where nothing was planned
	frame       string          // of the dashboard, printed in place of the account; "" for none
	interrupted bool            // the reader ended it before its end
}

// test carries a test out, with plain lines or in the dashboard. An error may come with
// what is known all the same.
func (f *claimsFlags) test(ctx context.Context, bench *claimsBench, plan func() (*claiming.Test, error)) (tested, error) {
	test, err := plan() // before the dashboard: it says what is wrong with the names
	if err != nil {
		return tested{}, err
	}
	if f.screen.seat == nil {
		err := bench.carryOut(ctx, test)
		return tested{account: test.Account()}, err
	}
	watch := &claimsWatch{plan: plan, latest: *test.Account()}
	outcome, err := bench.watchClaims(ctx, &f.screen, watch)
	return tested{watch.account(), outcome.Frame, outcome.Interrupted}, errors.Join(err, outcome.Err)
}

// planClaims plans a test, and says what is wrong with the names, or with a ledger of
// the user's.
func planClaims(test *claiming.Test) error {
	err := test.Plan()
	if unknown, is := errors.AsType[*claiming.UnknownError](err); is {
		return cli.Usagef("claims: unknown claim %q: %s", unknown.ID, text.Expected(unknown.ID, unknown.Known))
	}
	if err != nil && test.File != "" {
		return cli.Usagef("the ledger %s: %w", test.File, err)
	}
	return err
}

// present writes the account to its files, and to the screen.
func (*claimsFlags) present(t *tested, outputs *claimsOutputs, env process.Environment) error {
	a := t.account
	err := outputs.toFiles(a, env)
	if t.frame != "" { // it is laid out in lines already, and has escape sequences of its own
		_, problem := io.WriteString(env.Stdout, t.frame+"\n")
		return errors.Join(err, problem)
	}
	out := env.Stdout
	if outputs.stream {
		out = env.Stderr
	}
	return errors.Join(err, report.WriteClaims(out, a, env.StyleOf(out)), outputs.toStream(a))
}

// completeClaims offers the built-in claims to the shell.
func completeClaims(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	ledger, err := claims.BuiltIn()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return idsOf(&ledger), cobra.ShellCompDirectiveNoFileComp
}
