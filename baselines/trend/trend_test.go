package trend

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ep-benchmark/baselines/compare"
)

// wave is a level with noise of 1 % in a fixed pattern.
func wave(level float64, runs int) []float64 {
	values := make([]float64, runs)
	for i := range values {
		values[i] = level * []float64{1, 0.99, 1.01, 1.01, 1, 0.99, 1}[i%7]
	}
	return values
}

func TestOf(t *testing.T) {
	absent := []float64{math.NaN(), 0, -1, math.Inf(1), math.Inf(-1)}
	for _, test := range []struct {
		name   string
		metric compare.Metric
		values []float64
		floor  float64
		want   Series
	}{
		{name: "no run", want: Series{}},
		{name: "no value", values: absent, want: Series{}},
		{name: "one run", values: []float64{5}, want: Series{Runs: 1, Level: Level{5, 0, 1}}},
		{name: "all the same", values: slices.Repeat([]float64{5}, 50), want: Series{Runs: 50, Level: Level{5, 0, 50}}},
		{
			name: "slower", metric: compare.ParallelTime, values: slices.Concat(wave(100, 21), wave(110, 7)),
			want: Series{Runs: 28, Changes: []Change{{Index: 21, Before: 100, After: 110, Worse: math.Log(1.1)}}, Level: Level{110, 21, 7}},
		},
		{
			name: "a speedup that falls", metric: compare.Speedup, values: slices.Concat(wave(4, 21), wave(3, 7)),
			want: Series{Runs: 28, Changes: []Change{{Index: 21, Before: 4, After: 3, Worse: math.Log(4. / 3)}}, Level: Level{3, 21, 7}},
		},
		{
			name: "a speedup that rises", metric: compare.Speedup, values: slices.Concat(wave(3, 21), wave(4, 7)),
			want: Series{Runs: 28, Changes: []Change{{Index: 21, Before: 3, After: 4, Worse: -math.Log(4. / 3)}}, Level: Level{4, 21, 7}},
		},
		{
			name: "gaps keep their indices", metric: compare.ParallelTime, values: slices.Concat(absent, wave(100, 14), absent, wave(110, 7), absent),
			want: Series{Runs: 21, From: 5, Changes: []Change{{Index: 24, Before: 100, After: 110, Worse: math.Log(1.1)}}, Level: Level{110, 24, 7}},
		},
		{
			name: "without noise", metric: compare.ParallelTime, values: slices.Concat(slices.Repeat([]float64{100}, 10), slices.Repeat([]float64{101}, 3)),
			want: Series{Runs: 13, Changes: []Change{{Index: 10, Before: 100, After: 101, Worse: math.Log(1.01)}}, Level: Level{101, 10, 3}},
		},
		{
			name: "without noise, but for the last digits", values: slices.Concat(slices.Repeat([]float64{100}, 10), slices.Repeat([]float64{100.0000001}, 10)),
			want: Series{Runs: 20, Level: Level{100.00000005, 0, 20}},
		},
		{
			name: "below the floor", values: slices.Concat(wave(100, 70), wave(102, 70)), floor: 0.03,
			want: Series{Runs: 140, Level: Level{math.Sqrt(100.98 * 101), 0, 140}},
		},
		{
			name: "above it", metric: compare.ParallelTime, values: slices.Concat(wave(100, 70), wave(104, 70)), floor: 0.03,
			want: Series{Runs: 140, Changes: []Change{{Index: 70, Before: 100, After: 104, Worse: math.Log(1.04)}}, Level: Level{104, 70, 70}},
		},
		{
			name: "a floor that is none", values: slices.Concat(wave(100, 70), wave(102, 70)), floor: math.NaN(), metric: compare.ParallelTime,
			want: Series{Runs: 140, Changes: []Change{{Index: 70, Before: 100, After: 102, Worse: math.Log(1.02)}}, Level: Level{102, 70, 70}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			before := slices.Clone(test.values)
			got := Of(test.metric, test.values, test.floor)
			test.want.Metric = test.metric
			if diff := cmp.Diff(test.want, got, cmpopts.EquateApprox(1e-9, 0), cmpopts.IgnoreFields(Change{}, "PValue")); diff != "" {
				t.Error(diff)
			}
			for _, c := range got.Changes {
				if !(c.PValue >= 0 && c.PValue <= lookError) {
					t.Errorf("p-value %v", c.PValue)
				}
			}
			if diff := cmp.Diff(before, test.values, cmpopts.EquateNaNs()); diff != "" {
				t.Errorf("the values were changed: %s", diff)
			}
		})
	}
}

// The textbook's formulas, on the two levels themselves.
func TestPValue(t *testing.T) {
	logs := []float64{1, 2, 3, 2, 7, 8, 9, 8}
	// Means 2 and 8, squares about them 2 and 2, t = 6 / sqrt(4/6 * (1/4 + 1/4)) = 10.392.
	// There are two places with four runs before and three after: 4 and 5.
	s := newSums(len(logs))
	for run, x := range logs {
		s.put(run, x)
	}
	got := s.part(stretch{0, 8}, settledRuns, newestRuns)
	if got.at != 4 || math.Abs(got.pValue-2*pOfT6(10.392304845)) > 1e-12 {
		t.Errorf("%+v, want %v", got, 2*pOfT6(10.392304845))
	}
}

// pOfT6 is Student's two-sided p for six degrees of freedom, in closed form.
func pOfT6(t float64) float64 {
	s := t / math.Sqrt(6+t*t)
	c := 1 - s*s
	return 1 - s*(1+c/2+3*c*c/8)
}

// A staircase of steps below the floor is reported as a change above it.
func TestFloorOfAStaircase(t *testing.T) {
	values := slices.Concat(wave(100, 35), wave(102, 35), wave(104, 35), wave(106, 35), wave(108, 35))
	if all := Of(compare.ParallelTime, values, 0).Changes; len(all) != 4 {
		t.Fatalf("without a floor: %+v", all)
	}
	got := Of(compare.ParallelTime, values, 0.03)
	if len(got.Changes) == 0 {
		t.Fatal("a rise of 8 % is not reported")
	}
	for _, c := range got.Changes {
		if c.Worse < math.Log(1.03) {
			t.Errorf("a change below the floor: %+v", c)
		}
	}
}

func TestLatest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	values := runsOf(random, 10_000, normal, 0.01, func(run int) float64 { return step(9_400, 0.5)(run) + step(9_800, 0.1)(run) })
	got := Of(compare.ParallelTime, values, 0)
	if got.Runs != Latest || got.From != 9_500 || len(got.Changes) != 1 || got.Changes[0].Index != 9_800 {
		t.Errorf("%+v", got)
	}
	values[9_700] = math.NaN() // one run more of the past
	if got = Of(compare.ParallelTime, values, 0); got.Runs != Latest || got.From != 9_499 {
		t.Errorf("%+v", got)
	}
}

func TestSameBytes(t *testing.T) {
	values := runsOf(rand.New(rand.NewPCG(3, 3)), 200, student, 0.01, creep(100, 0.002))
	var texts []string
	for range 3 {
		text, err := json.Marshal(Of(compare.Speedup, values, 0.01))
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	if len(slices.Compact(texts)) != 1 {
		t.Errorf("%q", texts)
	}
}
