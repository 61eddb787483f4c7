package compare

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/engine/stats"
)

// turns makes the reports of two configurations that took turns, in random
// blocks of two rounds: four workloads whose rounds drift by 30 % over the run
// and wobble by 2 %, and of which the first is slower under b.
func turns(random *rand.Rand, rounds int, slower float64) (a, b *engine.Report) {
	second := make([]float64, rounds+1) // the configuration that comes second runs half a round later
	for round := range second {
		second[round] = 0.5 * float64(random.IntN(2))
		if round%2 == 1 {
			second[round] = 0.5 - second[round-1]
		}
	}
	make1 := func(second func(round int) float64, slower float64) *engine.Report {
		report := &engine.Report{Plan: engine.Plan{Schedule: engine.Isolated}}
		for i := range 4 {
			r := engine.Result{Spec: engine.Spec{Name: fmt.Sprint("work-", i), Size: 10, SizeNoun: "items"}, Schedule: engine.Isolated, Rounds: rounds, Speedup: &stats.Estimate{Interval: &stats.Interval{}}}
			for round := 1; round <= rounds; round++ {
				drift := 1 + 0.3*(float64(round)+second(round))/float64(rounds)
				add := func(kind engine.LegKind, seconds float64) {
					seconds *= drift * math.Exp(0.02*random.NormFloat64())
					r.Samples = append(r.Samples, engine.Sample{Kind: kind, Round: round, Passes: 1, Makespan: time.Duration(seconds * 1e9)})
				}
				parallel := 0.1
				if i == 0 {
					parallel *= slower
				}
				add(engine.Sequential, 1)
				add(engine.Parallel, parallel)
			}
			report.Results = append(report.Results, r)
		}
		return report
	}
	return make1(func(round int) float64 { return second[round] }, 1),
		make1(func(round int) float64 { return 0.5 - second[round] }, slower)
}

func TestInterleavedFindsWhatIsThere(t *testing.T) {
	racebuild.SkipSequential(t)
	random := rand.New(rand.NewPCG(8, 9))
	alarms, found := 0, 0 // any false regression; the true regression
	for range families {
		if c := Interleaved(turns(random, 16, 1)); c.Count(Regressed) > 0 {
			alarms++
		}
		c := Interleaved(turns(random, 16, 1.05))
		if r, _ := c.Row(Key{"work-0", ParallelTime}); r.Verdict == Regressed {
			found++
		}
	}
	t.Logf("16 rounds of 2 %% noise and 30 %% drift: a false regression in %.1f %%, 5 %% found in %.1f %%", 100*float64(alarms)/families, 100*float64(found)/families)
	if alarms > families/50 || found < families*95/100 {
		t.Errorf("of %d: %d with a false regression, %d found: expected at most 2 %% and at least 95 %%", families, alarms, found)
	}
}

func TestInterleavedTellsWhatItRestsOn(t *testing.T) {
	c := Interleaved(turns(rand.New(rand.NewPCG(1, 1)), 15, 1.05))
	if r := c.Rows[0]; !c.Interleaved || len(r.Then.Values) != 15 || r.Floor.Change != InterleavedFloor || c.Provisional {
		t.Errorf("%+v", c.Rows[0])
	}
	a, b := turns(rand.New(rand.NewPCG(1, 1)), 15, 1.05)
	b.Results[0].Samples[1].Untimed = "an operation failed"
	b.Results = b.Results[:2]
	c = Interleaved(a, b)
	if len(c.Rows) != 6 || len(c.Rows[0].Now.Values) != 14 || c.Rows[0].Metric != ParallelTime {
		t.Errorf("%d rows, the first over %d rounds: expected 6, over 14", len(c.Rows), len(c.Rows[0].Now.Values))
	}
	a, b = turns(rand.New(rand.NewPCG(1, 1)), 15, 1.05)
	a.Results[0].Samples[4].Gate, a.Results[0].Samples[5].Gate, a.Results[0].Gated = engine.Contended, engine.Contended, 1
	c = Interleaved(a, b)
	if len(c.Rows[0].Now.Values) != 14 || len(c.Rows[1].Now.Values) != 14 || len(c.Doubts) != 0 {
		t.Errorf("with a gated round: %d rounds, doubts %v", len(c.Rows[0].Now.Values), c.Doubts)
	}
	c = Interleaved(turns(rand.New(rand.NewPCG(1, 1)), 5, 1.05))
	if c.Verdict != Unclear {
		t.Errorf("five rounds are %s", c.Verdict)
	}
}
