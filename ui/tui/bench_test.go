package tui

import (
	"fmt"
	"testing"
	"time"

	"ep-benchmark/ui/internal/recorded"
)

// BenchmarkFrame is a full frame of a run under way on 16 cores, with all that
// a machine can tell and something to compare with: drawn, and written as it
// goes to the terminal.
func BenchmarkFrame(b *testing.B) {
	for _, size := range []struct{ width, height int }{{80, 24}, {120, 40}, {200, 60}, {300, 100}} {
		b.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(b *testing.B) {
			d := open(b, furnished(b)).size(size.width, size.height)
			d.events(talkative(recorded.Finished().Events), 25*time.Second)
			b.ReportAllocs()
			b.ResetTimer()
			for b.Loop() {
				d.draw()
			}
		})
	}
}

// BenchmarkPages is the same of each page.
func BenchmarkPages(b *testing.B) {
	for page, name := range []string{"run", "cores", "compare", "history", "diagnose", "scaling"} {
		b.Run(name, func(b *testing.B) {
			d := open(b, furnished(b)).size(200, 60)
			d.events(talkative(recorded.Finished().Events), 25*time.Second)
			d.page = page
			b.ReportAllocs()
			for b.Loop() {
				d.draw()
			}
		})
	}
}

// BenchmarkCores is a full frame of the cores at 200x60, on few cores and on many, with
// and without the writing that goes to the terminal.
func BenchmarkCores(b *testing.B) {
	for _, of := range []struct {
		name string
		run  recorded.Run
		at   time.Duration
	}{{"16", recorded.Demo(), 24 * time.Second}, {"64", recorded.SixtyFour(), always}, {"256", recorded.TwoHundredFiftySix(), always}} {
		b.Run(of.name, func(b *testing.B) {
			d := open(b, furnished(b)).size(200, 60).events(of.run.Events, of.at)
			d.page = 1
			d.sync()
			b.ReportAllocs()
			for b.Loop() {
				d.draw()
			}
		})
	}
}

// BenchmarkKept is a frame at 200x60 of the pages that show what a store has: a
// baseline of seven runs, ten thousand runs in the list.
func BenchmarkKept(b *testing.B) {
	for _, of := range []struct {
		name string
		page int
		at   time.Duration
	}{{"diagnose-finished", 4, always}, {"run-midrun", 0, midrun}, {"run-finished", 0, always}, {"compare-midrun", comparePage, midrun}, {"compare-finished", comparePage, always}, {"history", historyPage, always}} {
		b.Run(of.name, func(b *testing.B) {
			d := open(b, keeping(crowded(10_000))).size(200, 60)
			d.events(talkative(regressed().Events), of.at)
			d.page = of.page
			d.press("end", "home", "down")
			b.ReportAllocs()
			for b.Loop() {
				d.draw()
			}
		})
	}
}

// BenchmarkFilter is what a letter of a filter costs over ten thousand runs.
func BenchmarkFilter(b *testing.B) {
	d := open(b, keeping(crowded(10_000))).press("4")
	b.ReportAllocs()
	for b.Loop() {
		d.views.history.Narrow("main 03-1")
	}
}

// crowded is a store of very many runs.
func crowded(n int) *shelf {
	s := stocked()
	for len(s.entries) < n {
		e := s.entries[len(s.entries)%12]
		e.Number = int64(len(s.entries) + 1)
		s.reports[e.Number] = s.reports[1]
		s.entries = append(s.entries, e)
	}
	return s
}

// BenchmarkEvents is what the fold and the decision not to draw cost, a second
// of a run's events at a time.
func BenchmarkEvents(b *testing.B) {
	events := recorded.Finished().Events
	d := open(b, furnished(b)).size(120, 40)
	d.config.Refresh = 1
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.Update(events[i%len(events)])
	}
}
