package engine

import "testing"

func TestTargetReadsAsItWasStated(t *testing.T) {
	for _, c := range []struct {
		target Target
		want   string
	}{
		{Target{Metric: MetricSpeedup, Bound: 5}, "> 5x"},
		{Target{Metric: MetricSpeedup, Bound: 7.5}, "> 7.5x"},
		{Target{Metric: MetricSpeedup, Bound: 1e6}, "> 1000000x"},
		{Target{Metric: MetricTime, Bound: 1}, "< 1 s"},
		{Target{Metric: MetricTime, Bound: 0.5}, "< 500 ms"},
		{Target{Metric: MetricTime, Bound: 1.2345}, "< 1.2345 s"},
		{Target{Metric: MetricTime, Bound: 3e-6}, "< 3 µs"},
		{Target{Metric: MetricTime, Bound: 120}, "< 120 s"},
	} {
		if got := c.target.String(); got != c.want {
			t.Errorf("%+v reads %q: expected %q", c.target, got, c.want)
		}
	}
}

func TestWithBound(t *testing.T) {
	speedup, duration := Target{Metric: MetricSpeedup, Bound: 5}, Target{Metric: MetricTime, Bound: 1}
	for _, c := range []struct {
		target Target
		text   string
		want   float64 // 0 where it is refused
	}{
		{speedup, "6", 6},
		{speedup, "6.5x", 6.5},
		{speedup, ">6", 6},
		{speedup, "0", 0},
		{speedup, "-1", 0},
		{speedup, "NaN", 0},
		{speedup, "Inf", 0},
		{speedup, "500ms", 0},
		{duration, "500ms", 0.5},
		{duration, "<2s", 2},
		{duration, "6", 0},
		{duration, "0s", 0},
		{duration, "-1s", 0},
	} {
		got, err := c.target.WithBound(c.text)
		if (err != nil) != (c.want == 0) || err == nil && got.Bound != c.want {
			t.Errorf("%q for %s: %v, %v", c.text, c.target, got.Bound, err)
		}
	}
}

func TestParseSchedule(t *testing.T) {
	for _, s := range []Schedule{Concurrent, Isolated, Both} {
		if got, err := ParseSchedule(string(s)); err != nil || got != s {
			t.Errorf("%q: %q, %v", s, got, err)
		}
	}
	if _, err := ParseSchedule("sideways"); err == nil {
		t.Error("an unknown schedule was accepted")
	}
}

func TestWorkersFor(t *testing.T) {
	for _, c := range []struct{ workers, cpus, io, cpu int }{{16, 2, 16, 16}, {0, 2, 4, 2}, {0, 16, 32, 16}, {0, 64, 40, 64}, {0, 0, 1, 1}} {
		p := Plan{Workers: c.workers}
		if io, cpu := p.WorkersFor(IOBound, c.cpus), p.WorkersFor(CPUBound, c.cpus); io != c.io || cpu != c.cpu {
			t.Errorf("%d workers on %d CPUs: %d and %d, expected %d and %d", c.workers, c.cpus, io, cpu, c.io, c.cpu)
		}
	}
}
