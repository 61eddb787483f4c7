package tui

import (
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
	if !th.Palette.Plain {
		for role, colour := range c.Colours {
			th.Palette.Colours[role] = colour
		}
	}
	theme.Shade(&th.Palette)
	theme.Heat(&th.Palette)
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

func glyphs(g config.Glyphs) theme.Glyphs {
	switch g {
	case config.GlyphsBraille:
		return theme.Braille()
	case config.GlyphsASCII:
		return theme.ASCII()
	}
	return theme.Block()
}
