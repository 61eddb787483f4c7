package pages

import (
	"fmt"
	"strconv"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/live"
)

// state says in a few words what a lane is doing.
func state(run *live.Run, lane *live.Lane) string {
	p := lane.Progress
	switch {
	case lane.Result != nil && lane.Result.Failure != "":
		return "given up"
	case lane.Result != nil && p.Purpose == engine.Filler && p.Kind != "":
		return "filling"
	case lane.Result != nil:
		return "done" + gated(lane)
	case p.Purpose == engine.Warmup:
		return "warm-up"
	case p.Purpose == "":
		return "waiting"
	}
	if run.Plan.Once {
		return fmt.Sprintf("%s/%s done", units.Count(p.Operations), units.Count(int64(lane.Spec.Operations)))
	}
	return fmt.Sprintf("round %d/%d", p.Round, run.RoundsAhead(lane)) + gated(lane)
}

// gated counts the lane's rounds that are not believed; "" where there is none.
func gated(lane *live.Lane) string {
	if len(lane.Gates) == 0 {
		return ""
	}
	return fmt.Sprintf(", %d gated", len(lane.Gates))
}

// rate renders the throughput of a kind of leg.
func rate(lane *live.Lane, kind engine.LegKind) string {
	r, ok := lane.Rate(kind)
	if !ok {
		return "-"
	}
	return units.Rate(r)
}

// A headlineText is the figure that a lane is about, and the ends of its interval;
// where it has none, what is to be said in its place.
type headlineText struct{ value, low, high, note string }

// dashed is the interval in a narrow place: "9.24-12.5".
func (h headlineText) dashed() string {
	if h.low == "" {
		return h.note
	}
	return h.low + "-" + h.high
}

// bracketed is the interval as [low, high].
func (h headlineText) bracketed() string {
	if h.low == "" {
		return h.note
	}
	return "[" + h.low + ", " + h.high + "]"
}

// headlineOf renders the figure that a lane is about: the speedup, or the time of work
// without a parallel form.
func headlineOf(lane *live.Lane) headlineText {
	e, ok := lane.Speedup()
	render, end := units.Factor, bare
	if lane.Spec.Single {
		e, ok = lane.Time()
		render, end = units.Seconds, units.Seconds
	}
	switch {
	case !ok:
		return headlineText{value: "-"}
	case e.Interval != nil:
		return headlineText{value: render(e.Value), low: end(e.Interval.Low), high: end(e.Interval.High)}
	case lane.Result != nil || lane.Spec.Single: // too few for an interval
		return headlineText{value: render(e.Value), note: units.Counted(e.N, "round")}
	}
	return headlineText{value: render(e.Value)}
}

// bare renders an end of an interval, without more digits than there is room
// for.
func bare(f float64) string {
	if f < 10 {
		return strconv.FormatFloat(f, 'f', 2, 64)
	}
	return strings.TrimSuffix(units.Factor(f), "x")
}
