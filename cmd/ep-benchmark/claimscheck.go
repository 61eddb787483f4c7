package main

import (
	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/claiming"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
)

// newClaimsCheck returns the command that tests a ledger of the user's.
func newClaimsCheck(env process.Environment) *cobra.Command {
	f := &claimsFlags{}
	f.fail.usual = "failed,refuted"
	command := &cobra.Command{
		Use:   "check FILE [claim...]",
		Short: "Put the claims of a file of yours to the test",
		Long: `check tests the claims of a TOML file, a ledger. Each is a table [[claim]] with an
id, the sentence, a metric, the range that is expected of it, and what is measured: a
command, a URL or a built-in workload. A ledger runs no command unless you trust it
(ep-benchmark trust FILE) or give --allow-commands.`,
		Example: `  Which claims are true, and which have to be measured again?
    ep-benchmark claims check claims.toml --fail-on refuted,unclear,stale
  One claim only, with more rounds
    ep-benchmark claims check claims.toml build --rounds 40
  What it would run, and accept that
    ep-benchmark trust --show claims.toml
    ep-benchmark trust claims.toml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cli.Usagef("claims check: expected the path of a ledger, such as claims.toml")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			file, err := claiming.Read(args[0], env.Keys)
			if err != nil {
				return err
			}
			if err := file.Trust(f.allow, env); err != nil {
				return err
			}
			return f.carryOut(cmd.Context(), subject{ledger: file.Ledger, file: file}, args[1:], env)
		},
	}
	f.register(command)
	set := command.Flags()
	set.BoolVar(&f.allow, "allow-commands", false, "run the ledger's commands this once, though it is not trusted (see ep-benchmark trust)")
	cli.Describe(set, "allow-commands", groupClaims, "", "true or false")
	return command
}
