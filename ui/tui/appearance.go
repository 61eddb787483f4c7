package tui

import (
	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/theme"
)

// dress chooses colours and characters from what was asked for and what the
// terminal can do.
func (m *model) dress() {
	m.theme = theme.Theme{Name: m.themeName(), Glyphs: glyphs(m.config.Glyphs)}
	switch m.theme.Name {
	case "none":
		m.theme.Palette = theme.None()
	case "basic":
		m.theme.Palette = theme.Basic()
	case "light":
		m.theme.Palette = theme.Light()
	default:
		m.theme.Palette = theme.Dark()
	}
	if !m.theme.Palette.Plain {
		for role, colour := range m.config.Colours {
			m.theme.Palette.Colours[role] = colour
		}
	}
	theme.Shade(&m.theme.Palette)
	m.writer = cells.NewWriter(m.theme.Palette)
	m.writer.ASCII = m.theme.Glyphs.Name == "ascii"
	m.view.Theme = &m.theme
	m.stale = true
}

func (m *model) themeName() string {
	switch {
	case m.options.NoColour || m.config.Theme == config.ThemeNone:
		return "none"
	case m.options.BasicColours:
		return "basic"
	case m.config.Theme == config.ThemeLight, m.config.Theme == config.ThemeAuto && m.light:
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

// nextTheme goes round the themes.
func (m *model) nextTheme() tea.Cmd {
	next := map[config.Theme]config.Theme{
		config.ThemeAuto: config.ThemeDark, config.ThemeDark: config.ThemeLight,
		config.ThemeLight: config.ThemeNone, config.ThemeNone: config.ThemeAuto,
	}
	m.config.Theme = next[m.config.Theme]
	m.dress()
	if m.options.NoColour {
		return m.say("NO_COLOR is set: no theme has colours")
	}
	return m.say("theme %s", m.config.Theme)
}

// nextGlyphs goes round the sets of characters.
func (m *model) nextGlyphs() tea.Cmd {
	m.config.Glyphs = map[string]config.Glyphs{
		"block": config.GlyphsBraille, "braille": config.GlyphsASCII, "ascii": config.GlyphsBlock,
	}[m.theme.Glyphs.Name]
	m.dress()
	return m.say("drawing with %s", m.config.Glyphs)
}
