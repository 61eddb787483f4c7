package pages

import (
	"math"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
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
		loadChart(a.Rows(y, min(a.Height-y, 10)), th, run)
	}
}

// loadChart draws how busy all cores were in the last minute: our share from
// below, and that of all others on top of it.
func loadChart(a cells.Area, th *theme.Theme, run *live.Run) {
	parts.Rule(a, th, 0, "load of all cores, last 60 s")
	full, thin := th.Glyphs.Full, th.Glyphs.Thin
	x := a.Text(1, 1, cells.In(cells.Own), string(full[len(full)-1])+" "+ownName(run)+" ")
	a.Text(x, 1, cells.In(cells.Foreign), string(thin[len(thin)-1])+" "+othersName(run))
	chart := a.Part(1, 2, a.Width-2, a.Height-2)
	own, total := loadHistory(run, chart.Width)
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

// loadHistory is the share of all cores that this process used, and that all
// processes used, over the last minute in the given number of columns.
func loadHistory(run *live.Run, columns int) (own, total []float64) {
	own, total = make([]float64, columns), make([]float64, columns)
	past := run.History[max(0, len(run.History)-pastWidth):]
	for i := range columns {
		own[i], total[i] = math.NaN(), math.NaN()
		from, to := len(past)-(columns-i)*pastWidth/columns, len(past)-(columns-i-1)*pastWidth/columns
		n, sumOwn, sumTotal := 0.0, 0.0, 0.0
		for j := max(from, 0); j < to; j++ {
			if o, f := live.Split(&past[j]); !math.IsNaN(o) {
				n, sumOwn, sumTotal = n+1, sumOwn+o, sumTotal+o+f
			}
		}
		if n > 0 {
			own[i], total[i] = sumOwn/n, sumTotal/n
		}
	}
	return own, total
}

// pastWidth is how many columns of history a core has at most: 60 s, two
// samples a second.
const pastWidth = 120
