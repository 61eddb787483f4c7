package recording_test

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/recording"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// tenSeconds is a log with an event each second, and measured legs that start
// at 2 s, at 4 s (two at once) and at 7 s.
var tenSeconds = recording.Log{Events: []engine.Event{
	engine.RunStarted{At: second / 10},
	leg(1, engine.Warmup), leg(2, engine.Measured), warned(3), leg(4, engine.Measured), leg(4, engine.Measured),
	warned(5), warned(6), leg(7, engine.Measured), leg(8, engine.Filler), warned(9),
	engine.RunFinished{At: 10 * second},
}}

const second = engine.At(time.Second)

func leg(at engine.At, purpose engine.Purpose) engine.Event {
	return engine.LegStarted{At: at * second, Purpose: purpose}
}

func warned(at engine.At) engine.Event { return engine.Warned{At: at * second} }

// watcher does with a player what a screen does; its state is the events.
type watcher struct {
	*recording.Player
	shown []engine.Event
}

func watch(log recording.Log) *watcher { return &watcher{Player: recording.NewPlayer(log)} }

func (w *watcher) show(reset bool, events []engine.Event) {
	if reset {
		w.shown = nil
	}
	w.shown = append(w.shown, events...)
}

func (w *watcher) pass(seconds float64) {
	w.show(false, w.Advance(time.Duration(seconds*float64(time.Second))))
}

func (w *watcher) seek(seconds float64) {
	w.show(w.Seek(time.Duration(seconds * float64(time.Second))))
}

func (w *watcher) next(times int) {
	for range times {
		w.show(w.NextLeg())
	}
}

func (w *watcher) previous(times int) {
	for range times {
		w.show(w.PreviousLeg())
	}
}

func (w *watcher) speed(speed float64) {
	if err := w.SetSpeed(speed); err != nil {
		panic(err)
	}
}

func TestPlayer(t *testing.T) {
	for _, c := range []struct {
		name     string
		do       func(w *watcher)
		position float64 // seconds
		shown    int
	}{
		{"new", func(*watcher) {}, 0, 0},
		{"the first is due at once", func(w *watcher) { w.pass(0) }, 0, 1},
		{"plays", func(w *watcher) { w.pass(1.5); w.pass(1) }, 2.5, 3},
		{"to the moment", func(w *watcher) { w.pass(2) }, 2, 3},
		{"not back", func(w *watcher) { w.pass(2); w.pass(-1) }, 2, 3},
		{"past the end", func(w *watcher) { w.pass(9); w.pass(9); w.pass(9) }, 10, 12},

		{"paused", func(w *watcher) { w.pass(1); w.Pause(); w.pass(5) }, 1, 2},
		{"resumed", func(w *watcher) { w.Pause(); w.pass(5); w.Resume(); w.pass(1) }, 1, 2},
		{"toggled", func(w *watcher) { w.Toggle(); w.pass(5) }, 0, 0},
		{"toggled twice", func(w *watcher) { w.Toggle(); w.Toggle(); w.pass(5) }, 5, 7},

		{"fast", func(w *watcher) { w.speed(4); w.pass(1) }, 4, 6},
		{"slow", func(w *watcher) { w.speed(0.1); w.pass(10) }, 1, 2},
		{"faster on the way", func(w *watcher) { w.pass(1); w.speed(2); w.pass(2) }, 5, 7},
		{"for ever, at once", func(w *watcher) { w.speed(100); w.show(false, w.Advance(math.MaxInt64)) }, 10, 12},

		{"forward", func(w *watcher) { w.pass(1); w.seek(5) }, 5, 7},
		{"forward, then on", func(w *watcher) { w.seek(5); w.pass(1) }, 6, 8},
		{"back", func(w *watcher) { w.seek(5); w.seek(2) }, 2, 3},
		{"back, then on", func(w *watcher) { w.seek(5); w.seek(2); w.pass(1) }, 3, 4},
		{"back between events", func(w *watcher) { w.seek(5.9); w.seek(5.1); w.pass(1) }, 6.1, 8},
		{"before the start", func(w *watcher) { w.seek(5); w.seek(-3) }, 0, 1},
		{"beyond the end", func(w *watcher) { w.seek(99) }, 10, 12},
		{"back from the end", func(w *watcher) { w.pass(99); w.seek(9) }, 9, 11},
		{"while paused", func(w *watcher) { w.Pause(); w.seek(5); w.seek(3); w.pass(1) }, 3, 4},

		{"next leg", func(w *watcher) { w.next(1) }, 2, 3},
		{"two legs at once", func(w *watcher) { w.next(2) }, 4, 6},
		{"last leg", func(w *watcher) { w.next(3) }, 7, 9},
		{"no leg more", func(w *watcher) { w.next(4) }, 10, 12},
		{"and none after that", func(w *watcher) { w.next(5) }, 10, 12},
		{"previous leg", func(w *watcher) { w.pass(6.5); w.previous(1) }, 4, 6},
		{"the one before", func(w *watcher) { w.pass(6.5); w.previous(2) }, 2, 3},
		{"before the first", func(w *watcher) { w.pass(6.5); w.previous(3) }, 0, 1},
		{"and none before that", func(w *watcher) { w.pass(6.5); w.previous(4) }, 0, 1},
		{"previous from the end", func(w *watcher) { w.pass(99); w.previous(1) }, 7, 9},
		{"previous from a seek", func(w *watcher) { w.seek(6.5); w.previous(1) }, 4, 6},
		{"previous, and it plays on", func(w *watcher) { w.next(3); w.pass(0.9); w.previous(1); w.pass(0.9); w.previous(1) }, 2, 3},
		{"fast, it plays on farther", func(w *watcher) { w.speed(4); w.seek(4); w.pass(0.5); w.previous(1) }, 2, 3},
		{"watched, the leg's own start", func(w *watcher) { w.next(3); w.pass(2); w.previous(1) }, 7, 9},
		{"paused, the leg's own start", func(w *watcher) { w.next(3); w.pass(2); w.Pause(); w.previous(1) }, 7, 9},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := watch(tenSeconds)
			c.do(w)
			if got := w.Position().Seconds(); got != c.position {
				t.Errorf("at %v s, want %v", got, c.position)
			}
			if diff := cmp.Diff(tenSeconds.Events[:c.shown], w.shown, emptyIsNone); diff != "" {
				t.Errorf("events shown:\n%s", diff)
			}
			if done := c.shown == len(tenSeconds.Events); w.Done() != done {
				t.Errorf("done is %v", w.Done())
			}
		})
	}
}

