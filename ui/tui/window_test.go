package tui

import (
	"testing"
	"time"

	"ep-benchmark/ui/config"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/live"
)

// TestTheWindowGrowsWithTheRun holds that the charts show what is configured at first,
// then all of the run with little to spare, and exactly it when it is over.
func TestTheWindowGrowsWithTheRun(t *testing.T) {
	d := open(t, options())
	last := time.Duration(0)
	for at := time.Duration(0); at < 12*time.Minute; at += 700 * time.Millisecond {
		window := d.windowOf(&live.Run{At: at, Started: true})
		switch {
		case window < last:
			t.Fatalf("at %v the charts show %v, after %v", at, window, last)
		case at <= 20*time.Second && window != 20*time.Second:
			t.Fatalf("at %v the charts show %v", at, window)
		case window < min(at, config.MaxWindow) || at > 20*time.Second && window > at+at/8:
			t.Fatalf("at %v the charts show %v", at, window)
		}
		last = window
	}
	for at, want := range map[time.Duration]time.Duration{0: time.Second, 7300 * time.Millisecond: 7300 * time.Millisecond, time.Hour: config.MaxWindow} {
		if window := d.windowOf(&live.Run{At: at, Started: true, Finished: true}); window != want {
			t.Errorf("after a run of %v the charts show %v, want %v", at, window, want)
		}
	}
}

// TestWindowHasBounds narrows the charts as far as they go, which fixes them, and widens
// them until they have room for the run and grow with it again.
func TestWindowHasBounds(t *testing.T) {
	d := midway(t).press("+").shows("charts show the last 13s")
	if from, to := shownSpan(d); to != d.run.At || to-from != 13*time.Second {
		t.Errorf("the charts show %v to %v at %v", from, to, d.run.At)
	}
	d.events(recorded.Finished().Events, 40*time.Second)
	if from, to := shownSpan(d); to-from != 13*time.Second || to != d.run.At {
		t.Errorf("fixed charts show %v to %v at %v", from, to, d.run.At)
	}
	for range 20 {
		d.press("+")
	}
	if d.window != config.MinWindow {
		t.Errorf("the charts show at least %v", d.window)
	}
	for range 20 {
		d.do(config.ActionWiderWindow)
	}
	if from, to := shownSpan(d.shows("charts show the whole run")); d.fixed || from != 0 || to < d.run.At {
		t.Errorf("the charts show %v to %v at %v", from, to, d.run.At)
	}
}

// shownSpan is what the charts show.
func shownSpan(d *dashboard) (from, to time.Duration) {
	window := d.windowOf(d.shown())
	from = max(d.shown().At-window, 0)
	return from, from + window
}
