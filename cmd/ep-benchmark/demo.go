package main

import (
	"context"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/screen"
	"ep-benchmark/engine"
	"ep-benchmark/ui/demo"
	"ep-benchmark/ui/recording"
)

// newDemo returns the command that plays the recording in the program.
func newDemo(env process.Environment) *cobra.Command {
	view := replayScreen{command: "demo"}
	var config string
	command := &cobra.Command{
		Use:   "demo",
		Short: "Show what a run looks like, by a recording that comes with the program",
		Long: `demo plays a recording of four workloads on a machine with 12 performance and 4
efficiency cores. The recording was made by a generator, and is no measurement:
every view and every export of it says "` + engine.NeverMeasured + `", and it is
neither kept nor compared. The keys are those of replay.`,
		Example: `  Look around in a run without waiting for one
    ep-benchmark demo

  Make a picture of it, without a terminal
    ep-benchmark demo --picture demo.svg --at 17s --size 120x40`,
		Args: cli.NoArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return view.demo(cmd.Context(), config, env)
		},
	}
	set := command.Flags()
	set.SortFlags = false
	view.register(set)
	screen.RegisterConfig(set, &config)
	return command
}

// demo shows the recording that comes with the program.
func (r *replayScreen) demo(ctx context.Context, config string, env process.Environment) error {
	if err := r.check(); err != nil {
		return err
	}
	uses := append(files.ConfigUses(config, env), files.WritesOutput("--picture", r.picture)...)
	if err := files.Apart(append(uses, files.StandardUses(env)...)); err != nil {
		return err
	}
	factor, err := recording.ParseSpeed(r.speed)
	if err != nil {
		return cli.WrongUsage(err)
	}
	at, err := r.seat(env)
	if err != nil {
		return err
	}
	defer at.Close()
	log, err := demo.Recording()
	if err != nil {
		return err
	}
	o, err := r.options(config, nil, env)
	if err != nil {
		return err
	}
	return r.show(ctx, log, factor, o, at, env)
}
