package analytics

import "iter"

// tally counts shipments and adds up their cost for each group of one dimension. Counts and costs lie apart because the
// ranking of routes reads every count but ten costs only.
type tally struct {
	counts []uint32 // by group: its code or, with groups numbered as met, its number
	costs  []int64  // cents
	met    *numbering

	low, high int // with direct indexing: every group met lies in [low, high)
}

// add counts one shipment for each entry of groups, which index the cells directly.
func (t *tally) add(groups []uint32, cents []int64) {
	counts, costs := t.counts, t.costs[:len(t.counts)]
	cents = cents[:len(groups)]
	for i, group := range groups {
		counts[group]++
		costs[group] += cents[i]
	}
}

// addTo counts shipments that are all in one group. Adding them one by one would have each wait for the one before it.
func (t *tally) addTo(group int, cents []int64) {
	var sum int64
	for _, cost := range cents {
		sum += cost
	}
	t.counts[group] += uint32(len(cents))
	t.costs[group] += sum
}

// number replaces group codes by the numbers under which the tally keeps them and makes room for new ones.
func (t *tally) number(groups []uint32) {
	t.met.replace(groups)
	t.makeRoom()
}

func (t *tally) makeRoom() {
	t.counts = extend(t.counts, len(t.met.keys))
	t.costs = extend(t.costs, len(t.met.keys))
}

// touch notes that groups from low up to, but not including, high may have been met.
func (t *tally) touch(low, high int) {
	if t.low == t.high {
		t.low, t.high = low, high
		return
	}
	t.low, t.high = min(t.low, low), max(t.high, high)
}

// absorbCounts adds the counts of another tally of the same dimension.
func (t *tally) absorbCounts(other *tally) {
	if t.met == nil {
		t.touch(other.low, other.high)
		addCells(t.counts[other.low:other.high], other.counts[other.low:other.high])
		return
	}
	for number, key := range other.met.keys {
		own := t.met.of(key)
		t.counts = extend(t.counts, len(t.met.keys))
		t.counts[own] += other.counts[number]
	}
}

// absorbCosts adds the costs of another tally whose counts have been absorbed.
func (t *tally) absorbCosts(other *tally) {
	if t.met == nil {
		addCells(t.costs[other.low:other.high], other.costs[other.low:other.high])
		return
	}
	t.costs = extend(t.costs, len(t.met.keys))
	for number, key := range other.met.keys {
		t.costs[t.met.of(key)] += other.costs[number]
	}
}

// cell returns the index of a group's cells, and makes room for it.
func (t *tally) cell(code uint64) int {
	if t.met == nil {
		t.touch(int(code), int(code)+1)
		return int(code)
	}
	number := t.met.of(code)
	t.makeRoom()
	return int(number)
}

// put adds shipments and cost to a group.
func (t *tally) put(code uint64, shipments uint32, cents int64) {
	at := t.cell(code)
	t.counts[at] += shipments
	t.costs[at] += cents
}

// size returns how many groups ascending yields.
func (t *tally) size() int {
	if t.met == nil {
		return t.high - t.low
	}
	return len(t.met.keys)
}

// ascending yields each group's code with the index of its cells. With direct indexing some of the cells may be zero.
func (t *tally) ascending() iter.Seq2[uint64, int] {
	return func(yield func(code uint64, cell int) bool) {
		if t.met == nil {
			for cell := t.low; cell < t.high && yield(uint64(cell), cell); cell++ {
			}
			return
		}
		for _, cell := range t.met.ascending() {
			if !yield(t.met.keys[cell], int(cell)) {
				return
			}
		}
	}
}

// costOf returns the cost of one group, given by its code, in cents.
func (t *tally) costOf(key uint64) int64 {
	if t.met == nil {
		return t.costs[key]
	}
	if number, met := t.met.numbers[key]; met {
		return t.costs[number]
	}
	return 0
}

// reset forgets every shipment and keeps the memory, at a cost that follows the groups met.
func (t *tally) reset() {
	if t.met == nil {
		clear(t.counts[t.low:t.high])
		clear(t.costs[t.low:t.high])
		t.low, t.high = 0, 0
		return
	}
	t.counts, t.costs = t.counts[:0], t.costs[:0]
	t.met.reset()
}

// addCells adds one array to another of the same length, eight cells at a step as it is most of what merging does.
func addCells[T uint32 | int64](into, from []T) {
	for len(into) >= 8 && len(from) >= 8 {
		to, more := (*[8]T)(into), (*[8]T)(from)
		to[0] += more[0]
		to[1] += more[1]
		to[2] += more[2]
		to[3] += more[3]
		to[4] += more[4]
		to[5] += more[5]
		to[6] += more[6]
		to[7] += more[7]
		into, from = into[8:], from[8:]
	}
	for i := range into {
		into[i] += from[i]
	}
}
