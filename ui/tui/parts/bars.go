// Package parts draws the pieces of the dashboard: bars, charts, tables,
// boxes. Each is a function of values, an area and a theme, and knows nothing
// of runs, keys or pages.
//
// Its opinion: a part that is given too little room draws less, and nothing
// wrong. What is unknown is a gap or "n/a", and not a zero. No chart has a
// scale that its reader can't see.
package parts

import (
	"math"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/theme"
)

// Bar draws a share (0 to 1) as a lying line over the area's first row, with a
// track behind it. A share that is not a number draws the track only.
func Bar(a cells.Area, th *theme.Theme, share float64, style cells.Style) {
	Stretch(a, th, 0, share, style)
}

// Stretch draws what lies between two shares (0 to 1) as [Bar] does. It begins with a
// whole cell.
func Stretch(a cells.Area, th *theme.Theme, from, to float64, style cells.Style) {
	a.Rows(0, 1).Fill(th.Glyphs.Track, cells.In(cells.Border))
	if math.IsNaN(from) || math.IsNaN(to) || a.Width <= 0 {
		return
	}
	steps := len(th.Glyphs.Lying)
	first := min(int(math.Round(clamp(from)*float64(a.Width))), a.Width-1)
	filled := int(math.Round(clamp(to)*float64(a.Width*steps))) - first*steps
	if filled <= 0 && to > from {
		filled = 1 // a small share is drawn, too
	}
	for x := first; x < a.Width && filled > 0; x++ {
		level := min(filled, steps)
		a.Rune(x, 0, th.Glyphs.Lying[level-1], style)
		filled -= level
	}
}

// Columns draws values (0 to 1) as upright bars, one a column, the last value
// in the last column. Values that are not numbers leave gaps.
func Columns(a cells.Area, glyphs []rune, values []float64, style func(i int) cells.Style) {
	first := max(0, len(values)-a.Width)
	for i, value := range values[first:] {
		if !math.IsNaN(value) {
			column(a, a.Width-len(values)+first+i, glyphs, value, style(first+i))
		}
	}
}

// column draws one upright bar.
func column(a cells.Area, x int, glyphs []rune, value float64, style cells.Style) {
	steps := len(glyphs)
	filled := int(math.Round(clamp(value) * float64(a.Height*steps)))
	if filled == 0 && value > 0 {
		filled = 1
	}
	for y := a.Height - 1; y >= 0 && filled > 0; y-- {
		level := min(filled, steps)
		a.Rune(x, y, glyphs[level-1], style)
		filled -= level
	}
}

// Heat draws shares (0 to 1) as one cell each, row by row, in a shade of their
// own.
func Heat(a cells.Area, th *theme.Theme, shares []float64, style func(i int) cells.Style) {
	if a.Empty() {
		return
	}
	levels := th.Glyphs.Heat
	for i, share := range shares {
		glyph := th.Glyphs.Track
		if !math.IsNaN(share) && share > 0 {
			glyph = levels[min(int(clamp(share)*float64(len(levels))), len(levels)-1)]
		}
		a.Rune(i%a.Width, i/a.Width, glyph, style(i).Shaded(share))
	}
}

func clamp(share float64) float64 { return min(max(share, 0), 1) }
