package versus

import (
	"testing"
	"time"

	"ep-benchmark/baselines/judge"
	"ep-benchmark/engine"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/live"
)

// midrun is a moment at which every lane has figures.
const midrun = 25 * time.Second

// BenchmarkRefresh is what a leg's end costs: the comparison of all lanes with a
// baseline of twenty runs.
func BenchmarkRefresh(b *testing.B) {
	side := recorded.Baseline("main", 20)
	c := New(nil, false, judge.Fixed(side), &side)
	run := &live.Run{}
	for _, event := range recorded.Finished().Events {
		if event.When() > midrun {
			break
		}
		run.Apply(event)
		if begun, ok := event.(engine.RunStarted); ok {
			if _, err := c.Take(c.Begin(&begun)()); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		c.known = stage{}
		c.Refresh(run)
	}
	if c.State().Comparison == nil {
		b.Fatal("nothing was compared")
	}
}
