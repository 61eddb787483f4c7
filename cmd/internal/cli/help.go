package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"ep-benchmark/engine/text"
)

// NewHelp replaces cobra's help command, which shows the main help for an
// unknown topic and reports success. The further topics have the main help.
func NewHelp(further []string) *cobra.Command {
	return &cobra.Command{
		Use:   "help [command]",
		Short: "Show the help of a command",
		ValidArgsFunction: func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
			return CommandNames(cmd.Root()), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			topic, rest, err := cmd.Root().Find(args)
			if err != nil {
				return WrongUsage(err)
			}
			for _, word := range rest {
				if topic.HasParent() || !slices.Contains(further, word) {
					return Usagef("no help for %q: %s", word, text.Expected(word, slices.Concat(CommandNames(cmd.Root()), further)))
				}
			}
			topic.InitDefaultHelpFlag() // so that the help shows them
			topic.InitDefaultVersionFlag()
			return topic.Help()
		},
	}
}
