package assess

import (
	"fmt"
	"slices"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

// dispatchSetting is the setting of a workload whose operations are not handed out by a
// pool.
const dispatchSetting = "dispatch"

// Ceiling is the most speedup that arithmetic allows a workload, for any code.
// Its limits are the operations of a pass, the workers, how many of them the dispatch
// gives work at a time, and for work that computes the CPUs. Work that starts its workers itself is limited by these
// alone. The binding limit comes first.
func Ceiling(spec engine.Spec, workers, cpus int) engine.Ceiling {
	var limits []engine.Limit
	d, _ := engine.ParseDispatch(spec.Settings[dispatchSetting]) // a size of 0 without one
	fewer := d.Size > 0 && d.Size < workers
	switch {
	case fewer:
		limits = append(limits, operationLimit(spec, d.Size))
	case !spec.SelfParallel:
		limits = append(limits, operationLimit(spec, workers))
	}
	if fewer {
		limits = append(limits, engine.Limit{
			Name: dispatchSetting, Speedup: float64(d.Size), Reason: fmt.Sprintf("%d of %s have work at a time, by %s", d.Size, units.Counted(workers, "worker"), d),
		})
	}
	if workers > 0 || spec.SelfParallel {
		limits = append(limits, engine.Limit{
			Name: "workers", Speedup: float64(max(workers, 1)), Reason: units.Counted(workers, "worker"),
		})
	}
	if spec.Bound == engine.CPUBound {
		limits = append(limits, engine.Limit{
			Name: "cpus", Speedup: float64(cpus), Reason: units.Counted(cpus, "CPU") + " for work that computes",
		})
	}
	slices.SortStableFunc(limits, func(a, b engine.Limit) int {
		switch {
		case a.Speedup < b.Speedup:
			return -1
		case a.Speedup > b.Speedup:
			return 1
		}
		return 0
	})
	return engine.Ceiling{Speedup: limits[0].Speedup, Limits: limits}
}

// Bounded ends a speedup's interval at the ceiling, since arithmetic rules out
// anything above it. An estimate above the ceiling keeps its interval up to
// itself, so that the impossible figure is seen. Outcomes are decided by the
// whole interval.
func Bounded(speedup *stats.Estimate, ceiling engine.Ceiling) *stats.Estimate {
	if speedup == nil || speedup.Interval == nil || ceiling.Speedup <= 0 {
		return speedup
	}
	most := max(ceiling.Speedup, speedup.Value)
	if speedup.Interval.High <= most {
		return speedup
	}
	bounded, interval := *speedup, *speedup.Interval
	interval.High = most
	bounded.Interval = &interval
	return &bounded
}

// operationLimit is what the number of operations allows. Equal ones go in
// waves. Of unequal ones only their number limits the speedup.
func operationLimit(spec engine.Spec, workers int) engine.Limit {
	if !spec.Uniform {
		return engine.Limit{
			Name: "operations", Speedup: float64(spec.Operations),
			Reason: units.Counted(spec.Operations, "operation") + " a pass",
		}
	}
	waves := (spec.Operations + workers - 1) / max(workers, 1)
	return engine.Limit{
		Name: "waves", Speedup: stats.WaveCeiling(spec.Operations, workers),
		Reason: fmt.Sprintf("%s on %s go in %s", units.Counted(spec.Operations, "equal operation"), units.Counted(workers, "worker"), units.Counted(waves, "wave")),
	}
}
