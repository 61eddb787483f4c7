package analytics

import "math"

// Accumulator collects one worker's share of the answer. It needs no lock because no two goroutines may use it at once.
// [Merge] takes any number of accumulators once their workers are done.
//
// Note: there is no lock-free accumulator shared by all workers, because one contended counter costs more than all
// other work for a record.
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

// Add adds the records in [from, to). Each record has to be added once, to any one of the accumulators that are merged.
// Add allocates only for groups and long deliveries that occur for the first time.
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
