package tui

import (
	"image/color"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/internal/recorded"
)

// midway is a dashboard in the middle of a run, with runs to compare with.
func midway(t testing.TB) *dashboard {
	return open(t, furnished(t)).events(talkative(recorded.Finished().Events), midrun)
}

// done is a dashboard after a run.
func done(t testing.TB) *dashboard { return open(t, furnished(t)).finish(recorded.Finished()) }

// TestViewsAreReached turns to each page by its key, by its neighbours', and
// round the end. In Cores left and right move the cursor.
func TestViewsAreReached(t *testing.T) {
	d := midway(t)
	for i, name := range []string{"1", "2", "3", "4", "5", "6"} {
		if d.press(name); d.page != i {
			t.Errorf("key %s turns to page %d", name, d.page)
		}
	}
	for _, step := range []struct {
		key  string
		want int
	}{{"tab", 0}, {"shift+tab", 5}, {"right", 0}, {"l", 1}, {"left", 1}, {"h", 1}, {"tab", 2}, {"h", 1}} {
		if d.press(step.key); d.page != step.want {
			t.Errorf("%s turns to page %d, want %d", step.key, d.page, step.want)
		}
	}
}

// TestFocusStaysOnTheLanes moves past both ends.
func TestFocusStaysOnTheLanes(t *testing.T) {
	d := midway(t)
	for _, step := range []struct {
		key  string
		want int
	}{{"up", 0}, {"down", 1}, {"j", 2}, {"down", 3}, {"down", 3}, {"k", 2}, {"home", 0}, {"end", 3}} {
		if d.press(step.key); d.lane != step.want {
			t.Errorf("%s puts the focus on lane %d, want %d", step.key, d.lane, step.want)
		}
	}
	d.shows("Parsing: latency")
	open(t, options()).press("down", "end", "up", "z")
}

// TestZoom gives a lane the whole page, and back by z or esc.
func TestZoom(t *testing.T) {
	d := midway(t)
	before := d.text()
	for _, back := range []string{"z", "esc"} {
		d.press("z").hides("Analytics").hides("WORKLOAD").shows("Bulk creation")
		if d.press(back); d.text() != before {
			t.Errorf("%s does not lead back", back)
		}
	}
}

// TestRefreshHasBounds makes the screen slow and fast as far as it goes.
func TestRefreshHasBounds(t *testing.T) {
	d := midway(t).do(config.ActionFasterRefresh).shows("5 frames a second", "5 fps")
	for range 20 {
		d.do(config.ActionFasterRefresh)
	}
	d.shows("10 fps")
	for range 20 {
		d.do(config.ActionSlowerRefresh)
	}
	d.shows("1 fps")
}

// TestNoColourWins holds that NO_COLOR leaves none, whatever theme or colours
// are configured or chosen.
func TestNoColourWins(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, theme := range []config.Theme{config.ThemeAuto, config.ThemeDark, config.ThemeLight, config.ThemeNone} {
		o := furnished(t)
		o.NoColour = true
		if theme == config.ThemeDark {
			o.Profile = colorprofile.ANSI
		}
		o.Config.Theme = theme
		o.Config.Colours = map[cells.Role]color.Color{
			cells.Accent: lipgloss.Color("#ff0000"), cells.Good: lipgloss.Color("9"), cells.Focus: lipgloss.Color("4"),
		}
		d := open(t, o).finish(recorded.Flaky())
		for _, action := range []config.Action{config.ActionViewCores, config.ActionHelp, config.ActionClose, config.ActionTheme, config.ActionTheme} {
			for _, sequence := range styling.FindAllString(d.ansi(), -1) {
				for code := range strings.SplitSeq(strings.TrimSuffix(sequence[2:], "m"), ";") {
					if code != "" && code != "0" && code != "1" && code != "4" && code != "7" {
						t.Fatalf("theme %s with NO_COLOR writes %q", theme, sequence)
					}
				}
			}
			d.do(action)
		}
		d.shows("NO_COLOR is set")
	}
}

