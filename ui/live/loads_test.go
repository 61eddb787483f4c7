package live

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ep-benchmark/engine"
)

// TestSlicesAreMeans holds that each slice of a raster is the mean load of its time,
// by adding the samples up one by one, and that a slice without a sample is unknown.
func TestSlicesAreMeans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var run Run
		var samples []engine.HostSample
		at := time.Duration(0)
		for range rapid.IntRange(0, 40).Draw(t, "samples") {
			at += time.Duration(rapid.IntRange(1, 1500).Draw(t, "ms")) * time.Millisecond
			s := engine.HostSample{At: at, OwnCPU: rapid.Float64Range(0, 2).Draw(t, "own")}
			for range rapid.IntRange(0, 3).Draw(t, "cores") { // fewer than before: the others are offline
				s.Cores = append(s.Cores, rapid.Float64Range(0, 1).Draw(t, "share"))
			}
			samples = append(samples, s)
			run.Apply(engine.HostSampled{At: engine.At(at), Sample: s})
		}
		from := time.Duration(rapid.IntRange(0, 5000).Draw(t, "from")) * time.Millisecond
		to := from + time.Duration(rapid.IntRange(1, 20_000).Draw(t, "length"))*time.Millisecond
		columns := rapid.IntRange(1, 30).Draw(t, "columns")
		groups := [][]int{{0}, {1, 2}, {OwnLoad}, {7}}
		var raster Raster
		raster.Fill(&run.Loads, groups, from, to, columns)
		for g, group := range groups {
			for x := range columns {
				width := float64(to-from) / float64(columns)
				start, end := float64(from)+float64(x)*width, float64(from)+float64(x+1)*width
				want, got := meanOf(samples, group, start, end), raster.At(g, x)
				if math.IsNaN(want) != math.IsNaN(got) || math.Abs(want-got) > 1e-4 {
					t.Fatalf("group %v, slice %d of %d is %v, want %v", group, x, columns, got, want)
				}
			}
		}
	})
}

// meanOf adds up what each sample says of a stretch of time.
func meanOf(samples []engine.HostSample, group []int, from, to float64) float64 {
	sum, known := 0.0, 0.0
	begin := float64(0)
	if len(samples) > 0 {
		begin = max(float64(samples[0].At-firstSample), 0)
	}
	for i := range samples {
		s := &samples[i]
		within := min(to, float64(s.At)) - max(from, begin)
		begin = float64(s.At)
		if within <= 0 {
			continue
		}
		for _, core := range group {
			share := math.NaN()
			switch {
			case core == OwnLoad:
				share, _ = Split(s)
			case core < len(s.Cores):
				share = s.Cores[core]
			}
			if !math.IsNaN(share) {
				sum, known = sum+share*within, known+within
			}
		}
	}
	if known <= leastKnown*float64(time.Second) {
		return math.NaN()
	}
	return sum / known
}

// TestLoadsForgetTheOldest holds that a long run keeps its last ten minutes, and that
// a frozen view keeps what it had.
func TestLoadsForgetTheOldest(t *testing.T) {
	var run Run
	sample := func(i int) {
		at := time.Duration(i) * 500 * time.Millisecond
		run.Apply(engine.HostSampled{At: engine.At(at), Sample: engine.HostSample{At: at, Cores: []float64{float64(i%2) / 2}}})
	}
	for i := range 5 * longestLoads {
		sample(i + 1)
	}
	frozen := run.Freeze()
	until := run.Loads.Until()
	for i := range 2 * longestLoads {
		sample(5*longestLoads + i + 1)
	}
	for name, l := range map[string]*Loads{"frozen": &frozen.Loads, "run": &run.Loads} {
		if got := l.Mean([]int{0}, l.Until()-10*time.Minute, l.Until()); math.Abs(got-0.25) > 1e-9 {
			t.Errorf("%s: the mean of the last ten minutes is %v, want 0.25", name, got)
		}
		if n := len(l.at); n > 2*longestLoads {
			t.Errorf("%s: %d samples are kept", name, n)
		}
	}
	if frozen.Loads.Until() != until {
		t.Errorf("the frozen view goes on to %v", frozen.Loads.Until())
	}
}

// TestLegsOutliveTheirSchedule holds that legs of an earlier schedule can still be
// found by their time.
func TestLegsOutliveTheirSchedule(t *testing.T) {
	var run Run
	at := func(s float64) engine.At { return engine.At(s * float64(time.Second)) }
	run.Apply(engine.RunStarted{Specs: []engine.Spec{{Name: "a"}}, Workers: []int{2}})
	for i, schedule := range []engine.Schedule{engine.Isolated, engine.Concurrent} {
		from := float64(4 * i)
		run.Apply(engine.ScheduleStarted{At: at(from), Schedule: schedule})
		run.Apply(engine.LegStarted{At: at(from + 1), Workload: "a", Kind: engine.Parallel, Purpose: engine.Measured, Round: i + 1})
		run.Apply(engine.LegFinished{At: at(from + 2), Purpose: engine.Measured, Sample: engine.Sample{Workload: "a", Kind: engine.Parallel, Round: i + 1}})
	}
	for second, want := range map[float64]int{1.5: 1, 5.5: 2, 3: 0, 0.5: 0, 7: 0} {
		leg, on := run.Lanes[0].LegAt(time.Duration(second * float64(time.Second)))
		if on != (want > 0) || on && leg.Round() != want {
			t.Errorf("at %v s the lane is in round %d (%v), want %d", second, leg.Round(), on, want)
		}
	}
}
