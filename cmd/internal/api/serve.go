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
	executable, err := env.Executable()
	if err != nil {
		return nil, fmt.Errorf("starting the simulator: %w", err)
	}
	process, err := child.Start(ctx, "simulator", []string{
		executable, "simulator", "--child", "--addr", "127.0.0.1:0",
		"--latency", o.Latency.Text, "--seed", strconv.FormatUint(o.Plan.Seed, 10),
		"--max-connections", strconv.Itoa(httpserver.MostConnections), // one for each worker of each workload, and those that lost a race
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
