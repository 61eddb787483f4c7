package assess

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// openLoop compares the plan's open loop with its closed one; nil where it has not
// both.
func openLoop(r *engine.Result, in *Input) *engine.OpenLoop {
	var open, closed *engine.VariantFigures
	for i := range r.Variants {
		switch v := &r.Variants[i]; {
		case v.Arrivals != nil && open == nil:
			open = v
		case v.Arrivals == nil && v.Legs > 0 && closed == nil:
			closed = v
		}
	}
	if open == nil || closed == nil {
		return nil
	}
	loop := &engine.OpenLoop{Open: open.Name, Closed: closed.Name}
	tails := map[int]*engine.Latency{}
	for _, s := range timed(in.Samples, engine.LegKind(closed.Name)) {
		if s.Gate == "" {
			tails[s.Round] = &s.Latency
		}
	}
	var hidden []float64
	for _, s := range timed(in.Samples, engine.LegKind(open.Name)) {
		switch other := tails[s.Round]; {
		case other == nil || s.Gate != "":
		case s.Latency.Beyond(tail):
			loop.Beyond++
		default:
			hidden = append(hidden, (s.Latency.P99 - other.P99).Seconds())
		}
	}
	if e, ok := stats.Location(hidden, Confidence); ok {
		loop.Hidden = &e
	}
	return loop
}

// tail is the quantile at which loops are compared.
const tail = 0.99

// arrivals adds up the arrivals of legs; nil for legs in a closed loop.
func arrivals(legs []*engine.Sample) *engine.ArrivalCounts {
	var all *engine.ArrivalCounts
	for _, leg := range legs {
		if leg.Arrivals == nil {
			continue
		}
		if all == nil {
			all = &engine.ArrivalCounts{}
		}
		all.Add(leg.Arrivals)
	}
	return all
}
