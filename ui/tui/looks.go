package tui

import (
	"strconv"
	"strings"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/theme"
)

// themeOf is the theme for what was asked for and what the terminal can do.
func themeOf(c *config.Config, plain, basic, light bool) theme.Theme {
	th := theme.Theme{Name: themeName(c, plain, basic, light), Glyphs: glyphs(c.Glyphs)}
	switch th.Name {
	case "none":
		th.Palette = theme.None()
	case "basic":
		th.Palette = theme.Basic()
	case "light":
		th.Palette = theme.Light()
	default:
		th.Palette = theme.Dark()
	}
	for role, colour := range c.Colours {
		if known, ok := cells.RoleNamed(string(role)); ok && !th.Palette.Plain {
			th.Palette.Colours[known] = colourOf(colour)
		}
	}
	return th
}

func themeName(c *config.Config, plain, basic, light bool) string {
	switch {
	case plain || c.Theme == config.ThemeNone:
		return "none"
	case basic:
		return "basic"
	case c.Theme == config.ThemeLight, c.Theme == config.ThemeAuto && light:
		return "light"
	}
	return "dark"
}

// colourOf reads a configured colour, which is known to be one.
func colourOf(c config.Colour) cells.Colour {
	text := string(c)
	if mixed, ok := strings.CutPrefix(text, "#"); ok {
		n, err := strconv.ParseUint(mixed, 16, 32)
		if err == nil {
			return cells.RGB(uint8(n>>16), uint8(n>>8), uint8(n))
		}
	}
	if n, err := strconv.ParseUint(text, 10, 8); err == nil {
		return cells.Indexed(uint8(n))
	}
	return cells.Colour{}
}

func glyphs(g config.Glyphs) theme.Glyphs {
	switch g {
	case config.GlyphsBraille:
		return theme.Braille()
	case config.GlyphsASCII:
		return theme.ASCII()
	}
	return theme.Block()
}
