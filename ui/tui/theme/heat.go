package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"

	"ep-benchmark/ui/cells"
)

// Where the heats of a role begin and end: how far the role's colour is mixed
// with the background at no load, and with the opposite at full load.
const (
	coolest        = 14 // percent of the role's colour
	hottestOnDark  = 62 // percent of white
	hottestOnLight = 48 // percent of black: the role's colour is dark already
)

// Heat gives a palette the colours of heat maps, for the loads of cores and for
// whose load it is. They go from near the background through the role's colour
// to near the foreground, mixed evenly in CIELAB. So they differ in lightness at
// every step, and can be told apart without seeing hues. A role has none where
// its colour is the terminal's to choose.
func Heat(p *cells.Palette) {
	behind, front, hottest := color.Color(color.Black), color.Color(color.White), hottestOnDark
	if p.Onto != nil && isDark(p.Onto) {
		behind, front, hottest = front, behind, hottestOnLight
	}
	for _, role := range []cells.Role{cells.Performance, cells.Efficiency, cells.Own, cells.Foreign} {
		p.Heat[role] = nil
		if own := p.Colours[role]; isKnown(own) && isKnown(p.Onto) {
			cool, hot := mix(behind, own, coolest), mix(own, front, hottest)
			// One blend over three colours would have the middle one twice.
			p.Heat[role] = append(lipgloss.Blend1D(cells.Heats/2+1, cool, own)[:cells.Heats/2], lipgloss.Blend1D(cells.Heats/2, own, hot)...)
		}
	}
}

// mix is a colour at a percentage of the way from one to another.
func mix(from, to color.Color, percent int) color.Color {
	return lipgloss.Blend1D(101, from, to)[percent]
}

// isDark tells whether a colour is nearer to black than to white.
func isDark(c color.Color) bool {
	r, g, b, _ := c.RGBA()
	return 299*r+587*g+114*b < 500*0xffff
}
