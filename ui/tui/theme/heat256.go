package theme

import (
	"image/color"

	"github.com/charmbracelet/x/ansi"

	"ep-benchmark/ui/cells"
)

// HeatOf256 replaces the colours of heat maps by ones that a terminal with 256
// colours has. Left to the terminal, neighbouring heats would become hues that have
// nothing to do with each other. Each is the nearest one that is no step back in
// lightness.
func HeatOf256(p *cells.Palette) {
	for role := range p.Heat {
		var before color.Color
		rising := len(p.Heat[role]) > 1 && lightness(p.Heat[role][0]) < lightness(p.Heat[role][len(p.Heat[role])-1])
		for i, c := range p.Heat[role] {
			before = nearest(c, before, rising)
			p.Heat[role][i] = before
		}
	}
}

// nearest is the one of the colours from 16 on that is most like a colour, and, if
// there was one before, not on the wrong side of it.
func nearest(c, before color.Color, rising bool) color.Color {
	var best color.Color
	least := 0.0
	for i := 16; i < 256; i++ {
		one := ansi.IndexedColor(i)
		if before != nil && one != before && (lightness(one) <= lightness(before)) == rising {
			continue
		}
		if d := distance(c, one); best == nil || d < least {
			best, least = one, d
		}
	}
	return best
}

// lightness is from 0 to 1, as the eye weighs the three colours.
func lightness(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	return (0.30*float64(r) + 0.59*float64(g) + 0.11*float64(b)) / 0xffff
}

// lightWeight is what a difference in lightness counts beside one in hue. With less,
// steps are lost, and with more, hues are.
const lightWeight = 12

// distance tells how unlike two colours are: in lightness, and in the balance of the
// three colours, which is the hue.
func distance(a, b color.Color) float64 {
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	red, green, blue := float64(ar)-float64(br), float64(ag)-float64(bg), float64(ab)-float64(bb)
	light := lightness(a) - lightness(b)
	hue := ((red-green)*(red-green) + (green-blue)*(green-blue) + (blue-red)*(blue-red)) / (0xffff * 0xffff)
	return lightWeight*light*light + hue
}
