package assess

import (
	"testing"
	"time"

	"ep-benchmark/engine"
)

// The p99 doubles from the number on beyond which all have more than twice that of
// the fewest workers. One number alone that has it is no beginning.
func TestTailDoubles(t *testing.T) {
	for _, c := range []struct {
		p99  []int // milliseconds with 1, 2, 4 and 8 workers; 0 for not known
		want int
	}{
		{[]int{5, 5, 10, 10}, 0},
		{[]int{5, 5, 11, 12}, 4},
		{[]int{5, 11, 9, 12}, 8},
		{[]int{5, 11, 12, 9}, 0},
		{[]int{5, 11, 0, 12}, 2},
		{[]int{0, 5, 6, 11}, 8},
		{[]int{0, 0, 0, 0}, 0},
	} {
		var all []engine.VariantFigures
		for i, v := range engine.Sizes([]int{1, 2, 4, 8}) {
			f := engine.VariantFigures{Variant: v}
			if c.p99[i] > 0 {
				f.Latency = engine.Latency{Count: 1000, P99: time.Duration(c.p99[i]) * time.Millisecond}
			}
			all = append(all, f)
		}
		if got := tailDoubles(all); got != c.want {
			t.Errorf("%v: from %d on, want %d", c.p99, got, c.want)
		}
	}
}

// What a number of workers costs is the median over its legs, those of gated legs
// left out.
func TestCostsOfVariants(t *testing.T) {
	var samples []engine.Sample
	for i, bytes := range []uint64{1000, 3000, 2000, 900_000} {
		s := engine.Sample{Kind: "workers=2", Workers: 2, Round: i + 1, Passes: 1, Makespan: time.Second, Items: 10}
		s.Evidence.Process.AllocatedBytes, s.Evidence.Process.SchedulingP99 = bytes, time.Duration(i+1)*time.Millisecond
		if i == 3 {
			s.Gate = engine.Contended
		}
		samples = append(samples, s)
	}
	f := variantFigures(samples, engine.Variant{Name: "workers=2", Workers: 2}, nil)
	if f.BytesPerItem != 200 || f.SchedulingP99 != 2*time.Millisecond || f.Legs != 3 {
		t.Errorf("%v bytes, %v, %d legs", f.BytesPerItem, f.SchedulingP99, f.Legs)
	}
	if f := variantFigures(nil, engine.Variant{Name: "workers=2"}, nil); f.BytesPerItem != 0 || f.SchedulingP99 != 0 {
		t.Errorf("of nothing: %+v", f)
	}
}
