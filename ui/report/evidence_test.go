package report_test

import (
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/ui/report"
)

func TestEvidenceIsWhole(t *testing.T) {
	leg := func(kind engine.LegKind, makespan time.Duration, collected time.Duration) engine.Sample {
		s := engine.Sample{Kind: kind, Makespan: makespan}
		s.Evidence.Process.GCCPU = collected
		s.Evidence.Cores = []float64{0.5, 0.25}
		return s
	}
	untimed := leg(engine.Parallel, 99, 99)
	untimed.Untimed = "it failed"
	data, err := report.Evidence(&engine.Report{Results: []engine.Result{{
		Spec: engine.Spec{Name: "earth"}, Schedule: engine.Isolated,
		Samples: []engine.Sample{leg(engine.Sequential, 30, 7), leg(engine.Parallel, 11, 1), leg(engine.Parallel, 10, 4), leg(engine.Parallel, 18, 2), untimed},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for line := range strings.Lines(string(data)) {
		name, rest, _ := strings.Cut(strings.TrimRight(line, "\n"), " ")
		found[name] = strings.Join(strings.Fields(rest), " ")
	}
	for name, want := range map[string]string{
		"earth:": "what the diagnosis reads, as medians over legs", "earth,": "isolated: every figure of its legs, median (least to most)", "figure": "sequential parallel",
		"makespan_ns": "30 11 (10 to 18)", "evidence.process.gc_cpu_ns": "7 2 (1 to 4)", "evidence.cores.1": "0.25 0.25",
	} {
		if found[name] != want {
			t.Errorf("%s: %q, want %q", name, found[name], want)
		}
	}
}