// TestBasicColoursAreTheTerminalsOwn holds that with basic colours only the
// terminal's sixteen are used.
func TestBasicColoursAreTheTerminalsOwn(t *testing.T) {
	o := furnished(t)
	o.Profile = colorprofile.ANSI
	d := open(t, o).finish(recorded.Flaky())
	if frame := d.ansi(); strings.Contains(frame, "38;") || strings.Contains(frame, "48;") || !strings.Contains(frame, "\x1b[0;32m") && !strings.Contains(frame, "\x1b[0;1;32m") {
		t.Error("a terminal of sixteen colours is sent others")
	}
}

// TestGlyphsGoRound holds that the sets of characters go round.
func TestGlyphsGoRound(t *testing.T) {
	d := midway(t)
	for _, want := range []config.Glyphs{config.GlyphsBraille, config.GlyphsASCII, config.GlyphsBlock} {
		d.do(config.ActionGlyphs).shows("drawing with " + string(want))
	}
}

// TestMouseIsTurnedOff holds that the terminal is asked for the mouse only
// while the reader wants it.
func TestMouseIsTurnedOff(t *testing.T) {
	d := midway(t)
	if d.View().MouseMode != tea.MouseModeCellMotion {
		t.Error("the mouse is off at the start")
	}
	if d.do(config.ActionMouse).shows("mouse off"); d.View().MouseMode != tea.MouseModeNone {
		t.Error("the mouse stays on")
	}
	if d.do(config.ActionMouse).shows("mouse on"); d.View().MouseMode != tea.MouseModeCellMotion {
		t.Error("the mouse stays off")
	}
}

// TestTheScreenIsTheProgramsOwn holds that the dashboard never draws over what
// stood on the terminal.
func TestTheScreenIsTheProgramsOwn(t *testing.T) {
	if view := midway(t).View(); !view.AltScreen || view.WindowTitle != "ep-benchmark" {
		t.Errorf("the view is %+v", view)
	}
}

// TestClicks clicks on what can be clicked, where it stands on the screen.
func TestClicks(t *testing.T) {
	racebuild.SkipSequential(t)
	for i, tab := range []string{"1 Run", "2 Cores", "3 Compare", "4 History", "5 Diagnose", "6 Scaling"} {
		if d := midway(t).size(120, 40).click(tab); d.page != i {
			t.Errorf("a click on %s turns to page %d", tab, d.page)
		}
	}
	for _, size := range []extent{{40, 10}, {80, 24}, {120, 40}} {
		for i, lane := range []string{"Bulk creation", "Batch tracking", "Analytics", "Parsing"} {
			d := midway(t).size(size.width, size.height)
			if i == 0 {
				d.press("down")
			}
			if d.click(lane); d.lane != i || d.zoom {
				t.Errorf("at %dx%d a click on %s puts the focus on %d", size.width, size.height, lane, d.lane)
			}
			if d.click(lane); !d.zoom {
				t.Errorf("at %dx%d a second click on %s does not zoom", size.width, size.height, lane)
			}
		}
	}
	d := midway(t).click("freeze").shows("FROZEN").click("go on").hides("FROZEN")
	d.click("? help").shows("up and down scroll").click("Keys").hides("up and down scroll")
	d.click("s stop").shows("STOPPING")
	d.tell(tea.MouseClickMsg{X: 30, Y: 20, Button: tea.MouseLeft}, tea.MouseClickMsg{X: -1, Y: 999, Button: tea.MouseLeft})
}

// TestOtherButtonsDoNothing holds that a paste by the middle button, or a menu
// by the right one, is no click.
func TestOtherButtonsDoNothing(t *testing.T) {
	d := midway(t)
	x, y := d.find("freeze")
	for _, button := range []tea.MouseButton{tea.MouseMiddle, tea.MouseRight, tea.MouseBackward} {
		d.tell(tea.MouseClickMsg{X: x, Y: y, Button: button}).hides("FROZEN")
	}
}

