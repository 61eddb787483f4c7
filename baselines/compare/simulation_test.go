package compare

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/engine/stats"
)

// world makes synthetic runs of which the truth is known: each of four
// workloads has a parallel time and a speedup. What a run reports of each
// differs from run to run by a given deviation; part of it comes from the
// rounds, whose figures differ by 2 %, and the rest from the run as a whole.
type world struct {
	random  *rand.Rand
	between float64 // deviation of a run's true figures
	within  float64 // deviation of a round
	rounds  int
	shift   float64 // of the first workload's parallel time, on logs
}

func newWorld(seed uint64, noise float64) *world {
	w := &world{random: rand.New(rand.NewPCG(seed, 7)), within: 0.02, rounds: 8}
	w.between = math.Sqrt(noise*noise - w.within*w.within/float64(w.rounds))
	return w
}

func (w *world) run() Run {
	var run Run
	for i := range 4 {
		subject := Subject{Name: fmt.Sprintf("work-%d", i), Title: fmt.Sprintf("Work %d", i), Item: "item", Size: 10, Bound: engine.IOBound}
		run.Subjects = append(run.Subjects, subject)
		for _, metric := range []Metric{ParallelTime, Speedup} {
			truth := w.between * w.random.NormFloat64()
			if i == 0 && metric == ParallelTime {
				truth += w.shift
			}
			run.Figures = append(run.Figures, newFigure(Key{subject.Name, metric}, w.measured(truth)))
		}
	}
	return run
}

// measured is a run's figure as its rounds estimate it.
func (w *world) measured(truth float64) stats.Estimate {
	rounds := make([]float64, w.rounds)
	for i := range rounds {
		rounds[i] = math.Exp(truth + w.within*w.random.NormFloat64())
	}
	e, _ := stats.OnLogs(rounds, 0.95)
	return e
}

func (w *world) side(runs int) Side {
	var side Side
	for range runs {
		side.Runs = append(side.Runs, w.run())
	}
	return side
}

// calibrated are the floors that twenty runs of the world give.
func (w *world) calibrated() Floors { return Calibrate(w.side(CalibrationRuns).Runs) }

// tally counts what a number of comparisons with a shifted candidate say.
type tally struct {
	families, alarms                int // with any regression among the figures that are alike
	found, unclear, same, undersold int // of the shifted figure; undersold: unclear, and less than the shift called detectable
}

func (w *world) compare(families int, shift float64, floors func() Floors) tally {
	t := tally{families: families}
	for range families {
		o := Options{}
		if floors != nil {
			o.Floors = floors()
		}
		w.shift = 0
		baseline := w.side(10)
		w.shift = shift
		c := Against(Side{Runs: []Run{w.run()}}, baseline, o)
		w.shift = 0
		t.add(&c, shift)
	}
	return t
}

func (t *tally) add(c *Comparison, shift float64) {
	alarm := false
	for i := range c.Rows {
		r := &c.Rows[i]
		if shift == 0 || i > 0 {
			alarm = alarm || r.Verdict == Regressed
			continue
		}
		switch r.Verdict {
		case Regressed:
			t.found++
		case Unchanged:
			t.same++
		case Unclear:
			t.unclear++
			if r.Test.Detectable < math.Expm1(shift) {
				t.undersold++
			}
		}
	}
	if alarm {
		t.alarms++
	}
}

// rate is a count as part of the comparisons, in percent.
func (t *tally) rate(count int) float64 { return 100 * float64(count) / float64(t.families) }

// floorings are the two ways to come by floors; each family is calibrated
// anew, since a calibration is chance too.
func (w *world) floorings() []struct {
	name   string
	floors func() Floors
} {
	return []struct {
		name   string
		floors func() Floors
	}{{"guessed", nil}, {"calibrated", w.calibrated}}
}

// Ten runs are compared with one more of the same. Hardly ever is a regression
// reported, with a calibrated or a guessed floor, and before any rerun.
func TestNoChangeIsNoRegression(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, noise := range []float64{0.01, 0.02} {
		w := newWorld(1, noise)
		for _, f := range w.floorings() {
			got := w.compare(families, 0, f.floors)
			t.Logf("noise %.0f %%, floor %s: %.1f %% of runs with a false regression", 100*noise, f.name, got.rate(got.alarms))
			if got.rate(got.alarms) > 2 {
				t.Errorf("noise %.0f %%, floor %s: %.1f %% of runs raise a false alarm, expected at most 2 %%", 100*noise, f.name, got.rate(got.alarms))
			}
		}
	}
}

// A figure that is 10 % worse is found.
func TestTenPercentIsFound(t *testing.T) {
	racebuild.SkipSequential(t)
	w := newWorld(2, 0.01)
	for _, f := range w.floorings() {
		got := w.compare(families, math.Log(1.10), f.floors)
		t.Logf("floor %s: +10 %% found in %.1f %%", f.name, got.rate(got.found))
		if got.rate(got.found) < 95 || got.rate(got.alarms) > 2 {
			t.Errorf("floor %s: found in %.1f %%, false alarms beside it in %.1f %%: expected at least 95 and at most 2",
				f.name, got.rate(got.found), got.rate(got.alarms))
		}
	}
}

// A figure that is 5 % worse is found, or the comparison reports that it could
// not have seen 5 %. It is never called unchanged.
func TestFivePercentIsNeverUnchanged(t *testing.T) {
	racebuild.SkipSequential(t)
	w := newWorld(3, 0.01)
	for _, f := range w.floorings() {
		got := w.compare(2*families, math.Log(1.05), f.floors)
		t.Logf("floor %s: +5 %% found in %.1f %%, unclear in %.1f %%, of which %d say that less than 5 %% would have been seen", f.name, got.rate(got.found), got.rate(got.unclear), got.undersold)
		if got.same > 0 || got.found+got.unclear != got.families {
			t.Errorf("floor %s: %d of %d called unchanged", f.name, got.same, got.families)
		}
		// A guessed floor of 5 % makes it certain. A calibrated one is lower, and the
		// answer then rests on an estimated deviation, which can be too low, but
		// hardly ever is.
		most := 0.0
		if f.floors != nil {
			most = 0.1
		}
		if got.rate(got.undersold) > most {
			t.Errorf("floor %s: %.2f %% of answers say wrongly that 5 %% would have been seen, expected at most %.1f %%", f.name, got.rate(got.undersold), most)
		}
	}
}
