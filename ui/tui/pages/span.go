package pages

import (
	"time"

	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
)

// axisOf is the axis of time that the charts of a run have, over some columns.
func axisOf(in *OverviewInput, columns int) parts.Axis {
	from, to := in.span()
	return parts.Axis{From: from, To: to, Columns: columns}
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
