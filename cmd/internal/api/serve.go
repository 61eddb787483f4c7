package api

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/child"
	"ep-benchmark/workloads/easypost"
	"ep-benchmark/workloads/simulator/httpserver"
)

// Serve starts the simulator in a process of its own, where a chosen workload
// needs one and no other server is named, and completes the environment with a
// client. A target with a caller of its own needs nothing.
func Serve(ctx context.Context, o *order.Order, t *Target, env process.Environment) (*Server, error) {
	if t != nil && t.caller != nil {
		return &Server{client: t.caller, Port: t.Port()}, nil
	}
	if !slices.ContainsFunc(o.Entries, func(e workloads.Entry) bool { return e.UsesServer }) {
		return &Server{}, nil
	}
	if t != nil {
		return t.connect(ctx, o, env)
	}
	process, err := startSimulator(ctx, o, env)
	if err != nil {
		return nil, err
	}
	s := &Server{Process: process}
	if err := s.connect(ctx, o, env); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

// startSimulator starts the simulator that the order wants.
func startSimulator(ctx context.Context, o *order.Order, env process.Environment) (*child.Process, error) {
	executable, err := env.Executable()
	if err != nil {
		return nil, fmt.Errorf("starting the simulator: %w", err)
	}
	return child.Start(ctx, "simulator", []string{
		executable, "simulator", "--child", "--addr", "127.0.0.1:0",
		"--latency", o.Latency.Text, "--seed", strconv.FormatUint(o.Plan.Seed, 10),
		"--max-connections", strconv.Itoa(httpserver.MostConnections), // one for each worker of each workload, and those that lost a race
	}, env.ChildEnvironment(), nil)
}

// connect gives the order a client of its own to the simulator.
func (s *Server) connect(ctx context.Context, o *order.Order, env process.Environment) error {
	dial, err := s.longer(ctx, s.Process.Address(), true, o, nil, env)
	if err != nil {
		return err
	}
	client, err := easypost.New(easypost.Options{
		BaseURL: s.Process.URL(), Key: SimulatorKey, Connections: connectionsFor(o), PerRequest: o.Environment.PerRequest, Dial: dial,
	})
	if err == nil {
		err = client.Ping(ctx)
	}
	if err != nil {
		return fmt.Errorf("the simulator at %s: %w", s.Process.Address(), err)
	}
	s.client = client
	environment := &o.Environment
	environment.Client, environment.Endpoint = client, "simulator"
	environment.Latency, environment.Uniform = o.Latency.String(), o.Latency.Uniform()
	return nil
}

// connectionsFor is how many connections the order's workers may need at once.
func connectionsFor(o *order.Order) int {
	most := max(o.Plan.Workers, mostAutomaticWorkers)
	for _, v := range o.Plan.Variants {
		most = max(most, v.Workers)
	}
	return most * len(o.Entries)
}

// Share gives another order a client of its own to the same simulator. Stopping
// the result leaves the simulator running. It is nil where there is no simulator
// of ours.
func (s *Server) Share(ctx context.Context, o *order.Order, env process.Environment) (*Server, error) {
	if s.Process == nil {
		return nil, nil
	}
	other := &Server{Process: s.Process, shared: true}
	if err := other.connect(ctx, o, env); err != nil {
		other.Stop()
		return nil, err
	}
	return other, nil
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
