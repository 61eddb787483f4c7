package diagnose

import (
	"math"

	"ep-benchmark/engine"
)

// growth is by how much the time per item grew, as a logarithm, parted by
// arithmetic. The time per item is the time inside operations, divided by the
// workers that share it. Workers that stand idle and the serial end of the pass
// lengthen it. The time inside operations is waiting for a connection, the
// wire, answers that are under way, waiting for locks, computing, and the rest.
// The parts add up to the whole.
type growth struct {
	whole float64

	workers, idle, end float64 // fewer share the work; they stand idle; Finish
	wait, connect      float64 // for a free connection; until a new one is made
	requests           float64 // more of them for each item
	alone, load        float64 // later first bytes: in sequential legs too; in parallel ones only
	body               float64 // from the first byte of answers to their last one
	lock               float64 // waiting for locks
	compute            float64 // CPU time of the work itself
	rest               float64 // inside operations, and none of these

	scale float64 // seconds inside operations per item that count as 1
}

// A change is two measurements of the same work. The first is a baseline's
// parallel legs, with the sequential ones beside them; or, without a baseline,
// the run's own sequential legs, with nothing beside them.
type change struct {
	before, after           readings
	aloneBefore, aloneAfter *readings // sequential legs; nil without a baseline
	cpusBefore, cpusAfter   float64
	computes                bool    // the workload is CPU-bound
	shared                  bool    // other workloads ran meanwhile
	serial                  float64 // Karp and Flatt's fraction after
	possible                float64 // workers that could be active, against the ceiling
	function                functionGrowth
	allocating              float64 // nanoseconds that an object took on the machine; 0 where unknown

	spec engine.Spec // after
	legs *side       // after: for what no reading holds
	// joined says that other workloads ask servers meanwhile. One workload's
	// requests then don't show how many requests a server answers at once.
	joined bool
}

// inside is the time inside operations per item, parted.
type inside struct{ wire, body, wait, connect, lock, compute, whole float64 }

// insideOf parts it; bodies says that the time of answers under way is known
// on both sides. Where it is not, it goes with the rest on both.
func insideOf(r *readings, bodies bool) inside {
	p := inside{whole: r.or(busyPerItem, 0)}
	p.wire = r.or(firstByte, 0) * r.or(requestsPerItem, 0)
	if bodies {
		p.body = r[bodyPerItem]
	}
	p.connect = r.or(connectPerItem, 0)
	p.wait = max(r.or(waitPerItem, 0)-p.connect, 0)
	// A worker that waits for the wire or a connection does not wait for another
	// thing. Any other figure of the process, such as the CPU time of its
	// transport, overlaps with that wait.
	left := max(p.whole-p.wire-p.body-p.connect-p.wait, 0)
	p.lock = min(r.or(lockPerItem, 0), left)
	p.compute = min(r.or(cpuPerItem, 0), left-p.lock)
	return p
}

// growth parts the growth. It is false where there is not enough to part.
func (c *change) growth() (growth, bool) {
	if !c.before.known(timePerItem, busyPerItem, activeWorkers, occupied) || !c.after.known(timePerItem, busyPerItem, activeWorkers, occupied) {
		return growth{}, false
	}
	bodies := c.before.known(bodyPerItem) && c.after.known(bodyPerItem)
	a, b := insideOf(&c.before, bodies), insideOf(&c.after, bodies)
	g := growth{
		whole:   math.Log(c.after[timePerItem] / c.before[timePerItem]),
		workers: math.Log(c.before[activeWorkers] / c.after[activeWorkers]),
		idle:    math.Log(c.before[occupied] / c.after[occupied]),
		end:     logRatio(1-c.after.or(finishShare, 0), 1-c.before.or(finishShare, 0)),
		scale:   between(a.whole, b.whole),
	}
	part := func(before, after float64) float64 { return (after - before) / g.scale }
	g.wait, g.connect, g.body = part(a.wait, b.wait), part(a.connect, b.connect), part(a.body, b.body)
	g.lock, g.compute = part(a.lock, b.lock), part(a.compute, b.compute)
	c.wire(&g, a.wire, b.wire)
	// Medians of parts need not add up to the median of the whole: what they miss
	// goes with the rest, which no cause explains.
	g.settle()
	return g, true
}

// settle makes the rest what the other parts leave of the whole.
func (g *growth) settle() {
	g.rest = g.whole - (g.workers + g.idle + g.end + g.wait + g.connect + g.lock + g.compute + g.requests + g.alone + g.load + g.body)
}

// wire parts the growth on the wire: more requests, each slower even without
// concurrent requests, and slower still with them.
func (c *change) wire(g *growth, before, after float64) {
	if before <= 0 || after <= 0 {
		g.load = (after - before) / g.scale
		return
	}
	weight := between(before, after) / g.scale
	g.requests = weight * math.Log(c.after[requestsPerItem]/c.before[requestsPerItem])
	slower := math.Log(c.after[firstByte] / c.before[firstByte])
	if !c.ownCeiling() && c.aloneBefore.known(firstByte) && c.aloneAfter.known(firstByte) {
		alone := math.Log(c.aloneAfter[firstByte] / c.aloneBefore[firstByte])
		g.alone = weight * alone
		slower -= alone
	}
	g.load = weight * slower
}

// between is the logarithmic mean, by which parts of a sum become parts of its
// logarithm: (b - a) / between(a, b) = ln(b / a).
func between(a, b float64) float64 {
	if a <= 0 || b <= 0 || math.Abs(b-a) < 1e-9*(a+b) {
		return max((a+b)/2, 1e-12)
	}
	return (b - a) / math.Log(b/a)
}

// logRatio is 0 where there is no ratio.
func logRatio(a, b float64) float64 {
	if a <= 0 || b <= 0 {
		return 0
	}
	return math.Log(b / a)
}

// take moves up to a limit out of parts that grew, the first ones first, and
// returns how much it moved. So no two causes explain the same growth.
func take(limit float64, parts ...*float64) float64 {
	taken := 0.0
	for _, part := range parts {
		if one := min(*part, limit-taken); one > 0 {
			*part -= one
			taken += one
		}
	}
	return taken
}
