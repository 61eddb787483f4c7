// Package theme gives meanings their colours and shapes their characters.
//
// Its opinion: what is plain has the reader's own colours, so nothing is ever
// white on white. A word or a sign says the same as each colour. A theme is
// chosen by the background that the terminal has, not by taste.
package theme

import (
	"ep-benchmark/ui/cells"
)

// A Theme is how the dashboard looks.
type Theme struct {
	Name    string // "dark", "light", "basic" or "none"
	Palette cells.Palette
	Glyphs  Glyphs
}

// Dark suits a dark background.
func Dark() cells.Palette {
	p := palette(map[cells.Role]cells.Colour{
		cells.Muted:       cells.RGB(0x8b, 0x94, 0x9e),
		cells.Faint:       cells.RGB(0x59, 0x63, 0x6e),
		cells.Title:       {},
		cells.Accent:      cells.RGB(0x58, 0xa6, 0xff),
		cells.Good:        cells.RGB(0x3f, 0xb9, 0x50),
		cells.Bad:         cells.RGB(0xff, 0x6b, 0x61),
		cells.Warn:        cells.RGB(0xd2, 0x99, 0x22),
		cells.Sequential:  cells.RGB(0xb3, 0x92, 0xf0),
		cells.Parallel:    cells.RGB(0x39, 0xc5, 0xcf),
		cells.Performance: cells.RGB(0x58, 0xa6, 0xff),
		cells.Efficiency:  cells.RGB(0x56, 0xd3, 0x64),
		cells.Own:         cells.RGB(0x39, 0xc5, 0xcf),
		cells.Foreign:     cells.RGB(0xdb, 0x8b, 0x4d),
		cells.Border:      cells.RGB(0x3b, 0x43, 0x4c),
		cells.Focus:       cells.RGB(0x26, 0x29, 0x2e),
		cells.Selection:   cells.RGB(0x10, 0x50, 0x78),
	})
	p.Onto = cells.RGB(0xe6, 0xed, 0xf3)
	return p
}

// Light suits a light background.
func Light() cells.Palette {
	p := palette(map[cells.Role]cells.Colour{
		cells.Muted:       cells.RGB(0x57, 0x60, 0x6a),
		cells.Faint:       cells.RGB(0x8c, 0x95, 0x9f),
		cells.Title:       {},
		cells.Accent:      cells.RGB(0x09, 0x5f, 0xd0),
		cells.Good:        cells.RGB(0x1a, 0x7f, 0x37),
		cells.Bad:         cells.RGB(0xcf, 0x22, 0x2e),
		cells.Warn:        cells.RGB(0x8a, 0x5a, 0x00),
		cells.Sequential:  cells.RGB(0x82, 0x50, 0xdf),
		cells.Parallel:    cells.RGB(0x0b, 0x76, 0x85),
		cells.Performance: cells.RGB(0x09, 0x69, 0xda),
		cells.Efficiency:  cells.RGB(0x1a, 0x7f, 0x37),
		cells.Own:         cells.RGB(0x0b, 0x76, 0x85),
		cells.Foreign:     cells.RGB(0xbc, 0x4c, 0x00),
		cells.Border:      cells.RGB(0xc4, 0xcb, 0xd3),
		cells.Focus:       cells.RGB(0xec, 0xef, 0xf2),
		cells.Selection:   cells.RGB(0xb0, 0xd6, 0xfc),
	})
	p.Onto = cells.RGB(0x1f, 0x23, 0x28)
	return p
}

// Basic uses the sixteen colours of the terminal's own theme, and of them
// those that can be read on light and dark alike.
func Basic() cells.Palette {
	return palette(map[cells.Role]cells.Colour{
		cells.Accent:      cells.Indexed(4),
		cells.Good:        cells.Indexed(2),
		cells.Bad:         cells.Indexed(1),
		cells.Warn:        cells.Indexed(3),
		cells.Sequential:  cells.Indexed(5),
		cells.Parallel:    cells.Indexed(6),
		cells.Performance: cells.Indexed(4),
		cells.Efficiency:  cells.Indexed(2),
		cells.Own:         cells.Indexed(6),
		cells.Foreign:     cells.Indexed(3),
	})
}

// None has no colours at all.
func None() cells.Palette { return cells.Palette{Plain: true} }

func palette(colours map[cells.Role]cells.Colour) cells.Palette {
	var p cells.Palette
	for role, colour := range colours {
		p.Colours[role] = colour
	}
	return p
}
