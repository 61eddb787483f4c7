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

// Frame closes a column of sections that was drawn one column in from both sides, each
// under a rule: the first rule becomes the top of the frame, the others join its sides,
// and a line below closes it.
func Frame(a cells.Area, th *theme.Theme) {
	if a.Width < 2 || a.Height < 2 {
		return
	}
	g, right, bottom := &th.Glyphs, a.Width-1, a.Height-1
	a.Line(bottom, g.Horizontal, cells.In(cells.Border))
	for y := range a.Height {
		inner, style := a.At(1, y), cells.In(cells.Border)
		ruled := inner.Rune == g.Horizontal && isLine(inner.Style)
		if ruled {
			style = inner.Style
		}
		left, last := g.Vertical, g.Vertical
		switch {
		case y == 0:
			left, last = g.CornerTL, g.CornerTR
		case y == bottom:
			left, last = g.CornerBL, g.CornerBR
		case ruled:
			left, last = g.JoinLeft, g.JoinRight
		}
		a.Rune(0, y, left, style)
		a.Rune(right, y, last, style)
	}
}

// isLine tells whether a style is that of rules and frames.
func isLine(s cells.Style) bool { return s == cells.In(cells.Border) || s == cells.In(cells.Accent) }

// Selected draws the sides of a section of a frame in the accent, from its rule to the
// next one.
func Selected(a cells.Area, th *theme.Theme) {
	accent := func(x, y int) {
		cell := a.At(x, y)
		switch cell.Rune {
		case th.Glyphs.Vertical, th.Glyphs.Horizontal, th.Glyphs.CornerTL, th.Glyphs.CornerTR, th.Glyphs.CornerBL, th.Glyphs.CornerBR, th.Glyphs.JoinLeft, th.Glyphs.JoinRight:
			if cell.Style == cells.In(cells.Border) {
				a.Rune(x, y, cell.Rune, cells.In(cells.Accent))
			}
		}
	}
	for y := range a.Height {
		accent(0, y)
		accent(a.Width-1, y)
	}
	for x := range a.Width {
		accent(x, 0)
		accent(x, a.Height-1)
	}
}
