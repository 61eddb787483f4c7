package parts

import (
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
)

// TestBusiest finds the stretch that a column shows.
func TestBusiest(t *testing.T) {
	leg := func(kind engine.LegKind, from, to time.Duration) live.Stretch {
		s := live.Stretch{From: from, To: to}
		s.Kind = kind
		return s
	}
	sequential, parallel := engine.Sequential, engine.Parallel
	for _, of := range []struct {
		name string
		legs []live.Stretch
		want engine.LegKind
		ok   bool
	}{
		{"nothing", nil, "", false},
		{"what is later", []live.Stretch{leg(parallel, 100, 200)}, "", false},
		{"the longer of two", []live.Stretch{leg(sequential, 0, 30), leg(sequential, 30, 100)}, sequential, true},
		{"a short parallel leg", []live.Stretch{leg(sequential, 0, 70), leg(parallel, 70, 100)}, parallel, true},
		{"one that is all but over", []live.Stretch{leg(parallel, 0, 5), leg(sequential, 5, 100)}, sequential, true},
	} {
		var got engine.LegKind
		i := busiest(of.legs, 0, 100)
		if i != none {
			got = of.legs[i].Kind
		}
		if (i != none) != of.ok || got != of.want {
			t.Errorf("%s: a column shows %q, want %q", of.name, got, of.want)
		}
	}
}

// TestEnds holds that the scale of latencies is never so narrow that noise fills
// it.
func TestEnds(t *testing.T) {
	d := func(low, high time.Duration) live.Distribution { return live.Distribution{Min: low, Max: high} }
	for _, of := range []struct {
		name       string
		a, b       live.Distribution
		hasA, hasB bool
		low, high  time.Duration
	}{
		{"both", d(100, 300), d(200, 900), true, true, 98, 918},
		{"the first alone", d(100, 300), d(1, 9000), true, false, 98, 306},
		{"the second alone", d(1, 9000), d(100, 300), false, true, 98, 306},
		{"all alike", d(100, 100), d(100, 100), true, true, 98, 117},
		{"nothing took any time", d(0, 0), d(0, 0), true, true, 1, 1},
	} {
		if low, high := ends(of.a, of.hasA, of.b, of.hasB); low != of.low || high != of.high {
			t.Errorf("%s: the scale is from %d to %d, want %d to %d", of.name, low, high, of.low, of.high)
		}
	}
}
