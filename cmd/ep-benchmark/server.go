package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/easypost"
	"ep-benchmark/workloads/simulator"
)

// simulatorKey is the API key that the workloads send to the simulator. It
// gives no access to anything: the simulator accepts any key that looks like a
// test key.
const simulatorKey = "EZTKepbenchmarksimulator"

// server is the server that the workloads call; empty if none of them needs
// one.
type server struct {
	process *simulator.Process // nil where the server is not ours
	client  *easypost.Client
	port    uint16 // of a server on this machine that is not ours; else 0
}

// serve starts the simulator in a process of its own, where a chosen workload
// needs one and no other server is named, and completes the environment with a
// client.
func serve(ctx context.Context, o *order.Order, t *target, env process.Environment) (*server, error) {
	if !slices.ContainsFunc(o.Entries, func(e workloads.Entry) bool { return e.UsesServer }) {
		return &server{}, nil
	}
	if t != nil {
		return t.connect(ctx, o, env)
	}
	executable, err := env.Executable()
	if err != nil {
		return nil, fmt.Errorf("starting the simulator: %w", err)
	}
	process, err := simulator.Start(ctx, []string{
		executable, "simulator", "--child", "--addr", "127.0.0.1:0",
		"--latency", o.Latency.Text, "--seed", strconv.FormatUint(o.Plan.Seed, 10),
		"--max-connections", strconv.Itoa(mostConnections), // one for each worker of each workload, and those that lost a race
	}, env.ChildEnvironment(), nil)
	if err != nil {
		return nil, err
	}
	client, err := easypost.New(easypost.Options{
		BaseURL: process.URL(), Key: simulatorKey, Connections: max(o.Plan.Workers, mostAutomaticWorkers) * len(o.Entries),
	})
	if err == nil {
		err = client.Ping(ctx)
	}
	if err != nil {
		_ = process.Stop()
		return nil, fmt.Errorf("the simulator at %s: %w", process.Address(), err)
	}
	environment := &o.Environment
	environment.Client, environment.Endpoint = client, "simulator"
	environment.Latency, environment.Uniform = o.Latency.String(), o.Latency.Uniform()
	return &server{process: process, client: client}, nil
}

// mostAutomaticWorkers is the most that --workers auto chooses.
const mostAutomaticWorkers = 40

// simulatorEnded begins the message about a simulator that ended without a
// stop.
const simulatorEnded = "the simulator ended during the run"

// stop closes the connections to the server, and ends a simulator of ours.
func (s *server) stop() {
	if s.client != nil {
		s.client.Close()
	}
	if s.process != nil {
		_ = s.process.Stop() // it is gone afterwards either way
	}
}

// died returns an error if the simulator has ended by itself.
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

// affords returns an error if too few requests are left for another run, so
// that no run stops in the middle.
func (s *server) affords(t *target) error {
	if t == nil || !t.counted {
		return nil
	}
	if left, limited := s.client.Left(); limited && left < t.run {
		return fmt.Errorf("%d of the %d requests that are allowed are left, and a run makes up to %d: begin again, with a larger --max-requests", left, t.most, t.run)
	}
	return nil
}

// trySimulator starts the simulator as a run does, sends it one request, and
// stops it.
func trySimulator(ctx context.Context, env process.Environment) error {
	o := order.Order{Latency: order.NoLatency(), Entries: slices.DeleteFunc(workloads.Entries(), func(e workloads.Entry) bool { return !e.UsesServer })}
	server, err := serve(ctx, &o, nil, env)
	if err != nil {
		return err
	}
	server.client.Close()
	return server.process.Stop()
}
