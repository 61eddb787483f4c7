package diagnose

import (
	"fmt"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

// barriers says what waiting for the slowest of each chunk costs, where operations
// are handed out in chunks.
func barriers(r *engine.Result) []engine.Finding {
	var costs, shares []float64
	dispatch := ""
	for i := range r.Samples {
		s := &r.Samples[i]
		if d := s.Dispatch; d != nil && d.Chunks > 0 && s.Timed() && s.Makespan > 0 && s.Passes > 0 {
			dispatch = d.Dispatch
			costs = append(costs, (d.Barrier / time.Duration(s.Passes)).Seconds())
			shares = append(shares, float64(d.Barrier)/float64(s.Makespan))
		}
	}
	if len(costs) == 0 {
		return nil
	}
	cost, share := stats.Median(costs), stats.Median(shares)
	f := engine.Finding{
		Statement: fmt.Sprintf("waiting for the slowest of each chunk (%s) costs %s a pass, %s of it: the longest less the mean of each chunk, added up",
			dispatch, units.Seconds(cost), units.Percent(share)),
		Evidence: []engine.Figure{
			{Name: "barrier of a pass", Value: cost, Unit: "s", Source: "samples[].dispatch.barrier_ns, median of the legs"},
			{Name: "share of the makespan", Value: share, Source: "samples[].dispatch.barrier_ns / makespan_ns, median of the legs"},
		},
	}
	if share >= leastBarrier {
		f.Try = "start the next operation when any one has ended: a pool or a semaphore has no barrier"
	}
	return []engine.Finding{f}
}

// leastBarrier is the share of the makespan from which on a barrier is worth doing
// something about.
const leastBarrier = 0.05
