package trend

import (
	"math/rand/v2"
	"sync/atomic"
	"testing"

	"ep-benchmark/baselines/compare"
)

func changesIn(values []float64) []Change { return Of(compare.ParallelTime, values, 0).Changes }

// The rates are those of docs/method.md, with room for the simulation's own
// error. The documented limit is 5 % for independent noise.
func TestFalseAlarms(t *testing.T) {
	for _, c := range []struct {
		name   string
		noise  deviations
		size   float64
		most   float64 // of histories of 200 runs, looked at once
		looked float64 // of those looked at after each run; 0 where it is as above
	}{
		{"normal, 1 %", normal, 0.01, 0.01, 0.02},
		{"normal, 2 %", normal, 0.02, 0.01, 0},
		{"Student's t, 4 degrees", student, 0.01, 0.02, 0.05},
		{"AR(1), 0.15", remembering(0.15), 0.01, 0.02, 0.06},
		{"AR(1), 0.3", remembering(0.3), 0.01, 0.05, 0.2},
		{"exponential", oneSided, 0.01, 0.05, 0.25},
		{"one run in ten disturbed", disturbed, 0.01, 0.05, 0.25},
	} {
		once := share(func(random *rand.Rand) bool {
			return len(changesIn(runsOf(random, 200, c.noise, c.size, flat))) > 0
		})
		t.Logf("%s: %.1f %% show a change", c.name, 100*once)
		if once > c.most {
			t.Errorf("%s: %v show a change, at most %v may", c.name, once, c.most)
		}
		if c.looked == 0 || c.looked > 0.05 && looksApart > 1 {
			continue
		}
		ever := share(func(random *rand.Rand) bool {
			return everChanged(runsOf(random, 200, c.noise, c.size, flat), looksApart)
		})
		t.Logf("%s: %.1f %% do so at some time, looked at after every %d runs", c.name, 100*ever, looksApart)
		if ever > c.looked {
			t.Errorf("%s: %v show a change at some time, at most %v may", c.name, ever, c.looked)
		}
	}
}

// everChanged tells whether a change shows at any look.
func everChanged(values []float64, every int) bool {
	for runs := every; runs <= len(values); runs += every {
		if len(changesIn(values[:runs])) > 0 {
			return true
		}
	}
	return false
}

func TestStepsAreFound(t *testing.T) {
	for _, c := range []struct {
		before, after int
		by            float64
		least         float64
	}{
		{8, 5, 0.05, 0.80},
		{10, 5, 0.05, 0.92},
		{15, 5, 0.05, 0.97},
		{20, 5, 0.05, 0.99},
		{50, 5, 0.05, 0.99},
		{195, 5, 0.05, 0.99},
		{20, 5, -0.05, 0.99},
		{50, 15, 0.02, 0.90},
		{20, 5, 0.1, 0.99},
		{20, 5, 1, 0.99},
		{20, 5, 99, 0.99},
		{20, 30, 0.1, 0.98},
		{20, 30, 9, 0.98},
	} {
		var exact atomic.Int64
		found := share(func(random *rand.Rand) bool {
			changes := changesIn(runsOf(random, c.before+c.after, normal, 0.01, step(c.before, c.by)))
			if len(changes) != 1 || (changes[0].Worse > 0) != (c.by > 0) {
				return false
			}
			if changes[0].Index == c.before {
				exact.Add(1)
			}
			return true
		})
		t.Logf("%+.0f %% after %d runs: %.1f %% within %d runs, %d at the very run", 100*c.by, c.before, 100*found, c.after, exact.Load())
		if found < c.least {
			t.Errorf("%+v: found in %v", c, found)
		}
	}
}

// A creep from the first run can hardly be separated from noise at ten runs, at
// the level of one look; at twenty runs it can.
func TestCreepsAreFound(t *testing.T) {
	for _, c := range []struct {
		flat, creeping int
		least, most    float64
	}{
		{100, 10, 0.99, 1},
		{20, 10, 0.99, 1},
		{8, 10, 0.95, 1},
		{5, 10, 0.6, 0.9},
		{0, 10, 0, 0.1},
		{0, 15, 0.3, 0.6},
		{0, 20, 0.95, 1},
	} {
		found := share(func(random *rand.Rand) bool {
			changes := changesIn(runsOf(random, c.flat+c.creeping, normal, 0.01, creep(c.flat, 0.01)))
			return len(changes) > 0 && changes[len(changes)-1].Worse > 0
		})
		t.Logf("1 %% a run after %d flat runs: %.1f %% by the time it is %d %%", c.flat, 100*found, c.creeping)
		if found < c.least || found > c.most {
			t.Errorf("%+v: found in %v", c, found)
		}
	}
}

func TestOneOutlierIsNoChange(t *testing.T) {
	shown := share(func(random *rand.Rand) bool {
		values := runsOf(random, 30, normal, 0.01, flat)
		values[random.IntN(30)] *= 10
		return len(changesIn(values)) > 0
	})
	last := share(func(random *rand.Rand) bool {
		values := runsOf(random, 30, normal, 0.01, flat)
		values[29] *= 10
		return len(changesIn(values)) > 0
	})
	t.Logf("%.2f %% anywhere, %.2f %% at the last run", 100*shown, 100*last)
	if shown > 0.01 || last > 0.01 {
		t.Errorf("a change shows in %v, and in %v with the outlier last", shown, last)
	}
}

// One outlier, before the step or after it, too slow or too fast, hides no
// change: the trend has exactly one.
func TestOneOutlierHidesNoChange(t *testing.T) {
	for _, factor := range []float64{10, 0.1} {
		least, at := 1.0, 0
		for outlier := 0; outlier < 28; outlier += 3 { // 0, 18, 21, 27 among them
			found := share(func(random *rand.Rand) bool {
				values := runsOf(random, 28, normal, 0.01, step(20, 0.05))
				values[outlier] *= factor
				changes := changesIn(values)
				return len(changes) == 1 && changes[0].Worse > 0.02 && changes[0].Worse < 0.08
			})
			if found < least {
				least, at = found, outlier
			}
		}
		t.Logf("a step of 5 %% and an outlier of x%v: within 8 runs in %.1f %% at worst, with the outlier at %d", factor, 100*least, at)
		if least < 0.95 {
			t.Errorf("an outlier of x%v at %d: the step is found in %v", factor, at, least)
		}
	}
}

// A level that came and went is found like one that stayed.
func TestLevelThatWent(t *testing.T) {
	for _, runs := range []int{4, 6, 20} {
		course := func(run int) float64 { return step(30, 0.05)(run) - step(30+runs, 0.05)(run) }
		found := share(func(random *rand.Rand) bool {
			changes := changesIn(runsOf(random, 80, normal, 0.01, course))
			return len(changes) == 2 && changes[0].Worse > 0 && changes[1].Worse < 0
		})
		t.Logf("5 %% over %d runs: %.1f %%", runs, 100*found)
		if found < 0.95 {
			t.Errorf("%d runs: found in %v", runs, found)
		}
	}
}
