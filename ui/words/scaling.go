package words

import (
	"fmt"
	"math"
	"strconv"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

// Recommended says how many workers are enough, and what they give up; or why no
// number is recommended.
func Recommended(r *engine.Result) string {
	s := r.Scaling
	if s == nil {
		return "nothing was measured"
	}
	best := variantOf(r, s.Best)
	most := fmt.Sprintf("%s, %s", units.Counted(s.Best, "worker"), units.RateOf(best.Throughput.Value, r.Spec.Items))
	switch {
	case s.Recommended == 0:
		return "none: the sizes near the most (" + most + ") have a p99 of more than twice that of the fewest workers"
	case s.Recommended == s.Best:
		return most + ": fewer workers are slower by more than 5 %"
	}
	v := variantOf(r, s.Recommended)
	return fmt.Sprintf("%s, %s: %s%s of the most (%s)", units.Counted(v.Workers, "worker"), units.RateOf(v.Throughput.Value, r.Spec.Items),
		units.Percent(v.Relative.Value), Interval(v.Relative, units.Percent), most)
}

// variantOf finds the figures of a number of workers.
func variantOf(r *engine.Result, workers int) *engine.VariantFigures {
	for i := range r.Variants {
		if r.Variants[i].Workers == workers {
			return &r.Variants[i]
		}
	}
	return &engine.VariantFigures{}
}

// Law says what the fitted law shows, or why there is none.
func Law(r *engine.Result) []string {
	s := r.Scaling
	if s == nil {
		return nil
	}
	if s.Fit == nil {
		return []string{"not fitted: " + s.NoFit}
	}
	return []string{
		fmt.Sprintf("contention %s, coherence %s", parameter(s.Fit.Contention, &s.Fit.ContentionInterval), parameter(s.Fit.Coherence, &s.Fit.CoherenceInterval)),
		knee(r, s.Fit),
	}
}

// parameter renders a parameter of the law with its interval.
func parameter(value float64, i *stats.Interval) string {
	return fmt.Sprintf("%s [%s, %s]", small(value), small(i.Low), small(i.High))
}

// small renders a parameter to two digits, and 0 as such.
func small(value float64) string {
	if value == 0 {
		return "0"
	}
	return strconv.FormatFloat(value, 'g', 2, 64)
}

// knee says where the fitted throughput ends to grow.
func knee(r *engine.Result, fit *stats.USL) string {
	least, most := r.Variants[0].Workers, r.Variants[0].Workers
	for i := range r.Variants {
		least, most = min(least, r.Variants[i].Workers), max(most, r.Variants[i].Workers)
	}
	peak, has := fit.Peak()
	if !has || peak > float64(most) {
		return fmt.Sprintf("no peak within the range of %d to %d workers", least, most)
	}
	return fmt.Sprintf("the fitted throughput is the most at about %s", units.Counted(int(math.Round(peak)), "worker"))
}

// Staircase says which numbers of workers save a wave of the workload's size, and
// what that is worth; "" where its operations are unequal.
func Staircase(r *engine.Result) string {
	if r.Scaling == nil || len(r.Scaling.Steps) < 2 {
		return ""
	}
	steps := r.Scaling.Steps
	last, before := steps[len(steps)-1], steps[len(steps)-2]
	return fmt.Sprintf("%s at a time: %s need %s, %s need %d, so a run ends %s earlier; up to the measured %d no number needs fewer",
		units.CountedAs(r.Spec.Size, r.Spec.Item, r.Spec.SizeNoun), units.Counted(before.Workers, "worker"), units.Counted(before.Waves, "wave"),
		units.Counted(last.Workers, "worker"), last.Waves, units.PercentTo(1-float64(last.Waves)/float64(before.Waves), 0), r.Variants[len(r.Variants)-1].Workers)
}
