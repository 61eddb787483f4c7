package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/internal/recorded"
)

// demonstrated is the demonstration's run up to a moment, on the page of the cores.
func demonstrated(t testing.TB, at time.Duration) *dashboard {
	d := open(t, furnished(t)).size(120, 40).events(recorded.Demo().Events, at)
	return d.do(config.ActionViewCores)
}

// reading is the line that reads the cursor.
func (d *dashboard) reading() string {
	rows := strings.Split(d.text(), "\n")
	for _, row := range rows {
		if strings.HasPrefix(row, "╰ ") {
			return strings.Trim(row, "╰─╯ ")
		}
	}
	d.t.Fatalf("no line reads the cursor:\n%s", d.text())
	return ""
}

// TestCursorReads moves the cursor through the run by keys, and reads which leg there
// was and how busy the cores were; at either end it stays on the axis.
func TestCursorReads(t *testing.T) {
	d := demonstrated(t, 18*time.Second)
	if got := d.reading(); !strings.HasPrefix(got, "00:18.0  Bulk creation, round") {
		t.Errorf("without a cursor it reads %q", got)
	}
	if got := d.press("home").reading(); !strings.HasPrefix(got, "00:00.") || !strings.Contains(got, "warm-up") {
		t.Errorf("at the start it reads %q", got)
	}
	if first := d.press("home").reading(); d.press("left", "h").reading() != first {
		t.Errorf("the cursor leaves the axis to %q", d.reading())
	}
	before := d.reading()
	if d.press("l").reading() == before || d.press("h").reading() != before {
		t.Errorf("a step right and back leads to %q, from %q", d.reading(), before)
	}
	last := d.press("end").reading()
	if !strings.HasPrefix(last, "00:1") || d.press("right").reading() != last {
		t.Errorf("at the end it reads %q, then %q", last, d.reading())
	}
	if d.press("esc"); d.page != 1 || !strings.HasPrefix(d.reading(), "00:18.0") {
		t.Errorf("after esc it reads %q", d.reading())
	}
}

// TestUnknownLoadIsNoZero holds that what is not sampled is said to be unknown.
func TestUnknownLoadIsNoZero(t *testing.T) {
	var events []engine.Event
	for _, event := range recorded.Demo().Events {
		if s, ok := event.(engine.HostSampled); ok && event.When() > 5*time.Second {
			s.Sample.Cores = s.Sample.Cores[:8]
			event = s
		}
		events = append(events, event)
	}
	d := open(t, furnished(t)).size(120, 40).events(events, 12*time.Second).do(config.ActionViewCores, config.ActionFirst)
	d.shows("P15 ", "performance cores (12)")
	for _, row := range strings.Split(d.text(), "\n") {
		if strings.HasPrefix(row, "│ P15") && !strings.Contains(row, "····") {
			t.Errorf("a core that is offline is drawn as %s", row)
		}
	}
}

// TestMouseReadsAndPicks moves the mouse over the axis, drags the cursor, and clicks a
// leg: the workload has the focus, Diagnose says what is known of the leg, the events
// stand at it, and a second click turns to Diagnose.
func TestMouseReadsAndPicks(t *testing.T) {
	d := demonstrated(t, 18*time.Second)
	if mode := d.View().MouseMode; mode != tea.MouseModeAllMotion {
		t.Errorf("the mouse mode is %v", mode)
	}
	now := d.reading()
	x, y := d.find("Analytics")
	d.tell(tea.MouseMotionMsg{X: x + 40, Y: y})
	if hovered := d.reading(); hovered == now || d.lane != 0 {
		t.Errorf("the mouse over a leg reads %q, and the focus is on %d", hovered, d.lane)
	}
	d.tell(tea.MouseMotionMsg{X: 1, Y: 0})
	if d.reading() != now {
		t.Errorf("away from the axis it reads %q, want %q", d.reading(), now)
	}
	d.tell(tea.MouseClickMsg{X: x + 40, Y: y, Button: tea.MouseLeft})
	clicked := d.reading()
	if d.lane != 2 || !strings.Contains(clicked, "Analytics, round") {
		t.Errorf("a click on a leg of the third workload reads %q, and the focus is on %d", clicked, d.lane)
	}
	d.tell(tea.MouseMotionMsg{X: x + 60, Y: y, Button: tea.MouseLeft})
	if d.reading() == clicked {
		t.Errorf("the cursor does not follow: %q", d.reading())
	}
	d.tell(tea.MouseReleaseMsg{X: x + 60, Y: y})
	d.tell(tea.MouseClickMsg{X: x + 40, Y: y, Button: tea.MouseLeft}, tea.MouseReleaseMsg{})
	if d.tell(tea.MouseClickMsg{X: x + 40, Y: y, Button: tea.MouseLeft}); d.page != 4 {
		t.Errorf("a second click on a leg turns to page %d", d.page)
	}
	d.shows("Analytics, round", "busy meanwhile")
	d.press("esc").hides("busy meanwhile")
}

// TestHoverOnTheRunsPage reads the small map in the footer.
func TestHoverOnTheRunsPage(t *testing.T) {
	d := demonstrated(t, 18*time.Second).do(config.ActionViewRun)
	x, y := d.find("P9 ")
	d.tell(tea.MouseMotionMsg{X: x + 12, Y: y})
	if got := d.row(-1); !strings.Contains(got, "P cores") || !strings.Contains(got, "Bulk creation") {
		t.Errorf("the footer reads %q", got)
	}
	x, y = d.find("Batch tracking")
	d.tell(tea.MouseMotionMsg{X: x + 60, Y: y + 3})
	if got := d.row(-1); !strings.Contains(got, "Batch tracking, round") || !strings.Contains(got, "/s") {
		t.Errorf("over a chart the footer reads %q", got)
	}
	d.tell(tea.MouseMotionMsg{X: 1, Y: 0})
	if got := d.row(-1); !strings.Contains(got, "help") {
		t.Errorf("the footer reads %q", got)
	}
	if d.click("P9 "); d.page != 1 {
		t.Errorf("a click on the map turns to page %d", d.page)
	}
}

// TestMouseCanBeLeftToTheTerminal asks for no movements where the mouse is off, or
// where no axis is on the page.
func TestMouseCanBeLeftToTheTerminal(t *testing.T) {
	d := demonstrated(t, 18*time.Second)
	if mode := d.do(config.ActionViewHistory).View().MouseMode; mode != tea.MouseModeCellMotion {
		t.Errorf("in History the mouse mode is %v", mode)
	}
	if mode := d.do(config.ActionViewCores, config.ActionMouse).View().MouseMode; mode != tea.MouseModeNone {
		t.Errorf("with the mouse off its mode is %v", mode)
	}
}
