package report_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/report"
)

const eraseLine = "\r\x1b[K"

// observed is what a progress writes of a run.
func observed(run recorded.Run, style report.Style, redraw bool) string {
	var b strings.Builder
	progress := report.NewProgress(&b, style, redraw)
	for _, event := range run.Events {
		progress.Observe(event)
	}
	return b.String()
}

func TestPlainProgress(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, run := range []recorded.Run{recorded.Finished(), recorded.Flaky(), recorded.Refused(), recorded.Interrupted(), recorded.Quick(), recorded.BothSchedules(), recorded.Hostile(), recorded.Adaptive(), recorded.Gated(), recorded.Throttled()} {
		golden.Check(t, "progress-"+run.Name, observed(run, report.Style{}, false))
	}
}

// TestPlainProgressIsALineASecond holds that there is a line a second, whatever
// the ticks.
func TestPlainProgressIsALineASecond(t *testing.T) {
	run := recorded.Finished()
	lines := 0
	for _, line := range strings.Split(observed(run, report.Style{}, false), "\n") {
		if strings.Contains(line, " %  ") {
			lines++
		}
	}
	if want := int(run.Report.Duration / time.Second); lines != want {
		t.Errorf("%d lines in %v, want %d", lines, run.Report.Duration, want)
	}
}

// TestRedrawnProgress shows one frame of thirty, at several widths.
func TestRedrawnProgress(t *testing.T) {
	for _, width := range []int{40, 60, 80, 120, 200} {
		var b strings.Builder
		for i, frame := range strings.Split(observed(recorded.Finished(), report.Style{Width: width}, true), eraseLine) {
			if i%30 == 1 || strings.Contains(frame, "\n") {
				b.WriteString(strings.TrimRight(frame, "\n") + "\n")
			}
		}
		golden.Check(t, fmt.Sprintf("redrawn-%d", width), b.String())
	}
}

// TestRedrawnFrames holds that each frame is one line that no terminal
// breaks, and that nothing is left in the end.
func TestRedrawnFrames(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, run := range recorded.Runs() {
		for _, width := range []int{40, 80, 120} {
			text := observed(run, report.Style{Width: width, Colour: true}, true)
			if !strings.HasSuffix(text, eraseLine) && !strings.HasSuffix(text, "\n") {
				t.Errorf("%s: the line is left standing: %q", run.Name, text[len(text)-40:])
			}
			for _, frame := range strings.Split(text, eraseLine) {
				said := strings.Contains(frame, "\n")
				if said {
					checkPrintable(t, frame, 0) // a message, which a terminal may break
				} else {
					checkPrintable(t, frame, width-1)
				}
			}
		}
	}
}

// TestWarningsStandAboveTheLine holds that a message erases the line first,
// and ends its own.
func TestWarningsStandAboveTheLine(t *testing.T) {
	var b strings.Builder
	progress := report.NewProgress(&b, report.Style{Width: 80, Colour: true}, true)
	progress.Observe(engine.RunStarted{Specs: []engine.Spec{{Name: "tracking"}}})
	progress.Observe(engine.Progressed{At: engine.At(time.Second)})
	progress.Observe(engine.Warned{At: engine.At(time.Second), Text: "one\x1b[2J\ntwo"})
	progress.Observe(engine.Progressed{At: engine.At(2 * time.Second)})
	progress.Observe(engine.RunFinished{At: engine.At(3 * time.Second)})
	frames := strings.Split(b.String(), eraseLine)
	if len(frames) != 5 || frames[2] != "\x1b[33mwarning:\x1b[m one [2J two\n" || frames[4] != "" {
		t.Errorf("the frames are %q", frames)
	}
}
