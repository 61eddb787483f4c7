package main

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/comparing"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/ui/report"
)

// newShow returns the command that shows a run again, and exports it.
func newShow(env process.Environment) *cobra.Command {
	var f showFlags
	command := &cobra.Command{
		Use:   "show RUN|FILE",
		Short: "Show the report of a stored run or an exported file, and export it in other formats",
		Long: `show prints the report of a run that was made before: by its number (see
ep-benchmark history), as last or last~1, or from an exported JSON file. With
--export it writes the run in any format, as a run does. It measures nothing, and
missed targets don't change its exit code.`,
		Example: `  The newest run
    ep-benchmark show last
  The same for benchstat, and as a table of its legs
    ep-benchmark show last --export=gobench:new.txt --export=csv:legs.csv
  An exported run for a pull request
    ep-benchmark show result.json --export=md`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return cli.Usagef("show: expected one run, such as show last, or the path of an exported run")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return f.carryOut(args[0], env) },
	}
	f.register(command.Flags())
	f.exports.Complete(command)
	return command
}

type showFlags struct {
	exports files.ExportFlag
	keep    files.StoreFlag
}

func (f *showFlags) register(set *pflag.FlagSet) {
	set.SortFlags = false
	f.exports.Register(set)
	f.keep.Register(set)
}

// carryOut reads the run before it opens the files that it writes, which are checked
// against the one that is read.
func (f *showFlags) carryOut(name string, env process.Environment) error {
	uses := append(f.exports.Uses(), f.keep.Uses(env.Getenv, false)...)
	if err := files.Apart(append(uses, files.ReadsIfThere("show", name)...)); err != nil {
		return err
	}
	streams := files.Streamed(f.exports.Texts, "", "")
	streamed, err := files.OneDocument(streams)
	if err != nil {
		return err
	}
	if err := process.LostOutput(env.Stdout, streams); err != nil {
		return err
	}
	store, err := f.keep.OpenToCompare(env.Getenv)
	if err != nil {
		return err
	}
	if store != nil {
		defer func() { _ = store.Close() }() // it was read only
	}
	shown, err := comparing.Report(name, store)
	if err != nil {
		return err
	}
	destinations, err := f.exports.Open(env.Stdout)
	if err != nil {
		return err
	}
	defer destinations.Abandon()
	paths, err := destinations.ToFiles(&shown, nil)
	out := env.Stdout
	if streamed {
		out = env.Stderr
	}
	err = errors.Join(report.Write(out, &shown, env.StyleOf(out)), err, destinations.ToStream(&shown, nil))
	files.TellExported(env, paths)
	return err
}
