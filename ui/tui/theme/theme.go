// Package theme gives meanings their colours and shapes their characters.
//
// Its opinion: what is plain has the reader's own colours, so nothing is ever
// white on white. A word or a sign says the same as each colour. A theme is
// chosen by the background that the terminal has, not by taste.
package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"ep-benchmark/ui/cells"
)

// A Theme is how the dashboard looks.
type Theme struct {
	Name    string // "dark", "light", "basic" or "none"
	Palette cells.Palette
	Glyphs  Glyphs
}

// Dark suits a dark background.
func Dark() cells.Palette { return mixed(true) }

// Light suits a light background.
func Light() cells.Palette { return mixed(false) }

// mixed has colours of red, green and blue, for a background that is dark or
// light.
func mixed(dark bool) cells.Palette {
	choose := lipgloss.LightDark(dark)
	either := func(light, dark string) color.Color { return choose(lipgloss.Color(light), lipgloss.Color(dark)) }
	p := palette(map[cells.Role]color.Color{
		cells.Muted:       either("#57606a", "#8b949e"),
		cells.Faint:       either("#8c959f", "#59636e"),
		cells.Accent:      either("#095fd0", "#58a6ff"),
		cells.Good:        either("#1a7f37", "#3fb950"),
		cells.Bad:         either("#cf222e", "#ff6b61"),
		cells.Warn:        either("#8a5a00", "#d29922"),
		cells.Sequential:  either("#8250df", "#b392f0"),
		cells.Parallel:    either("#0b7685", "#39c5cf"),
		cells.Performance: either("#0969da", "#58a6ff"),
		cells.Efficiency:  either("#1a7f37", "#56d364"),
		cells.Own:         either("#0b7685", "#39c5cf"),
		cells.Foreign:     either("#bc4c00", "#db8b4d"),
		cells.Border:      either("#c4cbd3", "#3b434c"),
		cells.Focus:       either("#eceff2", "#26292e"),
		cells.Selection:   either("#b0d6fc", "#105078"),
	})
	p.Onto = either("#1f2328", "#e6edf3")
	return p
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
// faint colour to the role's own. Mixed evenly in CIELAB, they differ in
// lightness first, so they can be told apart without seeing hues. A role has
// none where one of the two colours is the terminal's to choose.
func Shade(p *cells.Palette) {
	for _, role := range []cells.Role{cells.Performance, cells.Efficiency} {
		p.Shades[role] = nil
		if from, to := p.Colours[cells.Faint], p.Colours[role]; isKnown(from) && isKnown(to) {
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
