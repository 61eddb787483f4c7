package assess

import (
	"math"
	"math/rand/v2"
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/engine/stats"
)

// noisy draws the logs of a number of rounds' speedups over the bound:
// log-normal noise of 5 % on both legs, around a truth that lies above the
// bound by the given amount.
func noisy(random *rand.Rand, rounds int, above float64) []float64 {
	logs := make([]float64, rounds)
	for i := range logs {
		logs[i] = above + 0.05*(random.NormFloat64()-random.NormFloat64())
	}
	return logs
}

// A judgement is what [Workload] decides on a speedup's target after n rounds,
// but a thousand times as fast. The interval lies beyond the bound if fewer
// than its rank of the pairwise averages do not. TestTheJudgementIsTheReports
// compares the two.
type judgement struct{ ranks map[int]int }

// judging makes judgements at a confidence. The ranks are read off the
// intervals that the program computes.
func judging(confidence float64, most int) judgement {
	j := judgement{map[int]int{}}
	random := rand.New(rand.NewPCG(1, 1))
	for n := Fewest(confidence); n <= most; n++ {
		samples := noisy(random, n, 0)
		e, _ := stats.Location(samples, confidence)
		j.ranks[n] = 1 + below(samples, e.Interval.Low)
	}
	return j
}

// below counts the pairwise averages that lie below a value.
func below(samples []float64, value float64) int {
	count := 0
	for i, a := range samples {
		for _, b := range samples[i:] {
			if (a+b)/2 < value {
				count++
			}
		}
	}
	return count
}

func (j judgement) of(logs []float64) engine.Outcome {
	short := below(logs, 0)
	switch all, rank := len(logs)*(len(logs)+1)/2, j.ranks[len(logs)]; {
	case short < rank:
		return engine.Met
	case all-short < rank:
		return engine.Missed
	}
	return engine.Unclear
}

// stopped is the outcome of a run of these rounds that stops at the first look
// which decides. Where there are no more rounds, the next look is taken early.
func (j judgement) stopped(logs []float64, looks []int) engine.Outcome {
	for _, look := range looks {
		if o := j.of(logs[:min(look, len(logs))]); o != engine.Unclear || look >= len(logs) {
			return o
		}
	}
	return engine.Unclear
}

// passed is the share of runs that end with the target met.
func (j judgement) passed(random *rand.Rand, runs, rounds int, looks []int) float64 {
	met := 0
	for range runs {
		if j.stopped(noisy(random, rounds, 0), looks) == engine.Met {
			met++
		}
	}
	return float64(met) / float64(runs)
}

func TestTheJudgementIsTheReports(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	seen := map[engine.Outcome]int{}
	j := judging(ConfidenceFor(5), 25)
	for range 200 {
		above := 0.3 * (random.Float64() - 0.5)
		logs := noisy(random, 25, above)
		speedups := make([]float64, len(logs))
		for i, log := range logs {
			speedups[i] = 5 * math.Exp(log)
		}
		for _, look := range []int{8, 15, 25} {
			want := looked(5, spec(), pairs(speedups[:look]...)).Assessments[0].Outcome
			if got := j.of(logs[:look]); got != want {
				t.Fatalf("after %d rounds %s, and the report says %s", look, got, want)
			}
			seen[want]++
		}
	}
	if len(seen) != 3 || min(seen[engine.Met], seen[engine.Missed], seen[engine.Unclear]) < 50 {
		t.Errorf("the outcomes are %v: expected many of each", seen)
	}
}

// A target that is exactly missed is passed by few runs, at any point where
// they stop: at a look, or between two because the time is up. docs/method.md
// has the figures that this logs.
func TestAdaptiveStoppingKeepsTheError(t *testing.T) {
	racebuild.SkipSequential(t)
	looks := engine.DeclaredLooks()
	j := judging(ConfidenceFor(len(looks)), looks[len(looks)-1])
	for _, rounds := range []int{60, 31, 12} {
		share := j.passed(rand.New(rand.NewPCG(4, uint64(rounds))), 10_000, rounds, looks)
		t.Logf("%.1f %% pass with time for %d rounds", 100*share, rounds)
		if share > 0.025 {
			t.Errorf("%.2f %% pass with time for %d rounds: expected at most 2.5 %%", 100*share, rounds)
		}
	}
}

// This shows why the looks are few and declared. Looking after each round at an
// interval of 95 % passes a target that is exactly missed far too often.
// Looking once at 95 % passes it at the expected rate.
func TestPeekingCheats(t *testing.T) {
	racebuild.SkipSequential(t)
	j := judging(Confidence, 60)
	var every []int
	for round := Fewest(Confidence); round <= 60; round++ {
		every = append(every, round)
	}
	peeking := j.passed(rand.New(rand.NewPCG(4, 0)), 4000, 60, every)
	once := j.passed(rand.New(rand.NewPCG(4, 1)), 4000, 60, []int{60})
	declared := j.passed(rand.New(rand.NewPCG(4, 2)), 4000, 60, engine.DeclaredLooks())
	t.Logf("at 95 %%: %.1f %% pass with a look after each round, %.1f %% with the declared looks, %.1f %% with one", 100*peeking, 100*declared, 100*once)
	if peeking <= 0.08 {
		t.Errorf("%.1f %% pass by peeking: expected more than 8 %%, or the looks would not be worth their trouble", 100*peeking)
	}
	if once > 0.035 {
		t.Errorf("%.1f %% pass at one look: expected some 2.5 %%", 100*once)
	}
}

// This shows what early looks are for. Where the truth is far from the bound,
// eight rounds are enough. Where it is near, more are taken, and decide.
func TestAdaptiveStoppingSavesRounds(t *testing.T) {
	looks := engine.DeclaredLooks()
	j := judging(ConfidenceFor(len(looks)), looks[len(looks)-1])
	for _, c := range []struct {
		above     float64
		most      int // looks
		least     float64
		described string
	}{{math.Log(1.2), 1, 0.95, "20 %"}, {math.Log(1.05), 5, 0.95, "5 %"}} {
		random := rand.New(rand.NewPCG(4, 3))
		met := 0
		const runs = 2000
		for range runs {
			if j.stopped(noisy(random, 60, c.above), looks[:c.most]) == engine.Met {
				met++
			}
		}
		share := float64(met) / runs
		t.Logf("%s above the bound: %.1f %% are met by look %d", c.described, 100*share, c.most)
		if share < c.least {
			t.Errorf("%s above the bound: %.1f %% are met by look %d, expected %.0f %%", c.described, 100*share, c.most, 100*c.least)
		}
	}
}
