package analytics

// cacheLine is the unit of memory, in bytes, that cores fetch and contend for. Lines have 64 bytes, but some processors
// fetch them in pairs.
const cacheLine = 128

// totals are the exact sums for some records, by each of the three dimensions. The totals of all records together follow
// from those by date.
type totals struct {
	carriers carrierTally
	dates    tally
	routes   tally
}

// newTotals returns sums of zero. The cells of all dimensions lie in two pieces of memory, close to each other and far
// from those of other workers.
func newTotals(records *Records) totals {
	shape := records.shape
	carriers := cellsFor(shape.denseCarriers, len(records.carriers))
	dates := cellsFor(shape.denseDates, len(records.days))
	routes := cellsFor(shape.denseRoutes, len(records.origins)*len(records.destinations))
	slots := carriers << shape.slotBits

	t := totals{
		carriers: carrierTally{slotBits: shape.slotBits, met: numberingUnless(shape.denseCarriers)},
		dates:    tally{met: numberingUnless(shape.denseDates)},
		routes:   tally{met: numberingUnless(shape.denseRoutes)},
	}
	counts := apart[uint32](slots+dates+routes, cacheLine/4)
	t.carriers.slots, counts = cut(counts, slots)
	t.dates.counts, counts = cut(counts, dates)
	t.routes.counts, _ = cut(counts, routes)

	costs := apart[int64](carriers+dates+routes, cacheLine/8)
	t.carriers.costs, costs = cut(costs, carriers)
	t.dates.costs, costs = cut(costs, dates)
	t.routes.costs, _ = cut(costs, routes)
	return t
}

// absorb adds other totals of the same records, except for the cost of routes, which is needed for ten routes only.
func (t *totals) absorb(other *totals) {
	t.carriers.absorb(&other.carriers)
	t.dates.absorbCounts(&other.dates)
	t.dates.absorbCosts(&other.dates)
	t.routes.absorbCounts(&other.routes)
}

func (t *totals) reset() {
	t.carriers.reset()
	t.dates.reset()
	t.routes.reset()
}

func cellsFor(dense bool, groups int) int {
	if dense {
		return groups
	}
	return 0
}

func numberingUnless(dense bool) *numbering {
	if dense {
		return nil
	}
	return newNumbering()
}

// apart allocates cells that share no cache line with what the allocator puts before and after them.
func apart[T any](length, margin int) []T {
	return make([]T, margin+length+margin)[margin : margin+length]
}

// cut parts the first cells from the rest, so that the first cannot grow into it.
func cut[T any](cells []T, length int) (first, rest []T) {
	return cells[:length:length], cells[length:]
}
