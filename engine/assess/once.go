package assess

import "ep-benchmark/engine"

// once fills in what follows from the only leg of a plan that carries its work
// out once. There is no speedup, so no target is assessed. Throughput counts
// the operations that did not fail.
func once(r *engine.Result, samples []engine.Sample) {
	for _, leg := range timed(samples, engine.Parallel) {
		share := leg.Utilisation()
		r.Utilisation = &share
		if r.Parallel != nil {
			r.Parallel.Throughput = leg.Throughput()
		}
	}
	for _, target := range r.Spec.Targets {
		a := engine.Assessment{Target: target, Outcome: engine.NotMeasured, Reason: onceWords}
		if r.Failure != "" {
			a.Reason = r.Failure
		}
		r.Assessments = append(r.Assessments, a)
	}
}

const onceWords = "the work was carried out once, in parallel: there is no sequential leg to compare with"
