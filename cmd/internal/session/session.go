// Package session carries orders out: once, again to confirm a change, or as often
// as a baseline needs. It keeps each run, records it, and profiles it where that
// is asked for. What a run is worth is for others to judge.
package session

import (
	"context"
	"fmt"
	"slices"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/engine/alarm"
	"ep-benchmark/engine/profiler"
	"ep-benchmark/engine/runner"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/recording"
)

// Session carries an order out as often as it is asked to, on the same
// workloads and the same server.
type Session struct {
	Order    *order.Order
	target   *api.Target // nil if the workloads call the simulator
	server   *api.Server
	Env      process.Environment
	Store    *baselines.Store   // that runs are kept in; nil for none
	Warnings []string           // for every report
	Record   *recording.Writer  // of the first run; nil for none
	Profiler *profiler.Profiler // of the first run; nil for none
	// profilesClean says that the profiler waits for the first run that may
	// join a baseline.
	profilesClean bool
	advice        []baselines.Recommendation // of stored sweeps
	runs          int
	Unrecorded    error // why a recording is not whole
}

// Open starts or connects to the server that the order's workloads call, and opens
// what workloads of the user's own need.
func Open(ctx context.Context, o *order.Order, t *api.Target, env process.Environment) (*Session, error) {
	server, err := api.Serve(ctx, o, t, env)
	if err != nil {
		return nil, err
	}
	if o.Own != nil {
		if err := o.Own.Open(ctx); err != nil {
			server.Stop()
			return nil, err
		}
	}
	return &Session{Order: o, target: t, server: server, Env: env}, nil
}

// Close ends the connections, a simulator of ours, and what workloads of the
// user's own needed. It does so even if the context has ended.
func (s *Session) Close(ctx context.Context) error {
	s.server.Stop()
	if s.Order.Own == nil {
		return nil
	}
	return s.Order.Own.Close(ctx)
}

// Died returns an error if a simulator of ours has ended without being stopped.
func (s *Session) Died() error { return s.server.Died() }

// Contender builds the named workloads of the order, or all of them without a
// name, and the plan of their run.
func (s *Session) Contender(ctx context.Context, workloads []string) (runner.Contender, error) {
	o := s.Order
	run := runner.Runner{Version: process.Version(), Explain: s.explain}
	plan := o.Plan
	plan.Workloads = nil
	// The second run has another order of legs than the first, so that an
	// effect of one order does not look like an effect of the code.
	plan.Seed += uint64(max(s.runs-1, 0))
	for _, entry := range o.Entries {
		if len(workloads) > 0 && !slices.Contains(workloads, entry.Name) {
			continue
		}
		workload, err := entry.Build(o.Environment)
		if err != nil {
			return runner.Contender{}, err
		}
		run.Workloads = append(run.Workloads, workload)
		plan.Workloads = append(plan.Workloads, entry.Name)
	}
	run.Host, run.Warnings = identify(ctx)
	run.Warnings = append(run.Warnings, s.Warnings...)
	run.Warnings = append(run.Warnings, s.target.Notices()...)
	for _, guest := range s.guests(plan.Workloads) {
		run.Warnings = append(run.Warnings, guest.Notices()...)
	}
	bad := o.Environment.Lines.Bad
	if o.Environment.Bulk != nil {
		bad = o.Environment.Bulk.Bad
	}
	if bad > 0 {
		run.Warnings = append(run.Warnings, fmt.Sprintf("%s of %s left out", units.Counted(bad, "bad line"), o.Environment.Lines.Source))
	}
	if plan.MinimumLeg < engine.MinimumLeg && !plan.Once {
		run.Warnings = append(run.Warnings, fmt.Sprintf("legs of %v are timed, shorter than the %v that figures need to be worth something", plan.MinimumLeg, engine.MinimumLeg))
	}
	run.Meter, run.Alarm = newMeter(), alarm.Sharp()
	run.Machine, run.Disturbed = newMachine(ctx, time.Now(), s.server, o.Children, s.ports(plan.Workloads)...), s.Env.Suspensions
	return runner.Contender{Runner: &run, Plan: plan}, nil
}

// Begins returns the conditions of the run, which are known before it begins.
func (s *Session) Begins(ctx context.Context) (compare.Run, error) {
	c, err := s.Contender(ctx, nil)
	if err != nil {
		return compare.Run{}, err
	}
	started := c.Runner.Announce(c.Plan)
	return compare.Begun("this run", &started), nil
}

// Incomplete reports whether lines of a bulk run have no shipment. Bad lines
// count too.
func (s *Session) Incomplete(report *engine.Report) bool {
	bulk := s.Order.Environment.Bulk
	if bulk == nil {
		return false
	}
	for i := range report.Results {
		if report.Results[i].Operations.Unfinished() > 0 {
			return true
		}
	}
	return bulk.Bad > 0
}
