package tui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/internal/recorded"
)

// TestARunIsStartedAtOnce holds that the dashboard starts the given workloads,
// and shows the run from the first event to the last.
func TestARunIsStartedAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		run := recorded.Quick()
		var ran [][]string
		o := options()
		o.Start = func(_ context.Context, workloads []string, observe engine.Observer) (Finished, error) {
			ran = append(ran, workloads)
			for _, event := range run.Events {
				observe(event)
			}
			return Finished{Report: run.Report}, nil
		}
		d := open(t, o)
		d.shows("STARTING", "are being prepared")
		for _, message := range d.await() {
			d.tell(message)
		}
		if want := [][]string{o.Workloads}; len(ran) != 1 || !slices.Equal(ran[0], want[0]) {
			t.Errorf("what ran is %v, want %v", ran, want)
		}
		d.shows("FINISHED", "4 met")
		if d.running() || d.outcome.Report == nil || d.outcome.Interrupted || d.outcome.Err != nil {
			t.Errorf("the outcome is %+v", d.outcome)
		}
	})
}

// TestRunAgain holds what start and rerun do before, during and after a run.
func TestRunAgain(t *testing.T) {
	d := open(t, options()).events(recorded.Finished().Events, midrun)
	for _, action := range []config.Action{config.ActionStart, config.ActionRerunOne} {
		d.do(action).shows("a run is on: stop it first with s")
		if d.count != 1 {
			t.Fatalf("%s began run %d while one was on", action, d.count)
		}
	}
	d.finish(recorded.Finished()).do(config.ActionDown, config.ActionDown, config.ActionRerunOne)
	if got := d.workloads; !slices.Equal(got, []string{"analytics"}) {
		t.Errorf("a rerun of the third lane runs %v", got)
	}
	d.shows("STARTING").hides("FINISHED").hides("Bulk creation")
	d.tell(runEnded{Finished: Finished{Report: recorded.Quick().Report}}).do(config.ActionStart)
	if got := d.workloads; !slices.Equal(got, d.options.Workloads) || d.count != 3 {
		t.Errorf("run %d runs %v", d.count, got)
	}
	if len(d.library.atHand) != 2 || d.library.atHand[1].Side.Name != "run 2 of this session" {
		t.Errorf("%d runs are at hand", len(d.library.atHand))
	}
}

// TestOnceIsNotRunAgain holds that a run that leaves something behind is not
// begun a second time, by any action.
func TestOnceIsNotRunAgain(t *testing.T) {
	o := options()
	o.Once = true
	d := open(t, o).finish(recorded.Bulk())
	for _, action := range []config.Action{config.ActionStart, config.ActionRerunOne} {
		if d.do(action).shows("a bulk run is carried out once"); d.count != 1 {
			t.Fatalf("%s began run %d", action, d.count)
		}
	}
	d.hides("run again")
}

// TestRerunNeedsALane holds that a rerun needs a workload that has the focus.
func TestRerunNeedsALane(t *testing.T) {
	d := open(t, options()).tell(runEnded{err: errRefused}).press("esc").do(config.ActionRerunOne)
	d.shows("no workload has the focus")
	if d.running() {
		t.Error("a run of nothing was started")
	}
}

// TestStop holds that stopping ends the run's context once, says so, and shows
// what is left as partial.
func TestStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ended error
		o := options()
		o.Start = func(ctx context.Context, _ []string, _ engine.Observer) (Finished, error) {
			<-ctx.Done()
			ended = ctx.Err()
			return Finished{Report: recorded.Interrupted().Report}, nil
		}
		d := open(t, o).events(recorded.Interrupted().Events, 10*time.Second)
		start := d.left
		d.left = nil
		d.do(config.ActionStop).shows("STOPPING", "stopping: what is done is kept")
		if ended != nil {
			t.Fatal("the run ended before it was carried out")
		}
		d.left = start
		ends := d.await()
		if !errors.Is(ended, context.Canceled) {
			t.Errorf("the run ended by %v", ended)
		}
		d.events(recorded.Interrupted().Events, always)
		for _, message := range ends {
			d.tell(message)
		}
		d.shows("PARTIAL").hides("STOPPING")
		if !d.outcome.Interrupted || d.outcome.Report == nil || !d.outcome.Report.Partial {
			t.Errorf("the outcome of a stopped run is %+v", d.outcome)
		}
		d.do(config.ActionStop).shows("no run is on")
	})
}

// TestAPanicIsAnError holds that a bug in a run is shown in words, and that
// the dashboard goes on.
func TestAPanicIsAnError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := options()
		o.Start = func(context.Context, []string, engine.Observer) (Finished, error) {
			panic("index out of range\x1b[2J")
		}
		d := open(t, o)
		for _, message := range d.await() {
			d.tell(message)
		}
		d.shows("The run could not be carried out", "a bug in ep-benchmark: index out of range", "session_test.go")
		if wrong := broken(d.ansi(), 80, 24); wrong != "" {
			t.Error(wrong)
		}
		if d.outcome.Err == nil || d.outcome.Report != nil {
			t.Errorf("the outcome of a panic is %+v", d.outcome)
		}
		d.press("x").hides("could not be carried out").do(config.ActionStart)
		if !d.running() {
			t.Error("no run can be started after a panic")
		}
	})
}

