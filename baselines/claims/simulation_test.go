package claims

import (
	"math"
	"math/rand/v2"
	"testing"

	"ep-benchmark/engine/stats"
)

// verdictOf judges a claim that a ratio is in 2..3, from rounds around a true ratio
// whose noise is log-normal, as those of an experiment are.
func verdictOf(r *rand.Rand, claim Range, truth float64, rounds int, noise float64) Verdict {
	ratios := make([]float64, rounds)
	for i := range ratios {
		ratios[i] = truth * math.Exp(noise*r.NormFloat64())
	}
	e, _ := stats.OnLogs(ratios, confidence)
	v, _ := Judge(claim, e)
	return v
}

// Claims that are true by 10 % inside their range, false by 10 %, and exactly on its
// edge: the first two are judged right in 95 % of the cases or more, and on the edge no
// more than 2.5 % are confirmed.
func TestRates(t *testing.T) {
	claim := ranges(t, "2..3", Speedup)
	for _, c := range []struct {
		name  string
		truth float64
		noise float64
		want  Verdict
		least float64
		most  float64
	}{
		{"inside by 10 % of the lower edge", 2 * 1.1, .05, Confirmed, .95, 1},
		{"inside by 10 % of the upper edge", 3 / 1.1, .05, Confirmed, .95, 1},
		{"below by 10 %", 2 / 1.1, .05, Refuted, .95, 1},
		{"above by 10 %", 3 * 1.1, .05, Refuted, .95, 1},
		{"on the lower edge", 2, .05, Confirmed, 0, .025},
		{"on the upper edge", 3, .05, Confirmed, 0, .025},
		{"on the lower edge, with more noise", 2, .15, Confirmed, 0, .025},
		{"on the lower edge", 2, .05, Refuted, 0, .035},
	} {
		r := rand.New(rand.NewPCG(20261130, 15))
		counted := 0
		for range simulations {
			if verdictOf(r, claim, c.truth, UsualRounds, c.noise) == c.want {
				counted++
			}
		}
		share := float64(counted) / simulations
		t.Logf("%s, noise %g %%: %.2f %% %s of %d", c.name, 100*c.noise, 100*share, c.want, simulations)
		if share < c.least || share > c.most {
			t.Errorf("%s: %.2f %% are %s, want %g to %g %%", c.name, 100*share, c.want, 100*c.least, 100*c.most)
		}
	}
}

// More rounds decide what is unclear, about as many as were said.
func TestRoundsThatWereSaidDecide(t *testing.T) {
	claim := ranges(t, "2..3", Speedup)
	r := rand.New(rand.NewPCG(7, 15))
	said, decided := 0, 0
	for range simulations / 4 {
		const truth, noise = 2.05, .05
		ratios := make([]float64, UsualRounds)
		for i := range ratios {
			ratios[i] = truth * math.Exp(noise*r.NormFloat64())
		}
		e, _ := stats.OnLogs(ratios, confidence)
		if v, _ := Judge(claim, e); v != Unclear {
			continue
		}
		n := RoundsToDecide(claim, e)
		if n == 0 {
			continue
		}
		said++
		if verdictOf(r, claim, truth, 2*n, noise) != Unclear {
			decided++
		}
	}
	if share := float64(decided) / float64(said); said < simulations/40 || share < .5 {
		t.Errorf("of %d unclear claims twice as many rounds decided %.0f %%", said, 100*share)
	}
}
