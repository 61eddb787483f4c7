// Package baseline is the commands that make and manage the runs that others are
// compared with: baseline, and calibrate, which measures how much runs differ when
// nothing changed.
package baseline

import (
	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
)

// New returns the command that manages baselines.
func New(env process.Environment) *cobra.Command {
	command := &cobra.Command{
		Use:   "baseline",
		Short: "Save and manage the runs that others are compared with",
		Long: `A baseline is a named set of runs of one machine and plan: how they differ among
each other is what a later run is compared with. Under five runs every verdict is
provisional; the newest twenty are kept.`,
		Example: `  Save one, and compare with it
    ep-benchmark baseline save main --runs 5
    ep-benchmark baseline pin main
    ep-benchmark --compare
  Take it elsewhere
    ep-benchmark baseline export baselines.json
    ep-benchmark baseline import baselines.json`,
	}
	command.AddCommand(newBaselineSave(env),
		files.StoreCommand(env, (*files.StoreFlag).OpenToRead, "list", "List the baselines", 0, 0, listBaselines),
		files.StoreCommand(env, (*files.StoreFlag).OpenToRead, "show NAME", "Show a baseline's figures and runs", 1, 1, showBaseline),
		files.StoreCommand(env, (*files.StoreFlag).OpenToChange, "pin NAME", "Compare runs of its machine and plan with it, where nothing else is named", 1, 1, pinBaseline),
		files.StoreCommand(env, (*files.StoreFlag).OpenToChange, "unpin NAME", "Compare them with the latest clean runs again", 1, 1, unpinBaseline),
		files.StoreCommand(env, (*files.StoreFlag).OpenToChange, "delete NAME", "Forget a baseline; its runs stay", 1, 1, deleteBaseline),
		files.StoreCommand(env, (*files.StoreFlag).OpenToRead, "export FILE [name...]", "Write baselines with their runs as JSON, all of them if none is named; - for stdout", 1, -1, exportBaselines),
		newBaselineImport(env))
	return command
}
