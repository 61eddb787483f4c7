package parts

import (
	shown "ep-benchmark/engine/text" // text is a value here
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/theme"
)

// Rule draws a line across a row with a title in it.
func Rule(a cells.Area, th *theme.Theme, y int, title string) {
	a.Line(y, th.Glyphs.Horizontal, cells.In(cells.Border))
	if room := min(cells.Width(title), a.Width-4); title != "" && room > 3 {
		a.Text(1, y, cells.In(cells.Muted), " ")
		x := a.Fit(2, y, room, cells.In(cells.Muted), title)
		a.Text(x, y, cells.In(cells.Muted), " ")
	}
}

// Box draws a frame with a title and returns the area inside.
func Box(a cells.Area, th *theme.Theme, title string, role cells.Role) cells.Area {
	if a.Width < 2 || a.Height < 2 {
		return a.Part(0, 0, 0, 0)
	}
	g, style := th.Glyphs, cells.In(role)
	right, bottom := a.Width-1, a.Height-1
	a.Line(0, g.Horizontal, style)
	a.Line(bottom, g.Horizontal, style)
	for y := 1; y < bottom; y++ {
		a.Rune(0, y, g.Vertical, style)
		a.Rune(right, y, g.Vertical, style)
	}
	a.Rune(0, 0, g.CornerTL, style)
	a.Rune(right, 0, g.CornerTR, style)
	a.Rune(0, bottom, g.CornerBL, style)
	a.Rune(right, bottom, g.CornerBR, style)
	if title != "" {
		a.Part(2, 0, a.Width-4, 1).Text(0, 0, cells.In(cells.Title).Bold(), " "+title+" ")
	}
	return a.Part(1, 1, a.Width-2, a.Height-2)
}

// Dialog clears the middle of an area, frames it, and returns the inside with
// a column of air on both sides.
func Dialog(a cells.Area, th *theme.Theme, title string, width, height int) cells.Area {
	width, height = min(width, a.Width), min(height, a.Height)
	middle := a.Part((a.Width-width)/2, (a.Height-height)/2, width, height)
	middle.Fill(' ', cells.Style(0))
	inside := Box(middle, th, title, cells.Accent)
	return inside.Part(1, 0, inside.Width-2, inside.Height)
}

// Wrapped writes text over several rows, breaking at spaces, and returns the
// number of rows that it took (or would take).
func Wrapped(a cells.Area, y int, style cells.Style, text string) int {
	rows := 0
	for _, line := range shown.Wrap(text, a.Width) {
		if y+rows < a.Height {
			a.Text(0, y+rows, style, line)
		}
		rows++
	}
	return rows
}
