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
	Order    *order.Order // of the first part, with the plan of all
	parts    []*Part      // one at least
	Env      process.Environment
	Store    *baselines.Store   // that runs are kept in; nil for none
	Warnings []string           // for every report
	Record   *recording.Writer  // of the first run; nil for none
	Profiler *profiler.Profiler // of the first run; nil for none
	// profilesClean says that the profiler waits for the first run that may
	// join a baseline.
	profilesClean bool
	advice        []baselines.Recommendation // of stored sweeps
	payoffs       []baselines.Payoff         // of stored sweeps over sizes
	sized         map[int]engine.Workload    // of a sweep over sizes, by size: built once
	runs          int
	Unrecorded    error // why a recording is not whole
}

// Open starts or connects to the server that the order's workloads call, and opens
// what workloads of the user's own need.
func Open(ctx context.Context, o *order.Order, t *api.Target, env process.Environment) (*Session, error) {
	return OpenParts(ctx, []*Part{{Order: o, Target: t}}, env)
}

// prepare builds the named workloads of the order, or all of them without a name,
// and the plan of their run.
func (s *Session) prepare(ctx context.Context, names []string) (*runner.Runner, engine.Plan, error) {
	run := &runner.Runner{Version: process.Version(), Explain: s.explain}
	plan := s.Order.Plan
	// The second run has another order of legs than the first, so that an
	// effect of one order does not look like an effect of the code.
	plan.Seed += uint64(max(s.runs-1, 0))
	if err := s.bind(run, names); err != nil {
		return nil, plan, err
	}
	plan.Workloads = nil
	for _, workload := range run.Workloads {
		plan.Workloads = append(plan.Workloads, workload.Spec().Name)
	}
	run.Host, run.Warnings = identify(ctx)
	run.Warnings = append(run.Warnings, s.warnings(&plan)...)
	run.Meter, run.Alarm = newMeter(), alarm.Sharp()
	run.Machine, run.Disturbed = newMachine(ctx, time.Now(), s.servers(), s.children(), s.ports(plan.Workloads)...), s.Env.Suspensions
	return run, plan, nil
}

// bind gives the runner the workloads of each part.
func (s *Session) bind(run *runner.Runner, names []string) error {
	if s.Order.SweptSize != "" {
		return s.bindSizes(run, names)
	}
	for i, p := range s.parts {
		built, err := p.build(names)
		if err != nil {
			return err
		}
		if i == 0 {
			run.Workloads = built
		}
		for _, variant := range p.Variants {
			if run.Variants == nil {
				run.Variants = map[string][]engine.Workload{}
			}
			run.Variants[variant] = built
		}
	}
	return nil
}

// warnings are those that a run begins with.
func (s *Session) warnings(plan *engine.Plan) []string {
	all := append(slices.Clone(s.Warnings), s.notices()...)
	for _, guest := range s.guests(plan.Workloads) {
		all = append(all, guest.Notices()...)
	}
	for _, p := range s.parts {
		environment := &p.Order.Environment
		bad := environment.Lines.Bad
		if environment.Bulk != nil {
			bad = environment.Bulk.Bad
		}
		warning := fmt.Sprintf("%s of %s left out", units.Counted(bad, "bad line"), environment.Lines.Source)
		if bad > 0 && !slices.Contains(all, warning) {
			all = append(all, warning)
		}
	}
	if plan.MinimumLeg < engine.MinimumLeg && !plan.Once {
		all = append(all, fmt.Sprintf("legs of %v are timed, shorter than the %v that figures need to be worth something", plan.MinimumLeg, engine.MinimumLeg))
	}
	return all
}

// Begins returns the conditions of the run, which are known before it begins.
func (s *Session) Begins(ctx context.Context) (compare.Run, error) {
	run, plan, err := s.prepare(ctx, nil)
	if err != nil {
		return compare.Run{}, err
	}
	started := run.Announce(plan)
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