// TestALongMessageScrolls holds that all of a stack can be read, each of its
// lines on a row of its own.
func TestALongMessageScrolls(t *testing.T) {
	var text strings.Builder
	for i := range 40 {
		text.WriteString("line " + strings.Repeat("i", i) + "\n")
	}
	d := open(t, options()).tell(runEnded{err: errors.New(text.String() + "the end")})
	d.shows("line i", "up and down scroll").hides("the end")
	for range 100 {
		d.do(config.ActionDown)
	}
	d.shows("the end")
	for range 100 {
		d.tell(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	}
	d.shows("line i").press("enter").hides("line i")
}

// TestFreeze holds that a frozen view stays as it is while the run goes on,
// and shows all that happened when it goes on itself.
func TestFreeze(t *testing.T) {
	run := recorded.Finished()
	d := open(t, options()).events(run.Events, midrun).do(config.ActionFreeze).shows("FROZEN", "go on")
	before, at := d.redrawn(), d.run.At
	for _, event := range run.Events {
		if event.When() > midrun {
			d.tell(event)
		}
	}
	if d.stale || d.redrawn() != before {
		t.Error("the view changed while it was frozen")
	}
	if d.run.At <= at || !d.run.Finished {
		t.Error("the run's events were not taken in while the view was frozen")
	}
	d.tell(runEnded{Finished: Finished{Report: run.Report}})
	if d.redrawn() == before {
		t.Error("the footer still offers to stop a run that is over")
	}
	d.do(config.ActionFreeze).shows("FINISHED").hides("FROZEN")
	d.do(config.ActionFreeze).shows("FROZEN").do(config.ActionStart).hides("FROZEN")
}

// TestFrozenViewCanBeExplored holds that freezing stops time and nothing else.
func TestFrozenViewCanBeExplored(t *testing.T) {
	d := open(t, furnished(t)).events(recorded.Finished().Events, midrun).do(config.ActionFreeze)
	before := d.text()
	d.do(config.ActionDown, config.ActionZoom).shows("Batch tracking", "FROZEN")
	d.do(config.ActionZoom, config.ActionFirst)
	if d.text() != before {
		t.Error("the frozen view is another one after a look around")
	}
	d.do(config.ActionViewCores).shows("mean")
	d.size(120, 40).shows("FROZEN")
}

// TestQuitAsksWhileRunning holds that q ends the program at once when nothing
// runs, and asks when something does.
func TestQuitAsksWhileRunning(t *testing.T) {
	d := open(t, options()).finish(recorded.Quick())
	if d.press("q"); !d.quits() {
		t.Error("q does not quit when nothing runs")
	}
	d = open(t, options()).events(recorded.Finished().Events, midrun)
	if d.press("q"); d.quits() {
		t.Fatal("q quits in the middle of a run")
	}
	d.shows("A run is on", "No, go on")
	if d.press("enter").hides("A run is on"); d.quits() || d.stopping {
		t.Error("the answer no ended something")
	}
	d.press("q", "q").hides("A run is on")
	d.press("q", "down", "enter").shows("STOPPING")
	if d.quits() {
		t.Error("the program quits before the run has ended")
	}
	if d.finish(recorded.Interrupted()); !d.quits() {
		t.Error("the program does not quit when the run has ended")
	}
}

// TestInterrupt holds that ctrl+c stops the run, and quits when it is pressed
// again or nothing runs, whatever is on top.
func TestInterrupt(t *testing.T) {
	for _, on := range []config.Action{"", config.ActionHelp, config.ActionPalette, config.ActionOpen, config.ActionExport, config.ActionQuit} {
		d := open(t, options()).events(recorded.Finished().Events, midrun)
		if on != "" {
			d.do(on)
		}
		if d.press("ctrl+c"); d.quits() || !d.stopping {
			t.Errorf("on %q the first ctrl+c does not stop the run", on)
		}
		if d.press("ctrl+c"); !d.quits() {
			t.Errorf("on %q the second ctrl+c does not quit", on)
		}
		if !d.outcome.Interrupted {
			t.Errorf("on %q: quitting a run does not count as interrupting it", on)
		}
	}
	d := open(t, options()).finish(recorded.Quick())
	if d.press("ctrl+c"); !d.quits() || d.outcome.Interrupted {
		t.Error("ctrl+c does not simply quit when nothing runs")
	}
}

// TestQuitKeepsTheLastFrame holds that Q leaves the last frame. Where a run had
// to be stopped, it is the frame after its end.
func TestQuitKeepsTheLastFrame(t *testing.T) {
	d := open(t, options()).finish(recorded.Quick()).do(config.ActionQuitKeep)
	if !d.quits() || !strings.Contains(plain(d.outcome.Frame), "FINISHED") {
		t.Errorf("Q leaves %q", d.outcome.Frame)
	}
	d = open(t, options()).events(recorded.Interrupted().Events, 10*time.Second).do(config.ActionQuitKeep)
	if d.quits() {
		t.Fatal("Q does not wait for the run to end")
	}
	d.finish(recorded.Interrupted())
	if frame := plain(d.outcome.Frame); !d.quits() || !strings.Contains(frame, "PARTIAL") || strings.Contains(frame, "stopping:") {
		t.Errorf("Q leaves of a stopped run:\n%s", frame)
	}
	d = open(t, options()).finish(recorded.Quick()).do(config.ActionQuit)
	if d.outcome.Frame != "" {
		t.Error("q leaves a frame")
	}
}

// TestTermination holds that a program that has to end stops the run, waits for
// it, and leaves.
func TestTermination(t *testing.T) {
	d := open(t, options()).finish(recorded.Quick())
	if d.tell(terminated{}); !d.quits() {
		t.Error("the program does not end when nothing runs")
	}
	d = open(t, options()).events(recorded.Finished().Events, midrun)
	ctx, cancel := context.WithCancel(t.Context())
	d.cancel = cancel
	if d.tell(terminated{}); d.quits() || ctx.Err() == nil || !d.outcome.Interrupted {
		t.Error("the run is not ended, or not waited for")
	}
	d.shows("STOPPING")
	if d.finish(recorded.Interrupted()); !d.quits() || d.outcome.Report == nil {
		t.Error("the program does not end after the run")
	}
}

// TestAnErrorWhileClosingIsKept holds that the outcome has the error of a run
// that fails while the dashboard closes, so that it can be shown on the normal
// screen.
func TestAnErrorWhileClosingIsKept(t *testing.T) {
	d := open(t, options()).do(config.ActionQuitKeep).tell(runEnded{err: errRefused})
	if !d.quits() || !errors.Is(d.outcome.Err, errRefused) {
		t.Errorf("the outcome is %+v", d.outcome)
	}
}

// TestNoticesGoAway holds that a notice lasts its time, and that the end of an
// old one does not take a new one away.
func TestNoticesGoAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t, options()).events(recorded.Quick().Events, time.Second)
		d.left = nil
		d.do(config.ActionFasterRefresh).shows("5 frames a second")
		first := d.await()
		d.do(config.ActionFasterRefresh).shows("6 frames a second")
		second := d.await()
		for _, message := range first {
			d.tell(message)
		}
		d.shows("6 frames a second")
		for _, message := range second {
			d.tell(message)
		}
		d.hides("6 frames a second").shows("? help")
	})
}

