package main

import (
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/comparing"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/ui/report"
)

// newCompare returns the command that compares without running.
func newCompare(env process.Environment) *cobra.Command {
	var f compareFlags
	command := &cobra.Command{
		Use:   "compare BASELINE CANDIDATE [candidate...]",
		Short: "Compare stored runs, baselines or exported files, without running",
		Long: `compare compares each candidate with the baseline, which is named first. Each of
them is the name of a baseline, the number of a run (see ep-benchmark history),
last, last~1, or an exported file. It makes no run to confirm a change, and its
output says so. The exit codes are those of a run with --compare.`,
		Example: `  Two files
    ep-benchmark compare before.json after.json
  The newest run, and a baseline, against another
    ep-benchmark compare main last feature`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return cli.Usagef("compare: expected a baseline and a candidate at least, such as compare main last")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return f.carryOut(args, env) },
	}
	f.register(command.Flags())
	return command
}

type compareFlags struct {
	json     bool
	mismatch bool
	fail     failOn
	keep     files.StoreFlag
}

func (f *compareFlags) register(set *pflag.FlagSet) {
	set.SortFlags = false
	set.BoolVar(&f.json, "json", false, "write the comparisons as a JSON list, in the form that an export has them")
	cli.Describe(set, "json", cli.GroupOutcome, "", "true or false")
	comparing.RegisterMismatch(set, &f.mismatch)
	f.fail.register(set)
	f.keep.Register(set)
}

// carryOut compares each candidate and ends with the worst exit code. From the
// worst on, the verdicts are regressed, unclear, no baseline, not comparable.
func (f *compareFlags) carryOut(args []string, env process.Environment) error {
	counts, err := f.fail.counts()
	if err != nil {
		return err
	}
	store, err := f.keep.OpenToCompare(env.Getenv)
	if err != nil {
		return err
	}
	if store != nil {
		defer func() { _ = store.Close() }() // it was read only
	}
	comparer, err := comparing.Named(args[0], store, f.mismatch)
	if err != nil {
		return err
	}
	worst, all := cli.ExitOK, make([]compare.Comparison, len(args)-1)
	for i, name := range args[1:] {
		if all[i], err = comparer.Candidate(name); err != nil {
			return err
		}
		if code := comparisonCode(&all[i], counts); worst == cli.ExitOK || code != cli.ExitOK && code < worst {
			worst = code
		}
	}
	if err := f.write(all, env); err != nil { // a comparison that can't be printed decides nothing
		return err
	}
	return cli.Coded(worst)
}

// write writes the comparisons as text, or as JSON.
func (f *compareFlags) write(all []compare.Comparison, env process.Environment) error {
	if f.json {
		return process.SayJSON(env.Stdout, all)
	}
	for i := range all {
		if i > 0 {
			fmt.Fprintln(env.Stdout)
		}
		if err := report.WriteComparison(env.Stdout, &all[i], env.StyleOf(env.Stdout)); err != nil {
			return err
		}
	}
	return nil
}
