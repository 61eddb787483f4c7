package claims

import (
	"math"
	"strings"
	"testing"
)

// The table of the design: each claim of the report that arithmetic bounds, and what
// it says.
func TestArithmetic(t *testing.T) {
	for name, c := range map[string]struct {
		metric     Metric
		expect     string
		stated     Stated
		impossible bool
		most       float64 // NaN for no bound
		least      float64
		lines      []string
	}{
		"a gather over chunks of 8 keeps 8 in flight": {
			Speedup, "15..20",
			Stated{Operations: 100, Equal: true, Workers: 32, Semaphore: 16, Chunks: 8},
			true, 100. / 13, math.NaN(),
			[]string{"13 waves, and the ceiling is 100 / 13 = 7.69x", "started eagerly instead: a semaphore of 16: at most 16 run at once, so 100 equal operations take 7 waves, and the ceiling is 100 / 7 = 14.3x"},
		},
		"the semaphore alone forbids 15x, too": {
			Speedup, "15..20", Stated{Operations: 100, Equal: true, Workers: 32, Semaphore: 16}, true, 100. / 7, math.NaN(), []string{"7 waves"},
		},
		"unequal operations have no waves": {
			Speedup, "15..20", Stated{Operations: 100, Workers: 32, Semaphore: 16}, false, 16, math.NaN(), []string{"at most 16 run at once, so the ceiling is 16"},
		},
		"a part of the range is possible": {
			Speedup, "7..20", Stated{Operations: 100, Equal: true, Chunks: 8}, false, 100. / 13, math.NaN(), nil,
		},
		"60-90 s one after another": {
			Duration, "60..90s", Stated{Operations: 100, Equal: true, Each: Span{.15, .2}}, true, 20, 15, []string{"100 x 0.15 to 0.2 s one after another = 15.0 s to 20.0 s"},
		},
		"20-25 a second by busy workers": {
			Throughput, "20..25/s",
			Stated{Workers: 32, Each: Span{.15, .2}, Busy: Span{.95, 1}},
			true, 32 / .15, 32 * .95 / .2,
			[]string{"25/s x 0.15 to 0.2 s = 3.75 to 5 in flight", "32 x 0.95 / 0.2 s = 152/s"},
		},
		"20-25 a second by workers that may be idle": {
			Throughput, "20..25/s", Stated{Workers: 32, Each: Span{.2, .2}}, false, 160, math.NaN(), []string{"25/s x 0.2 s = 5 in flight"},
		},
		"8,000 a second by 200 users": {
			Throughput, "8000..9000/s", Stated{Users: 200, Each: Span{.15, .2}}, true, 200 / .15, math.NaN(), nil,
		},
		"what 8,000 a second have in flight": {
			Throughput, ">= 8000/s", Stated{Each: Span{.15, .2}}, false, math.NaN(), math.NaN(), []string{"8000/s x 0.15 to 0.2 s = 1200 to 1600 in flight"},
		},
		"8,000 a second and a limit of 10 a minute": {
			Throughput, ">= 8000/s", Stated{Limit: 10. / 60}, true, 10. / 60, math.NaN(), []string{"10 / 60 = 0.167/s"},
		},
		"the best number of workers for 100": {
			Count, "32..40",
			Stated{Operations: 100, Equal: true},
			false, math.NaN(), math.NaN(),
			[]string{"32 workers take 4 waves, 34 workers take 3 waves", "34 finish earliest"},
		},
		"40 workers in place of 10": {
			Speedup, ">= 4", Stated{Operations: 100, Equal: true, Workers: 40, From: 10}, true, 10. / 3, math.NaN(), []string{"10 waves of 10, or 3 waves of 40: the ceiling is 10 / 3"},
		},
		"32 workers in place of 10": {Speedup, ">= 4", Stated{Workers: 32, From: 10}, true, 3.2, math.NaN(), nil},
		"Amdahl":                    {Speedup, "> 10", Stated{Serial: .1}, true, 10, math.NaN(), []string{"1 / 0.1 = 10"}},
		"Amdahl with 16 at once":    {Speedup, "7..9", Stated{Serial: .1, Workers: 16}, true, 6.4, math.NaN(), []string{"1 / (0.1 + 0.9 / 16) = 6.4"}},
		"work that computes":        {Speedup, "14..16", Stated{CPUs: 12}, true, 12, math.NaN(), nil},
		"a change":                  {Change, "> 700 %", Stated{Operations: 100, Equal: true, Chunks: 8}, true, 100 * (100./13 - 1), math.NaN(), nil},
		"100 operations do not fill 32 workers": {
			Share, "95..100 %", Stated{Operations: 100, Equal: true, Workers: 32}, true, 100. / 128, math.NaN(), []string{"fill 100 of 128 places: 78 %"},
		},
		"16 in flight against a limit of 10 a minute": {
			Share, "<= 0 %", Stated{Workers: 16, Each: Span{.15, .2}, Limit: 10. / 60}, true, math.NaN(), 1 - 10./60/80, []string{"16 / 0.2 = 80/s"},
		},
		"nothing stated": {Speedup, "> 1000", Stated{}, false, math.NaN(), math.NaN(), nil},
	} {
		claim := Claim{Metric: c.metric, Expect: ranges(t, c.expect, c.metric), Stated: c.stated}
		sum := Reckon(&claim)
		if reason, impossible := sum.Impossible(claim.Expect); impossible != c.impossible || impossible == (reason == "") {
			t.Errorf("%s: impossible %v (%s), want %v: %q", name, impossible, reason, c.impossible, sum.Lines)
		}
		if !agrees(sum.Most, c.most) || !agrees(sum.Least, c.least) {
			t.Errorf("%s: from %v to %v, want %g to %g", name, sum.Least, sum.Most, c.least, c.most)
		}
		for _, want := range c.lines {
			if all := strings.Join(sum.Lines, "\n"); !strings.Contains(all, want) {
				t.Errorf("%s: %q, want %q", name, all, want)
			}
		}
	}
}

func agrees(bound *float64, want float64) bool {
	if bound == nil {
		return math.IsNaN(want)
	}
	return math.Abs(*bound-want) < 1e-9*math.Abs(want)
}
