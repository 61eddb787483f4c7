package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/pages"
	"ep-benchmark/ui/tui/theme"
)

// The pages' places among the tabs that the dashboard turns to unasked.
const comparePage, historyPage = 2, 3

// display is what is on the screen and how it looks: all that the reader
// chooses by keys of the views, and what the terminal has said of itself.
type display struct {
	*console
	config config.Config
	plain  bool // the reader wants no colour (NO_COLOR)
	light  bool // the terminal's background, as far as it has said

	page   int // of the pages
	lane   int // that has the focus
	zoom   bool
	window time.Duration // of the charts: at first, or what the reader fixed
	fixed  bool          // the window does not grow with the run

	theme         theme.Theme
	profile       colorprofile.Profile // the colours that the terminal has
	writer        *cells.Writer
	canvas        canvas
	grid          *cells.Grid
	hits          pages.Hits
	width, height int
}

// resize sets the size. Terminals that don't know theirs report 0.
func (d *display) resize(width, height int) {
	size := sized(tea.WindowSizeMsg{Width: width, Height: height}, nil)
	d.width, d.height, d.stale = size.Width, size.Height, true
}

// look takes what the terminal has said of its colours and its background.
func (d *display) look(profile colorprofile.Profile, light bool) {
	if profile != d.profile || light != d.light {
		d.profile, d.light = profile, light
		d.refit()
	}
}

// refit chooses colours and characters anew, after what decides them has changed.
func (d *display) refit() {
	d.theme = themeOf(&d.config, d.plain, d.profile == colorprofile.ANSI, d.light)
	if d.profile == colorprofile.ANSI256 {
		theme.HeatOf256(&d.theme.Palette)
	}
	d.writer = cells.NewWriter(d.theme.Palette.In(d.profile))
	d.canvas.Forget()
	d.writer.ASCII = d.theme.Glyphs.Name == "ascii"
	d.stale = true
}

// turn shows a page.
func (d *display) turn(page int) tea.Cmd {
	d.page = page
	return nil
}

// focus moves the focus to one of some lanes.
func (d *display) focus(lane, lanes int) tea.Cmd {
	d.lane = min(max(lane, 0), max(lanes-1, 0))
	return nil
}

// toggleZoom gives the lane with the focus the whole page, and back.
func (d *display) toggleZoom() tea.Cmd {
	d.zoom = !d.zoom
	return nil
}

// widen changes the charts' window of time by a factor, from what they show of a
// run. It is fixed then, until it has room for the whole run again.
func (d *display) widen(run *live.Run, factor float64) tea.Cmd {
	to := time.Duration(float64(d.windowOf(run)) * factor)
	if factor > 1 && run.Started && to >= run.At && run.At < config.MaxWindow {
		d.fixed, d.window = false, d.config.Window
		return d.say("charts show the whole run")
	}
	d.fixed, d.window = true, min(max(to.Round(time.Second), config.MinWindow), config.MaxWindow)
	return d.say("charts show the last %v", d.window)
}

// refresh changes how often frames are drawn.
func (d *display) refresh(rate int) tea.Cmd {
	d.config.Refresh = min(max(rate, config.MinRefresh), config.MaxRefresh)
	return d.say("%d frames a second", d.config.Refresh)
}

// nextGlyphs goes round the sets of characters.
func (d *display) nextGlyphs() tea.Cmd {
	d.config.Glyphs = map[string]config.Glyphs{
		"block": config.GlyphsBraille, "braille": config.GlyphsASCII, "ascii": config.GlyphsBlock,
	}[d.theme.Glyphs.Name]
	d.refit()
	return d.say("drawing with %s", d.config.Glyphs)
}

// toggleMouse has the program use the mouse, or leaves it to the terminal.
func (d *display) toggleMouse() tea.Cmd {
	d.config.Mouse = !d.config.Mouse
	if d.config.Mouse {
		return d.say("mouse on")
	}
	return d.say("mouse off: the terminal selects text again")
}

// screen is what pages draw with.
func (d *display) screen() pages.Screen {
	return pages.Screen{Theme: &d.theme, Key: d.config.Keys.FirstKey, Hits: &d.hits}
}
