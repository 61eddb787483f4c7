package runner

import (
	"context"
	"sync"
	"testing"
	"time"

	"ep-benchmark/engine"
)

// scripted is a workload of which a test decides every step.
type scripted struct {
	spec    engine.Spec
	prepare func(leg engine.Leg) (engine.Job, error)

	mutex sync.Mutex
	legs  []engine.Leg
}

func (s *scripted) Spec() engine.Spec { return s.spec }

func (s *scripted) Prepare(_ context.Context, leg engine.Leg) (engine.Job, error) {
	s.mutex.Lock()
	s.legs = append(s.legs, leg)
	s.mutex.Unlock()
	return s.prepare(leg)
}

// waits is a workload of a number of operations that each last the given time.
func waits(name string, operations int, each time.Duration) *scripted {
	return &scripted{
		spec: engine.Spec{
			Name: name, Size: operations, PassItems: operations, Operations: operations, Uniform: true,
			Bound:   engine.IOBound,
			Targets: []engine.Target{{Metric: engine.MetricSpeedup, Bound: 5, Gates: true}},
		},
		prepare: func(engine.Leg) (engine.Job, error) {
			return engine.Job{Operations: operations, Do: func(ctx context.Context, _ engine.Op) (engine.Work, error) {
				return engine.Work{Items: 1, Bytes: 10}, pause(ctx, each)
			}}, nil
		},
	}
}

// pause waits on the clock, or until ctx ends.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// failing is waits with another operation.
func failing(name string, operations int, do func(ctx context.Context, op engine.Op) error) *scripted {
	s := waits(name, operations, 0)
	s.prepare = func(engine.Leg) (engine.Job, error) {
		return engine.Job{Operations: operations, Do: func(ctx context.Context, op engine.Op) (engine.Work, error) {
			return engine.Work{Items: 1}, do(ctx, op)
		}}, nil
	}
	return s
}

func planOf(rounds int) engine.Plan {
	return engine.Plan{
		Schedule: engine.Isolated, Rounds: rounds, Warmups: 1, Workers: 16, Seed: 1,
		MinimumLeg: engine.MinimumLeg, OperationTimeout: 30 * time.Second,
	}
}

// events collects what the observer receives.
type events struct{ all []engine.Event }

func (e *events) observe(event engine.Event) { e.all = append(e.all, event) }

// runPlan runs workloads and returns the report and the events.
func runPlan(t *testing.T, ctx context.Context, plan engine.Plan, workloads ...engine.Workload) (engine.Report, []engine.Event) {
	t.Helper()
	var seen events
	r := Runner{Workloads: workloads, Host: engine.Host{LogicalCPUs: 16, GOMAXPROCS: 16}}
	report, err := r.Run(ctx, plan, seen.observe)
	if err != nil {
		t.Fatal(err)
	}
	return report, seen.all
}

func samplesOf(r engine.Result, kind engine.LegKind) []engine.Sample {
	var found []engine.Sample
	for _, s := range r.Samples {
		if s.Kind == kind {
			found = append(found, s)
		}
	}
	return found
}
