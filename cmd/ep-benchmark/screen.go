package main

import (
	"github.com/spf13/pflag"

	"ep-benchmark/baselines"
	"ep-benchmark/cmd/internal/cli"
)

const groupScreen = "The dashboard"

// registerScreen gives a command the flags of what shows the dashboard.
func registerScreen(set *pflag.FlagSet, configPath *string) {
	set.StringVar(configPath, "config", "", "keys and theme of the dashboard, as TOML")
	cli.Describe(set, "config", groupScreen, "file", "a TOML file")
}

// registerCompare adds --compare, which needs no value.
func registerCompare(set *pflag.FlagSet, with *string) {
	set.StringVar(with, "compare", "", "compare with the pinned baseline of this machine and plan, else the latest clean runs; or with a baseline, a run, a file or "+baselines.ReferenceName)
	cli.Describe(set, "compare", groupOutcome, "name", "a baseline, a run's number, "+baselines.NewestRun+", "+baselines.ReferenceName+" or the path of an exported run, as in --compare=NAME")
	set.Lookup("compare").NoOptDefVal = auto
}

// registerDashboard gives the main command its flags of the dashboard.
func (f *runFlags) registerDashboard() {
	f.set.BoolVar(&f.plain, "plain", false, "plain lines instead of the dashboard, as in a pipe or in CI")
	cli.Describe(f.set, "plain", groupScreen, "", "true or false")
	registerScreen(f.set, &f.config)
	f.set.StringVar(&f.record, "record", "", "record the run's events, for ep-benchmark replay; - for stdout")
	cli.Describe(f.set, "record", groupScreen, "file", "a path that can be written, or - for stdout")
}
