package workloads

import (
	"context"
	"fmt"
	"maps"

	"ep-benchmark/engine"
)

// Dispatched is a workload whose legs with several workers hand their operations
// out by a dispatch. Runs with other dispatches are not comparable with its.
func Dispatched(workload engine.Workload, d engine.Dispatch) engine.Workload {
	if d.Kind == engine.Pool {
		return workload
	}
	return dispatched{workload, d}
}

type dispatched struct {
	engine.Workload
	dispatch engine.Dispatch
}

// Spec is the workload's own, with the dispatch among its settings.
func (d dispatched) Spec() engine.Spec {
	spec := d.Workload.Spec()
	spec.Settings = maps.Clone(spec.Settings)
	if spec.Settings == nil {
		spec.Settings = map[string]string{}
	}
	spec.Settings["dispatch"] = d.dispatch.String()
	return spec
}

// Prepare makes the workload's job, to be handed out by the dispatch.
func (d dispatched) Prepare(ctx context.Context, leg engine.Leg) (engine.Job, error) {
	if leg.Workers > 1 && d.dispatch.Size > leg.Workers {
		return engine.Job{}, fmt.Errorf("the dispatch %s needs %d workers: the leg has %d", d.dispatch, d.dispatch.Size, leg.Workers)
	}
	job, err := d.Workload.Prepare(ctx, leg)
	if leg.Workers > 1 {
		job.Dispatch = d.dispatch
	}
	return job, err
}
