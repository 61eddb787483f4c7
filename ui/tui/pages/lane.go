package pages

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// state says in a few words what a lane is doing.
func state(v *View, lane *live.Lane) string {
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
	if v.Run.Plan.Once {
		return fmt.Sprintf("%s/%s done", units.Count(p.Operations), units.Count(int64(lane.Spec.Operations)))
	}
	return fmt.Sprintf("round %d/%d", p.Round, v.Run.RoundsAhead(lane)) + gated(lane)
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

// bare renders an end of an interval, without more digits than there is room
// for.
func bare(f float64) string {
	if f < 10 {
		return strconv.FormatFloat(f, 'f', 2, 64)
	}
	return strings.TrimSuffix(units.Factor(f), "x")
}

// outcome is how a lane stands to its target, as a sign, words, and a role.
func outcome(th *theme.Theme, lane *live.Lane) (text string, role cells.Role) {
	if lane.Result != nil && lane.Result.Failure != "" {
		return string(th.Glyphs.Bad) + " failed", cells.Bad
	}
	s, ok := lane.Standing()
	if !ok {
		return "", cells.Muted
	}
	text, role = outcomeWords(th, s.Outcome)
	if s.Final {
		return text, role
	}
	switch s.Outcome {
	case engine.NotMeasured, engine.Unclear:
		return string(th.Glyphs.Open) + " open", cells.Muted
	}
	return text + " so far", role
}

// outcomeWords renders an outcome with its sign.
func outcomeWords(th *theme.Theme, o engine.Outcome) (string, cells.Role) {
	g := th.Glyphs
	switch o {
	case engine.Met:
		return string(g.Good) + " met", cells.Good
	case engine.Missed:
		return string(g.Bad) + " missed", cells.Bad
	case engine.Failing:
		return string(g.Bad) + " failing", cells.Bad
	case engine.Unclear:
		return string(g.Open) + " unclear", cells.Warn
	case engine.NotAttainable:
		return string(g.NotPossible) + " not here", cells.Warn
	}
	return string(g.Open) + " not measured", cells.Warn
}

// target renders a lane's gating target.
func target(lane *live.Lane) string {
	if s, ok := lane.Standing(); ok {
		return s.Target.String()
	}
	return ""
}

// reason says why the outcome is what it is, where there is more to say.
func reason(v *View, lane *live.Lane) string {
	if lane.Result != nil && lane.Result.Failure != "" {
		return fmt.Sprintf("%s. %s runs it again, with a new simulator if its own is gone.",
			strings.TrimSuffix(lane.Result.Failure, "."), v.Key(config.ActionRerunOne))
	}
	if s, ok := lane.Standing(); ok && s.Final {
		return s.Reason
	}
	return ""
}

// latencyLine writes the percentiles of both kinds of leg, in the longest form
// that there is room for.
func latencyLine(a cells.Area, lane *live.Lane) {
	for _, names := range []string{"p50 p90 p99 max", "p50 p99 max", "p99 max"} {
		if latencyForm(a, lane, names) {
			return
		}
	}
}

// percentiles renders those of a distribution that are named.
func percentiles(d live.Distribution, names string) string {
	values := map[string]time.Duration{"p50": d.P50, "p90": d.P90, "p99": d.P99, "max": d.Max}
	var all []words.Percentile
	for _, name := range strings.Fields(names) {
		all = append(all, words.Percentile{Name: name, Value: values[name]})
	}
	return words.Percentiles(all...)
}

// latencyForm writes a form of the percentiles; false where it does not fit.
func latencyForm(a cells.Area, lane *live.Lane, names string) bool {
	const gap = 3
	var texts []string
	var kinds []engine.LegKind
	width := -gap
	for _, kind := range []engine.LegKind{engine.Sequential, engine.Parallel} {
		if d, ok := lane.Latency(kind); ok {
			texts, kinds = append(texts, percentiles(d, names)), append(kinds, kind)
			width += cells.Width(shortKind(kind)) + 1 + cells.Width(texts[len(texts)-1]) + gap
		}
	}
	if width > a.Width {
		return false
	}
	x := 0
	for i, kind := range kinds {
		x = a.Text(x, 0, cells.In(kindRole(kind)), shortKind(kind)+" ")
		x = a.Text(x, 0, cells.Style(0), texts[i]) + gap
	}
	return true
}

func shortKind(kind engine.LegKind) string {
	if kind == engine.Parallel {
		return "par"
	}
	return "seq"
}

func kindRole(kind engine.LegKind) cells.Role {
	if kind == engine.Parallel {
		return cells.Parallel
	}
	return cells.Sequential
}

// progressBar draws how much of a lane's measured legs is done.
func progressBar(a cells.Area, v *View, lane *live.Lane) {
	parts.Bar(a, v.Theme, v.Run.Done(lane), cells.In(cells.Accent))
}
