package config

import (
	"image/color"
	"time"

	"ep-benchmark/ui/cells"
)

// A Config is the dashboard's configuration. One from [Load] or [Default] is valid, and its users need not check it again.
type Config struct {
	Theme   Theme
	Glyphs  Glyphs
	Refresh int           // frames per second, from MinRefresh to MaxRefresh
	Mouse   bool          // whether the mouse is listened to
	Window  time.Duration // how much time the charts show, from MinWindow to MaxWindow
	Keys    Keymap
	// Colours are what the user chose; nil is the terminal's own. Roles that are not in it have the theme's colour.
	Colours map[cells.Role]color.Color
}

// A Theme says which colours there are.
type Theme string

// The themes.
const (
	ThemeAuto  Theme = "auto" // what the terminal says of its background
	ThemeDark  Theme = "dark"
	ThemeLight Theme = "light"
	// ThemeContrast and ThemeColourBlind have colours for either background, and the
	// terminal says which one it has.
	ThemeContrast    Theme = "high-contrast"
	ThemeColourBlind Theme = "colour-blind"
	ThemeNone        Theme = "none" // no colour at all
)

// Glyphs says which characters charts are drawn with.
type Glyphs string

// The kinds of glyphs.
const (
	GlyphsAuto    Glyphs = "auto" // the finest that the terminal is likely to have
	GlyphsBraille Glyphs = "braille"
	GlyphsBlock   Glyphs = "block"
	GlyphsASCII   Glyphs = "ascii"
)

// Bounds of what can be configured, for the keys that change the same at run time.
const (
	MinRefresh = 1
	MaxRefresh = 10
	MinWindow  = 5 * time.Second
	MaxWindow  = 10 * time.Minute
)

// Default returns the configuration of a user who has no file.
func Default() Config {
	return Config{
		Theme:   ThemeAuto,
		Glyphs:  GlyphsAuto,
		Refresh: 4,
		Mouse:   true,
		Window:  20 * time.Second,
		Keys:    newKeymap(nil),
		Colours: make(map[cells.Role]color.Color),
	}
}
