package diagnose

import (
	"container/heap"
	"math"
	"sort"
	"time"

	"ep-benchmark/engine/stats"
)

// A line is a pass of operations in front of a server that answers a limited
// number at once, first come first served, and workers who ask again as soon as
// they are answered.
type line struct {
	operations, workers int
	service             []float64 // how long answers take alone, at even quantiles, with a mean of 1
	mean                float64   // of them, in seconds
}

// newLine is a line of operations that take as long as those of a histogram. It
// is false where there are none.
func newLine(operations, workers int, alone *stats.Histogram) (line, bool) {
	l := line{operations: operations, workers: workers, service: make([]float64, serviceQuantiles)}
	for i := range l.service {
		l.service[i] = alone.Quantile((float64(i) + 0.5) / serviceQuantiles).Seconds()
		l.mean += l.service[i] / serviceQuantiles
	}
	for i := range l.service {
		l.service[i] /= l.mean
	}
	return l, l.mean > 0
}

// usual is the line that most passes meet. Where most answers take about as
// long, it assumes that all of them do: something else on the machine delayed
// the few that were late in sequential legs.
func (l *line) usual() line {
	if l.service[len(l.service)*8/10] > equalBound*l.service[len(l.service)*2/10] {
		return *l
	}
	return l.steady()
}

// steady is the line in which all answers take as long as the median one.
func (l *line) steady() line {
	median := l.service[len(l.service)/2]
	return line{operations: l.operations, workers: l.workers, service: []float64{1}, mean: median * l.mean}
}

// passed is how a pass came through a line. Times are in those of one operation
// alone.
type passed struct {
	mean  float64 // operation, waiting included
	pass  float64
	quick float64 // share of operations that took hardly longer than alone
}

const (
	// serviceQuantiles is the number of different lengths of answers.
	serviceQuantiles = 128
	// enoughAnswers is how many answers are simulated to get a stable mean.
	enoughAnswers = 400
	// hardlyLonger is how many times as long as the median one alone an
	// operation may take that did not wait.
	hardlyLonger = 1.5
	// meanBound and passBound are by how much, on logs, the mean operation and the
	// pass may differ from what a limit predicts. quickSpread is by how much the
	// share of operations that did not wait usually differs.
	meanBound, passBound, quickSpread = 0.12, 0.20, 0.10
	// quickShare is the least part of the predicted share of operations that don't
	// wait that must be seen not to have waited.
	quickShare = 0.6
)

// fit finds the limit, up to the most, that fits best what was seen. The mean
// gives the neighbourhood to search. The mean alone would confuse neighbouring
// limits where a single operation was late.
func (l *line) fit(most int, seen passed) int {
	n := 1 + sort.Search(max(most-1, 0), func(i int) bool { return l.through(i+1).mean <= seen.mean })
	best, least := n, math.Inf(1)
	for candidate := max(1, n-n/4-2); candidate <= min(most, n+n/4+2); candidate++ {
		if misfit := l.through(candidate).misfit(seen); misfit < least {
			best, least = candidate, misfit
		}
	}
	return best
}

// misfit is the distance of a pass from what was seen, in units of its bounds.
func (p passed) misfit(seen passed) float64 {
	mean, pass, quick := math.Log(p.mean/seen.mean)/meanBound, math.Log(p.pass/seen.pass)/passBound, (p.quick-seen.quick)/quickSpread
	return mean*mean + pass*pass + quick*quick
}

// like tells whether what was seen is within the bounds of such a pass.
func (p passed) like(seen passed) bool {
	return math.Abs(math.Log(p.mean/seen.mean)) <= meanBound && math.Abs(math.Log(p.pass/seen.pass)) <= passBound && seen.quick >= quickShare*p.quick
}

// quick is the longest time of an operation that is taken not to have waited.
func (l *line) quick() float64 { return hardlyLonger * l.service[len(l.service)/2] }

// quickOf is the share of operations that are taken not to have waited: the
// median over the legs.
func (l *line) quickOf(legs []leg) float64 {
	most := time.Duration(l.quick() * l.mean * float64(time.Second))
	var shares []float64
	for i := range legs {
		h := latenciesOf(legs[i : i+1])
		if h.Count() == 0 {
			continue
		}
		count := int64(0)
		h.Each(func(value time.Duration, n int64) {
			if value <= most {
				count += n
			}
		})
		shares = append(shares, float64(count)/float64(h.Count()))
	}
	return stats.Median(shares)
}

// through simulates passes with a limit, as many as a stable mean needs. The
// lengths of answers follow a fixed sequence, evenly over their quantiles.
func (l *line) through(atOnce int) passed {
	var sum passed
	passes := 1 + enoughAnswers/l.operations
	next := 0.0
	for range passes {
		next = l.onePass(atOnce, next, &sum)
	}
	operations := float64(passes * l.operations)
	return passed{mean: sum.mean / operations, pass: sum.pass / float64(passes), quick: sum.quick / operations}
}

// onePass adds a pass to the sums, and returns the position in the lengths at
// which the next pass goes on.
func (l *line) onePass(atOnce int, next float64, sum *passed) float64 {
	begun := min(l.workers, l.operations)
	waiting := make([]float64, begun) // when they asked
	var answers dueTimes
	for now := 0.0; ; {
		for ; len(waiting) > 0 && len(answers) < atOnce; waiting = waiting[1:] {
			next = math.Mod(next+goldenRatio, 1)
			end := now + l.service[int(next*float64(len(l.service)))]
			heap.Push(&answers, end)
			sum.mean += end - waiting[0]
			if end-waiting[0] <= l.quick() {
				sum.quick++
			}
		}
		if len(answers) == 0 {
			sum.pass += now
			return next
		}
		now, _ = heap.Pop(&answers).(float64)
		if begun < l.operations {
			begun++
			waiting = append(waiting, now)
		}
	}
}

// goldenRatio spreads a sequence most evenly.
const goldenRatio = math.Phi - 1

// dueTimes is a heap of the moments at which answers are due.
type dueTimes []float64

func (d dueTimes) Len() int           { return len(d) }
func (d dueTimes) Less(i, j int) bool { return d[i] < d[j] }
func (d dueTimes) Swap(i, j int)      { d[i], d[j] = d[j], d[i] }

// Push adds a moment.
func (d *dueTimes) Push(moment any) { *d = append(*d, moment.(float64)) }

// Pop takes the last one out.
func (d *dueTimes) Pop() any {
	last := (*d)[len(*d)-1]
	*d = (*d)[:len(*d)-1]
	return last
}

// latenciesOf merges the times of operations of legs; there may be none.
func latenciesOf(legs []leg) *stats.Histogram {
	merged := stats.NewHistogram()
	for _, l := range legs {
		if h, err := stats.DecodeHistogram(l.Latency.Histogram); l.Latency.Histogram != "" && err == nil {
			merged.Merge(h)
		}
	}
	return merged
}
