package compare

import (
	"math"
	"math/rand/v2"
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/engine/stats"
)

// costWorld makes runs of one workload that computes, with the noise that was
// measured on a machine of two CPUs whose load was 16 to 30 the whole time. A
// run's CPU time per item differs by the given deviation, a leg's by 1.2 %
// within the run. The times are useless there; on a quiet machine they differ
// by 3 and 2 %.
type costWorld struct {
	random *rand.Rand
	noise  float64
}

const costOfALeg = 0.012

func (w *costWorld) run(shift float64) Run {
	run := Run{Subjects: []Subject{{Name: "work", Item: "item", Size: 10, Bound: engine.CPUBound}}}
	add := func(metric Metric, between, within, shift float64) {
		truth := shift + between*w.random.NormFloat64()
		rounds := make([]float64, 8)
		for i := range rounds {
			rounds[i] = math.Exp(truth + within*w.random.NormFloat64())
		}
		e, _ := stats.OnLogs(rounds, costConfidence)
		run.Figures = append(run.Figures, newFigure(Key{"work", metric}, e))
	}
	add(ParallelTime, 0.03, 0.02, 0)
	add(Speedup, 0.02, 0.02, 0)
	between := math.Sqrt(max(0, w.noise*w.noise-costOfALeg*costOfALeg/8))
	add(CPUPerItem, between, costOfALeg, shift)
	return run
}

// rates are how often, in the given number of comparisons, the figure of work
// has regressed or improved, before and after a fresh run had to confirm it.
func (w *costWorld) rates(times, baselineRuns int, more float64) (changed, confirmed float64) {
	first, second := 0, 0
	for range times {
		baseline := Side{Name: "main"}
		for range baselineRuns {
			baseline.Runs = append(baseline.Runs, w.run(0))
		}
		c := Against(SideOf(w.run(math.Log1p(more))), baseline, Options{})
		changes := func() int {
			row, _ := c.Row(Key{"work", CPUPerItem})
			if row.Verdict == Regressed || row.Verdict == Improved && more == 0 {
				return 1
			}
			return 0
		}
		first += changes()
		c.Confirm(w.run(math.Log1p(more)))
		second += changes()
	}
	return 100 * float64(first) / float64(times), 100 * float64(second) / float64(times)
}

// Where nothing changed, a change is hardly ever reported. With the noise of
// parsing, 5 % more work is nearly always found. With that of analytics, which
// is higher, 10 % is.
func TestCostsOverSimulatedRuns(t *testing.T) {
	racebuild.SkipSequential(t)
	const parsing, analytics = 0.0055, 0.0105
	for _, c := range []struct {
		name        string
		noise, more float64
		runs        int
		least, most float64 // confirmed, in percent
	}{
		{"parsing, as much work", parsing, 0, 10, 0, 1},
		{"analytics, as much work", analytics, 0, 10, 0, 1},
		{"parsing, 5 % more", parsing, 0.05, 10, 95, 100},
		{"analytics, 5 % more", analytics, 0.05, 10, 60, 100},
		{"analytics, 5 % more, 20 runs", analytics, 0.05, 20, 75, 100},
		{"analytics, 10 % more", analytics, 0.10, 10, 99, 100},
	} {
		w := &costWorld{random: rand.New(rand.NewPCG(11, 3)), noise: c.noise}
		changed, confirmed := w.rates(families, c.runs, c.more)
		t.Logf("%s: a change in %.1f %%, confirmed in %.1f %%", c.name, changed, confirmed)
		if confirmed < c.least || confirmed > c.most || c.more == 0 && changed > c.most {
			t.Errorf("%s: %.1f %%, confirmed %.1f %%: expected %v to %v", c.name, changed, confirmed, c.least, c.most)
		}
	}
}
