package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/claiming"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/ui/report"
)

// claimsListFlags are the flags of claims list.
type claimsListFlags struct {
	keep files.StoreFlag
}

// newClaimsList returns the command that shows what there is to test.
func newClaimsList(env process.Environment) *cobra.Command {
	f := &claimsListFlags{}
	command := &cobra.Command{
		Use:   "list [FILE]",
		Short: "Show the claims, what each needs, and how long it takes",
		Long: `list shows each claim of the built-in report, or of a ledger of yours: what it says,
about how long its experiment takes here, what it lacks here, and the last verdict on
this machine. It measures nothing.`,
		Example: `  What can be tested here?
    ep-benchmark claims list
  The same of your own
    ep-benchmark claims list claims.toml`,
		Args: func(cmd *cobra.Command, args []string) error { return cli.Numbered(cmd, args, 0, 1) },
		RunE: func(cmd *cobra.Command, args []string) error { return f.carryOut(cmd.Context(), args, env) },
	}
	f.keep.Register(command.Flags())
	return command
}

// carryOut lists the claims.
func (f *claimsListFlags) carryOut(ctx context.Context, args []string, env process.Environment) (err error) {
	ledger, err := claims.BuiltIn()
	var file *claiming.File
	if err == nil && len(args) > 0 {
		if file, err = claiming.Read(args[0], env.Keys); err == nil {
			ledger = file.Ledger
		}
	}
	if err != nil {
		return err
	}
	store, err := f.keep.OpenToCompare(env.Getenv)
	if err != nil {
		return err
	}
	if store != nil {
		defer func() { err = errors.Join(err, store.Close()) }()
	}
	bench := &claimsBench{env: env, store: store}
	test := bench.test(ctx, ledger, file)
	test.Store = store
	if err := planClaims(test); err != nil {
		return err
	}
	return report.WriteClaimsList(env.Stdout, listed(test), env.StyleOf(env.Stdout))
}

// listed is each claim with what is known of it.
func listed(test *claiming.Test) []report.ListedClaim {
	var all []report.ListedClaim
	account := test.Account()
	for i := range account.Entries {
		e := &account.Entries[i]
		one := report.ListedClaim{Claim: e.Claim, Verdict: e.Verdict, Lacks: test.Lacks(i)}
		if takes, planned := test.TakesOf(e.Claim.ID); planned {
			one.Takes = takes
			last := test.Last(i)
			one.Verdict, one.At = last.Verdict, last.At
		}
		all = append(all, one)
	}
	return all
}
