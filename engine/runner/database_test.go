package runner

import (
	"context"
	"testing"

	"ep-benchmark/engine"
)

// asking is work whose jobs ask a database.
type asking struct {
	engine.Workload
	verified *bool
}

func (a asking) Prepare(ctx context.Context, leg engine.Leg) (engine.Job, error) {
	job, err := a.Workload.Prepare(ctx, leg)
	job.Verify = func(context.Context) error { *a.verified = true; return nil }
	job.Database = func() engine.DatabaseEvidence {
		if !*a.verified {
			return engine.DatabaseEvidence{}
		}
		return engine.DatabaseEvidence{Queries: 4, Pool: leg.Workers}
	}
	return job, err
}

// What was seen of queries is in each leg's sample, once the leg was verified.
func TestDatabaseEvidence(t *testing.T) {
	verified := false
	work := asking{failing("earth", 4, func(context.Context, engine.Op) error { return nil }), &verified}
	r := Runner{Workloads: []engine.Workload{work}, Host: engine.Host{LogicalCPUs: 2, GOMAXPROCS: 2}}
	plan := planOf(2)
	plan.MinimumLeg = 1
	report, err := r.Run(t.Context(), plan, func(engine.Event) {})
	if err != nil || len(report.Results) != 1 || len(report.Results[0].Samples) != 4 {
		t.Fatalf("%v: %+v", err, report.Results)
	}
	for _, s := range report.Results[0].Samples {
		if d := s.Evidence.Database; d == nil || d.Queries != 4 || d.Pool != s.Workers {
			t.Errorf("%s: %+v", s.Kind, d)
		}
	}
}
