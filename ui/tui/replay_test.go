package tui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/ui/config"
	"ep-benchmark/ui/internal/recorded"
)

func replaying(t testing.TB) *dashboard {
	t.Helper()
	return open(t, replayOf(recorded.Finished().Events))
}

// TestReplayPlays plays by ticks alone, and asks for the next until it is over.
func TestReplayPlays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t, replayOf(recorded.Quick().Events)).shows("RECORDING 1x")
		began, ticks := time.Now(), 0
		for len(d.left) > 0 && ticks < 1_000_000 {
			for _, message := range d.await() {
				ticks++
				d.tell(message)
			}
		}
		length := recorded.Quick().Report.Duration
		if took := time.Since(began); took < length || took > length+time.Second {
			t.Errorf("a recording of %v played for %v", length, took)
		}
		d.shows("RECORDING over", "4 met")
	})
}

// TestReplayIsTheRun holds that a recording ends with the frame of the run,
// apart from the header, the footer, and what is offered next.
func TestReplayIsTheRun(t *testing.T) {
	run := recorded.Finished()
	d := open(t, replayOf(run.Events)).ticks(run.Report.Duration + time.Second)
	want := open(t, options()).finish(run)
	for y := 1; y < 23; y++ {
		if d.row(y) != want.row(y) && !strings.Contains(want.row(y), "next:") {
			t.Errorf("row %d is %q, of the run it is %q", y, d.row(y), want.row(y))
		}
	}
}

// TestReplayPauses pauses a recording, which goes on where it was.
func TestReplayPauses(t *testing.T) {
	d := replaying(t).ticks(10*time.Second).do(config.ActionFreeze).shows("RECORDING paused", "00:10")
	before := d.redrawn()
	if d.ticks(5 * time.Second); d.redrawn() != before {
		t.Error("a recording that is paused goes on")
	}
	d.do(config.ActionFreeze).shows("RECORDING 1x").ticks(5 * time.Second)
	if at := d.run.At; at < 14*time.Second || at > 16*time.Second {
		t.Errorf("it goes on from %v", at)
	}
}

// TestReplaySeeks seeks by steps and by legs, back and forth, playing and
// paused.
func TestReplaySeeks(t *testing.T) {
	for _, paused := range []bool{false, true} {
		d := replaying(t).ticks(12 * time.Second)
		if paused {
			d.do(config.ActionFreeze)
		}
		at := func(want time.Duration) {
			t.Helper()
			if got := d.options.Player.Position(); got < want-100*time.Millisecond || got > want+100*time.Millisecond {
				t.Errorf("paused %v: the recording is at %v, want %v", paused, got, want)
			}
			if d.run.At > d.options.Player.Position() {
				t.Errorf("paused %v: the fold is at %v, ahead of the recording", paused, d.run.At)
			}
		}
		d.do(config.ActionSeekForward)
		at(17 * time.Second)
		d.do(config.ActionSeekBack, config.ActionSeekBack)
		at(7 * time.Second)
		d.shows("00:07")
		position := d.options.Player.Position()
		if d.do(config.ActionNextLeg); d.options.Player.Position() <= position {
			t.Error("the next leg is not ahead")
		}
		if d.do(config.ActionPreviousLeg, config.ActionPreviousLeg); d.options.Player.Position() >= position {
			t.Error("the leg before is not behind")
		}
		for range 20 {
			d.do(config.ActionSeekBack)
		}
		at(0)
		for range 30 {
			d.do(config.ActionSeekForward)
		}
		d.shows("4 met")
		if !d.options.Player.Done() {
			t.Error("the end is not reached")
		}
	}
}

// TestReplaySeekIsTheSameFrame holds that a moment looks alike from whichever
// side it is reached.
func TestReplaySeekIsTheSameFrame(t *testing.T) {
	forward := replaying(t).do(config.ActionFreeze).do(config.ActionSeekForward, config.ActionSeekForward)
	back := replaying(t).do(config.ActionFreeze)
	for range 8 {
		back.do(config.ActionSeekForward)
	}
	for range 6 {
		back.do(config.ActionSeekBack)
	}
	if forward.redrawn() != back.redrawn() {
		t.Errorf("the same moment looks like this:\n%s\nor this:\n%s", forward.text(), back.text())
	}
}

// TestReplaySpeed doubles and halves, within what a recording can be played at.
func TestReplaySpeed(t *testing.T) {
	d := replaying(t).do(config.ActionSpeedUp).shows("RECORDING 2x", "recording at 2x").ticks(5 * time.Second)
	if at := d.run.At; at < 9*time.Second || at > 11*time.Second {
		t.Errorf("5 s at twice the speed lead to %v", at)
	}
	for range 20 {
		d.do(config.ActionSpeedUp)
	}
	d.shows("expected 0.1 to 100").shows("RECORDING 64x")
	for range 20 {
		d.do(config.ActionSlowDown)
	}
	d.shows("RECORDING 0.125x")
}

// TestReplayDrawsAtTheRefresh holds that a recording played fast is not drawn
// more often for it: frames are the watcher's, not the run's.
func TestReplayDrawsAtTheRefresh(t *testing.T) {
	for _, speed := range []float64{1, 4, 50} {
		d := replaying(t)
		if err := d.options.Player.SetSpeed(speed); err != nil {
			t.Fatal(err)
		}
		d.config.Refresh = 2
		frames, last := 0, ""
		length := min(time.Duration(40*float64(time.Second)/speed), 10*time.Second)
		for range length / tickEvery {
			d.Update(tick(moment))
			if d.View(); d.content != last {
				frames, last = frames+1, d.content
			}
		}
		// what ended is drawn at once: warnings and workloads, and the start
		if most := int(2*length.Seconds()) + 8; frames > most {
			t.Errorf("%v at %gx are %d frames, of at most %d", length, speed, frames, most)
		}
	}
}

// TestReplayRunsNothing holds that a recording can't be run, stopped or
// quit with a question.
func TestReplayRunsNothing(t *testing.T) {
	d := replaying(t).ticks(time.Second)
	d.do(config.ActionStart).shows("nothing to run")
	d.do(config.ActionRerunOne).shows("nothing to run")
	d.do(config.ActionStop).shows("no run is on")
	if d.do(config.ActionQuit); !d.quits() {
		t.Error("q asks about a recording")
	}
}

// TestARunCantBeMovedAboutIn holds that the keys of a recording say so where
// there is none.
func TestARunCantBeMovedAboutIn(t *testing.T) {
	for _, action := range []config.Action{config.ActionSeekBack, config.ActionSeekForward, config.ActionPreviousLeg, config.ActionNextLeg} {
		midway(t).do(action).shows("only a recording can be moved about in")
	}
	for _, action := range []config.Action{config.ActionSpeedUp, config.ActionSlowDown} {
		midway(t).do(action).shows("only a recording has a speed")
	}
}
