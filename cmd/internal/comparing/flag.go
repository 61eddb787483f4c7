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
	set.StringVar(&f.with, "compare", "", "compare with the pinned baseline of this machine and plan, else the latest clean runs; or with a baseline, a run, a file or "+baselines.ReferenceName+"; none compares with nothing")
	cli.Describe(set, "compare", cli.GroupOutcome, "name", "a baseline, a run's number, "+baselines.NewestRun+", "+baselines.ReferenceName+", "+None+" or the path of an exported run, as in --compare=NAME")
	set.Lookup("compare").NoOptDefVal = cli.Auto
}

// None is the value of --compare that compares with nothing, whatever a project
// file says.
const None = "none"

// Given reports whether a comparison is asked for.
func (f *Flag) Given() bool { return f.set != nil && cli.IsGiven(f.set, "compare") && f.with != None }

// Uses is the file that --compare may name.
func (f *Flag) Uses() []files.Use {
	if !f.set.Changed("compare") {
		return nil
	}
	return files.ReadsIfThere("--compare", f.with)
}

// With is the name that is compared with.
func (f *Flag) With() string { return f.with }

// Comparer returns what --compare names; nil without --compare, and where a baseline
// that the command line does not name can't be looked for.
func (f *Flag) Comparer(store *baselines.Store) (*Comparer, error) {
	switch {
	case !f.Given():
		return nil, nil
	case f.with == cli.Auto:
		return withUsual(store, f.Mismatch), nil
	case f.with == "":
		return nil, cli.WrongValue(f.set, "compare")
	case !f.set.Changed("compare") && store == nil:
		return nil, nil // nothing is kept here, so that there can be no baseline
	case !f.set.Changed("compare"):
		return Expected(f.with, store, f.Mismatch)
	}
	return Named(f.with, store, f.Mismatch)
}

// RegisterMismatch adds --allow-mismatch.
func RegisterMismatch(set *pflag.FlagSet, allow *bool) {
	set.BoolVar(allow, "allow-mismatch", false, "compare even runs of different conditions, and label every row")
	cli.Describe(set, "allow-mismatch", cli.GroupOutcome, "", "true or false")
}
