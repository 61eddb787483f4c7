// Package theme gives meanings their colours and shapes their characters.
//
// Its opinion: what is plain has the reader's own colours, so nothing is ever
// white on white. A word or a sign says the same as each colour. By default a theme is
// chosen by the background that the terminal has.
package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"ep-benchmark/ui/cells"
)

// A Theme is how the dashboard looks.
type Theme struct {
	Name    string // "dark", "light", "high-contrast", "colour-blind", "basic" or "none"
	Light   bool   // its colours are for a light background
	Palette cells.Palette
	Glyphs  Glyphs
}

// Basic uses the sixteen colours of the terminal's own theme, and of them
// those that can be read on light and dark alike.
func Basic() cells.Palette {
	return palette(map[cells.Role]color.Color{
		cells.Accent:      ansi.Blue,
		cells.Good:        ansi.Green,
		cells.Bad:         ansi.Red,
		cells.Warn:        ansi.Yellow,
		cells.Sequential:  ansi.Magenta,
		cells.Parallel:    ansi.Cyan,
		cells.Performance: ansi.Blue,
		cells.Efficiency:  ansi.Green,
		cells.Own:         ansi.Cyan,
		cells.Foreign:     ansi.Yellow,
	})
}

// None has no colours at all.
func None() cells.Palette { return cells.Palette{Plain: true} }

func palette(colours map[cells.Role]color.Color) cells.Palette {
	var p cells.Palette
	for role, colour := range colours {
		p.Colours[role] = colour
	}
	return p
}

// Shade gives a palette the shades that the load of cores is drawn in: from the
// colour of lines to the role's own. Mixed evenly in CIELAB, they differ in
// lightness first, so they can be told apart without seeing hues. A role has
// none where one of the two colours is the terminal's to choose.
func Shade(p *cells.Palette) {
	for _, role := range []cells.Role{cells.Performance, cells.Efficiency} {
		p.Shades[role] = nil
		if from, to := p.Colours[cells.Border], p.Colours[role]; isKnown(from) && isKnown(to) {
			p.Shades[role] = lipgloss.Blend1D(cells.Shades, from, to)
		}
	}
}

// isKnown tells whether what a colour looks like is known: the terminal's own
// and its sixteen are the reader's.
func isKnown(c color.Color) bool {
	_, ofTheme := c.(ansi.BasicColor)
	return c != nil && !ofTheme
}
