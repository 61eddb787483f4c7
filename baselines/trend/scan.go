package trend

import (
	"math"
	"slices"

	"ep-benchmark/baselines/compare"
)

// scan goes through the runs as they came. After each it looks at the runs
// since the last change. It lists the first runs of new levels, and the sums
// after the last look.
func scan(logs []float64) (firsts []int, s sums) {
	s = newSums(len(logs))
	reach, last := spike*noise(logs), 0
	for end := 1; end <= len(logs); end++ {
		for run := max(0, end-1-neighbours); run < end; run++ { // those whose neighbourhood has grown
			s.put(run, drawnIn(logs[:end], run, reach))
		}
		if found := s.part(stretch{last, end}, settledRuns, newestRuns); found.pValue <= lookError {
			firsts, last = append(firsts, found.at), found.at
		}
	}
	return firsts, s
}

// settle returns the changes at the first runs of new levels, placed anew. It
// drops changes that the runs around them don't confirm, the weakest first.
// Then it drops those below the floor, on logs, the smallest first. The two
// levels around a dropped change become one.
func (h *history) settle(metric compare.Metric, s sums, firsts []int, floor float64) ([]Change, Level) {
	for {
		pValues := place(s, firsts)
		levels := between(firsts, s.runs())
		changes := h.changes(metric, levels, pValues)
		drop := weakest(changes, floor)
		if drop < 0 {
			return changes, h.level(levels[len(levels)-1])
		}
		firsts = slices.Delete(firsts, drop, drop+1)
	}
}

// place moves each change to the clearest place between those beside it, in
// their order, and returns their p-values there.
func place(s sums, firsts []int) []float64 {
	pValues := make([]float64, len(firsts))
	for i := range firsts {
		around, after := stretch{0, s.runs()}, newestRuns
		if i > 0 {
			around.first = firsts[i-1]
		}
		if i+1 < len(firsts) {
			around.end, after = firsts[i+1], settledRuns
		}
		found := s.part(around, settledRuns, after)
		firsts[i], pValues[i] = found.at, found.pValue
	}
	return pValues
}

// between lists the levels that changes part.
func between(firsts []int, runs int) []stretch {
	levels := make([]stretch, 0, len(firsts)+1)
	first := 0
	for _, next := range append(slices.Clone(firsts), runs) {
		levels = append(levels, stretch{first, next})
		first = next
	}
	return levels
}

func (h *history) changes(metric compare.Metric, levels []stretch, pValues []float64) []Change {
	var changes []Change
	for i, p := range pValues {
		changes = append(changes, h.change(metric, levels[i], levels[i+1], p))
	}
	return changes
}

// weakest is the index of the change to drop next; -1 where all stand.
func weakest(changes []Change, floor float64) int {
	drop, p, size := -1, lookError, floor
	for i, c := range changes {
		if c.PValue > p {
			drop, p = i, c.PValue
		}
	}
	if drop >= 0 {
		return drop
	}
	for i, c := range changes {
		if math.Abs(c.Worse) < size {
			drop, size = i, math.Abs(c.Worse)
		}
	}
	return drop
}
