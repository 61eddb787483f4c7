package pages

import (
	"math"
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
)

// TestShareOfMachine splits the busy share, and gives neither part less than
// nothing.
func TestShareOfMachine(t *testing.T) {
	for _, of := range []struct {
		cores    []float64
		ownCPU   float64
		own, all float64
	}{
		{[]float64{1, 0.5, 0.5, 0}, 1, 0.25, 0.25},
		{[]float64{0.5, 0.5}, 1.2, 0.6, 0},
		{[]float64{1, 1}, 3, 1, 0},
		{nil, 1, math.NaN(), math.NaN()},
	} {
		own, others := live.Split(&engine.HostSample{Cores: of.cores, OwnCPU: of.ownCPU})
		if !same(own, of.own) || !same(others, of.all) {
			t.Errorf("%v with %v of our own are %v and %v, want %v and %v", of.cores, of.ownCPU, own, others, of.own, of.all)
		}
	}
}

// same compares figures that may be unknown.
func same(a, b float64) bool {
	return math.Abs(a-b) < 1e-12 || math.IsNaN(a) && math.IsNaN(b)
}

// TestNotable mentions only what is much.
func TestNotable(t *testing.T) {
	share := func(f float64) *float64 { return &f }
	for _, of := range []struct {
		share *float64
		want  string
	}{{nil, ""}, {share(engine.MostTaken), ""}, {share(0.5), "50 %"}, {share(math.NaN()), ""}} {
		if got := notable(of.share); got != of.want {
			t.Errorf("the share is %q, want %q", got, of.want)
		}
	}
}

// TestPower says where the power comes from and whether it is saved.
func TestPower(t *testing.T) {
	yes, no := true, false
	for _, of := range []struct {
		now, atStart string
		saves        *bool
		want         string
	}{
		{"", "", nil, ""}, {"battery", "AC", &no, "battery"}, {"", "AC", &yes, "AC, saving"}, {"", "", &yes, "saving"},
	} {
		run := &live.Run{Host: engine.Host{Power: of.atStart, LowPower: of.saves}}
		run.Machine.Power = of.now
		if got := power(run); got != of.want {
			t.Errorf("the power is %q, want %q", got, of.want)
		}
	}
}
