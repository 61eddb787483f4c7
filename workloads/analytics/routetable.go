package analytics

import "math/bits"

// mostRouteCells is the size of a table of routes beyond which pairs get numbers as they are met.
const mostRouteCells = 1 << 18

// routeTable counts pairs of origin and destination. It is a table with a row for each origin as long as that is small,
// and grows with the names.
type routeTable struct {
	tally
	shift        uint // a row has 1<<shift cells
	origins      int  // rows
	destinations int
}

// makeRoom makes the table large enough for the numbers of names.
func (r *routeTable) makeRoom(origins, destinations int) {
	shift := max(r.shift, uint(bits.Len(uint(max(destinations, 1)-1))))
	if r.met == nil && origins<<shift > mostRouteCells {
		r.number()
	}
	if r.met == nil && (shift != r.shift || origins > r.origins) {
		old := *r
		r.tally = tally{counts: make([]uint32, origins<<shift), costs: make([]int64, origins<<shift)}
		r.shift = shift
		for origin := range old.origins {
			from, to := origin<<old.shift, origin<<shift
			copy(r.counts[to:], old.counts[from:from+1<<old.shift])
			copy(r.costs[to:], old.costs[from:from+1<<old.shift])
		}
		r.touch(0, len(r.counts))
	}
	r.origins, r.destinations = origins, destinations
}

// number gives the pairs that were met numbers in place of the table.
func (r *routeTable) number() {
	old := r.tally
	r.tally = tally{met: newNumbering()}
	for cell, shipments := range old.counts {
		if shipments > 0 {
			at := r.cell(key(uint32(cell>>r.shift), uint32(cell&(1<<r.shift-1))))
			r.counts[at], r.costs[at] = shipments, old.costs[cell]
		}
	}
}

// key is the name of a pair of numbers.
func key(origin, destination uint32) uint64 { return uint64(origin)<<32 | uint64(destination) }

// add counts the block's pairs.
func (r *routeTable) add(b *block) {
	origins, destinations, routes := b.origins[:b.length], b.destinations[:b.length], b.routes[:b.length]
	if r.met == nil {
		shift := r.shift & 31
		for i, origin := range origins {
			routes[i] = origin<<shift | destinations[i]
		}
	} else {
		for i, origin := range origins {
			routes[i] = r.met.of(key(origin, destinations[i]))
		}
		r.tally.makeRoom()
	}
	r.tally.add(routes, b.cents[:b.length])
}

// pairs calls do with each pair that has shipments.
func (r *routeTable) pairs(do func(origin, destination uint32, cell int)) {
	for cell, shipments := range r.counts {
		switch {
		case shipments == 0:
		case r.met == nil:
			do(uint32(cell>>r.shift), uint32(cell&(1<<r.shift-1)), cell)
		default:
			pair := r.met.keys[cell]
			do(uint32(pair>>32), uint32(pair), cell)
		}
	}
}

// reset forgets every shipment. A table keeps its size.
func (r *routeTable) reset() {
	if r.tally.reset(); r.met == nil {
		r.touch(0, len(r.counts))
	}
}
