package runner

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"

	"ep-benchmark/engine"
)

// TestLegHookBracketsEveryLeg holds that the LegHook is called before the first
// operation of each leg, and its result after the last.
func TestLegHookBracketsEveryLeg(t *testing.T) {
	var inside, outside atomic.Int64
	work := failing("earth", 4, func(context.Context, engine.Op) error {
		if inside.Load() != 1 {
			outside.Add(1)
		}
		return nil
	})
	var seen []string
	r := Runner{Workloads: []engine.Workload{work}, Host: engine.Host{LogicalCPUs: 2, GOMAXPROCS: 2}}
	r.LegHook = func(workload string, leg engine.Leg, purpose engine.Purpose) func() {
		inside.Add(1)
		if purpose == engine.Measured {
			seen = append(seen, workload+" "+string(leg.Kind))
		}
		return func() { inside.Add(-1) }
	}
	plan := planOf(1)
	plan.MinimumLeg = 1
	if _, err := r.Run(t.Context(), plan, func(engine.Event) {}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(seen)
	if want := []string{"earth parallel", "earth sequential"}; !slices.Equal(seen, want) || outside.Load() != 0 || inside.Load() != 0 {
		t.Errorf("%q; %d operations outside, %d legs open", seen, outside.Load(), inside.Load())
	}
}
