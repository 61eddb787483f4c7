package words_test

import (
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/words"
)

// A sweep over sizes says in a sentence where the workers pay, how sure that is, and
// whether the curve crosses more than once.
func TestPaysFrom(t *testing.T) {
	interval := &stats.Interval{Low: 48_300, High: 81_000, Confidence: 0.95}
	at := &stats.Estimate{Value: 60_123, Interval: interval, N: 12}
	unsure := engine.SizeFigures{Size: 1_000_000, Speedup: &stats.Estimate{Value: 1.1, Interval: &stats.Interval{Low: 0.9, High: 1.3}}}
	for want, b := range map[string]*engine.BreakEven{
		"nothing was measured": nil,
		"16 workers pay from about 60,000 records on [48,000, 81,000] at 95.0 %":                                                                                         {Pays: true, Crossings: 1, Size: at},
		"16 workers pay from about 60,000 records on [48,000 or less, 81,000 or more] at 95.0 %":                                                                         {Pays: true, Crossings: 1, Size: at, OpenLow: true, OpenHigh: true},
		"16 workers pay at no measured size above about 60,000 records [48,000, 81,000] at 95.0 %. This is the last of 2 crossings: the speedup passes 1x several times": {Crossings: 2, Size: at},
		"16 workers pay from about 60,000 records on (3 rounds, no interval)":                                                                                            {Pays: true, Crossings: 1, Size: &stats.Estimate{Value: 60_123, N: 3}},
		"16 workers pay at none of the measured sizes, up to 1,000,000 records":                                                                                          {},
		"16 workers pay at all measured sizes, 1,000 to 1,000,000 records. At 1 of them the interval includes 1x":                                                        {Pays: true, Sizes: []engine.SizeFigures{{Size: 1_000}, unsure}},
	} {
		if b != nil && b.Sizes == nil {
			b.Sizes = []engine.SizeFigures{{Size: 1_000}, {Size: 1_000_000}}
		}
		r := &engine.Result{Workers: 16, Spec: engine.Spec{SizeNoun: "records"}, BreakEven: b}
		if got := words.PaysFrom(r); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestAboutSize(t *testing.T) {
	for size, want := range map[float64]string{0: "0", 1: "1", 7.4: "7", 16: "16", 99.6: "100", 1_249: "1,200", 60_123: "60,000", 9_960_000: "10,000,000"} {
		if got := words.AboutSize(size); got != want {
			t.Errorf("%v: %s, want %s", size, got, want)
		}
	}
}

// The line at the end of a workload says what its kind of run finds.
func TestOutcome(t *testing.T) {
	loop := []engine.VariantFigures{{Variant: engine.Variant{Name: "open", Settings: map[string]string{engine.LoopSetting: "open"}}}}
	sizes := []engine.VariantFigures{}
	for _, v := range engine.SizePairs("records", []int{10, 20}, 4) {
		sizes = append(sizes, engine.VariantFigures{Variant: v})
	}
	hidden := &engine.OpenLoop{Hidden: &stats.Estimate{Value: 0.02, N: 3}}
	for want, r := range map[string]*engine.Result{
		"the closed loop hides 20.0 ms (3 rounds, no interval) at p99": {Variants: loop, OpenLoop: hidden},
		"no loop was measured": {Variants: loop},
		"nothing was measured": {Variants: sizes},
	} {
		if got := words.Outcome(r); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
