package pages

import (
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
)

// Intro are three lines that explain the screen of a run. A first run shows them, and
// the list of keys begins with them.
func Intro(key func(config.Action) string) [3]string {
	return [3]string{
		"Each workload has a sequential and a parallel rate, a speedup and a target.",
		"Its chart is its rate over time. The rest is cores, latencies and events.",
		key(config.ActionViewDiagnose) + " tells why a target is missed, " + key(config.ActionViewCompare) + " compares runs, " +
			key(config.ActionHelp) + " shows this and all keys.",
	}
}

// introRows are the rows of the lines in their frame, introWidth the columns.
const introRows, introWidth = 5, 80

// introduces tells whether the lines are to be shown, and have room above the lanes.
func (in *OverviewInput) introduces(a cells.Area) bool {
	return in.First && !in.Run.Plan.Once && len(in.Sweeps) == 0 && a.Width >= introWidth && a.Height >= introRows+1+len(in.Run.Lanes)+3
}

// intro draws the lines, and returns how many rows they took.
func intro(a cells.Area, s *Screen) int {
	inside := parts.Box(a.Rows(0, introRows), s.Theme, "your first run", cells.Accent)
	if key := s.Key(config.ActionClose); key != "" {
		a.Right(a.Width-2, 0, cells.In(cells.Muted), " "+key+" closes ")
	}
	for y, text := range Intro(s.Key) {
		inside.Fit(1, y, inside.Width-2, cells.Style(0), text)
	}
	return introRows
}
