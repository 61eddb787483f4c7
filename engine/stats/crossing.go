package stats

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// A Crossing is where a curve passes a level for the last time. From there to the
// end of what was measured it stays on one side.
type Crossing struct {
	At float64 // the place, of the unit of the curve's places; 0 without a crossing
	// Count is how often the curve passes the level at all.
	Count int
	// Above says on which side the curve ends. A value on the level counts as above.
	Above bool
}

// LastCrossing finds where values pass zero for the last time. The places ascend
// and are above zero. Between two of them the curve is a straight line over the
// logarithm of the place. NaN is a value that was not measured, and is left out.
func LastCrossing(places, values []float64) Crossing {
	c, known := Crossing{}, false
	var place, value float64 // of the last one that was measured
	for i, v := range values {
		if math.IsNaN(v) {
			continue
		}
		if above := v >= 0; known && above != c.Above {
			c.At = math.Exp(math.Log(place) + value/(value-v)*math.Log(places[i]/place))
			c.Count++
		}
		c.Above, known, place, value = v >= 0, true, places[i], v
	}
	return c
}

// crossingResamples is how often rounds are drawn again for the interval of a
// crossing.
const crossingResamples = 1000

// A CrossingInterval is the interval of a crossing. An end that is open lies beyond
// the places that were measured: the curve may be on one side at all of them.
type CrossingInterval struct {
	Interval
	OpenLow, OpenHigh bool
}

// CrossingOver is the interval of the last crossing of the Hodges-Lehmann medians of
// rounds, to the side that the curve ends on: rounds[r][i] is the value at places[i]
// in round r, and NaN where it was not measured. The rounds are drawn again with
// replacement, and the interval holds the middle share of the crossings. That share
// is larger than the confidence, by as much as Student's t is wider than the normal
// distribution, and the spread of a sample narrower than that of what it is drawn
// from (T. Hesterberg, "What Teachers Should Know About the Bootstrap", The American
// Statistician 69(4), 2015: the expanded percentile interval). It is false for fewer
// than six rounds.
func CrossingOver(places []float64, rounds [][]float64, above bool, confidence float64, seed uint64) (CrossingInterval, bool) {
	n := len(rounds)
	if n < fewestRounds || len(places) == 0 {
		return CrossingInterval{}, false
	}
	curves := make([]walsh, len(places))
	for i := range places {
		curves[i] = walshOf(rounds, i)
	}
	random := rand.New(rand.NewPCG(seed, uint64(n)))
	times, values := make([]int, n), make([]float64, len(places))
	found := make([]float64, crossingResamples)
	for at := range found {
		clear(times)
		for range n {
			times[random.IntN(n)]++
		}
		for i := range curves {
			values[i] = curves[i].median(times)
		}
		found[at] = reached(LastCrossing(places, values), above)
	}
	slices.Sort(found)
	tail := expandedTail(confidence, n)
	return within(places, nearest(found, tail), nearest(found, 1-tail), confidence), true
}

// fewestRounds is the least number of rounds for an interval, as for that of a
// median at 95 %.
const fewestRounds = 6

// reached is from where on a curve stays on a side: below all places where it always
// is there, and beyond all of them where it does not end there.
func reached(c Crossing, above bool) float64 {
	switch {
	case c.Above != above:
		return math.Inf(1)
	case c.Count == 0:
		return math.Inf(-1)
	}
	return c.At
}

// within closes the ends of an interval at the measured places, and says which were.
func within(places []float64, low, high, confidence float64) CrossingInterval {
	least, most := places[0], places[len(places)-1]
	i := CrossingInterval{OpenLow: low < least, OpenHigh: high > most}
	i.Low, i.High = min(max(low, least), most), min(max(high, least), most)
	i.Confidence, i.Method = confidence, "bootstrap over rounds, expanded percentiles"
	return i
}

// expandedTail is the share of resamples left out on either side.
func expandedTail(confidence float64, n int) float64 {
	t := distuv.StudentsT{Sigma: 1, Nu: float64(n - 1)}.Quantile((1 + confidence) / 2)
	return distuv.UnitNormal.CDF(-t * math.Sqrt(float64(n)/float64(n-1)))
}

// nearest is the ordered sample at a share, which may be infinite.
func nearest(ordered []float64, share float64) float64 {
	return ordered[min(max(int(math.Round(share*float64(len(ordered)-1))), 0), len(ordered)-1)]
}

// walsh are the pairwise averages of samples in ascending order, each with the rounds
// that its two samples are of.
type walsh []walshPair

type walshPair struct {
	average float64
	a, b    int
}

func walshOf(rounds [][]float64, column int) walsh {
	var all walsh
	for a := range rounds {
		for b := a; b < len(rounds); b++ {
			if average := (rounds[a][column] + rounds[b][column]) / 2; !math.IsNaN(average) {
				all = append(all, walshPair{average, a, b})
			}
		}
	}
	slices.SortFunc(all, func(x, y walshPair) int { return cmp.Compare(x.average, y.average) })
	return all
}

// median is the Hodges-Lehmann median of the rounds, each drawn the given number of times; NaN
// where none of them has a sample. A pair that was drawn several times counts that
// often.
func (w walsh) median(times []int) float64 {
	total := 0
	for i := range w {
		total += w[i].drawn(times)
	}
	sum, lower := 0, math.NaN()
	for i := range w {
		sum += w[i].drawn(times)
		switch {
		case 2*sum < total || total == 0:
		case 2*sum > total && math.IsNaN(lower):
			return w[i].average
		case 2*sum > total:
			return (lower + w[i].average) / 2
		case math.IsNaN(lower): // just half of the pairs are not above it
			lower = w[i].average
		}
	}
	return math.NaN()
}

// drawn is how many pairs of drawn rounds are this one.
func (p *walshPair) drawn(times []int) int {
	if p.a == p.b {
		return times[p.a] * (times[p.a] + 1) / 2
	}
	return times[p.a] * times[p.b]
}
