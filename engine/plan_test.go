package engine

import (
	"testing"
	"time"
)

// A workload of its own number of workers, or its own limit, has these whatever
// the plan says.
func TestPlanOfAWorkload(t *testing.T) {
	plan := Plan{Workers: 16, OperationTimeout: time.Second}
	own, other := Spec{Workers: 3, Limit: time.Minute}, Spec{}
	if n := plan.WorkersOf(&own, 8); n != 3 {
		t.Errorf("%d workers of a workload with 3 of its own", n)
	}
	if n := plan.WorkersOf(&other, 8); n != 16 {
		t.Errorf("%d workers of a workload without its own", n)
	}
	if d := plan.TimeoutOf(&own); d != time.Minute {
		t.Errorf("a timeout of %v for a workload with its own of 1m", d)
	}
	if d := plan.TimeoutOf(&other); d != time.Second {
		t.Errorf("a timeout of %v for a workload without its own", d)
	}
}