// TestSeekResetsOnlyWhereItMust holds that a screen is not drawn anew where
// nothing that it shows is void.
func TestSeekResetsOnlyWhereItMust(t *testing.T) {
	p := recording.NewPlayer(tenSeconds)
	for _, step := range []struct {
		to     time.Duration
		reset  bool
		events int
	}{
		{0, false, 1},
		{5900 * time.Millisecond, false, 6},
		{5100 * time.Millisecond, false, 0},
		{5100 * time.Millisecond, false, 0},
		{4900 * time.Millisecond, true, 6},
		{time.Hour, false, 6},
		{time.Hour, false, 0},
		{-time.Hour, true, 1},
		{0, false, 0},
	} {
		if reset, events := p.Seek(step.to); reset != step.reset || len(events) != step.events {
			t.Errorf("to %v: reset %v and %d events, want %v and %d", step.to, reset, len(events), step.reset, step.events)
		}
	}
}

// TestNothingToPlay holds that a player of no events is done and harmless.
func TestNothingToPlay(t *testing.T) {
	w := watch(recording.Log{})
	w.pass(1)
	w.seek(1)
	w.next(1)
	w.previous(1)
	if !w.Done() || w.Length() != 0 || w.Position() != 0 || len(w.shown) != 0 {
		t.Errorf("%+v", w)
	}
}

func TestSpeed(t *testing.T) {
	p := recording.NewPlayer(tenSeconds)
	for _, wrong := range []float64{0, 0.09, -1, 100.1, math.NaN(), math.Inf(1)} {
		if err := p.SetSpeed(wrong); err == nil || !strings.Contains(err.Error(), "expected 0.1 to 100") {
			t.Errorf("%v: %v", wrong, err)
		}
		if p.Speed() != 1 {
			t.Errorf("a wrong speed was set: %v", p.Speed())
		}
	}
	for text, want := range map[string]float64{"4x": 4, "4": 4, "0.5x": 0.5, "0.1x": 0.1, "100x": 100, "1e1": 10} {
		if got, err := recording.ParseSpeed(text); err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, wrong := range []string{"", "x", "0x", "4xx", "-4x", "101x", "NaN", "inf", "fast", "4 x", "4X"} {
		if got, err := recording.ParseSpeed(wrong); err == nil || !strings.Contains(err.Error(), "such as 4x") {
			t.Errorf("%q: %v, %v", wrong, got, err)
		}
	}
}

// TestShownIsAFunctionOfThePosition holds the property behind seeking: at a
// moment, what was shown is what is due by then, however the player got there.
func TestShownIsAFunctionOfThePosition(t *testing.T) {
	racebuild.SkipSequential(t)
	rapid.Check(t, func(t *rapid.T) {
		log := recording.Log{Events: runs.Draw(t, "run")}
		w := watch(log)
		w.seek(0)
		speeds := rapid.Float64Range(recording.SlowestSpeed, recording.FastestSpeed)
		t.Repeat(map[string]func(*rapid.T){
			"advance": func(t *rapid.T) { w.show(false, w.Advance(steps.Draw(t, "elapsed"))) },
			"seek":    func(t *rapid.T) { w.show(w.Seek(steps.Draw(t, "to"))) },
			"next":    func(*rapid.T) { w.next(1) },
			"back":    func(*rapid.T) { w.previous(1) },
			"toggle":  func(*rapid.T) { w.Toggle() },
			"speed":   func(t *rapid.T) { w.speed(speeds.Draw(t, "speed")) },
			"": func(t *rapid.T) {
				due := 1 // the first is due at once
				for due < len(log.Events) && log.Events[due].When() <= w.Position() {
					due++
				}
				if !reflect.DeepEqual(w.shown, log.Events[:due]) {
					t.Fatalf("at %v %d events were shown, %d are due", w.Position(), len(w.shown), due)
				}
			},
		})
	})
}

// playToTheEnd holds that any log can be played through and back.
func playToTheEnd(t *testing.T, log recording.Log) {
	t.Helper()
	w := watch(log)
	for range len(log.Events) + 1 {
		w.next(1)
		w.pass(0.1)
	}
	if !w.Done() || len(w.shown) != len(log.Events) {
		t.Fatalf("%d events of %d were shown", len(w.shown), len(log.Events))
	}
	for range len(log.Events) + 1 {
		w.previous(1)
	}
	if w.Position() != 0 {
		t.Fatalf("from the end it is stepped back to %v", w.Position())
	}
}

// BenchmarkSeek goes back and forth in a log of a million events.
func BenchmarkSeek(b *testing.B) {
	log := recording.Log{Events: []engine.Event{engine.RunStarted{}}}
	for i := range engine.At(1_000_000) {
		log.Events = append(log.Events, engine.Warned{At: i * second / 10})
	}
	player := recording.NewPlayer(log)
	for b.Loop() {
		player.Seek(player.Length() / 3)
		player.Seek(player.Length() / 2)
	}
}
