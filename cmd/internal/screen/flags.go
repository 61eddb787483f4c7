package screen

import (
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
)

// Group is the heading of the dashboard's flags.
const Group = "The dashboard"

// RegisterConfig gives a command the flags of what shows the dashboard.
func RegisterConfig(set *pflag.FlagSet, configPath *string) {
	set.StringVar(configPath, "config", "", "keys and theme of the dashboard, as TOML")
	cli.Describe(set, "config", Group, "file", "a TOML file")
}
