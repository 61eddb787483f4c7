package main

import (
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/claiming"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/text"
	"ep-benchmark/ui/report"
)

// claimsHistoryFlags are the flags of claims history.
type claimsHistoryFlags struct{ keep files.StoreFlag }

// newClaimsHistory returns the command that shows the verdicts on a claim over time.
func newClaimsHistory(env process.Environment) *cobra.Command {
	f := &claimsHistoryFlags{}
	command := &cobra.Command{
		Use:   "history CLAIM [FILE]",
		Short: "Show the verdicts on a claim over time, with what was measured",
		Long: `history shows each finding on a claim of the built-in report, or of a ledger of
yours, the oldest first: when it was measured, the verdict, the figure with its
interval, and the stored run. A verdict that was taken over from an earlier test is
listed once. It measures nothing.`,
		Example: `  How did the verdict on pooling go?
    ep-benchmark claims history pooling
  The same of a claim of your own
    ep-benchmark claims history build claims.toml`,
		Args: func(cmd *cobra.Command, args []string) error { return cli.Numbered(cmd, args, 1, 2) },
		RunE: func(_ *cobra.Command, args []string) error { return f.carryOut(args, env) },
		ValidArgsFunction: func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveDefault
			}
			return completeClaims(cmd, args, begun)
		},
	}
	f.keep.Register(command.Flags())
	return command
}

// carryOut shows the history of a claim.
func (f *claimsHistoryFlags) carryOut(args []string, env process.Environment) (err error) {
	ledger, err := claims.BuiltIn()
	if err == nil && len(args) > 1 {
		var file *claiming.File
		if file, err = claiming.Read(args[1], env.Keys); err == nil {
			ledger = file.Ledger
		}
	}
	if err != nil {
		return err
	}
	at := slices.IndexFunc(ledger.Claims, func(c claims.Claim) bool { return c.ID == args[0] })
	if at < 0 {
		return cli.Usagef("claims history: unknown claim %q: %s", args[0], text.Expected(args[0], idsOf(&ledger)))
	}
	store, err := f.keep.OpenToCompare(env.Getenv)
	if err != nil {
		return err
	}
	var past []claims.Past
	if store != nil {
		defer func() { err = errors.Join(err, store.Close()) }()
		accounts, err := store.Accounts(ledger.Key(), 0)
		if err != nil {
			return err
		}
		past = claims.PastOf(accounts, args[0])
	}
	return report.WriteClaimHistory(env.Stdout, ledger.Name, &ledger.Claims[at], past, env.StyleOf(env.Stdout))
}

// idsOf are the ids of a ledger's claims.
func idsOf(ledger *claims.Ledger) []string {
	var ids []string
	for i := range ledger.Claims {
		ids = append(ids, ledger.Claims[i].ID)
	}
	return ids
}