// TestRefreshGatesDrawing holds that nothing is drawn again between two
// refreshes, and at once when something ended.
func TestRefreshGatesDrawing(t *testing.T) {
	run := recorded.Finished()
	d := open(t, options()).events(run.Events, midrun)
	drawn, ends := 0, 0
	last := d.drawnAt
	for _, event := range run.Events {
		if event.When() <= midrun || event.When() > midrun+10*time.Second {
			continue
		}
		d.Update(event)
		if d.stale {
			drawn++
			if gap := event.When() - last; gap < 150*time.Millisecond { // events come every 100 ms
				ends++
				switch event.(type) {
				case engine.WorkloadFinished, engine.Warned:
				default:
					t.Errorf("%T makes the screen draw after %v", event, gap)
				}
			}
			last = event.When()
		}
		content := d.asText()
		stale := d.stale
		if got := d.ansi(); !stale && got != content {
			t.Fatal("the screen was drawn again between two refreshes")
		}
	}
	if regular := drawn - ends; regular < 39 || regular > 41 {
		t.Errorf("10 s at 4 frames a second are %d frames", regular)
	}
	if allocations := testing.AllocsPerRun(100, func() { d.View() }); allocations > 0 {
		t.Errorf("a view that does not change takes %v allocations", allocations)
	}
}

// TestARunThatIsOnlyKept holds that a run that has ended need not be stopped
// while it is written to the store: quitting waits for it, and asks nothing.
func TestARunThatIsOnlyKept(t *testing.T) {
	for _, action := range []config.Action{config.ActionQuit, config.ActionInterrupt} {
		run := recorded.Finished()
		d := open(t, options()).events(run.Events, always).shows("FINISHED").do(action).hides("A run is on")
		if d.quits() {
			t.Errorf("%s: it quits before the run is kept", action)
		}
		d.tell(runEnded{Finished: Finished{Report: run.Report}})
		if !d.quits() || d.outcome.Report == nil || d.outcome.Interrupted {
			t.Errorf("%s: it does not quit when the run is kept: %+v", action, d.outcome)
		}
	}
}
