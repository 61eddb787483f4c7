package analytics

import (
	"maps"
	"slices"
)

// MergeStreams forms the answer for the shipments that the streams were given. It sorts the names that they met, brings
// their sums into that order, and ends in [Merge]. It leaves the streams as they are.
func MergeStreams(streams []*Stream) Answer {
	all := &Records{
		carriers:     sortedNames(streams, func(s *Stream) []string { return s.carrierNames.list }),
		origins:      sortedNames(streams, func(s *Stream) []string { return s.originNames.list }),
		destinations: sortedNames(streams, func(s *Stream) []string { return s.destinationNames.list }),
		days:         daysOf(streams),
	}
	for _, s := range streams {
		all.count += s.added
	}
	all.shape = all.dense(fullSlotBits, deliveredCode)
	accumulators := make([]*Accumulator, len(streams))
	for i, s := range streams {
		accumulators[i] = s.settle(all)
	}
	return Merge(all, accumulators)
}

// sortedNames are the names of one dimension that any of the streams has met, ascending.
func sortedNames(streams []*Stream, list func(*Stream) []string) []string {
	all := make(map[string]bool)
	for _, s := range streams {
		for _, name := range list(s) {
			all[name] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// daysOf are all days from the first that a stream has met to the last.
func daysOf(streams []*Stream) []Day {
	var met tally
	for _, s := range streams {
		if s.dates.low < s.dates.high {
			met.touch(s.dates.low, s.dates.high)
		}
	}
	days := make([]Day, met.high-met.low)
	for i := range days {
		days[i] = FirstDay + Day(met.low+i)
	}
	return days
}

// settle returns the stream's sums as those of an accumulator of records that have no rows, only names.
func (s *Stream) settle(all *Records) *Accumulator {
	a := NewAccumulator(all)
	a.added = s.added
	s.settleCarriers(&a.totals.carriers, codesOf(s.carrierNames.list, all.carriers))
	for code := s.dates.low; code < s.dates.high; code++ {
		if shipments := s.dates.counts[code]; shipments > 0 {
			day := FirstDay + Day(code) - all.days[0]
			a.totals.dates.put(uint64(day), shipments, s.dates.costs[code])
		}
	}
	origins, destinations := codesOf(s.originNames.list, all.origins), codesOf(s.destinationNames.list, all.destinations)
	s.routes.pairs(func(origin, destination uint32, cell int) {
		route := origins[origin]*uint64(len(all.destinations)) + destinations[destination]
		a.totals.routes.put(route, s.routes.counts[cell], s.routes.costs[cell])
	})
	return a
}

// settleCarriers brings the sums of carriers to their codes. A carrier that the stream met in an earlier pass alone has
// none.
func (s *Stream) settleCarriers(into *carrierTally, codes []uint64) {
	cells := make([]uint32, len(codes))
	for number := range s.carriers.costs {
		cell := codes[number]
		if into.met != nil {
			cell = uint64(into.met.of(cell))
			into.makeRoom()
		}
		cells[number] = uint32(cell)
		into.costs[cell] += s.carriers.costs[number]
		addCells(into.row(int(cell)), s.carriers.row(number))
	}
	for _, delivery := range s.carriers.beyond {
		into.beyond = append(into.beyond, longDelivery{cells[delivery.carrier], delivery.days})
	}
}

// codesOf are the places of names in a sorted list that has all of them.
func codesOf(list, sorted []string) []uint64 {
	codes := make([]uint64, len(list))
	for i, name := range list {
		at, _ := slices.BinarySearch(sorted, name)
		codes[i] = uint64(at)
	}
	return codes
}
