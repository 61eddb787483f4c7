package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"time"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/comparing"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/screen"
	"ep-benchmark/engine"
	"ep-benchmark/engine/runner"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui"
	"ep-benchmark/ui/tui/pages"
)

const onPurpose = "broken on purpose"

// broken is a program of its own, for tests of how a bug affects the terminal.
// It shows the dashboard as users have it, with a part that panics.
func broken() {
	stops, over := process.Catch()
	env := process.Environment{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Stops: stops,
		Executable: func() (string, error) { return exec.LookPath("ep-benchmark") },
	}
	at, err := screen.FindSeat(env, false)
	if err != nil {
		fmt.Println(err)
		os.Exit(cli.ExitFailed)
	}
	options, err := comparing.ScreenOptions(env, config.Default(), nil)
	if err == nil {
		var outcome tui.Outcome
		outcome, err = at.Show(stops.Context(), env, brokenBy(os.Args[1], options))
		err = errors.Join(err, outcome.Err)
		if outcome.Report != nil {
			fmt.Println(outcome.Report.Warnings, outcome.Report.Ended, outcome.Report.Results[0].Failure)
			err = errors.Join(err, verdict(outcome.Report, nil, usual, nil))
		}
		if outcome.Report == nil && err == nil {
			err = cli.WithCode(cli.ExitInterrupted, errors.New("no run was finished"))
		}
	}
	interrupted := stops.Context().Err() != nil
	over()
	if err != nil {
		fmt.Println(err)
	}
	os.Exit(exitCode(err, interrupted))
}

// brokenBy makes the named part panic, or hang for "stuck".
func brokenBy(part string, o tui.Options) tui.Options {
	o.Workloads = []string{"fragile"}
	o.Load = func(string) (pages.Kept, error) { panic(onPurpose) }
	do := func(context.Context, engine.Op) error { return nil }
	var machine runner.Machine
	switch part {
	case "goroutine":
		do = func(context.Context, engine.Op) error { go panic(onPurpose); select {} }
	case "stack":
		debug.SetMaxStack(1 << 20)
		do = func(context.Context, engine.Op) error { return deeper(0) }
	case "worker":
		do = func(context.Context, engine.Op) error { panic(onPurpose) }
	case "machine":
		machine = panicking{}
		do = func(ctx context.Context, _ engine.Op) error { return rest(ctx, 20*time.Millisecond) }
	case "stuck":
		do = func(ctx context.Context, _ engine.Op) error { return rest(ctx, time.Minute) }
	}
	o.Start = func(ctx context.Context, _ []string, observe engine.Observer) (tui.Finished, error) {
		if part == "start" {
			panic(onPurpose)
		}
		if part == "stuck" { // it ignores the end of its context
			defer func() { _ = rest(context.Background(), time.Minute) }()
		}
		run := runner.Runner{Workloads: []engine.Workload{fragile{do}}, Machine: machine}
		report, err := run.Run(ctx, engine.Plan{
			Workloads: o.Workloads, Schedule: engine.Isolated, Rounds: 1, Workers: 2,
			MinimumLeg: time.Millisecond, OperationTimeout: 10 * time.Minute,
		}, observe)
		return tui.Finished{Report: report}, err
	}
	return o
}

// deeper recurses without end for a number that is not negative.
func deeper(n int) error {
	if n < 0 {
		return nil
	}
	if err := deeper(n + 1); err != nil {
		return fmt.Errorf("%d: %w", n, err)
	}
	return nil
}

func rest(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// fragile is a workload of two operations.
type fragile struct {
	do func(context.Context, engine.Op) error
}

func (fragile) Spec() engine.Spec {
	return engine.Spec{
		Name: "fragile", Title: "Fragile", Item: "item", Items: "items", SizeNoun: "items",
		Size: 2, PassItems: 2, Operations: 2, Bound: engine.IOBound,
	}
}

func (f fragile) Prepare(context.Context, engine.Leg) (engine.Job, error) {
	return engine.Job{Operations: 2, Do: func(ctx context.Context, op engine.Op) (engine.Work, error) {
		return engine.Work{Items: 1}, f.do(ctx, op)
	}}, nil
}

// panicking is a machine that panics when it is sampled.
type panicking struct{}

func (panicking) Cores() ([]engine.CoreTime, error)               { return nil, nil }
func (panicking) Shares(_, _ []engine.CoreTime) []float64         { return nil }
func (panicking) Sample(time.Time) engine.HostSample              { panic(onPurpose) }
func (panicking) OwnCPU() (user, system time.Duration, err error) { return 0, 0, nil }
func (panicking) Watch() func() engine.MachineEvidence {
	return func() engine.MachineEvidence { return engine.MachineEvidence{} }
}

func (panicking) Canary(engine.Schedule, *float64) (runner.CanaryReading, bool) {
	return runner.CanaryReading{}, false
}
