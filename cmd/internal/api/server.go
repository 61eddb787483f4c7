package api

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

// SimulatorKey is the API key that the workloads send to the simulator. It
// gives no access to anything: the simulator accepts any key that looks like a
// test key.
const SimulatorKey = "EZTKepbenchmarksimulator"

// Server is the server that the workloads call; empty if none of them needs
// one.
type Server struct {
	Process *simulator.Process // nil where the server is not ours
	client  *easypost.Client
	Port    uint16 // of a server on this machine that is not ours; else 0
}

// Serve starts the simulator in a process of its own, where a chosen workload
// needs one and no other server is named, and completes the environment with a
// client.
func Serve(ctx context.Context, o *order.Order, t *Target, env process.Environment) (*Server, error) {
	if !slices.ContainsFunc(o.Entries, func(e workloads.Entry) bool { return e.UsesServer }) {
		return &Server{}, nil
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
		"--max-connections", strconv.Itoa(simulator.MostConnections), // one for each worker of each workload, and those that lost a race
	}, env.ChildEnvironment(), nil)
	if err != nil {
		return nil, err
	}
	client, err := easypost.New(easypost.Options{
		BaseURL: process.URL(), Key: SimulatorKey, Connections: max(o.Plan.Workers, mostAutomaticWorkers) * len(o.Entries),
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
	return &Server{Process: process, client: client}, nil
}

// mostAutomaticWorkers is the most that --workers auto chooses.
const mostAutomaticWorkers = 40

// SimulatorEnded begins the message about a simulator that ended without a
// stop.
const SimulatorEnded = "the simulator ended during the run"

// Stop closes the connections to the server, and ends a simulator of ours.
func (s *Server) Stop() {
	if s.client != nil {
		s.client.Close()
	}
	if s.Process != nil {
		_ = s.Process.Stop() // it is gone afterwards either way
	}
}

// Died returns an error if the simulator has ended by itself.
func (s *Server) Died() error {
	if s.Process == nil {
		return nil
	}
	select {
	case <-s.Process.Done():
		if err := s.Process.Err(); err != nil {
			return err
		}
		return errors.New("it exited without an error")
	default:
		return nil
	}
}

// Affords returns an error if too few requests are left for another run, so
// that no run stops in the middle.
func (s *Server) Affords(t *Target) error {
	if t == nil || !t.counted {
		return nil
	}
	if left, limited := s.client.Left(); limited && left < t.run {
		return fmt.Errorf("%d of the %d requests that are allowed are left, and a run makes up to %d: begin again, with a larger --max-requests", left, t.most, t.run)
	}
	return nil
}

// TrySimulator starts the simulator as a run does, sends it one request, and
// stops it.
func TrySimulator(ctx context.Context, env process.Environment) error {
	o := order.Order{Latency: order.NoLatency(), Entries: slices.DeleteFunc(workloads.Entries(), func(e workloads.Entry) bool { return !e.UsesServer })}
	server, err := Serve(ctx, &o, nil, env)
	if err != nil {
		return err
	}
	server.client.Close()
	return server.Process.Stop()
}
