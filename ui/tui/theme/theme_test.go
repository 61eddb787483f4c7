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
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// linear is the light of a channel.
func linear(v uint32) float64 {
	share := float64(v) / 0xffff
	if share <= 0.04045 {
		return share / 12.92
	}
	return math.Pow((share+0.055)/1.055, 2.4)
}

// contrast is that of two colours, from 1 to 21, by the formula of WCAG 2.
func contrast(a, b color.Color) float64 {
	one, other := luminance(a)+0.05, luminance(b)+0.05
	return max(one, other) / min(one, other)
}

// A shipped is a palette with the terminals' backgrounds that it is for, and how much
// contrast it has to have.
type shipped struct {
	palette     cells.Palette
	backgrounds []string
	text, faint float64
}

var (
	darkest  = []string{"#000000", "#1e1e1e"}
	lightest = []string{"#ffffff", "#f6f8fa"}
)

func palettes() map[string]shipped {
	return map[string]shipped{
		"dark":                   {Dark(), darkest, 4.5, 3},
		"light":                  {Light(), lightest, 4.5, 3},
		"high-contrast on dark":  {Contrast(false), darkest, 7, 4.5},
		"high-contrast on light": {Contrast(true), lightest, 7, 4.5},
		"colour-blind on dark":   {ColourBlind(false), darkest, 4.5, 3},
		"colour-blind on light":  {ColourBlind(true), lightest, 4.5, 3},
	}
}

// onSelection are the roles that stand on what is selected; all do on what has the focus.
var onSelection = []cells.Role{cells.Text, cells.Muted, cells.Accent}

// TestContrast holds that text of every role can be read on the backgrounds that a theme
// is for, and on those that it draws itself. Lines need not be read.
func TestContrast(t *testing.T) {
	for name, of := range palettes() {
		colours := of.palette.Colours
		colours[cells.Text], colours[cells.Title] = of.palette.Onto, of.palette.Onto
		grounds := map[string]color.Color{"focus": colours[cells.Focus]}
		for _, hex := range of.backgrounds {
			grounds[hex] = lipgloss.Color(hex)
		}
		for role := cells.Text; role.Known(); role++ {
			least := of.text
			switch role {
			case cells.Faint:
				least = of.faint
			case cells.Border:
				least = 1.5
			case cells.Focus, cells.Selection:
				continue
			}
			for ground, behind := range grounds {
				if got := contrast(colours[role], behind); got < least && (role != cells.Border || ground != "focus") {
					t.Errorf("%s: %s on %s has a contrast of %.2f, want %.1f", name, role, ground, got, least)
				}
			}
		}
		for _, role := range onSelection {
			if got := contrast(colours[role], colours[cells.Selection]); got < 4.5 {
				t.Errorf("%s: %s on what is selected has a contrast of %.2f", name, role, got)
			}
		}
	}
}

// blindness are the matrices of Machado, Oliveira and Fernandes ("A physiologically-based
// model for simulation of color vision deficiency", 2009) for the full deficiencies, on
// linear red, green and blue.
var blindness = map[string][3][3]float64{
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// seen is a colour in CIELAB as it is seen with a deficiency.
func seen(c color.Color, with [3][3]float64) [3]float64 {
	r, g, b, _ := c.RGBA()
	var rgb [3]float64
	for i, v := range []uint32{r, g, b} {
		rgb[i] = linear(v)
	}
	var sim [3]float64
	for i := range sim {
		sim[i] = min(max(with[i][0]*rgb[0]+with[i][1]*rgb[1]+with[i][2]*rgb[2], 0), 1)
	}
	root := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := root((0.4124564*sim[0] + 0.3575761*sim[1] + 0.1804375*sim[2]) / 0.95047)
	y := root(0.2126729*sim[0] + 0.7151522*sim[1] + 0.0721750*sim[2])
	z := root((0.0193339*sim[0] + 0.1191920*sim[1] + 0.9503041*sim[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// TestColourBlind holds that what has to be told apart by colour differs clearly in the
// theme for that, whatever kind of colour blindness its reader has: 20 in CIELAB, where
// 2 can just be seen.
func TestColourBlind(t *testing.T) {
	for _, light := range []bool{false, true} {
		p := ColourBlind(light)
		for _, pair := range [][2]cells.Role{
			{cells.Good, cells.Bad},
			{cells.Good, cells.Warn},
			{cells.Bad, cells.Warn},
			{cells.Sequential, cells.Parallel},
			{cells.Own, cells.Foreign},
			{cells.Performance, cells.Efficiency},
			{cells.Parallel, cells.Faint},
			{cells.Sequential, cells.Faint},
		} {
			for name, with := range blindness {
				a, b := seen(p.Colours[pair[0]], with), seen(p.Colours[pair[1]], with)
				if d := math.Hypot(math.Hypot(a[0]-b[0], a[1]-b[1]), a[2]-b[2]); d < 20 {
					t.Errorf("light %v: with %s, %s and %s are %.0f apart", light, name, pair[0], pair[1], d)
				}
			}
		}
	}
}

// TestShadesDifferInLightness holds that more load is lighter on a dark
// background and darker on a light one at every step, so that no reader has to
// tell hues apart.
func TestShadesDifferInLightness(t *testing.T) {
	for name, of := range palettes() {
		p, dark := of.palette, of.backgrounds[0] == darkest[0]
		Shade(&p)
		for _, role := range []cells.Role{cells.Performance, cells.Efficiency} {
			shades := p.Shades[role]
			if len(shades) != cells.Shades {
				t.Errorf("%s: %d shades of %s", name, len(shades), role)
				continue
			}
			for i := range shades[1:] {
				if more := luminance(shades[i+1]) > luminance(shades[i]); more != dark {
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
