package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"ep-benchmark/engine"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/easypost"
	"ep-benchmark/workloads/simulator"
)

// simulatorKey is what the workloads call the simulator with. It opens
// nothing: the simulator takes any key that looks like a test key.
const simulatorKey = "EZTKepbenchmarksimulator"

// server is what the workloads talk to; nil where none of them needs one.
type server struct {
	process *simulator.Process
	client  *easypost.Client
}

// serve starts the simulator in a process of its own, where a chosen workload
// needs one, and completes the environment with a client of it.
func (f *runFlags) serve(ctx context.Context, entries []workloads.Entry, plan engine.Plan, environment *workloads.Environment, world surroundings) (*server, error) {
	profile, err := simulator.ParseProfile(f.latency)
	if err != nil {
		return nil, usageError{err}
	}
	needed := false
	for _, entry := range entries {
		needed = needed || entry.UsesServer
	}
	if !needed {
		return &server{}, nil
	}
	executable, err := world.executable()
	if err != nil {
		return nil, fmt.Errorf("starting the simulator: %w", err)
	}
	process, err := simulator.Start(ctx, []string{
		executable, "simulator", "--child", "--addr", "127.0.0.1:0",
		"--latency", profile.String(), "--seed", strconv.FormatUint(plan.Seed, 10),
	}, nil)
	if err != nil {
		return nil, err
	}
	client, err := easypost.New(easypost.Options{
		BaseURL: process.URL(), Key: simulatorKey, Connections: max(plan.Workers, mostAutomaticWorkers) * len(entries),
	})
	if err == nil {
		err = client.Ping(ctx)
	}
	if err != nil {
		_ = process.Stop()
		return nil, fmt.Errorf("the simulator at %s: %w", process.Address(), err)
	}
	environment.Client, environment.Endpoint = client, "simulator"
	environment.Latency, environment.Uniform = profile.String(), profile != simulator.Recorded
	return &server{process, client}, nil
}

// mostAutomaticWorkers is the most that --workers auto chooses.
const mostAutomaticWorkers = 40

// stop ends the simulator.
func (s *server) stop() {
	if s.process != nil {
		s.client.Close()
		_ = s.process.Stop() // it is gone afterwards either way
	}
}

// died tells whether the simulator has ended by itself.
func (s *server) died() error {
	if s.process == nil {
		return nil
	}
	select {
	case <-s.process.Done():
		if err := s.process.Err(); err != nil {
			return err
		}
		return errors.New("it exited without an error")
	default:
		return nil
	}
}

func newSimulator(world surroundings) *cobra.Command {
	var address, latency string
	var seed uint64
	var child bool
	command := &cobra.Command{
		Use:   "simulator",
		Short: "Serve an EasyPost-like API on this machine, until Ctrl-C",
		Long: `simulator serves the part of the EasyPost API v2 that the workloads use:
shipments, trackers, addresses, parcels and rates, with state, paging, errors
and latency. It prints one line of JSON with its address when it is ready.`,
		Example: `  Start it
    ep-benchmark simulator --addr 127.0.0.1:8080

  Use it from a second terminal
    curl -u EZTKanything: http://127.0.0.1:8080/v2/trackers -H 'Content-Type: application/json' \
      -d '{"tracker":{"tracking_code":"EZ4000000004"}}'`,
		Args: func(cmd *cobra.Command, args []string) error {
			if err := cobra.NoArgs(cmd, args); err != nil {
				return usageError{err}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			profile, err := simulator.ParseProfile(latency)
			if err != nil {
				return usageError{err}
			}
			var parent io.Reader
			if child {
				parent = world.stdin
			}
			return simulator.Main(cmd.Context(), simulator.Options{Seed: seed, Latency: profile}, address, world.stdout, parent)
		},
	}
	set := command.Flags()
	set.SortFlags = false
	set.StringVar(&address, "addr", "127.0.0.1:8080", "address to listen on; port 0 takes a free one")
	set.StringVar(&latency, "latency", simulator.Fixed.String(), "how late it answers: fixed (100 ms, 50 ms), recorded or none")
	set.Uint64Var(&seed, "seed", 1, "the same seed and requests give the same answers")
	set.BoolVar(&child, "child", false, "end when standard input ends")
	_ = set.MarkHidden("child")
	return command
}
