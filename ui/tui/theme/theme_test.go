package theme

import (
	"image/color"
	"math"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"ep-benchmark/ui/cells"
)

// luminance is how light a colour is, from 0 to 1, by the formula of WCAG 2.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		share := float64(v) / 0xffff
		if share <= 0.04045 {
			return share / 12.92
		}
		return math.Pow((share+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// TestShadesDifferInLightness holds that more load is lighter on a dark
// background and darker on a light one at every step, so that no reader has to
// tell hues apart.
func TestShadesDifferInLightness(t *testing.T) {
	for name, p := range map[string]cells.Palette{"dark": Dark(), "light": Light()} {
		Shade(&p)
		for _, role := range []cells.Role{cells.Performance, cells.Efficiency} {
			shades := p.Shades[role]
			if len(shades) != cells.Shades {
				t.Errorf("%s: %d shades of %s", name, len(shades), role)
				continue
			}
			for i := range shades[1:] {
				if more := luminance(shades[i+1]) > luminance(shades[i]); more != (name == "dark") {
					t.Errorf("%s: shade %d of %s is no step from the one before", name, i+1, role)
				}
			}
			if first, last := luminance(shades[0]), luminance(shades[cells.Shades-1]); max(first-last, last-first) < 0.1 {
				t.Errorf("%s: the shades of %s go from %.2f to %.2f only", name, role, first, last)
			}
		}
	}
}

// TestHeatsDifferInLightness holds the same of the colours of heat maps, of all their
// roles, and that the coolest can be told from the background.
func TestHeatsDifferInLightness(t *testing.T) {
	for name, p := range map[string]cells.Palette{"dark": Dark(), "light": Light()} {
		Heat(&p)
		for _, role := range []cells.Role{cells.Performance, cells.Efficiency, cells.Own, cells.Foreign} {
			heats := p.Heat[role]
			if len(heats) != cells.Heats {
				t.Errorf("%s: %d heats of %s", name, len(heats), role)
				continue
			}
			for i := range heats[1:] {
				if more := luminance(heats[i+1]) > luminance(heats[i]); more != (name == "dark") {
					t.Errorf("%s: heat %d of %s is no step from the one before", name, i+1, role)
				}
			}
			low, high := luminance(heats[0]), luminance(heats[cells.Heats-1])
			if contrast := (max(low, high) + 0.05) / (min(low, high) + 0.05); contrast < 4.5 {
				t.Errorf("%s: the contrast of no load and full load of %s is %.1f", name, role, contrast)
			}
		}
	}
}

// TestHeatsOf256AreTheTerminals holds that with 256 colours all heats are among them,
// and that none is a step back in lightness.
func TestHeatsOf256AreTheTerminals(t *testing.T) {
	for name, p := range map[string]cells.Palette{"dark": Dark(), "light": Light()} {
		Heat(&p)
		HeatOf256(&p)
		for _, role := range []cells.Role{cells.Performance, cells.Efficiency, cells.Own, cells.Foreign} {
			different := 1
			for i, c := range p.Heat[role] {
				if _, ok := c.(ansi.IndexedColor); !ok {
					t.Fatalf("%s: heat %d of %s is %v", name, i, role, c)
				}
				if i == 0 || c == p.Heat[role][i-1] {
					continue
				}
				different++
				if more := lightness(c) > lightness(p.Heat[role][i-1]); more != (name == "dark") {
					t.Errorf("%s: heat %d of %s is a step back", name, i, role)
				}
			}
			if different < 7 {
				t.Errorf("%s: %s has %d heats only", name, role, different)
			}
		}
	}
}

// TestNoShadesOfUnknownColours holds that colours which the terminal chooses
// are left as they are.
func TestNoShadesOfUnknownColours(t *testing.T) {
	own := Dark()
	own.Colours[cells.Performance], own.Colours[cells.Efficiency] = nil, lipgloss.Color("9")
	for name, p := range map[string]cells.Palette{"basic": Basic(), "none": None(), "own": own} {
		Shade(&p)
		if p.Shades[cells.Performance] != nil || p.Shades[cells.Efficiency] != nil {
			t.Errorf("%s has shades", name)
		}
	}
}
