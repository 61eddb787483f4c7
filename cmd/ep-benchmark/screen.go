package main

import (
	"github.com/spf13/pflag"

	"ep-benchmark/baselines"
)

const groupScreen = "The dashboard"

// registerScreen gives a command the flags of what shows the dashboard.
func registerScreen(set *pflag.FlagSet, configPath, compareWith *string) {
	set.StringVar(compareWith, "compare", "", "compare with an exported run, or with "+baselines.ReferenceName+" (claims that nobody measured)")
	describe(set, "compare", groupScreen, "file", "an exported run, or "+baselines.ReferenceName)
	set.StringVar(configPath, "config", "", "keys and theme of the dashboard, as TOML")
	describe(set, "config", groupScreen, "file", "a TOML file")
}

// registerDashboard gives the main command its flags of the dashboard.
func (f *runFlags) registerDashboard() {
	f.set.BoolVar(&f.plain, "plain", false, "plain lines instead of the dashboard, as in a pipe or in CI")
	describe(f.set, "plain", groupScreen, "", "true or false")
	registerScreen(f.set, &f.config, &f.compare)
	f.set.StringVar(&f.record, "record", "", "record the run's events, for ep-benchmark replay")
	describe(f.set, "record", groupScreen, "file", "a path that can be written")
}
