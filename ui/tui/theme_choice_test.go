package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/config"
)

// TestTheThemeIsPreviewed holds that the screen has the theme under the cursor while it
// is chosen, that esc brings back what was, and that enter keeps it.
func TestTheThemeIsPreviewed(t *testing.T) {
	d := midway(t)
	before := d.ansi()
	d.press("t").shows("high-contrast", "colour-blind")
	if d.press("down"); d.theme.Name != "dark" || d.config.Theme != config.ThemeDark {
		t.Errorf("one down shows %s", d.theme.Name)
	}
	if d.press("t", "t"); d.theme.Name != string(config.ThemeContrast) {
		t.Errorf("the key that opened the list leads on to %s", d.theme.Name)
	}
	if d.press("esc"); d.config.Theme != config.ThemeAuto || d.ansi() != before {
		t.Errorf("esc leaves the theme %s", d.config.Theme)
	}
	if d.press("t", "up", "down", "down", "down", "down", "enter"); d.theme.Name != string(config.ThemeColourBlind) || d.overlay != nil {
		t.Errorf("enter leaves the theme %s, and %v open", d.theme.Name, d.overlay)
	}
	d.shows("theme colour-blind")
	if d.press("t").shows("▸ colour-blind").press("t", "t"); d.config.Theme != config.ThemeAuto {
		t.Errorf("after the last theme comes %s", d.config.Theme)
	}
}

// TestThemesForBothBackgrounds holds that a theme for both backgrounds follows what the
// terminal says of its own.
func TestThemesForBothBackgrounds(t *testing.T) {
	for _, name := range []config.Theme{config.ThemeContrast, config.ThemeColourBlind} {
		o := options()
		o.Config.Theme = name
		d := open(t, o)
		dark := d.theme
		if d.tell(tea.BackgroundColorMsg{Color: white{}}); d.theme.Palette.Colours == dark.Palette.Colours || dark.Light || !d.theme.Light {
			t.Errorf("%s has the same colours on white", name)
		}
	}
}
