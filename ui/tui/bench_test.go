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
	for page, name := range []string{"run", "cores", "compare", "history", "diagnose"} {
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
