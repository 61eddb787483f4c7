package tui

import (
	"time"

	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
)

// windowOf is how much time the charts of a run show: what the reader fixed, or else
// all of the run, and at first as much as is configured.
func (d *display) windowOf(run *live.Run) time.Duration {
	switch {
	case d.fixed:
		return d.window
	case run.Finished:
		return min(max(run.At, time.Second), config.MaxWindow)
	}
	return min(max(d.window, roomier(run.At)), config.MaxWindow)
}

// roomier is a time rounded up, so that a chart is drawn to a new scale now and then
// and not at every frame.
func roomier(at time.Duration) time.Duration {
	step := 15 * time.Second
	switch {
	case at <= time.Minute:
		step = 2 * time.Second
	case at <= 3*time.Minute:
		step = 5 * time.Second
	}
	return (at + step - 1) / step * step
}