// TestClicksOnRunsOfTheHistory holds that clicks choose runs, and that c
// compares with them.
func TestClicksOnRunsOfTheHistory(t *testing.T) {
	d := done(t).do(config.ActionViewHistory).click("finished.json")
	if !strings.Contains(d.text(), "\n▸     finished.json") {
		t.Errorf("the cursor is not on the row that was clicked:\n%s", d.text())
	}
	d.do(config.ActionChooseComparison).do(config.ActionViewCompare).shows("against finished.json")
}

// TestClicksOnDialogs holds that a click chooses an entry, or closes what it is
// beside.
func TestClicksOnDialogs(t *testing.T) {
	d := midway(t).do(config.ActionQuit).click("No, go on").hides("A run is on")
	if d.quits() || d.stopping {
		t.Error("a click on no ends something")
	}
	d.do(config.ActionQuit).click("Yes").shows("STOPPING")
	d = midway(t).do(config.ActionPalette).click("show Cores")
	if d.page != 1 || d.overlay != nil {
		t.Errorf("a click on an entry of the palette leads to page %d", d.page)
	}
	d = midway(t).do(config.ActionChooseComparison).click("two-cpus.json")
	if d.versus.State().Side.Name != "two-cpus.json" || d.page != comparePage {
		t.Errorf("a click chooses %s", d.versus.State().Side.Name)
	}
	for _, action := range []config.Action{config.ActionHelp, config.ActionPalette, config.ActionOpen, config.ActionExport, config.ActionChooseComparison} {
		if d := midway(t).do(action).tell(tea.MouseClickMsg{X: 0, Y: 0, Button: tea.MouseLeft}); d.overlay != nil {
			t.Errorf("a click beside %s does not close it", action)
		}
	}
}

// TestWheel changes the window on the run, and scrolls everywhere else.
func TestWheel(t *testing.T) {
	up, down := tea.MouseWheelMsg{Button: tea.MouseWheelUp}, tea.MouseWheelMsg{Button: tea.MouseWheelDown}
	d := midway(t).tell(up, tea.MouseWheelMsg{Button: tea.MouseWheelLeft}, tea.MouseWheelMsg{Button: tea.MouseWheelRight})
	if !d.fixed || d.window != 13*time.Second {
		t.Errorf("the wheel narrows the window to %v", d.window)
	}
	if d.tell(down).shows("charts show the whole run"); d.fixed {
		t.Errorf("the wheel widens the window to %v", d.window)
	}
	d = done(t).do(config.ActionViewHistory).tell(down, down, up)
	if !strings.Contains(d.text(), "\n▸     finished.json") {
		t.Errorf("the wheel does not move the cursor of the history:\n%s", d.text())
	}
	for _, action := range []config.Action{config.ActionHelp, config.ActionPalette, config.ActionChooseComparison} {
		d := midway(t).do(action)
		before := d.text()
		if d.tell(down); d.text() == before {
			t.Errorf("the wheel does not move %s", action)
		}
		if d.tell(up); d.text() != before {
			t.Errorf("the wheel does not move %s back", action)
		}
	}
	d = midway(t).do(config.ActionPalette).write("show").tell(down, down).press("enter")
	if d.page != 2 {
		t.Errorf("the wheel leads to entry %d of what was found", d.page)
	}
}

// TestPagesScroll scrolls pages to their ends and not beyond, at a size that is
// too small for them.
func TestPagesScroll(t *testing.T) {
	racebuild.SkipSequential(t)
	for action, up := range map[config.Action]string{config.ActionViewCompare: "up", config.ActionViewDiagnose: "pgup"} {
		d := open(t, furnished(t)).finish(recorded.TwoCPUs()).size(60, 12).do(action)
		top := d.text()
		d.press("end")
		end := d.text()
		if end == top {
			t.Errorf("%s does not scroll to its end", action)
		}
		d.press("pgdown")
		if d.text() != end {
			t.Errorf("%s scrolls past its end", action)
		}
		if d.press(up); d.text() == end {
			t.Errorf("%s does not come back at once from its end", action)
		}
		if d.press("home", "pgup"); d.text() != top {
			t.Errorf("%s does not come back to its top", action)
		}
	}
}

