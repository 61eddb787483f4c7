package diagnose

import "math"

const (
	// cpuBound is by how much the CPU time per item must have grown.
	cpuBound = 1.05
	// gcBound is by how much the collector's share of the CPU time must have
	// grown, or allocationBound the bytes per item.
	gcBound, allocationBound = 0.05, 1.20
	// saturation is the share of the CPUs' time from which on the process is short
	// of CPU, and schedulingGrowth the factor by which the wait to run must then
	// have grown.
	saturation, schedulingGrowth = 0.85, 5
	// crowdedUse and crowdedGrowth are the own use of the CPUs, and the factor by
	// which the CPU time per item must have grown, from which on goroutines that
	// wait to run explain what comes late.
	crowdedUse, crowdedGrowth = 0.5, 2
	// leastOwn is the least own use of the CPUs with which the process can be
	// short of CPU because of others.
	leastOwn = 0.3

	// perObject and perByte are about what allocating costs by itself, in seconds:
	// a small object 25 ns, clearing memory 10 GB/s. They are scaled by the
	// measured cost of an object of trialBytes on the machine.
	perObject, perByte = 25e-9, 0.1e-9
	trialBytes         = 64
)

// computing are the parts of a growth that computing can make. Where the
// process is short of CPU, all waiting except the server's counts as waiting
// for a CPU.
func (c *change) computing(g *growth) []*float64 {
	if c.saturated() || c.crowded() {
		return []*float64{&g.compute, &g.rest, &g.body, &g.idle, c.unlessServerLoad(&g.load)}
	}
	return []*float64{&g.compute}
}

// saturated tells whether this process uses what there is of the CPUs: all, or
// what others leave of them.
func (c *change) saturated() bool {
	use := c.after.or(cpuUse, 0)
	return use >= saturation || use >= leastOwn && use+c.after.or(foreign, 0) >= saturation
}

// crowded tells whether goroutines wait for a CPU though some of the CPUs' time is
// left: the items take several times as much CPU, and the wait to run has grown
// with it. Answers that have arrived are then read late, so that first bytes look
// late.
func (c *change) crowded() bool {
	return c.after.or(cpuUse, 0) >= crowdedUse && c.grew(cpuPerItem, crowdedGrowth) && c.grew(scheduling, schedulingGrowth)
}

// unlessServerLoad excludes later first bytes under load from the client's
// causes where the server reports that half of the delay or more is its own.
func (c *change) unlessServerLoad(part *float64) *float64 {
	if !c.before.known(serverTime, firstByte) || !c.after.known(serverTime, firstByte) {
		return part
	}
	if c.after[serverTime]-c.before[serverTime] >= 0.5*(c.after[firstByte]-c.before[firstByte]) {
		none := 0.0
		return &none
	}
	return part
}

// collection is the cost of garbage: allocating it, and collecting it.
func collection(c *change, g *growth) (part, bool) {
	if c.risen(gcShare) < gcBound && !c.grew(bytesPerItem, allocationBound) || !c.before.known(gcPerItem) {
		return part{}, false
	}
	making := perObject*max(c.risen(objectsPerItem), 0) + perByte*max(c.risen(bytesPerItem), 0)
	seconds := max(c.risen(gcPerItem), 0) + making*c.allocation()
	return part{
		cause:  "garbage collection",
		amount: take(c.inProportion(seconds, g), c.computing(g)...),
		shows:  []reading{gcShare, gcPerItem, bytesPerItem, objectsPerItem},
		try:    "look for what is newly allocated: go test -bench . -benchmem, or a heap profile; more room: GOGC",
	}, true
}

// allocation is the cost of allocating on this machine, in the usual cost.
func (c *change) allocation() float64 {
	if c.allocating <= 0 {
		return 1
	}
	return c.allocating * 1e-9 / (perObject + trialBytes*perByte)
}

// inProportion is the growth that the given additional CPU seconds per item
// make. It is their part of the seconds inside operations. Where the process is
// short of CPU it is their part of the CPU time, which limits all progress
// then.
func (c *change) inProportion(seconds float64, g *growth) float64 {
	if !c.saturated() || !c.after.known(cpuPerItem) {
		return seconds / g.scale
	}
	return math.Log(c.after[cpuPerItem] / max(c.after[cpuPerItem]-seconds, 0.01*c.after[cpuPerItem]))
}

// moreCPU is code that got slower.
func moreCPU(c *change, g *growth) (part, bool) {
	if !c.grew(cpuPerItem, cpuBound) {
		return part{}, false
	}
	p := part{
		cause:  "code that needs more CPU for each item",
		amount: take(math.Log(c.after[cpuPerItem]/c.before[cpuPerItem]), c.computing(g)...),
		shows:  []reading{cpuPerItem, canary, cpuUse},
		try:    "compare CPU profiles of the two versions, which runs in debug mode take",
	}
	if c.ownCeiling() {
		p.cause = "more CPU for each item in parallel than alone"
		p.try = "look for what workers share: memory bandwidth, cache lines that all write to, the collector"
	}
	if f := c.function; f.name != "" {
		p.detail = "most of all in " + f.name
		p.extra = append(p.extra, f.figures()...)
		p.try = "look at " + f.name
	}
	return p, true
}

// shortOfOwn is for a client that lacks the CPU that it needs. It does not
// blame work that computes, which is meant to use all CPUs.
func shortOfOwn(c *change, g *growth) (part, bool) {
	if c.after.or(cpuUse, 0) < saturation {
		return part{}, false
	}
	p := part{
		cause: "a client short of CPU", shows: []reading{cpuUse, scheduling, cpuPerItem},
		try: "use fewer workers, or a machine with more CPUs: the client, not the server, is the limit",
	}
	switch crowded := !c.before.known(scheduling) || c.grew(scheduling, schedulingGrowth); {
	case c.ownCeiling() && c.shared:
		p.cause = "CPUs that the run's other workloads use too"
		p.try = "measure with the isolated schedule what the workload reaches by itself"
	case c.before.or(cpuUse, 0) >= saturation || !crowded || c.ownCeiling() && c.computes:
		return part{}, false
	}
	p.amount = take(math.Inf(1), c.computing(g)[1:]...)
	return p, true
}
