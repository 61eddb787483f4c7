package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/baseline"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/doctor"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/project"
	"ep-benchmark/cmd/internal/serve"
	"ep-benchmark/cmd/internal/trust"
	"ep-benchmark/engine/outfile"
	"ep-benchmark/workloads"
)

// run is the program: it returns the exit code.
func run(ctx context.Context, args []string, env process.Environment) (code int) {
	env.Arguments, env.Keys = args, &process.Keyring{}
	defer func() {
		if value := recover(); value != nil {
			process.TellBug(env.Stderr, env.Keys.Hide(fmt.Sprint(value)), debug.Stack())
			code = cli.ExitFailed
		}
	}()
	env.Keys.Add(env.Getenv(process.KeyVariable))
	if err := process.RefuseKeys(args, env.Keys); err != nil {
		env.TellError(err)
		env.Tell("Run 'ep-benchmark --help' for what there is.")
		return cli.ExitUsage
	}
	out := process.KeepError(env.Stdout)
	env.Stdout = out
	root := newRoot(env, nil)
	root.SetArgs(args)
	command, err := root.ExecuteContextC(ctx)
	if err == nil {
		err = out.Err()
	}
	code = exitCode(err, ctx.Err() != nil)
	err = env.Stops.InPlainWords(files.Advised(process.WithoutClosedOutput(err)))
	if outfile.NoRoom(err) {
		err = outfile.Explain(err)
	}
	if env.TellError(err) && code == cli.ExitUsage {
		if command.Name() == "help" {
			command = root
		}
		env.Tell("Run '%s --help' for what there is.", command.CommandPath())
	}
	return code
}

// newRoot returns the main command with all others. What they measure is taken by
// take, where it is not nil, and not reported.
func newRoot(env process.Environment, take taker) *cobra.Command {
	flags := &runFlags{take: take}
	root := &cobra.Command{
		Use:   "ep-benchmark [workload...]",
		Short: "Measure how much parallel workers speed up four shipping workloads",
		Long: strings.TrimSpace(`
ep-benchmark measures shipping workloads sequentially and with parallel workers,
round by round, and says with an interval how much faster parallel is, whether
the target was met, and what held it back. It prints only what it measured.

Workloads (all of them when none is named):
` + workloadHelp() + `
A project's ` + project.Name + ` adds its own: see ep-benchmark help trust.`),
		Example:           examples,
		Args:              flags.measured.CheckNames(env, 0),
		ValidArgsFunction: flags.measured.CompleteNames(env),
		Version:           process.Version(),
		SilenceErrors:     true,
		SilenceUsage:      true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return flags.carryOut(cmd.Context(), args, env)
		},
	}
	flags.register(root)
	root.SetIn(env.Stdin)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	root.SetFlagErrorFunc(cli.FlagProblem)
	root.SetUsageFunc(cli.UsageWith(exitCodes))
	root.SetVersionTemplate("ep-benchmark {{.Version}}\n")
	root.AddCommand(newCompare(env), newShow(env), baseline.New(env), newHistory(env), baseline.NewCalibrate(env), newAB(env, take), newSweep(env, take), newCommand(env, take), newHTTP(env, take), newRateQuotes(env, take),
		newDatabase(env, take), newAnalytics(env, take), newClaims(env), doctor.New(env), newDemo(env), newReplay(env), newConfig(env), trust.New(env), serve.New(env))
	root.SetHelpCommand(cli.NewHelp(workloads.Names()))
	root.InitDefaultCompletionCmd()
	cli.StrictArguments(root)
	return root
}
