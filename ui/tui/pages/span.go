package pages

import (
	"time"

	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
)

// lengths are how much time an axis shows while it grows with the run. They are
// few, so that the columns before now seldom move.
var lengths = []time.Duration{
	20 * time.Second, 25 * time.Second, 30 * time.Second, 40 * time.Second, 50 * time.Second, time.Minute, 75 * time.Second,
	90 * time.Second, 2 * time.Minute, 150 * time.Second, 3 * time.Minute, 4 * time.Minute, 5 * time.Minute, 6 * time.Minute,
	8 * time.Minute, 10 * time.Minute,
}

// axisOf is the axis of time of the whole run so far, with some room ahead while it
// is on, or of the last minutes of a long one. A window that the reader has chosen
// stays as long as it is.
func axisOf(in *OverviewInput, columns int) parts.Axis {
	axis := parts.Axis{Columns: columns}
	now := in.Run.At
	if in.Fixed {
		axis.To = max(now, in.Window)
		axis.From = axis.To - in.Window
		return axis
	}
	axis.To = lengths[len(lengths)-1]
	for _, length := range lengths {
		if now <= length {
			axis.To = length
			break
		}
	}
	if now > axis.To || in.Run.Finished && now > time.Second {
		axis.From, axis.To = max(now-axis.To, 0), now
	}
	return axis
}

// A Pick is a moment that the reader has chosen on an axis of time, and the lane
// there.
type Pick struct {
	Lane int
	At   time.Duration
}

// leg is the leg that is picked; false where there is none, or nothing is picked.
func (p *Pick) leg(run *live.Run) (*live.Lane, live.Stretch, bool) {
	if p == nil || p.Lane < 0 || p.Lane >= len(run.Lanes) {
		return nil, live.Stretch{}, false
	}
	lane := &run.Lanes[p.Lane]
	leg, found := lane.LegAt(p.At)
	return lane, leg, found
}
