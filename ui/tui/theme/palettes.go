package theme

import (
	"charm.land/lipgloss/v2"

	"ep-benchmark/ui/cells"
)

// A scheme is a palette as it is written down. Performance cores and this process's own
// load have other roles' colours.
type scheme struct {
	onto, muted, faint, accent      string
	good, bad, warn                 string
	sequential, parallel            string
	performance, efficiency         string
	own, foreign                    string
	border, focusLine, selectedLine string
}

// The schemes that ship, for a dark background and for a light one. A test holds their
// contrast on both, and on the lines behind what has the focus or is selected: 4.5 : 1
// for text, 3 : 1 for what is faint. High contrast has 7 : 1 and 4.5 : 1. The
// colour-blind one has blue, orange and yellow (after Okabe and Ito) where the others
// have green and red; a test holds what has to be told apart against simulations of
// three kinds of colour blindness.
var (
	darkScheme = scheme{
		"#e6edf3", "#9aa4ae", "#6e7781", "#58a6ff",
		"#3fb950", "#ff7b72", "#d29922", "#b392f0", "#39c5cf",
		"#58a6ff", "#56d364", "#39c5cf", "#db8b4d", "#444c56", "#26292e", "#123a5c",
	}
	lightScheme = scheme{
		"#1f2328", "#57606a", "#7d8690", "#0757ba",
		"#166b2f", "#c11f2b", "#7d4e00", "#7340cf", "#0a6875",
		"#0757ba", "#166b2f", "#0a6875", "#a34300", "#c4cbd3", "#eceff2", "#c2e0ff",
	}
	contrastDark = scheme{
		"#ffffff", "#d0d7de", "#a8b1bb", "#79c0ff",
		"#56f076", "#ffa198", "#ffd33d", "#d8b9ff", "#5ee9f2",
		"#79c0ff", "#7ee787", "#5ee9f2", "#ffb27a", "#8b949e", "#262b31", "#0b3f73",
	}
	contrastLight = scheme{
		"#000000", "#32383f", "#57606a", "#023b95",
		"#044f1e", "#86061d", "#5c3500", "#4a1d96", "#023f4a",
		"#023b95", "#044f1e", "#023f4a", "#6d2a00", "#6e7781", "#e2e6ea", "#b6dbff",
	}
	colourBlindDark = scheme{
		"#e6edf3", "#9aa4ae", "#6e7781", "#6cb6ff",
		"#56b4e9", "#f58a4b", "#f0e442", "#ffb3c7", "#4fc3f7",
		"#56b4e9", "#f0e442", "#56b4e9", "#f58a4b", "#444c56", "#26292e", "#123a5c",
	}
	colourBlindLight = scheme{
		"#1f2328", "#57606a", "#7d8690", "#0757ba",
		"#005b96", "#6d1f00", "#7a6400", "#8f2d56", "#00629b",
		"#005b96", "#7a6400", "#005b96", "#a34300", "#c4cbd3", "#eceff2", "#c2e0ff",
	}
)

// Dark suits a dark background.
func Dark() cells.Palette { return darkScheme.palette() }

// Light suits a light background.
func Light() cells.Palette { return lightScheme.palette() }

// Contrast has more contrast than either, on a light or a dark background.
func Contrast(light bool) cells.Palette {
	if light {
		return contrastLight.palette()
	}
	return contrastDark.palette()
}

// ColourBlind has colours that can be told apart without seeing red and green, on a
// light or a dark background.
func ColourBlind(light bool) cells.Palette {
	if light {
		return colourBlindLight.palette()
	}
	return colourBlindDark.palette()
}

func (s *scheme) palette() cells.Palette {
	var p cells.Palette
	for role, colour := range map[cells.Role]string{
		cells.Muted: s.muted, cells.Faint: s.faint, cells.Accent: s.accent,
		cells.Good: s.good, cells.Bad: s.bad, cells.Warn: s.warn,
		cells.Sequential: s.sequential, cells.Parallel: s.parallel,
		cells.Performance: s.performance, cells.Efficiency: s.efficiency,
		cells.Own: s.own, cells.Foreign: s.foreign,
		cells.Border: s.border, cells.Focus: s.focusLine, cells.Selection: s.selectedLine,
	} {
		p.Colours[role] = lipgloss.Color(colour)
	}
	p.Onto = lipgloss.Color(s.onto)
	return p
}
