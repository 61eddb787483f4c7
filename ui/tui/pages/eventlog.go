package pages

import (
	"sort"

	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
)

// drawLog writes the last lines of the log, the newest below; those around a moment
// that was picked, with its leg's own marked, while there is one.
func drawLog(a cells.Area, th *theme.Theme, run *live.Run, pick *Pick) {
	log := run.Log
	first := max(0, len(log)-a.Height)
	_, leg, picked := pick.leg(run)
	if picked {
		at := sort.Search(len(log), func(i int) bool { return log[i].At >= leg.From })
		first = min(max(at-a.Height/3, 0), first)
	}
	for i, line := range log[first:min(first+a.Height, len(log))] {
		if picked && line.At >= leg.From && line.At <= leg.To {
			a.Rune(0, i, th.Glyphs.Focus, cells.In(cells.Accent))
		}
		x := a.Text(1, i, cells.In(cells.Faint), units.Clock(line.At)) + 1
		style := cells.In(cells.Muted)
		switch line.Level {
		case live.Success:
			a.Rune(x, i, th.Glyphs.Good, cells.In(cells.Good))
			style = cells.Style(0)
		case live.Problem:
			a.Rune(x, i, th.Glyphs.Bad, cells.In(cells.Bad))
			style = cells.Style(0)
		case live.Caution:
			a.Rune(x, i, th.Glyphs.Caution, cells.In(cells.Warn))
			style = cells.Style(0)
		case live.Note:
			a.Rune(x, i, th.Glyphs.Dot, cells.In(cells.Faint))
		}
		text := line.Text
		if line.Workload != "" {
			text = line.Workload + ": " + text
		}
		a.Fit(x+2, i, a.Width-x-3, style, text)
	}
}
