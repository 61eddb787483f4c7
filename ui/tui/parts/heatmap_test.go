package parts

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
)

func coloured() *theme.Theme {
	th := &theme.Theme{Name: "dark", Palette: theme.Dark(), Glyphs: theme.Block()}
	theme.Shade(&th.Palette)
	theme.Heat(&th.Palette)
	return th
}

// TestHeatIsTheMeanLoad holds that the shade of each cell, or half cell, or the
// density of its character, is that of the mean load of its slice of time, within a
// step; and that what is unknown looks like no load at all.
func TestHeatIsTheMeanLoad(t *testing.T) {
	themes := map[string]*theme.Theme{
		"coloured": coloured(), "ascii": {Palette: theme.None(), Glyphs: theme.ASCII()}, "plain": {Palette: theme.None(), Glyphs: theme.Block()},
	}
	rapid.Check(t, func(t *rapid.T) {
		var run live.Run
		cores := rapid.IntRange(1, 4).Draw(t, "cores")
		for i := range rapid.IntRange(0, 30).Draw(t, "samples") {
			at := time.Duration(i+1) * 500 * time.Millisecond
			s := engine.HostSample{At: at}
			for range rapid.IntRange(0, cores).Draw(t, "online") {
				s.Cores = append(s.Cores, rapid.Float64Range(0, 1).Draw(t, "share"))
			}
			run.Apply(engine.HostSampled{At: engine.At(at), Sample: s})
		}
		axis := Axis{From: time.Duration(rapid.IntRange(0, 9).Draw(t, "from")) * time.Second, Columns: rapid.IntRange(1, 20).Draw(t, "columns")}
		axis.To = axis.From + time.Duration(rapid.IntRange(1, 20).Draw(t, "length"))*time.Second
		var groups [][]int
		for core := range cores {
			groups = append(groups, []int{core})
		}
		var loads live.Raster
		loads.Fill(&run.Loads, groups, axis.From, axis.To, axis.Columns)
		heat := HeatMap{Loads: &loads, Axis: axis, Until: run.Loads.Until(), Tall: rapid.IntRange(0, 2).Draw(t, "tall")}
		th := themes[rapid.SampledFrom([]string{"coloured", "ascii", "plain"}).Draw(t, "theme")]
		g := cells.NewGrid(axis.Columns, 2*cores)
		heat.Draw(g.All(), th, cells.Performance, 0, cores)
		for core := range cores {
			for x := range axis.Columns {
				want := run.Loads.Mean(groups[core], axis.Start(x), axis.Start(x+1))
				got, known := heat.seen(g, th, core, x)
				if known != !math.IsNaN(want) || known && math.Abs(got-want) > stepOf(th) {
					t.Fatalf("core %d, column %d looks like %v (%v), want %v", core, x, got, known, want)
				}
			}
		}
	})
}

// stepOf is how far apart two shades are.
func stepOf(th *theme.Theme) float64 {
	if filled(th, cells.Performance) {
		return 1. / (cells.Heats - 1)
	}
	return 1 / float64(len(densities(th))-1)
}

// seen reads a load back from what is drawn.
func (h *HeatMap) seen(g *cells.Grid, th *theme.Theme, row, x int) (share float64, known bool) {
	y, isBelow := row*max(h.Tall, 1), false
	if h.Tall == 0 && filled(th, cells.Performance) {
		y, isBelow = row/2, row%2 == 1
	}
	cell := g.Row(y)[x]
	if !filled(th, cells.Performance) {
		for i, r := range densities(th) {
			if r == cell.Rune {
				return float64(i) / float64(len(densities(th))-1), true
			}
		}
		return 0, false
	}
	colour := th.Palette.Background(cell.Style)
	if h.Tall == 0 && !isBelow && cell.Rune == '▀' || isBelow && cell.Rune == '▄' {
		colour = th.Palette.Foreground(cell.Style)
	} else if cell.Rune == '▄' || cell.Rune == th.Glyphs.Dot {
		return 0, false
	}
	for i, heat := range th.Palette.Heat[cells.Performance] {
		if heat == colour {
			return float64(i) / (cells.Heats - 1), true
		}
	}
	return 0, false
}

// TestLegsBeginAndEndInTheirColumns holds that a column shows a leg only where that
// leg was under way in it, and that a leg which fills a column is shown there.
func TestLegsBeginAndEndInTheirColumns(t *testing.T) {
	th := coloured()
	looks := LegLooks(th)
	rapid.Check(t, func(t *rapid.T) {
		lane := &live.Lane{}
		at := time.Duration(0)
		for range rapid.IntRange(0, 30).Draw(t, "legs") {
			at += time.Duration(rapid.IntRange(0, 500).Draw(t, "pause")) * time.Millisecond
			s := live.Stretch{
				From: at, Kind: rapid.SampledFrom([]engine.LegKind{engine.Sequential, engine.Parallel}).Draw(t, "kind"),
				Purpose: rapid.SampledFrom([]engine.Purpose{engine.Warmup, engine.Measured, engine.Filler}).Draw(t, "purpose"),
			}
			at += time.Duration(rapid.IntRange(1, 4000).Draw(t, "length")) * time.Millisecond
			s.To = at
			lane.Stretches = append(lane.Stretches, s)
		}
		split := rapid.IntRange(0, len(lane.Stretches)).Draw(t, "earlier")
		lane.Earlier, lane.Stretches = lane.Stretches[:split], lane.Stretches[split:]
		axis := Axis{From: time.Duration(rapid.IntRange(0, 5000).Draw(t, "from")) * time.Millisecond, Columns: rapid.IntRange(1, 40).Draw(t, "columns")}
		axis.To = axis.From + time.Duration(rapid.IntRange(1, 30).Draw(t, "window"))*time.Second
		g := cells.NewGrid(axis.Columns, 1)
		Legs(g.All(), th, lane, axis)
		all := legsOf(lane)
		for x, cell := range g.Row(0) {
			from, to := axis.Start(x), axis.Start(x+1)
			within, whole := map[rune]bool{' ': true}, rune(0)
			for i := range all.count() {
				s := all.at(i)
				glyph := looks[LookOf(lane, s)].Glyph
				if s.From < to && s.To > from {
					within[glyph] = true
					delete(within, ' ')
				}
				if s.From <= from && s.To >= to {
					whole = glyph
				}
			}
			if !within[cell.Rune] || whole != 0 && cell.Rune != whole {
				t.Fatalf("column %d from %v to %v shows %q, of %v", x, from, to, cell.Rune, within)
			}
		}
	})
}

// TestAxisLabelsTheirColumns holds that each label stands at the column of its
// moment.
func TestAxisLabelsTheirColumns(t *testing.T) {
	th := coloured()
	for _, of := range []struct {
		from, to time.Duration
		columns  int
		want     string
	}{
		{0, 20 * time.Second, 40, "│0 s      │5 s      │10 s     │15 s     "},
		{45 * time.Second, 165 * time.Second, 40, "     │1:00     │1:30     │2:00     │2:30"},
		{0, 10 * time.Second, 8, "│0 s    "},
	} {
		axis := Axis{of.from, of.to, of.columns}
		if got := drawn(of.columns, 1, func(a cells.Area) { axis.Draw(a, th) }); got != of.want {
			t.Errorf("the axis from %v to %v is %q, want %q", of.from, of.to, got, of.want)
		}
	}
}
