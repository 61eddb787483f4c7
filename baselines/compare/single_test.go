package compare

import (
	"slices"
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// timedRun is a run of a command that takes that many seconds.
func timedRun(seconds float64) Run {
	report := engine.Report{
		Plan: engine.Plan{Schedule: engine.Isolated},
		Results: []engine.Result{{
			Spec: engine.Spec{Name: "command", Size: 1, PassItems: 1, Single: true, SelfParallel: true}, Schedule: engine.Isolated, Workers: 1, Rounds: 8,
			Sequential: &engine.LegFigures{TimePerPass: stats.Estimate{
				Value: seconds, Interval: &stats.Interval{Low: seconds * 0.999, High: seconds * 1.001, Confidence: 0.95}, N: 8,
			}},
		}},
	}
	return RunOf("run", &report)
}

// The time of work without a parallel form decides.
func TestTimesOfWorkWithoutAParallelForm(t *testing.T) {
	then := Side{Name: "main"}
	for i := range 10 {
		then.Runs = append(then.Runs, timedRun(1+0.01*float64(i%3-1)))
	}
	for want, seconds := range map[Verdict]float64{Unchanged: 1, Regressed: 1.3, Improved: 0.8} {
		c := Against(SideOf(timedRun(seconds)), then, Options{})
		if len(c.Rows) != 1 || c.Rows[0].Metric != Time || !c.Rows[0].Gates || c.Verdict != want {
			t.Errorf("%v s: %s, rows %+v", seconds, c.Verdict, c.Rows)
		}
	}
	subject := timedRun(1).Subjects[0]
	if m := subject.Metrics(); !slices.Contains(m, Time) || slices.Contains(m, Speedup) {
		t.Errorf("metrics %v", m)
	}
}
