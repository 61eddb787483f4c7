package tui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/overlays"
	"ep-benchmark/ui/tui/theme"
)

// themeOf is the theme for what was asked for and what the terminal can do.
func themeOf(c *config.Config, plain, basic, light bool) theme.Theme {
	th := theme.Theme{Name: themeName(c, plain, basic, light), Glyphs: glyphs(c.Glyphs)}
	th.Light = th.Name == "light" || light && th.Name != "dark"
	switch th.Name {
	case "none":
		th.Palette = theme.None()
	case "basic":
		th.Palette = theme.Basic()
	case string(config.ThemeContrast):
		th.Palette = theme.Contrast(light)
	case string(config.ThemeColourBlind):
		th.Palette = theme.ColourBlind(light)
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
	case c.Theme == config.ThemeAuto && light:
		return "light"
	case c.Theme == config.ThemeAuto:
		return "dark"
	}
	return string(c.Theme)
}

// themeWords say what each theme is for.
var themeWords = map[config.Theme]string{
	config.ThemeAuto:        "dark or light, as the terminal's background is",
	config.ThemeDark:        "for a dark background",
	config.ThemeLight:       "for a light background",
	config.ThemeContrast:    "7 : 1 at the least",
	config.ThemeColourBlind: "blue, orange and yellow, no red and green",
	config.ThemeNone:        "no colours",
}

// chooseTheme offers the themes. The screen has the colours of the one that is under
// the cursor; closing without a choice brings back those from before.
func (d *display) chooseTheme() tea.Cmd {
	if d.plain {
		return d.say("NO_COLOR is set: no theme has colours")
	}
	before, on := d.config.Theme, 0
	show := func(name config.Theme, done bool) intent {
		return func() tea.Cmd {
			d.config.Theme = name
			d.refit()
			if !done {
				return nil
			}
			return d.say("theme %s; theme = \"%s\" in the configuration file keeps it", name, name)
		}
	}
	var entries []overlays.Entry
	for i, name := range config.Theme.Words("") {
		if config.Theme(name) == before {
			on = i
		}
		entries = append(entries, overlays.Entry{Text: name, Detail: themeWords[config.Theme(name)], Send: show(config.Theme(name), true), Preview: show(config.Theme(name), false)})
	}
	hint := "enter chooses, esc brings back what was"
	if d.profile == colorprofile.ANSI {
		hint = "a terminal of sixteen colours shows its own in all but none"
	}
	d.overlay = overlays.NewPreviewed("Theme", hint, config.ActionTheme, on, show(before, false), entries...)
	return nil
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
