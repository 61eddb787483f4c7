package compare

import (
	"testing"
	"time"

	"ep-benchmark/engine"
)

// tailed is a run like the baseline's in every figure, with a tail.
func tailed(p99, longest float64) Run {
	r := one(0.010, 9)
	r.Tails = []Tail{{Workload: "work", P99: p99, Max: longest, Count: 80}}
	return r
}

// TestTailsInform holds that a stall is shown beside the baseline's range and
// decides nothing.
func TestTailsInform(t *testing.T) {
	then := steady(10)
	for i := range then.Runs {
		then.Runs[i].Tails = tailed(0.110+0.001*float64(i), 0.120+0.002*float64(i)).Tails
	}
	c := Against(SideOf(tailed(1.1, 1.1)), then, Options{})
	if len(c.Tails) != 1 || c.Verdict != Unchanged {
		t.Fatalf("%+v, overall %s: expected one tail and unchanged", c.Tails, c.Verdict)
	}
	row := c.Tails[0]
	least, most := row.Range(func(t Tail) float64 { return t.Max })
	if row.Now.Max != 1.1 || least != 0.120 || most != 0.138 {
		t.Errorf("max %v now, %v to %v before: expected 1.1, 0.12 to 0.138", row.Now.Max, least, most)
	}
	if c := Against(SideOf(tailed(1.1, 1.1)), steady(10), Options{}); len(c.Tails) != 0 {
		t.Errorf("beside runs without a tail: %+v", c.Tails)
	}
}

func TestTailOfAReport(t *testing.T) {
	r := engine.Result{Spec: engine.Spec{Name: "work"}}
	if _, ok := tailOf(&r); ok {
		t.Error("a result without parallel legs has a tail")
	}
	r.Parallel = &engine.LegFigures{Latency: engine.Latency{Count: 80, P99: time.Second, Max: 1100 * time.Millisecond}}
	if tail, ok := tailOf(&r); !ok || tail != (Tail{"work", 1, 1.1, 80}) {
		t.Errorf("%+v", tail)
	}
}
