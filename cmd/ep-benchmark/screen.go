package main

import (
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
)

const groupScreen = "The dashboard"

// registerScreen gives a command the flags of what shows the dashboard.
func registerScreen(set *pflag.FlagSet, configPath *string) {
	set.StringVar(configPath, "config", "", "keys and theme of the dashboard, as TOML")
	cli.Describe(set, "config", groupScreen, "file", "a TOML file")
}
