package main

import (
	"errors"

	"github.com/spf13/cobra"

	"ep-benchmark/ui/recording"
)

// newReplay is the command that shows a recording as it was live.
func newReplay(world surroundings) *cobra.Command {
	var speed, configPath, compareWith string
	command := &cobra.Command{
		Use:   "replay run.events",
		Short: "Show a recorded run in the dashboard, as it was live",
		Long: `replay shows a run that was recorded with --record in the dashboard: it can be
paused, moved about in, and played faster or slower.`,
		Example: `  Record a run, and see it again
    ep-benchmark --quick --record run.events
    ep-benchmark replay run.events --speed 4x`,
		Args:         cobra.ExactArgs(1),
		SilenceUsage: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !isTerminal(world.stdout) {
				return errors.New("replay: stdout is no terminal, and a recording is shown in the dashboard")
			}
			log, err := recording.Open(args[0])
			if err != nil {
				return err
			}
			o, err := dashboardOptions(world, configPath, compareWith)
			if err != nil {
				return err
			}
			o.Player = recording.NewPlayer(log)
			factor, err := recording.ParseSpeed(speed)
			if err != nil {
				return usageError{err}
			}
			if err := o.Player.SetSpeed(factor); err != nil {
				return usageError{err}
			}
			_, err = show(cmd.Context(), world, o)
			return err
		},
	}
	set := command.Flags()
	set.SortFlags = false
	set.StringVar(&speed, "speed", "1x", "how fast it plays")
	describe(set, "speed", groupScreen, "factor", "a factor, such as 4x or 0.5x")
	registerScreen(set, &configPath, &compareWith)
	return command
}
