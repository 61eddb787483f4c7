package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/postgres"
	"ep-benchmark/cmd/internal/process"
)

// databaseFlags are the flags of a run that asks a database.
type databaseFlags struct {
	runFlags
	database postgres.Flags
}

// newDatabase returns the command that measures a PostgreSQL server.
func newDatabase(env process.Environment, take taker) *cobra.Command {
	f := &databaseFlags{}
	f.take = take
	command := &cobra.Command{
		Use:   "database",
		Short: "Measure what pooling and parallel query are worth on PostgreSQL",
		Long: `database asks a PostgreSQL server for rows of a table that it makes for the run, in
ways that take turns in one run: with a connection for each query, with pools of
several sizes, and through pgbouncer. It says how many milliseconds pooling saves a
query, which pool is the smallest one within 5 % of the best, and how long a query
waits for its connection. With --vary parallel=off,on it adds all rows up, with
parallel workers and without, and says whether the server started the workers that it
had planned.

Without --postgres it starts a server with the programs that are found on this machine,
on a socket that nobody else can reach, and removes it afterwards. On a server that is
named it makes a schema of its own, drops it afterwards, and touches nothing else. What
the server's settings add up to is printed before anything is run. An answer counts if
it is what was written, to the cent.`,
		Example: `  What does a pool save, and which size is enough?
    ep-benchmark database
  The same on a server of yours; its password is in PGPASSWORD or ~/.pgpass
    ep-benchmark database --postgres postgres://me@127.0.0.1:5432/shop
  Two ways, with 16 queries at once
    ep-benchmark database --vary connections=per-query,pool:8 -n 16
  Does parallel query run in parallel, and does it pay?
    ep-benchmark database --vary parallel=off,on --rows 1000000
  One pool alone, and whether it is still as fast as it was
    ep-benchmark database --connections pool:16 -n 16 --compare`,
		Args:              cli.NoArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(cmd *cobra.Command, _ []string) error { return f.carryOut(cmd.Context(), env) },
	}
	f.register(command)
	return command
}

func (f *databaseFlags) register(command *cobra.Command) {
	set := command.Flags()
	f.set = set
	set.SortFlags = false
	f.database.Register(set)
	f.measured.Order.RegisterRounds(set, "queries at once, up to 512; auto is 64, and 1 with --vary parallel")
	f.registerOutcome(command)
	f.database.Complete(command)
}

// carryOut measures the database.
func (f *databaseFlags) carryOut(ctx context.Context, env process.Environment) (err error) {
	if err := files.Apart(f.uses(env)); err != nil {
		return err
	}
	options, err := f.database.Options()
	if err != nil {
		return err
	}
	o, err := f.measured.Order.SettleOwn()
	if err != nil {
		return err
	}
	if err := f.refuse(&options); err != nil {
		return err
	}
	d, err := postgres.Open(ctx, options, &o, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return f.execute(ctx, o, nil, env)
}

// refuse rejects flags that do nothing where ways take turns.
func (f *databaseFlags) refuse(o *postgres.Options) error {
	switch {
	case o.Alone != "":
		return nil
	case f.compared.Given():
		return cli.Usagef("--compare: ways that take turns are compared with each other, and with no earlier run: expected one way, such as --connections pool:16")
	case f.set.Changed("target"):
		return cli.Usagef("--target is a speedup, and ways that take turns have none: expected one way, such as --connections pool:16")
	case f.set.Changed("quick"):
		return cli.Usagef("--quick has no interval: expected --rounds 8 or more")
	}
	return nil
}
