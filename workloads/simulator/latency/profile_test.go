package latency

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/splitmix"
)

// The recorded profile has the median, sigma and cap of the table it comes from.
func TestRecordedDistribution(t *testing.T) {
	const draws = 40_000
	for e, want := range recordedSpreads {
		if want.median == 0 {
			continue
		}
		delays := make([]time.Duration, draws)
		for i := range delays {
			delays[i] = Recorded.Delay(endpoint.Endpoint(e), false, splitmix.Mix(1)^uint64(i))
		}
		slices.Sort(delays)
		median, below := delays[draws/2], delays[draws*15866/100_000] // one sigma below, where no cap reaches
		sigma := math.Log(float64(median) / float64(below))
		if off := math.Abs(math.Log(float64(median) / float64(want.median))); off > 0.02 {
			t.Errorf("endpoint %d: median %v, want %v", e, median, want.median)
		}
		if math.Abs(sigma-want.sigma) > 0.03 {
			t.Errorf("endpoint %d: sigma %.3f, want %.3f", e, sigma, want.sigma)
		}
		if longest := delays[draws-1]; longest > want.longest {
			t.Errorf("endpoint %d: longest %v, want %v", e, longest, want.longest)
		}
	}
}

func TestProfileNames(t *testing.T) {
	for _, p := range []Profile{Fixed, Recorded, None} {
		if got, err := ParseProfile(p.String()); err != nil || got != p {
			t.Errorf("%v: %v, %v", p, got, err)
		}
	}
	_, err := ParseProfile("slow")
	if err == nil || !strings.Contains(err.Error(), "fixed, recorded, none") {
		t.Errorf("error %v does not say what is accepted", err)
	}
}
