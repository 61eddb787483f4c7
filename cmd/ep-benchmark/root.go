package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"runtime/debug"
	"strings"
	"sync/atomic"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine/outfile"
	"ep-benchmark/engine/text"
	"ep-benchmark/workloads"
)

// surroundings are the streams, the environment and the other things outside of
// the program that it uses.
type surroundings struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	executable     func() (string, error) // to start the simulator with
	suspensions    *atomic.Int64          // of the process, so far; nil if they are not counted
	stops          *stops                 // ends the program on signals; nil without signal handling
	// dial makes connections to a server that is named; nil for the network's
	// own.
	dial func(ctx context.Context, network, address string) (net.Conn, error)
	// arguments are the command line's, and keys the API keys that are known:
	// run fills them in.
	arguments []string
	keys      *keyring
}

// run is the program: it returns the exit code.
func run(ctx context.Context, args []string, world surroundings) (code int) {
	world.arguments, world.keys = args, &keyring{}
	defer func() {
		if value := recover(); value != nil {
			tellBug(world.stderr, world.keys.hide(fmt.Sprint(value)), debug.Stack())
			code = cli.ExitFailed
		}
	}()
	world.keys.add(world.getenv(keyVariable))
	if err := refuseKeys(args, world.keys); err != nil {
		tellError(world, err)
		tell(world, "Run 'ep-benchmark --help' for what there is.")
		return cli.ExitUsage
	}
	out := &heeded{out: world.stdout}
	world.stdout = out
	root := newRoot(world)
	root.SetArgs(args)
	command, err := root.ExecuteContextC(ctx)
	if err == nil {
		err = out.err()
	}
	code = exitCode(err, ctx.Err() != nil)
	err = world.stops.inPlainWords(advised(otherwise(err)))
	if outfile.NoRoom(err) {
		err = outfile.Explain(err)
	}
	if tellError(world, err) && code == cli.ExitUsage {
		if command.Name() == "help" {
			command = root
		}
		tell(world, "Run '%s --help' for what there is.", command.CommandPath())
	}
	return code
}

// tellBug reports a panic as a bug. A stack without explanation looks as if the
// user had done something wrong.
func tellBug(stderr io.Writer, value any, stack []byte) {
	fmt.Fprintf(stderr, `ep-benchmark: internal error: %s

This is a bug in ep-benchmark, not a mistake of yours. Please report it to its
maintainers with the command line and everything from here on.

%s
%s`, text.Line(fmt.Sprint(value)), buildOf(), stack)
}

func newRoot(world surroundings) *cobra.Command {
	flags := newRunFlags()
	root := &cobra.Command{
		Use:   "ep-benchmark [workload...]",
		Short: "Measure how much parallel workers speed up four shipping workloads",
		Long: strings.TrimSpace(`
ep-benchmark measures shipping workloads sequentially and with parallel workers,
round by round, and says with an interval how much faster parallel is, whether
the target was met, and what held it back. Nothing is printed that was not
measured.

Workloads (all of them when none is named):
` + workloadHelp()),
		Example:           examples,
		Args:              workloadArgs,
		ValidArgsFunction: completeWorkloads,
		Version:           version(),
		SilenceErrors:     true,
		SilenceUsage:      true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return flags.carryOut(cmd.Context(), args, world)
		},
	}
	flags.register(root)
	root.SetIn(world.stdin)
	root.SetOut(world.stdout)
	root.SetErr(world.stderr)
	root.SetFlagErrorFunc(cli.FlagProblem)
	root.SetUsageFunc(cli.UsageWith(exitCodes))
	root.SetVersionTemplate("ep-benchmark {{.Version}}\n")
	root.AddCommand(newCompare(world), newBaseline(world), newHistory(world), newCalibrate(world), newAB(world), newDoctor(world),
		newReplay(world), newConfig(world), newSimulator(world))
	root.SetHelpCommand(cli.NewHelp(workloads.Names()))
	root.InitDefaultCompletionCmd()
	cli.StrictArguments(root)
	return root
}
