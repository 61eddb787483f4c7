package baseline

import (
	"bytes"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"ep-benchmark/baselines"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/text"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/report"
)

const groupBaseline = "Which runs"

func listBaselines(store *baselines.Store, _ []string, env process.Environment) error {
	all, err := store.Baselines()
	if err != nil {
		return err
	}
	shown := make([]report.Baseline, len(all))
	for i := range all {
		shown[i] = listed(&all[i])
	}
	return report.WriteBaselines(env.Stdout, shown, env.StyleOf(env.Stdout))
}

func listed(b *baselines.Baseline) report.Baseline {
	shown := report.Baseline{Name: b.Name, Pinned: b.Pinned, Runs: len(b.Runs)}
	if n := len(b.Runs); n > 0 {
		last := &b.Runs[n-1]
		shown.First, shown.Last = b.Runs[0].StartedAt, last.StartedAt
		shown.Machine, shown.Schedule, shown.Workloads = last.Machine, last.Schedule, last.Workloads
	}
	return shown
}

func showBaseline(store *baselines.Store, args []string, env process.Environment) error {
	side, err := store.Side(args[0])
	if err != nil {
		return err
	}
	pinned := false
	if b, err := store.Baseline(args[0]); err == nil {
		pinned = b.Pinned
	}
	return report.WriteBaseline(env.Stdout, &side, pinned, env.StyleOf(env.Stdout))
}

func pinBaseline(store *baselines.Store, args []string, env process.Environment) error {
	if err := store.Pin(args[0]); err != nil {
		return err
	}
	return process.Say(env.Stdout, "%s is pinned: runs of its machine and plan are compared with it", args[0])
}

func unpinBaseline(store *baselines.Store, args []string, env process.Environment) error {
	if err := store.Unpin(args[0]); err != nil {
		return err
	}
	return process.Say(env.Stdout, "%s is not pinned any more", args[0])
}

func deleteBaseline(store *baselines.Store, args []string, env process.Environment) error {
	if err := store.DeleteBaseline(args[0]); err != nil {
		return err
	}
	return process.Say(env.Stdout, "%s is deleted; its runs stay in the store", args[0])
}

func exportBaselines(store *baselines.Store, args []string, env process.Environment) error {
	if err := files.Apart(append(files.StoreUses("the store", store.Path(), false), files.WritesOutput("baseline export", args[0])...)); err != nil {
		return err
	}
	var document bytes.Buffer
	if err := store.Export(&document, args[1:]...); err != nil {
		return err
	}
	if export.IsStream(args[0]) {
		_, err := env.Stdout.Write(text.JSON(document.Bytes()))
		return err
	}
	if err := export.WriteFile(args[0], document.Bytes()); err != nil {
		return err
	}
	return process.Say(env.Stdout, "exported to %s", args[0])
}

func newBaselineImport(env process.Environment) *cobra.Command {
	var keep files.StoreFlag
	var replace bool
	command := &cobra.Command{
		Use: "import FILE", Short: "Add what baseline export has written, all of it or nothing; - for stdin",
		Args: func(cmd *cobra.Command, args []string) error { return cli.Numbered(cmd, args, 1, 1) },
		RunE: func(_ *cobra.Command, args []string) error {
			if err := files.Apart(append(keep.Uses(env.Getenv, true), files.ReadsInput("baseline import", args[0], env.Stdin))); err != nil {
				return err
			}
			return files.WithStore(keep.Open, env, func(store *baselines.Store) error { return importBaselines(store, args[0], replace, env) })
		},
	}
	set := command.Flags()
	set.BoolVar(&replace, "replace", false, "overwrite baselines of the same names")
	cli.Describe(set, "replace", groupBaseline, "", "true or false")
	keep.Register(set)
	return command
}

func importBaselines(store *baselines.Store, path string, replace bool, env process.Environment) error {
	in := env.Stdin
	if path != files.Stdin {
		file, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("import: %w", err)
		}
		defer func() { _ = file.Close() }() // it was read only
		in = file
	}
	all, err := store.Import(in, replace)
	if err != nil {
		return fmt.Errorf("import %s: %w", path, err)
	}
	for i := range all {
		if err := process.Say(env.Stdout, "%s: %s", all[i].Name, units.Counted(len(all[i].Runs), "run")); err != nil {
			return err
		}
	}
	return nil
}
