package sysmon

import (
	"math"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func pointer(value float64) *float64 { return &value }

func TestVitalsAreReadInTheBackground(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reads := 0
		release := make(chan string)
		v := newVitalsReader(func() vitals {
			reads++
			return vitals{thermal: <-release}
		})
		now := time.Now()
		answer := func(word string) {
			release <- word
			synctest.Wait()
		}
		expect := func(after time.Duration, thermal string, count int) {
			t.Helper()
			got := v.ask(now.Add(after)) // would deadlock if it waited
			synctest.Wait()
			if got.thermal != thermal || reads != count {
				t.Errorf("after %v: %q at reading %d, want %q at %d", after, got.thermal, reads, thermal, count)
			}
		}
		expect(0, "", 1)
		expect(vitalsEvery, "", 1) // the first still hangs, and no second is begun
		answer("nominal")
		expect(vitalsEvery+time.Second, "nominal", 1) // not due
		expect(2*vitalsEvery, "nominal", 2)           // begun, and the last value holds
		answer("fair")
		expect(2*vitalsEvery+1, "fair", 2)
		expect(3*vitalsEvery, "fair", 3) // hangs from here on
		expect(2*vitalsEvery+vitalsHold, "fair", 3)
		expect(2*vitalsEvery+vitalsHold+1, "", 3) // too old to be returned
		answer("serious")
	})
}

func TestPace(t *testing.T) {
	p := pace{every: flowsEvery}
	var due []time.Duration
	// A ticker of half a second that comes up to 20 ms early or late.
	for _, at := range []time.Duration{0, 510, 985, 1500, 1990, 2480, 2990} {
		if p.due(epoch.Add(at * time.Millisecond)) {
			due = append(due, at)
		}
	}
	if diff := cmp.Diff([]time.Duration{0, 985, 1990, 2990}, due); diff != "" {
		t.Error(diff)
	}
	if p.due(epoch) {
		t.Error("due before it was last due")
	}
}

func TestHottest(t *testing.T) {
	for _, test := range []struct {
		celsius []float64
		want    *float64
	}{
		{nil, nil},
		{[]float64{0, -127, 255, math.NaN(), math.Inf(1)}, nil},
		{[]float64{41, 0, 63.5, 58}, pointer(63.5)},
	} {
		if diff := cmp.Diff(test.want, hottest(test.celsius)); diff != "" {
			t.Errorf("%v: %s", test.celsius, diff)
		}
	}
}

func TestCharge(t *testing.T) {
	for _, test := range []struct {
		batteries []store
		want      *float64
	}{
		{nil, nil},
		{[]store{{}}, nil},
		{[]store{{5, 0}, {-1, 10}}, nil},
		{[]store{{0, 100}}, pointer(0)}, // empty, and truly so
		{[]store{{42, 100}}, pointer(0.42)},
		{[]store{{101, 100}}, pointer(1)},
		{[]store{{20, 20}, {10, 40}, {}}, pointer(0.5)},
	} {
		if diff := cmp.Diff(test.want, charge(test.batteries)); diff != "" {
			t.Errorf("%v: %s", test.batteries, diff)
		}
	}
}
