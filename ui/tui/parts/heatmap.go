package parts

import (
	"math"
	"time"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
)

// A HeatMap is the load of rows over time. Where the theme has colours for it the
// cells are filled, and the colour alone tells the load; elsewhere the density of
// a character does.
type HeatMap struct {
	Loads *live.Raster
	Axis  Axis
	Until time.Duration // there are no samples after it
	// Tall is how many rows of the screen each row of loads has; 0 puts two rows of
	// loads into one of the screen, which only a theme that has [Halves] can draw.
	Tall int
}

// Halves tells whether a cell of a heat map can show two loads.
func Halves(th *theme.Theme) bool { return filled(th, cells.Performance) }

// filled tells whether cells are filled with colour.
func filled(th *theme.Theme, role cells.Role) bool {
	return !th.Palette.Plain && len(th.Palette.Heat[role]) == cells.Heats && th.Glyphs.Name != "ascii"
}

// Draw draws some rows of the loads from the area's first row on.
func (h *HeatMap) Draw(a cells.Area, th *theme.Theme, role cells.Role, first, rows int) {
	columns := min(a.Width, h.Loads.Columns, h.past())
	switch {
	case !filled(th, role):
		h.dense(a, th, role, first, rows, columns)
	case h.Tall == 0:
		h.halved(a, th, role, first, rows, columns)
	default:
		h.solid(a, th, role, first, rows, columns)
	}
}

// past is how many columns begin before the last sample. What lies after it is left
// blank: it is to come, and not unknown.
func (h *HeatMap) past() int {
	if h.Until <= h.Axis.From {
		return 0
	}
	return min(h.Axis.Column(h.Until-1)+1, h.Axis.Columns)
}

func (h *HeatMap) solid(a cells.Area, th *theme.Theme, role cells.Role, first, rows, columns int) {
	for row := range rows {
		for x := range columns {
			glyph, style := th.Glyphs.Dot, cells.In(cells.Faint)
			if share := h.Loads.At(first+row, x); !math.IsNaN(share) {
				glyph, style = textOf(share), cells.Hot(role, share, share)
			}
			for y := range h.Tall {
				a.Glyph(x, row*h.Tall+y, glyph, style)
			}
		}
	}
}

// halved has two loads in a cell, the first above the second.
func (h *HeatMap) halved(a cells.Area, th *theme.Theme, role cells.Role, first, rows, columns int) {
	for row := 0; row < rows; row += 2 {
		for x := range columns {
			above, below := h.Loads.At(first+row, x), math.NaN()
			if row+1 < rows {
				below = h.Loads.At(first+row+1, x)
			}
			glyph, style := '▀', cells.Hot(role, above, below)
			switch {
			case math.IsNaN(above) && math.IsNaN(below):
				glyph, style = th.Glyphs.Dot, cells.In(cells.Faint)
			case math.IsNaN(above):
				glyph, style = '▄', cells.Hot(role, below, above)
			}
			a.Glyph(x, row/2, glyph, style)
		}
	}
}

func (h *HeatMap) dense(a cells.Area, th *theme.Theme, role cells.Role, first, rows, columns int) {
	for row := range rows {
		for x := range columns {
			share := h.Loads.At(first+row, x)
			glyph, style := density(th, share), cells.In(role).Shaded(share)
			if math.IsNaN(share) {
				style = cells.In(cells.Faint)
			}
			for y := range max(h.Tall, 1) {
				a.Glyph(x, row*max(h.Tall, 1)+y, glyph, style)
			}
		}
	}
}

// textOf is the character of a filled cell. It has the colour of its ground and is not
// seen, but whoever copies the screen as text gets the load by it.
func textOf(share float64) rune { return filledText[int(clamp(share)*float64(len(filledText)-1)+0.5)] }

var filledText = []rune(" ░▒▓█")

// Characters by how much of a cell they cover, from no load to full load. The
// first one is no blank: that is what is unknown to look like.
var (
	blockDensity = []rune("⠂░▒▓█")
	asciiDensity = []rune(".:-=+*%#")
)

func densities(th *theme.Theme) []rune {
	if th.Glyphs.Name == "ascii" {
		return asciiDensity
	}
	return blockDensity
}

// density is the character for a share; that of what is unknown is one of its own.
func density(th *theme.Theme, share float64) rune {
	if math.IsNaN(share) {
		return '?'
	}
	levels := densities(th)
	return levels[int(clamp(share)*float64(len(levels)-1)+0.5)]
}

// HeatLegend writes what the least and the most look like, ending before a column,
// and returns where it begins.
func HeatLegend(a cells.Area, th *theme.Theme, end int, role cells.Role) int {
	const from, to = " 0 ", " 100 % "
	ramp := densities(th)
	steps := len(ramp)
	if filled(th, role) {
		steps = cells.Heats / 2
	}
	start := end - len(from) - len(to) - steps
	if start < 0 {
		return end
	}
	x := a.Text(start, 0, cells.In(cells.Muted), from)
	for i := range steps {
		share := float64(i) / float64(steps-1)
		glyph, style := textOf(share), cells.Hot(role, share, share)
		if !filled(th, role) {
			glyph, style = ramp[i], cells.In(role).Shaded(share)
		}
		a.Rune(x+i, 0, glyph, style)
	}
	a.Text(x+steps, 0, cells.In(cells.Muted), to)
	return start
}
