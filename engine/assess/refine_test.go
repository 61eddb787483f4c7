package assess

import (
	"math/rand/v2"
	"slices"
	"testing"

	"ep-benchmark/engine"
)

// refined goes on with a simulated sweep around what it recommends, as often as asked.
func refined(in *Input, times, rounds int, truth func(n int) float64, noise float64, random *rand.Rand) {
	for range times {
		r := engine.Result{Variants: comparedWithBest(in)}
		best := slices.IndexFunc(r.Variants, func(v engine.VariantFigures) bool { return v.Relative == nil })
		r.Scaling = &engine.Scaling{Best: r.Variants[best].Workers, Recommended: recommended(r.Variants, best)}
		fresh, held := Refine(&r)
		last := in.Samples[len(in.Samples)-1].Round
		for _, s := range sweepOf(slices.Concat(fresh, held), truth, rounds, noise, random).Samples {
			s.Round += last
			in.Samples = append(in.Samples, s)
		}
		for _, n := range fresh {
			in.Variants = append(in.Variants, engine.Refined(n))
		}
	}
}

// Refined twice, the recommended number of workers truly has 92 % of the best measured
// one's throughput as often as without, and is a smaller one where such lie between
// those of the plan.
func TestRefinedRecommendation(t *testing.T) {
	for name, truth := range truths {
		at := func(n int) float64 { return truth.Throughput(float64(n)) }
		good, fewer, runs := 0, 0, simulated(100)
		for run := range runs {
			random := rand.New(rand.NewPCG(uint64(run), 3))
			in := sweepOf(sweepSizes, at, 12, 0.03, random)
			first := recommendedBy(in)
			refined(&in, 2, 12, at, 0.03, random)
			best := 0.0
			for _, v := range in.Variants {
				best = max(best, at(v.Workers))
			}
			n := recommendedBy(in)
			if at(n) >= 0.92*best {
				good++
			}
			if n < first {
				fewer++
			}
		}
		if 100*good < 95*runs {
			t.Errorf("%s: good in %d of %d runs", name, good, runs)
		}
		if name == "a peak" && 10*fewer < 8*runs { // between 32 and 48 some are enough
			t.Errorf("%s: fewer workers in %d of %d runs", name, fewer, runs)
		}
	}
}

func TestRefine(t *testing.T) {
	for _, c := range []struct {
		sizes             []int
		recommended, best int
		fresh, held       []int
	}{
		{[]int{1, 8, 32, 64}, 32, 64, []int{20, 48}, []int{32, 64}},
		{[]int{1, 8, 32}, 32, 32, []int{20}, []int{32}},
		{[]int{1, 8, 32}, 1, 32, []int{5}, []int{1, 32}},
		{[]int{2, 3, 4}, 3, 4, nil, nil},
		{[]int{2, 3, 5}, 3, 5, []int{4}, []int{3, 5}},
		{[]int{1, 3, 4}, 3, 4, []int{2}, []int{3, 4}},
		{[]int{1, 8, 16}, 0, 16, []int{12}, []int{16}}, // no tail is short enough
	} {
		r := engine.Result{Scaling: &engine.Scaling{Best: c.best, Recommended: c.recommended}}
		for _, v := range engine.Sizes(c.sizes) {
			r.Variants = append(r.Variants, engine.VariantFigures{Variant: v})
		}
		if fresh, held := Refine(&r); !slices.Equal(fresh, c.fresh) || !slices.Equal(held, c.held) {
			t.Errorf("%v: %v beside %v", c, fresh, held)
		}
	}
	if fresh, _ := Refine(&engine.Result{}); fresh != nil {
		t.Error("nothing was measured")
	}
}

// A number of workers that the sweep chose itself is recommended once its rounds are
// over, is no best one, and has no part in the law.
func TestRefinedVariants(t *testing.T) {
	truth := func(n int) float64 { return min(float64(n), 20) }
	random := rand.New(rand.NewPCG(1, 3))
	in := sweepOf([]int{1, 2, 4, 8, 16, 32}, truth, 6, 0, random)
	law := Workload(in).Scaling
	more := sweepOf([]int{24, 32}, func(n int) float64 { return 3 * truth(n) }, 6, 0, random) // whatever has drifted meanwhile
	in.Variants = slices.Insert(in.Variants, 5, engine.Refined(24))
	for i, s := range more.Samples {
		s.Round += 6
		in.Samples = append(in.Samples, s)
		r := Workload(in)
		want := 32
		if i >= 11 {
			want = 24
		}
		if v := r.Variants[5]; r.Scaling.Best != 32 || r.Scaling.Recommended != want || v.Relative != nil && v.Relative.Value != 1 || r.Scaling.NoFit != law.NoFit {
			t.Errorf("%d legs: %+v, %+v", i+1, r.Scaling, v.Relative)
		}
	}
	in.Variants[5].Refined = false
	if r := Workload(in); r.Scaling.Best != 24 {
		t.Errorf("a number of the plan's can be the best: %+v", r.Scaling)
	}
	plan := engine.Plan{Variants: in.Variants, Refinements: 2}
	r := Workload(in)
	r.Variants[5].Throughput.Interval, r.Variants[5].Refined = nil, true
	if d, found := doubtAbout(&r, &plan); found {
		t.Errorf("%+v: rounds that the sweep added and had no time for", d)
	}
}