// TestDiagnoseFollowsTheFocus holds that the page is about the workload that has
// the focus, from its top, and that a click on another or a key moves on; and
// that the wheel scrolls.
func TestDiagnoseFollowsTheFocus(t *testing.T) {
	d := open(t, furnished(t)).finish(recorded.TwoCPUs()).size(80, 14).do(config.ActionViewDiagnose)
	first := d.shows("Bulk creation").hides("Batch tracking").text()
	d.tell(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	if d.text() == first || d.lane != 0 {
		t.Errorf("the wheel leaves the page as it was, or moves the focus to %d", d.lane)
	}
	if second := d.press("down").shows("Batch tracking").text(); strings.Index(second, "Batch tracking") > 200 {
		t.Errorf("the next workload is not on top:\n%s", second)
	}
	if d.press("up"); d.text() != first {
		t.Errorf("the page has not come back to its top:\n%s", d.text())
	}
	if d.size(120, 40).click("Parsing"); d.lane != 3 {
		t.Errorf("a click on the last workload moves the focus to %d", d.lane)
	}
}

// TestManyCoresAreAveraged holds that all cores are on the screen at any size, several
// in a row where they don't fit.
func TestManyCoresAreAveraged(t *testing.T) {
	d := open(t, options()).finish(recorded.TwoHundredFiftySix()).do(config.ActionViewCores)
	d.size(40, 10).shows("C0-", "-255")
	d.size(200, 60).shows("C0-5", "C252-255")
	d = open(t, options()).finish(recorded.SixtyFour()).do(config.ActionViewCores)
	d.size(200, 60).shows("C0-1", "C62-63")
}

// TestTheVerdictComesFirst holds that the first row says how the targets stand
// at every size that has one.
func TestTheVerdictComesFirst(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, width := range []int{40, 47, 60, 80, 120, 200} {
		for _, d := range []*dashboard{midway(t), done(t)} {
			d.size(width, 10)
			if !strings.Contains(d.row(0), " met") {
				t.Errorf("at %d columns the first row is %q", width, d.row(0))
			}
			for _, tab := range []string{"1", "2", "3", "4", "5"} {
				if !strings.Contains(d.row(0), " "+tab) {
					t.Errorf("at %d columns the first row has no tab %s: %q", width, tab, d.row(0))
				}
			}
		}
	}
}

// TestTheFooterTellsWhatDrawingCosts measures the cost by a clock of the
// test's own, which moves while something is drawn.
func TestTheFooterTellsWhatDrawingCosts(t *testing.T) {
	now, used := moment, time.Duration(0)
	c := newCost(func() (time.Duration, bool) { return used, true })
	c.now = func() time.Time { return now }
	c.since = now
	draw := func(after, takes time.Duration) string {
		now = now.Add(after)
		used += time.Second // of whatever else the thread does
		c.measure(func() { used += takes })
		return c.String(4)
	}
	for _, step := range []struct {
		after, takes time.Duration
		want         string
	}{
		{500 * time.Millisecond, time.Millisecond, "0.00 %"}, // before a second has passed
		{500 * time.Millisecond, 11 * time.Millisecond, "1.20 %"},
		{2 * time.Second, 12 * time.Millisecond, "0.60 %"},
		{time.Second, 0, "0.00 %"},
	} {
		if got := draw(step.after, step.takes); got != "drawing "+step.want+" of a core, 4 fps" {
			t.Errorf("%v later, after a frame of %v, the cost is %q, want %s", step.after, step.takes, got, step.want)
		}
	}
}

// TestAnUnknownCostIsNotShown holds that a frame is drawn all the same where
// the system does not tell a thread's CPU time.
func TestAnUnknownCostIsNotShown(t *testing.T) {
	for _, c := range []*cost{nil, newCost(nil), newCost(func() (time.Duration, bool) { return 0, false })} {
		drawn := false
		c.measure(func() { drawn = true })
		if got := c.String(4); !drawn || got != "4 fps" {
			t.Errorf("an unknown cost is %q, drawn %v", got, drawn)
		}
	}
}
