package pages

import (
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/parts"
)

// machine is the column of wide screens that shows the machine.
func machine(a cells.Area, s *Screen, in *OverviewInput, heat *heatSlot) {
	th, run := s.Theme, in.Run
	parts.Rule(a, th, 0, "cores")
	shares := run.Machine.Cores
	y := 1
	if len(shares) == 0 {
		a.Fit(1, y, a.Width-1, cells.In(cells.Muted), "not sampled yet")
		y++
	}
	facts := machineFacts(run)
	if len(shares) > 0 {
		y += heat.draw(a.Rows(y, a.Height-y), s, in, a.Height-y-len(facts)-2)
	}
	y++
	parts.Rule(a, th, y, "machine")
	for _, f := range facts {
		y++
		a.Text(1, y, cells.In(cells.Muted), f.name)
		a.Right(a.Width-1, y, cells.In(f.role), f.value)
	}
	if y += 2; a.Height-y >= 4 {
		loadChart(a.Rows(y, min(a.Height-y, 10)), s, in, heat)
	}
}

// loadChart draws how busy all cores were over the time that the map shows: our share
// from below, and that of all others on top of it.
func loadChart(a cells.Area, s *Screen, in *OverviewInput, heat *heatSlot) {
	th := s.Theme
	parts.Rule(a, th, 0, "load of all cores")
	full, thin := th.Glyphs.Full, th.Glyphs.Thin
	x := a.Text(1, 1, cells.In(cells.Own), string(full[len(full)-1])+" "+ownName(in.Run)+" ")
	a.Text(x, 1, cells.In(cells.Foreign), string(thin[len(thin)-1])+" "+othersName(in.Run))
	chart := a.Part(slotNames, 2, a.Width-slotNames-slotNow, a.Height-2) // under the map, on its axis
	parts.Upright(a.Part(0, 2, slotNames, a.Height-2), th, "100 %")
	own, total := heat.wholes(in, axisOf(in, chart.Width))
	s.Hits.AddHover(chart, -1, axisOf(in, chart.Width))
	parts.Columns(chart, th.Glyphs.Thin, total, func(int) cells.Style { return cells.In(cells.Foreign) })
	// Where this process's part ends within a cell, the rest of the cell is the
	// others'.
	parts.Columns(chart, th.Glyphs.Full, own, func(i int) cells.Style {
		if style := cells.In(cells.Own); total[i]-own[i] < 1/float64(max(chart.Height, 1)) {
			return style
		}
		return cells.In(cells.Own).On(cells.Foreign)
	})
}
