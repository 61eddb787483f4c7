package diagnose

import (
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

// mostBend is how far times may lie from a line, over their mean, for it to describe
// them.
const mostBend = 0.10

// startUp is the part of a command's time that does not depend on how much it has to
// do, by lines through its times at several sizes: with one worker and with n. Nothing
// is said where no line describes the times, or where n workers may start for nothing.
func startUp(r *engine.Result) []engine.Finding {
	if !r.Spec.SelfParallel || r.BreakEven == nil {
		return nil
	}
	together, ok := lineOf(r, engine.Parallel)
	if !ok || together.start.Interval == nil || together.start.Interval.Low <= 0 {
		return nil
	}
	text := fmt.Sprintf("start-up costs %s with %s", secondsIn(&together.start), units.Counted(r.Workers, "worker"))
	alone, both := lineOf(r, engine.Sequential)
	if both {
		text += fmt.Sprintf(", and %s with one", secondsIn(&alone.start))
	}
	text += fmt.Sprintf("; each of the %s adds %s", r.Spec.SizeNoun, units.Seconds(max(together.each, 0)))
	if both {
		text += fmt.Sprintf(", and %s with one", units.Seconds(max(alone.each, 0)))
	}
	if b := r.BreakEven; b.Size != nil && b.Pays {
		text += fmt.Sprintf(": below about %s %s one worker wins", units.AboutCount(b.Size.Value), r.Spec.SizeNoun)
	}
	return []engine.Finding{{
		Workload: r.Spec.Name, Statement: text,
		Try: "look at what runs before the first worker starts: imports, set-up, connections; or give the workers more to do",
		Evidence: []engine.Figure{
			{Name: "start-up, parallel", Value: together.start.Value, Unit: "s", Source: lineSource},
			{Name: "each of the " + r.Spec.SizeNoun + ", parallel", Value: together.each, Unit: "s", Source: lineSource},
		},
	}}
}

const lineSource = "line through the times at all sizes, median over rounds"

// secondsIn renders a time with its interval; as about nothing where it may be none.
func secondsIn(e *stats.Estimate) string {
	if e.Interval != nil && e.Interval.Low <= 0 {
		return "next to nothing"
	}
	return units.Seconds(e.Value) + intervalIn(e)
}

func intervalIn(e *stats.Estimate) string {
	if e.Interval == nil {
		return ""
	}
	return fmt.Sprintf(" [%s, %s]", units.Seconds(e.Interval.Low), units.Seconds(e.Interval.High))
}

// sizeLine is a line through the times of one kind of leg: the time at size 0 and what
// each further one adds, in seconds.
type sizeLine struct {
	start stats.Estimate
	each  float64
}

// lineOf fits a line to each round that has all sizes, and takes the medians. Whatever
// drifts meets all sizes of a round alike.
func lineOf(r *engine.Result, half engine.LegKind) (sizeLine, bool) {
	sizes := map[engine.LegKind]int{}
	for i := range r.Variants {
		if v := &r.Variants[i]; v.Half == half {
			sizes[engine.LegKind(v.Name)] = v.Size
		}
	}
	x, y := map[int][]float64{}, map[int][]float64{}
	for i := range r.Samples {
		s := &r.Samples[i]
		if n := sizes[s.Kind]; n > 0 && s.Timed() && (s.Gate == "" || r.UsesGated) {
			x[s.Round], y[s.Round] = append(x[s.Round], float64(n)), append(y[s.Round], s.TimePerPass())
		}
	}
	var starts, eaches, bends []float64
	for round := range x {
		at0, each, bend, ok := stats.Line(x[round], y[round])
		if ok && len(x[round]) == len(sizes) {
			starts, eaches, bends = append(starts, at0), append(eaches, each), append(bends, bend)
		}
	}
	start, ok := stats.Location(starts, assess.Confidence)
	if !ok || stats.Median(bends) > mostBend {
		return sizeLine{}, false
	}
	return sizeLine{start, stats.Median(eaches)}, true
}
