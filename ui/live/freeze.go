package live

import (
	"maps"
	"slices"
)

// Freeze returns the run as it is now, which later events don't change.
func (r *Run) Freeze() *Run {
	frozen := *r
	frozen.Lanes = slices.Clone(r.Lanes)
	frozen.Loads = r.Loads.clone()
	frozen.Log = slices.Clone(r.Log)
	frozen.Warnings = slices.Clone(r.Warnings)
	frozen.byName = maps.Clone(r.byName)
	for i := range frozen.Lanes {
		lane := &frozen.Lanes[i]
		lane.Stretches, lane.Earlier = slices.Clone(lane.Stretches), slices.Clone(lane.Earlier)
		lane.Samples = slices.Clone(lane.Samples)
		lane.Gates = slices.Clone(lane.Gates)
		lane.paces = maps.Clone(lane.paces)
		lane.latency = maps.Clone(lane.latency)
		for kind, latency := range lane.latency {
			lane.latency[kind] = latency.clone()
		}
	}
	return &frozen
}

func (l *latencies) clone() *latencies {
	copied := &latencies{pending: slices.Clone(l.pending), known: l.known}
	if l.merged != nil {
		copied.merged = l.merged.Clone()
	}
	return copied
}
