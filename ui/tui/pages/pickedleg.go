package pages

import (
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
)

// drawPicked says what is known of the leg that was clicked in the Cores view, if it
// is of the workload that has the focus. It returns the rows that it took.
func drawPicked(a cells.Area, s *Screen, sub *Subject) int {
	lane, leg, found := sub.Pick.leg(sub.Run)
	if !found || lane != sub.Lane() || a.Height < 6 {
		return 0
	}
	lines := []reading{aboutLeg(lane, &leg), loadOf(sub.Run, &leg)}
	if reason := gateReason(lane, &leg); reason != "" {
		lines = append(lines, reading{{"gated: " + string(leg.Gate), cells.Warn}, {reason, cells.Text}})
	}
	a.Rune(1, 0, s.Theme.Glyphs.Focus, cells.In(cells.Accent))
	for y, one := range lines {
		one.draw(a.Columns(0, a.Width-1), 3, y)
	}
	return len(lines) + 1
}

// aboutLeg is which leg it is, when it was, and how fast.
func aboutLeg(lane *live.Lane, leg *live.Stretch) reading {
	plain := *leg
	plain.Gate = "" // it has a line of its own
	about := reading{
		{lane.Spec.Title + ", " + legText(&plain), cells.Accent},
		{tenths(leg.From) + " to " + tenths(leg.To), cells.Text},
		{units.Duration(leg.To - leg.From), cells.Text},
	}
	if leg.Throughput > 0 {
		about = append(about, piece{units.Rate(leg.Throughput), cells.Text})
	}
	return about
}

// loadOf is how busy the machine was during a leg, and by whom.
func loadOf(run *live.Run, leg *live.Stretch) reading {
	mean := func(group []int) string { return known(run.Loads.Mean(group, leg.From, leg.To)) }
	load := reading{{"busy meanwhile:", cells.Muted}}
	for _, c := range fastestFirst(parts.Clusters(&run.Host, run.Loads.Cores())) {
		load = append(load, piece{c.Kind + " cores " + mean(c.Cores), c.Role})
	}
	return append(load, piece{ownName(run) + " " + mean(ownGroup), cells.Own}, piece{othersShort(run) + " " + mean(othersGroup), cells.Foreign})
}

// gateReason is why a leg's round is not believed, with figures.
func gateReason(lane *live.Lane, leg *live.Stretch) string {
	for _, g := range lane.Gates {
		if leg.Gate != "" && g.Round == leg.Round() && (g.Kind == "" || g.Kind == leg.Kind) {
			return g.Reason
		}
	}
	return ""
}
