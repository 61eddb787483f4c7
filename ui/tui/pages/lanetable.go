package pages

import (
	"fmt"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
)

// laneColumns are the columns of the table that fit, a blank between them; the
// chart takes the room that is left. Work without a parallel form has a time in
// place of a speedup.
func laneColumns(width int, single bool) []parts.Column {
	all := []parts.Column{{Title: "WORKLOAD", Width: 14}}
	add := func(least int, c parts.Column) {
		if width >= least {
			all = append(all, c)
		}
	}
	if single {
		add(0, parts.Column{Title: "TIME", Width: 7, Right: true})
		add(69, parts.Column{Title: "INTERVAL", Width: 17})
	} else {
		add(64, parts.Column{Title: "SEQ", Width: 7, Right: true})
		add(54, parts.Column{Title: "PAR", Width: 7, Right: true})
		add(0, parts.Column{Title: "SPEEDUP", Width: 7, Right: true})
		add(69, parts.Column{Title: "INTERVAL", Width: 10})
	}
	target := 6
	if single { // a time, such as "< 200 ms"
		target = 8
	}
	add(46, parts.Column{Title: "TARGET", Width: target})
	add(0, parts.Column{Title: "OUTCOME", Width: 12})
	used := 0
	for _, c := range all {
		used += c.Width + laneGap
	}
	if width-used >= 8 {
		all = append(all, parts.Column{Title: "", Width: width - used})
	}
	return all
}

const laneGap = 1

// tableHead writes the titles over the lanes; the chart's is its window and its range.
func tableHead(a cells.Area, columns []parts.Column, window time.Duration) {
	x := 1
	for _, c := range columns {
		title := c.Title
		if title == "" {
			title = windowTitle(window, c.Width)
		}
		if c.Right {
			a.Right(x+c.Width, 0, cells.In(cells.Muted), title)
		} else {
			a.Fit(x, 0, c.Width, cells.In(cells.Muted), title)
		}
		x += c.Width + laneGap
	}
}

// laneRow is one lane in the table.
func laneRow(a cells.Area, s *Screen, in *OverviewInput, i int, columns []parts.Column) {
	lane := &in.Run.Lanes[i]
	addLane(a, s, in, i)
	x := 1
	for _, c := range columns {
		cell := a.Part(x, 0, c.Width, 1)
		switch sweep := in.sweep(i); {
		case sweep != nil && in.turns():
			turnsCell(cell, in.Run, lane, sweep, c)
		case sweep != nil:
			sweepCell(cell, s.Theme, in.Run, lane, sweep, c)
		default:
			laneCell(cell, s.Theme, in, lane, c)
		}
		x += c.Width + laneGap
	}
	if i == in.Focus {
		a.Rune(0, 0, s.Theme.Glyphs.Focus, cells.In(cells.Accent))
		a.Paint(func(s cells.Style) cells.Style { return s.On(cells.Focus) })
	}
}

func laneCell(a cells.Area, th *theme.Theme, in *OverviewInput, lane *live.Lane, c parts.Column) {
	headline := headlineOf(lane)
	words, role := outcome(th, lane)
	switch c.Title {
	case "WORKLOAD":
		a.Fit(0, 0, a.Width, cells.Style(0), lane.Spec.Title)
	case "SEQ":
		a.Right(a.Width, 0, cells.In(cells.Sequential), rate(lane, engine.Sequential))
	case "PAR":
		a.Right(a.Width, 0, cells.In(cells.Parallel), rate(lane, engine.Parallel))
	case "SPEEDUP", "TIME":
		a.Right(a.Width, 0, cells.Style(0).Bold(), headline.value)
	case "INTERVAL":
		a.Fit(0, 0, a.Width, cells.In(cells.Muted), headline.dashed())
	case "TARGET":
		a.Fit(0, 0, a.Width, cells.In(cells.Muted), target(lane))
	case "OUTCOME":
		a.Fit(0, 0, a.Width, cells.In(role).Bold(), words)
	default:
		if gates := len(lane.Gates); gates > 0 && a.Width >= 8 {
			used := a.Text(0, 0, cells.In(cells.Warn).Bold(), fmt.Sprintf("%c%d ", th.Glyphs.Caution, gates))
			a = a.Columns(used, a.Width-used)
		}
		from, to := in.span()
		(&parts.Timeline{Lane: lane, From: from, To: to}).Row(a, th)
	}
}

// windowTitle says what the charts of the table show: the time, and that each goes from
// zero to the most.
func windowTitle(window time.Duration, room int) string {
	if text := shortTime(window) + ", EACH FROM 0 TO ITS MAX"; cells.Width(text) <= room {
		return text
	}
	if text := shortTime(window) + " 0-MAX"; cells.Width(text) <= room {
		return text
	}
	return "0-MAX"
}

// shortTime renders a round time for a narrow place: "20 s", "5 min".
func shortTime(d time.Duration) string {
	if d >= 2*time.Minute {
		return fmt.Sprintf("%d min", d/time.Minute)
	}
	return fmt.Sprintf("%d s", d/time.Second)
}

// addLane remembers what a click on a lane does: the lane that has the focus is
// zoomed, and any other gets the focus.
func addLane(a cells.Area, s *Screen, in *OverviewInput, i int) {
	if i == in.Focus {
		s.Hits.Add(a, config.ActionZoom)
		return
	}
	s.Hits.AddLane(a, i)
}
