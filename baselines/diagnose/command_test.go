package diagnose

import (
	"math"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// ran is a leg of a command.
func ran(kind engine.LegKind, round int, elapsed, cpu time.Duration, foreign float64) engine.Sample {
	return engine.Sample{
		Workload: "command", Kind: kind, Round: round, Passes: 1, Makespan: elapsed,
		Operations: engine.OperationCounts{Planned: 1, Finished: 1},
		Evidence: engine.Evidence{
			Command: &engine.CommandEvidence{Elapsed: elapsed, UserCPU: cpu},
			Machine: &engine.MachineEvidence{Foreign: &foreign},
		},
	}
}

// commandReport is a run of a command with four workers on two CPUs.
func commandReport(speedup float64, samples ...engine.Sample) *engine.Report {
	return &engine.Report{
		Host: engine.Host{LogicalCPUs: 2, GOMAXPROCS: 2},
		Results: []engine.Result{{
			Spec:    engine.Spec{Name: "command", SelfParallel: true},
			Workers: 4, Rounds: len(samples) / 2, Speedup: &stats.Estimate{Value: speedup, N: len(samples) / 2},
			Ceiling: engine.Ceiling{Speedup: 4, Limits: []engine.Limit{{Name: "workers", Speedup: 4, Reason: "4 workers"}}},
			Samples: samples,
		}},
	}
}

func TestWhatHoldsACommandBack(t *testing.T) {
	const s = time.Second
	for name, c := range map[string]struct {
		report   *engine.Report
		want     []string
		mustLack string
	}{
		"it waits": {
			commandReport(1, ran(engine.Sequential, 1, 4*s, s, 0.1), ran(engine.Parallel, 1, 4*s, s, 0.1)),
			[]string{"workers that wait or have nothing to do", "about 100 %"},
			"more work",
		},
		"each worker does all of it": {
			commandReport(1, ran(engine.Sequential, 1, 4*s, s, 0), ran(engine.Parallel, 1, 4*s, 4*s, 0)),
			[]string{"more work: 4.00 s of CPU time in parallel, 1.00 s alone; explains about 100 %"},
			"wait",
		},
		"two CPUs": {
			commandReport(2, ran(engine.Sequential, 1, 4*s, 4*s, 0), ran(engine.Parallel, 1, 2*s, 4*s, 0)),
			[]string{"the machine has no further CPU: it has 2 CPUs"},
			"wait",
		},
		"others have the CPUs": {
			commandReport(1, ran(engine.Sequential, 1, 4*s, s, 0.85), ran(engine.Parallel, 1, 4*s, s, 0.85)),
			[]string{"CPUs that other programs keep busy, 1.70 of 2"},
			"have nothing to do:",
		},
	} {
		findings := ceiling(c.report, &c.report.Results[0])
		text := ""
		for _, f := range findings {
			text += f.Statement + "\n"
		}
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing in\n%s", name, want, text)
			}
		}
		if strings.Contains(text, c.mustLack) {
			t.Errorf("%s: %q in\n%s", name, c.mustLack, text)
		}
	}
}

// Over uneven rounds the shares still add up to all that is missing.
func TestSharesOfACommandAddUp(t *testing.T) {
	const ms = time.Millisecond
	report := commandReport(0.7,
		ran(engine.Sequential, 1, 3100*ms, 500*ms, 0), ran(engine.Parallel, 1, 6800*ms, 1650*ms, 0),
		ran(engine.Sequential, 2, 4700*ms, 540*ms, 0), ran(engine.Parallel, 2, 5100*ms, 1500*ms, 0),
		ran(engine.Sequential, 3, 2600*ms, 700*ms, 0), ran(engine.Parallel, 3, 8800*ms, 1900*ms, 0))
	sum := 0.0
	for _, f := range ceiling(report, &report.Results[0])[1:] {
		sum += f.Evidence[len(f.Evidence)-1].Value
	}
	if math.Abs(sum-1) > 1e-9 {
		t.Errorf("the shares are %v in all", sum)
	}
}

// What does not shrink with the workers is said with its interval, and only where the
// fit shows that there is such a part.
func TestFixedPartOfACommand(t *testing.T) {
	r := engine.Result{Spec: engine.Spec{Name: "command", SelfParallel: true}, Scaling: &engine.Scaling{Fit: &stats.USL{
		Rate: 2, Contention: 0.2, ContentionInterval: stats.Interval{Low: 0.1, High: 0.3},
	}}}
	want := "100 ms [50.0 ms, 150 ms] of the 500 ms with one worker do not get shorter with more, 20 % of it: so no number of workers makes it more than 5x as fast"
	if found := fixedPart(&r); len(found) != 1 || found[0].Statement != want {
		t.Errorf("%+v", found)
	}
	r.Scaling.Fit.ContentionInterval.Low = 0
	if found := fixedPart(&r); len(found) != 0 {
		t.Errorf("it may have none: %+v", found)
	}
	r.Scaling.Fit = nil
	if found := fixedPart(&r); len(found) != 0 {
		t.Errorf("no law fits: %+v", found)
	}
}
