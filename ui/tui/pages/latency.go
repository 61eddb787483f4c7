package pages

import (
	"fmt"
	"strings"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// latency is the histogram of the lane that has the focus.
func latency(a cells.Area, th *theme.Theme, lane *live.Lane) {
	if lane == nil || a.Height < 4 {
		return
	}
	title := lane.Spec.Title + ": latency of an operation, log scale"
	parts.Rule(a, th, 0, title)
	failures(a.Rows(0, 1), lane, cells.Width(title)+6)
	latencyLine(a.Part(1, 1, a.Width-2, 1), lane)
	parts.Latency(a.Part(1, 2, a.Width-2, a.Height-2), th, lane)
}

// failures says at the end of a rule how many operations failed, behind what
// stands there already.
func failures(a cells.Area, lane *live.Lane, used int) {
	o := lane.Failures()
	if o.Ended() == 0 {
		return
	}
	role := cells.Muted
	if o.Unfinished() > 0 {
		role = cells.Bad
	}
	short := fmt.Sprintf("%s of %s failed", units.Count(o.Unfinished()), units.Count(o.Ended()))
	for _, text := range []string{" failures: " + assess.Failures(&o) + " ", " " + short + " "} {
		if used+cells.Width(text) < a.Width {
			a.Right(a.Width-1, 0, cells.In(role), text)
			return
		}
	}
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
	for _, kind := range []engine.LegKind{engine.Sequential, engine.Parallel}[:lane.Spec.RoundLegs()] {
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
		if !lane.Spec.Single {
			x = a.Text(x, 0, cells.In(kindRole(kind)), shortKind(kind)+" ")
		}
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
