package tui

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/recording"
	"ep-benchmark/ui/report"
)

// TestGeneratedRunsSaySo holds that every view of a run that was never measured says
// so, at any size, while it plays and at its end.
func TestGeneratedRunsSaySo(t *testing.T) {
	racebuild.SkipSequential(t)
	events := recorded.Demo().Events
	for _, at := range []time.Duration{time.Second, 12 * time.Second, time.Minute} {
		d := open(t, replayOf(events)).ticks(at)
		for page := range d.pages {
			d.page = page
			d.Update(noticeOver(d.notice.count))
			for _, e := range all {
				if text := d.size(e.width, e.height).text(); !strings.Contains(text, "GENERATED, NOT MEASURED") {
					t.Errorf("%s at %v and %dx%d does not say it:\n%s", d.pages[page].Title(), at, e.width, e.height, text)
				}
			}
		}
	}
}

// TestExportsOfGeneratedRunsSaySo holds the same of whatever is written about one.
func TestExportsOfGeneratedRunsSaySo(t *testing.T) {
	run := recorded.Demo()
	document, err := export.Encode(run.Report, nil)
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	if err := report.Write(&page, &run.Report, report.Style{Width: 100}); err != nil {
		t.Fatal(err)
	}
	d := open(t, replayOf(run.Events)).ticks(10 * time.Second)
	shot := d.snapshot()
	for name, text := range map[string][]byte{
		"JSON": document, "Markdown": export.Markdown(&run.Report, nil), "summary": []byte(export.Summary(&run.Report, nil)), "report": page.Bytes(),
		"SVG": export.SVG(shot.grid, shot.palette, export.SVGOptions{}), "text": export.ANSI(shot.grid, shot.palette),
		"picture": Picture(replayOf(run.Events), 10*time.Second, 80, 24), "animation": Animation(replayOf(run.Events), 10*time.Second, time.Second, 80, 24),
	} {
		if !bytes.Contains(bytes.ToLower(text), []byte(engine.NeverMeasured)) {
			t.Errorf("the %s does not say that the run is %s", name, engine.NeverMeasured)
		}
	}
	if !bytes.Contains(document, []byte(`"generated": true`)) {
		t.Error("the JSON does not mark the plan")
	}
}

// TestGeneratedRunsAreNotCompared holds that nothing can be chosen to compare with.
func TestGeneratedRunsAreNotCompared(t *testing.T) {
	o := replayOf(recorded.Demo().Events)
	o.Store = stocked()
	d := open(t, o).ticks(20 * time.Second)
	if d.versus.State().Comparison != nil || d.versus.State().Side != nil {
		t.Error("the run is compared")
	}
	d.press("c").click("main")
	if d.versus.State().Comparison != nil || d.versus.State().Side != nil {
		t.Error("the run is compared with what was chosen")
	}
	d.press("3").shows("generated, not measured: it is compared with nothing")
}

// TestReplayShowsTheSameMap holds that the map of a recording, wherever it was sought
// from, is that of the run itself.
func TestReplayShowsTheSameMap(t *testing.T) {
	events := recorded.Demo().Events
	const at = 14200 * time.Millisecond
	var run live.Run
	for _, event := range events {
		if event.When() <= at {
			run.Apply(event)
		}
	}
	groups := [][]int{{0}, {5}, {4, 6}, {live.OwnLoad}, {live.ForeignLoad}}
	var want, got live.Raster
	want.Fill(&run.Loads, groups, 0, at, 97)
	player := recording.NewPlayer(recording.Log{Events: events})
	for _, path := range [][]time.Duration{{at}, {20 * time.Second, at}, {time.Second, 3 * time.Second, at}} {
		var replayed live.Run
		for _, to := range path {
			reset, due := player.Seek(to)
			if reset {
				replayed = live.Run{}
			}
			for _, event := range due {
				replayed.Apply(event)
			}
		}
		got.Fill(&replayed.Loads, groups, 0, at, 97)
		for row := range groups {
			for x := range 97 {
				if a, b := want.At(row, x), got.At(row, x); a != b && (a == a || b == b) {
					t.Fatalf("by %v, row %d, column %d is %v, want %v", path, row, x, b, a)
				}
			}
		}
		player.Seek(0)
		player = recording.NewPlayer(recording.Log{Events: events})
	}
}
