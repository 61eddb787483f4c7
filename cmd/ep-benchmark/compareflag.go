package main

import (
	"github.com/spf13/pflag"

	"ep-benchmark/baselines"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
)

// compareFlag is what a run is compared with.
type compareFlag struct {
	with     string
	mismatch bool // --allow-mismatch
	set      *pflag.FlagSet
}

// register adds --compare and --allow-mismatch.
func (f *compareFlag) register(set *pflag.FlagSet) {
	f.registerCompare(set)
	registerMismatch(set, &f.mismatch)
}

// registerCompare adds --compare, which needs no value.
func (f *compareFlag) registerCompare(set *pflag.FlagSet) {
	f.set = set
	set.StringVar(&f.with, "compare", "", "compare with the pinned baseline of this machine and plan, else the latest clean runs; or with a baseline, a run, a file or "+baselines.ReferenceName)
	cli.Describe(set, "compare", cli.GroupOutcome, "name", "a baseline, a run's number, "+baselines.NewestRun+", "+baselines.ReferenceName+" or the path of an exported run, as in --compare=NAME")
	set.Lookup("compare").NoOptDefVal = cli.Auto
}

// given reports whether a comparison is asked for.
func (f *compareFlag) given() bool { return f.set.Changed("compare") }

// uses is the file that --compare may name.
func (f *compareFlag) uses() []files.Use { return files.ReadsIfThere("--compare", f.with) }

// comparer returns what --compare names; nil without --compare.
func (f *compareFlag) comparer(store *baselines.Store) (*comparer, error) {
	switch {
	case !f.given():
		return nil, nil
	case f.with == cli.Auto:
		return withUsual(store, f.mismatch), nil
	case f.with == "":
		return nil, cli.WrongValue(f.set, "compare")
	}
	return named(f.with, store, f.mismatch)
}
