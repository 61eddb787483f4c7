package pages

import (
	"fmt"
	"strconv"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
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

// speedup renders the speedup and its interval apart; both may be empty.
func speedup(lane *live.Lane) (value, interval string) {
	e, ok := lane.Speedup()
	if !ok {
		return "-", ""
	}
	value = units.Factor(e.Value)
	if e.Interval == nil && lane.Result != nil {
		interval = units.Counted(e.N, "round") // too few for an interval
	}
	if e.Interval != nil {
		interval = bare(e.Interval.Low) + "-" + bare(e.Interval.High)
	}
	return value, interval
}

// headlineOf renders the figure that a lane is about and its interval: the speedup,
// or the time of work without a parallel form.
func headlineOf(lane *live.Lane) (value, interval string) {
	if !lane.Spec.Single {
		return speedup(lane)
	}
	e, ok := lane.Time()
	if !ok {
		return "-", ""
	}
	if e.Interval == nil {
		return units.Seconds(e.Value), units.Counted(e.N, "round") // too few for an interval
	}
	return units.Seconds(e.Value), units.Seconds(e.Interval.Low) + "-" + units.Seconds(e.Interval.High)
}

// bare renders an end of an interval, without more digits than there is room
// for.
func bare(f float64) string {
	if f < 10 {
		return strconv.FormatFloat(f, 'f', 2, 64)
	}
	return strings.TrimSuffix(units.Factor(f), "x")
}

// progressBar draws how much of a lane's measured legs is done.
func progressBar(a cells.Area, th *theme.Theme, run *live.Run, lane *live.Lane) {
	parts.Bar(a, th, run.Done(lane), cells.In(cells.Accent))
}
