package diagnose

import (
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// lasting is a result of parallel legs with the given durations of operations.
func lasting(t *testing.T, durations ...time.Duration) *engine.Result {
	t.Helper()
	h := stats.NewHistogram()
	for _, d := range durations {
		h.Record(d)
	}
	latency, err := engine.LatencyOf(h)
	if err != nil {
		t.Fatal(err)
	}
	return &engine.Result{Samples: []engine.Sample{{Kind: engine.Parallel, Makespan: time.Second, Latency: latency}}}
}

func several(n int, d time.Duration) []time.Duration {
	all := make([]time.Duration, n)
	for i := range all {
		all[i] = d
	}
	return all
}

func TestStallsAreTold(t *testing.T) {
	usual := several(79, 102*time.Millisecond)
	for name, c := range map[string]struct {
		durations []time.Duration
		want      string
	}{
		"one of 80":      {append(usual, 1100*time.Millisecond), "1 of 80 operations of the parallel legs took 1.10 s; the median is 102 ms"},
		"three":          {append(several(97, 100*time.Millisecond), 900*time.Millisecond, 1200*time.Millisecond, time.Second), "3 of 100 operations of the parallel legs took 900 ms to 1.20 s; the median is 100 ms"},
		"none":           {usual, ""},
		"a slow tenth":   {append(several(90, 100*time.Millisecond), several(10, time.Second)...), ""},
		"of microsecond": {append(several(99, 20*time.Microsecond), 300*time.Microsecond), ""},
	} {
		got := ""
		for _, f := range stalls(lasting(t, c.durations...)) {
			got += f.Statement
		}
		if got != c.want {
			t.Errorf("%s: %q, expected %q", name, got, c.want)
		}
	}
}

// TestUntimedLegsHaveNoStalls holds that legs without a valid timing don't count.
func TestUntimedLegsHaveNoStalls(t *testing.T) {
	r := lasting(t, append(several(79, 102*time.Millisecond), 1100*time.Millisecond)...)
	r.Samples[0].Untimed = "the process was suspended during it"
	if got := stalls(r); len(got) > 0 {
		t.Errorf("%q", got[0].Statement)
	}
}

// Only work that waits for a server is told to look into a server's log.
func TestStallsAdviseByWork(t *testing.T) {
	for name, c := range map[string]struct {
		spec engine.Spec
		want string
	}{
		"waits":        {engine.Spec{Bound: engine.IOBound}, "in the server's log"},
		"computes":     {engine.Spec{Bound: engine.CPUBound}, "other programs"},
		"command":      {engine.Spec{Bound: engine.CPUBound, SelfParallel: true}, ""},
		"lone command": {engine.Spec{Bound: engine.CPUBound, Single: true}, ""},
	} {
		r := lasting(t, append(several(79, 102*time.Millisecond), 1100*time.Millisecond)...)
		r.Spec = c.spec
		found := stalls(r)
		if len(found) != 1 || !strings.Contains(found[0].Try, c.want) || c.want == "" && found[0].Try != "" {
			t.Errorf("%s: %+v, expected advice with %q", name, found, c.want)
		}
	}
}
