package files

import (
	"github.com/spf13/cobra"

	"ep-benchmark/baselines"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
)

// StoreCommand returns a command that opens the store and works on it with the
// names in its arguments. It takes at least least and at most most of them (-1:
// any number).
func StoreCommand(env process.Environment, open func(*StoreFlag, func(string) string) (*baselines.Store, error), use, short string, least, most int, do func(*baselines.Store, []string, process.Environment) error) *cobra.Command {
	var keep StoreFlag
	command := &cobra.Command{
		Use: use, Short: short,
		Args: func(cmd *cobra.Command, args []string) error { return cli.Numbered(cmd, args, least, most) },
		RunE: func(_ *cobra.Command, args []string) error {
			opened := func(getenv func(string) string) (*baselines.Store, error) { return open(&keep, getenv) }
			return WithStore(opened, env, func(store *baselines.Store) error { return do(store, args, env) })
		},
	}
	keep.Register(command.Flags())
	return command
}
