package export_test

import (
	"fmt"
	"math"
)

// naiveProportion inverts the binomial distribution by halving, where the
// program asks the beta distribution.
func naiveProportion(hits, n, confidence float64) naiveInterval {
	if n == 0 {
		return naiveInterval{0, math.NaN(), math.NaN(), 0}
	}
	atMost := func(k, p float64) float64 {
		sum := 0.0
		for i := 0.0; i <= k; i++ {
			sum += math.Exp(naiveLogChoose(n, i) + i*math.Log(p) + (n-i)*math.Log1p(-p))
		}
		return sum
	}
	tail := (1 - confidence) / 2
	low, high := 0.0, 1.0
	if hits > 0 {
		low = halved(func(p float64) bool { return 1-atMost(hits-1, p) < tail })
	}
	if hits < n {
		high = halved(func(p float64) bool { return atMost(hits, p) > tail })
	}
	return naiveInterval{hits / n, low, high, confidence}
}

// halved finds where a condition that holds from 0 on ends.
func halved(holds func(float64) bool) float64 {
	low, high := 0.0, 1.0
	for range 200 {
		if middle := (low + high) / 2; holds(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

func naiveLogChoose(n, k float64) float64 {
	a, _ := math.Lgamma(n + 1)
	b, _ := math.Lgamma(k + 1)
	c, _ := math.Lgamma(n - k + 1)
	return a - b - c
}

// naiveRise is Fisher's test as one less the chance of fewer hits.
func naiveRise(hits, n, otherHits, otherN float64) float64 {
	if hits == 0 {
		return 1
	}
	fewer := 0.0
	for k := math.Max(0, hits+otherHits-otherN); k < hits; k++ {
		fewer += math.Exp(naiveLogChoose(n, k) + naiveLogChoose(otherN, hits+otherHits-k) - naiveLogChoose(n+otherN, hits+otherHits))
	}
	return math.Max(0, 1-fewer)
}

// failures recomputes the candidate's counts from the run, those of the rows
// from their runs, and the p-values from those.
func (l *ledger) failures(c object) {
	for i, run := range c.of("now").objects("runs") {
		for f, counted := range run.objects("failures") {
			o := l.resultOf(counted.text("workload")).of("operations")
			wrong := o.number("failed") + o.number("panicked") + o.number("hung")
			place := fmt.Sprintf("comparison.now.runs[%d].failures[%d]", i, f)
			l.expect(place+".failed", wrong)
			l.expect(place+".ended", wrong+o.number("finished"))
		}
	}
	rows := c.objects("failures")
	up, down := make([]float64, len(rows)), make([]float64, len(rows))
	for i, row := range rows {
		var counts [2][2]float64
		for s, side := range []string{"now", "then"} {
			for _, run := range c.of(side).objects("runs") {
				for _, counted := range run.objects("failures") {
					if counted.text("workload") == row.text("workload") {
						counts[s][0] += counted.number("failed")
						counts[s][1] += counted.number("ended")
					}
				}
			}
			place := fmt.Sprintf("comparison.failures[%d].%s", i, side)
			l.expect(place+".failed", counts[s][0])
			l.expect(place+".ended", counts[s][1])
		}
		up[i] = naiveRise(counts[0][0], counts[0][1], counts[1][0], counts[1][1])
		down[i] = naiveRise(counts[1][0], counts[1][1], counts[0][0], counts[0][1])
		if rerun := row.of("rerun"); rerun != nil {
			l.expect(fmt.Sprintf("comparison.failures[%d].rerun.p", i),
				naiveRise(rerun.number("failed"), rerun.number("ended"), counts[1][0], counts[1][1]))
		}
	}
	up, down = holm(up), holm(down)
	for i := range rows {
		l.expect(fmt.Sprintf("comparison.failures[%d].p_worse", i), up[i])
		l.expect(fmt.Sprintf("comparison.failures[%d].p_better", i), down[i])
	}
}

// tails recomputes those of the candidate from the run's parallel legs, and
// those of the rows from their runs.
func (l *ledger) tails(c object) {
	for i, run := range c.of("now").objects("runs") {
		for f, tail := range run.objects("tails") {
			latency := l.resultOf(tail.text("workload")).of("parallel").of("latency")
			place := fmt.Sprintf("comparison.now.runs[%d].tails[%d]", i, f)
			l.expect(place+".p99_s", latency.number("p99_ns")/1e9)
			l.expect(place+".max_s", latency.number("max_ns")/1e9)
			l.expect(place+".count", latency.number("count"))
		}
	}
	of := func(side, workload string) []object {
		var all []object
		for _, run := range c.of(side).objects("runs") {
			for _, tail := range run.objects("tails") {
				if tail.text("workload") == workload {
					all = append(all, tail)
				}
			}
		}
		return all
	}
	for i, row := range c.objects("tails") {
		place := fmt.Sprintf("comparison.tails[%d]", i)
		p99, longest, count := 0.0, 0.0, 0.0
		for _, tail := range of("now", row.text("workload")) {
			p99, longest = math.Max(p99, tail.number("p99_s")), math.Max(longest, tail.number("max_s"))
			count += tail.number("count")
		}
		l.expect(place+".now.p99_s", p99)
		l.expect(place+".now.max_s", longest)
		l.expect(place+".now.count", count)
		for j, tail := range of("then", row.text("workload")) {
			for _, name := range []string{"p99_s", "max_s", "count"} {
				l.expect(fmt.Sprintf("%s.then[%d].%s", place, j, name), tail.number(name))
			}
		}
	}
}
