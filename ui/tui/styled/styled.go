// Package styled draws what Bubble Tea's components return, strings with escape
// sequences, on a grid of cells.
//
// Its opinion: one adapter, and the roles stay roles. A component is given
// styles whose colours are the numbers of roles, so the theme decides how its
// text looks, and a picture of the screen has it as well.
package styled

import (
	"strings"

	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"ep-benchmark/ui/cells"
)

// As is the style for a component whose text is to have a cell's style.
func As(style cells.Style) lipgloss.Style {
	s := lipgloss.NewStyle().Bold(style.IsBold()).Reverse(style.IsReverse()).Underline(style.IsUnderline())
	if role := style.Foreground(); role != cells.Text {
		s = s.Foreground(ansi.IndexedColor(role))
	}
	if role := style.Background(); role != cells.Text {
		s = s.Background(ansi.IndexedColor(role))
	}
	return s
}

// Draw writes the lines of a styled string from the top of an area on. What
// leaves the area is cut.
func Draw(a cells.Area, text string) {
	if a.Empty() {
		return
	}
	for y, line := range uv.NewStyledString(text).Lines(ansi.WcWidth) {
		if y >= a.Height {
			return
		}
		x := 0
		for i := range line {
			x = a.Text(x, y, styleOf(&line[i].Style), line[i].Content)
		}
	}
}

// styleOf is the cells' style for one that As has made.
func styleOf(s *uv.Style) cells.Style {
	style := cells.Style(0)
	if role, ok := s.Fg.(ansi.IndexedColor); ok && cells.Role(role).Known() {
		style = style.As(cells.Role(role))
	}
	if role, ok := s.Bg.(ansi.IndexedColor); ok && cells.Role(role).Known() {
		style = style.On(cells.Role(role))
	}
	if s.Attrs&uv.AttrBold != 0 {
		style = style.Bold()
	}
	if s.Attrs&uv.AttrReverse != 0 {
		style = style.Reverse()
	}
	if s.Underline != uv.UnderlineNone {
		style = style.Underline()
	}
	return style
}

// Plain makes text from outside fit to be part of a styled string: what would
// begin an escape sequence becomes a space, as it does in a cell.
func Plain(text string) string {
	return strings.Map(func(r rune) rune {
		visible, width := cells.Printable(r)
		if width == 0 {
			return -1
		}
		return visible
	}, text)
}
