package analytics

import "math"

// Accumulator is the answer in the making of one worker. It needs no lock because no two goroutines may use it at once;
// [Merge] takes any number of them once their workers are done.
//
// Note: a lock-free accumulator shared by all workers was not built. One contended counter costs more than everything
// that is done for a record here.
type Accumulator struct {
	records *Records
	added   int
	totals  totals
	block   block

	_ [cacheLine]byte // what the allocator puts next belongs to another worker
}

// NewAccumulator returns an empty accumulator for records.
func NewAccumulator(records *Records) *Accumulator {
	return &Accumulator{records: records, totals: newTotals(records)}
}

// Add takes the records from, up to but not including to, into account. Each record has to be added once, to any one of
// the accumulators that are merged. It does not allocate, but for groups and long deliveries that no pass before has met.
func (a *Accumulator) Add(from, to int) {
	if from < 0 || to < from || to > a.records.count {
		panic("analytics: chunk outside of the records")
	}
	if to-from > math.MaxUint32-a.added {
		panic("analytics: more records in one accumulator than it can count; Reset is missing")
	}
	a.added += to - from
	for from < to {
		length := min(to-from, blockLength)
		a.addBlock(from, length)
		from += length
	}
}

func (a *Accumulator) addBlock(from, length int) {
	b, sums, shape := &a.block, &a.totals, a.records.shape
	b.read(a.records, from, length)
	dates, carriers := b.dates[:length], b.carriers[:length]
	if shape.denseDates {
		sums.dates.touch(span(dates))
	} else {
		sums.dates.number(dates)
	}
	if !shape.denseCarriers {
		sums.carriers.number(carriers)
	}
	if shape.denseRoutes {
		b.pair(uint32(len(a.records.destinations)))
		sums.routes.touch(0, len(sums.routes.counts))
	} else {
		b.numberPairs(&sums.routes, uint64(len(a.records.destinations)))
	}
	sums.dates.add(dates, b.cents[:length])
	sums.routes.add(b.routes[:length], b.cents[:length])
	sums.carriers.add(b, shape.delivered)
}

// Reset empties the accumulator and keeps its memory. Its cost follows the groups met, not the records added.
func (a *Accumulator) Reset() {
	a.added = 0
	a.totals.reset()
}
