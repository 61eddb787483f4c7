package screen

import (
	"cmp"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/text"
	"ep-benchmark/ui/config"
)

// NewConfig returns the command that prints all configuration options.
func NewConfig(env process.Environment) *cobra.Command {
	return &cobra.Command{
		Use:   "config",
		Short: "Print a configuration file with every option, key and colour of the dashboard",
		Long: `config prints a configuration file of the dashboard with all defaults, explained.
Without --config the dashboard reads its configuration from
  ` + text.Line(cmp.Or(files.ConfigPath(env.Getenv), "(nowhere: neither HOME nor XDG_CONFIG_HOME names a folder of yours)")),
		Example: `  Begin with it, and use it
    ep-benchmark config > keys.toml
    ep-benchmark --config keys.toml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return cli.Usagef("config: expected no arguments, found %q", args[0])
			}
			return nil
		},
		RunE: func(*cobra.Command, []string) error { return config.WriteExample(env.Stdout) },
	}
}
