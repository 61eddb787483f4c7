package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// surroundings are what the program sees of the world.
type surroundings struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	executable     func() (string, error) // to start the simulator with
}

// run is the program: it returns the exit code.
func run(ctx context.Context, args []string, world surroundings) int {
	root := newRoot(world)
	root.SetArgs(args)
	root.SetIn(world.stdin)
	root.SetOut(world.stdout)
	root.SetErr(world.stderr)
	err := root.ExecuteContext(ctx)
	code := exitCode(err)
	if err != nil && err.Error() != "" {
		fmt.Fprintln(world.stderr, "ep-benchmark: "+err.Error())
		if code == exitUsage {
			fmt.Fprintln(world.stderr, "Run 'ep-benchmark --help' for what there is.")
		}
	}
	return code
}

func newRoot(world surroundings) *cobra.Command {
	flags := newRunFlags()
	root := &cobra.Command{
		Use:   "ep-benchmark [workload...]",
		Short: "Measure what parallel workers are worth, on four shipping workloads",
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
			return flags.carryOut(cmd, args, world)
		},
	}
	flags.register(root)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.SetUsageTemplate(usageTemplate)
	root.SetVersionTemplate("ep-benchmark {{.Version}}\n")
	root.AddCommand(newSimulator(world))
	return root
}
