// Package comparing is what a run, a recording or a stored run is compared with on
// the command line: what --compare names is looked up in files, the store and the
// published claims. baselines/judge judges.
package comparing

import (
	"github.com/spf13/pflag"

	"ep-benchmark/baselines"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
)

// Flag is what a run is compared with.
type Flag struct {
	with     string
	Mismatch bool // --allow-mismatch
	set      *pflag.FlagSet
}

// Register adds --compare and --allow-mismatch.
func (f *Flag) Register(set *pflag.FlagSet) {
	f.RegisterCompare(set)
	RegisterMismatch(set, &f.Mismatch)
}

// RegisterCompare adds --compare, which needs no value.
func (f *Flag) RegisterCompare(set *pflag.FlagSet) {
	f.set = set
	set.StringVar(&f.with, "compare", "", "compare with the pinned baseline of this machine and plan, else the latest clean runs; or with a baseline, a run, a file or "+baselines.ReferenceName)
	cli.Describe(set, "compare", cli.GroupOutcome, "name", "a baseline, a run's number, "+baselines.NewestRun+", "+baselines.ReferenceName+" or the path of an exported run, as in --compare=NAME")
	set.Lookup("compare").NoOptDefVal = cli.Auto
}

// Given reports whether a comparison is asked for.
func (f *Flag) Given() bool { return f.set != nil && f.set.Changed("compare") }

// Uses is the file that --compare may name.
func (f *Flag) Uses() []files.Use { return files.ReadsIfThere("--compare", f.with) }

// Comparer returns what --compare names; nil without --compare.
func (f *Flag) Comparer(store *baselines.Store) (*Comparer, error) {
	switch {
	case !f.Given():
		return nil, nil
	case f.with == cli.Auto:
		return withUsual(store, f.Mismatch), nil
	case f.with == "":
		return nil, cli.WrongValue(f.set, "compare")
	}
	return Named(f.with, store, f.Mismatch)
}

// RegisterMismatch adds --allow-mismatch.
func RegisterMismatch(set *pflag.FlagSet, allow *bool) {
	set.BoolVar(allow, "allow-mismatch", false, "compare even runs of different conditions, and label every row")
	cli.Describe(set, "allow-mismatch", cli.GroupOutcome, "", "true or false")
}
