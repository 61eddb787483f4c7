package assess

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"fmt"
	"slices"
)

// Ceiling is the most speedup that arithmetic allows a workload, whatever its
// code: by the operations of a pass, the workers, and for work that computes
// the CPUs. The binding limit comes first.
func Ceiling(spec engine.Spec, workers, cpus int) engine.Ceiling {
	limits := []engine.Limit{operationLimit(spec, workers)}
	if workers > 0 {
		limits = append(limits, engine.Limit{
			Name: "workers", Speedup: float64(workers), Reason: fmt.Sprintf("%d workers", workers),
		})
	}
	if spec.Bound == engine.CPUBound {
		limits = append(limits, engine.Limit{
			Name: "cpus", Speedup: float64(cpus), Reason: fmt.Sprintf("%d CPUs for work that computes", cpus),
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

// operationLimit is what the number of operations allows. Equal ones go in
// waves; of unequal ones only their number is sure.
func operationLimit(spec engine.Spec, workers int) engine.Limit {
	if !spec.Uniform {
		return engine.Limit{
			Name: "operations", Speedup: float64(spec.Operations),
			Reason: fmt.Sprintf("%d operations a pass", spec.Operations),
		}
	}
	waves := (spec.Operations + workers - 1) / max(workers, 1)
	noun := "waves"
	if waves == 1 {
		noun = "wave"
	}
	return engine.Limit{
		Name: "waves", Speedup: stats.WaveCeiling(spec.Operations, workers),
		Reason: fmt.Sprintf("%d equal operations on %d workers go in %d %s", spec.Operations, workers, waves, noun),
	}
}
