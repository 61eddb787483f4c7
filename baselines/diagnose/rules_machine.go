package diagnose

import (
	"math"

	"ep-benchmark/engine"
)

const (
	// clockBound is by how much the canary's unit must have grown. One on a
	// virtual machine drifts, and then so does the work.
	clockBound = 1 + engine.MostSlowdown
	// foreignBound is by how much the share of other processes must have
	// grown, where shortBound of the CPUs' time is used up.
	foreignBound = engine.MostTaken
	shortBound   = 0.85
	// waitingBound and onCPUBound detect a shortage of CPUs in other ways.
	waitingBound = 0.20
	onCPUBound   = engine.LeastOnCPU
	// stealBound and heldBound are by how much those shares must have grown.
	stealBound = 0.02
	heldBound  = 0.02
)

// fewerCPUs takes what a program that computes loses with its CPUs: the workers
// that went with them, and the waiting for the CPUs that are left.
func fewerCPUs(c *change, g *growth) (part, bool) {
	if c.cpusAfter >= c.cpusBefore || c.cpusAfter <= 0 || !c.computes && c.after.or(cpuUse, 0) < saturation {
		return part{}, false
	}
	return part{
		cause:  "fewer CPUs",
		amount: take(math.Log(c.cpusBefore/c.cpusAfter), &g.idle, &g.rest, &g.body, &g.workers, &g.load, &g.compute),
		shows:  []reading{cpuUse, activeWorkers, cpuPerItem},
		detail: digits(c.cpusAfter) + " of " + digits(c.cpusBefore) + " CPUs",
		extra: []extra{
			{"CPUs, now", "CPUs", "host: logical CPUs and GOMAXPROCS", c.cpusAfter},
			{"CPUs, baseline", "CPUs", "host: logical CPUs and GOMAXPROCS", c.cpusBefore},
		},
		try: "look at GOMAXPROCS, the container's CPU quota and affinity: the program may use fewer CPUs than the baseline's",
	}, true
}

// slowerClock takes the growth by which the canary's unchanged instructions
// take longer.
func slowerClock(c *change, g *growth) (part, bool) {
	if !c.grew(canary, clockBound) {
		return part{}, false
	}
	return part{
		cause:  "a slower clock",
		amount: take(math.Log(c.after[canary]/c.before[canary]), &g.compute, &g.rest, &g.body),
		shows:  []reading{canary, onCPU, thermal, cpuPerItem},
		try:    "let the machine cool down, put it on mains power and check its governor: ep-benchmark doctor",
	}, true
}

// otherProcesses takes what other processes took, where no CPU was left over
// for them.
func otherProcesses(c *change, g *growth) (part, bool) {
	if c.gone(foreign) < foreignBound || !c.short() {
		return part{}, false
	}
	return part{
		cause: "other processes on the CPUs",
		// A server on this machine answers later too, unless it reports the delay as
		// its own.
		amount: take(c.without(foreign), &g.idle, &g.rest, &g.body, &g.load, c.unlessTheServer(&g.alone), &g.compute),
		shows:  []reading{foreign, cpuUse, pressure, onCPU},
		try:    "end what else runs on this machine, then measure again",
	}, true
}

// short tells whether the CPUs were used up.
func (c *change) short() bool {
	return c.after.or(cpuUse, 0)+c.after.or(foreign, 0) >= shortBound ||
		c.gone(pressure) >= waitingBound || c.after.or(onCPU, 1) < onCPUBound
}

// unlessTheServer excludes a growth from the machine's causes where the server
// reports that half of it or more is its own.
func (c *change) unlessTheServer(part *float64) *float64 {
	if c.ownCeiling() || !c.aloneBefore.known(serverTime) || !c.aloneAfter.known(serverTime) {
		return part
	}
	if grown := c.aloneAfter[firstByte] - c.aloneBefore[firstByte]; c.aloneAfter[serverTime]-c.aloneBefore[serverTime] >= 0.5*grown {
		none := 0.0
		return &none
	}
	return part
}

// stolen takes what the hypervisor gave to other machines.
func stolen(c *change, g *growth) (part, bool) {
	if c.gone(steal) < stealBound {
		return part{}, false
	}
	return part{
		cause:  "CPU time that the hypervisor gave to other machines",
		amount: take(c.without(steal), &g.idle, &g.rest, &g.body, &g.compute, &g.load, c.unlessTheServer(&g.alone)),
		shows:  []reading{steal, cpuUse},
		try:    "measure on a machine of its own or at another time: nothing inside this virtual machine can change it",
	}, true
}

// heldBack takes what the CPU quota of a cgroup took.
func heldBack(c *change, g *growth) (part, bool) {
	if c.gone(held) < heldBound {
		return part{}, false
	}
	return part{
		cause:  "a CPU quota that held the program back",
		amount: take(c.without(held), &g.idle, &g.rest, &g.body, &g.load, &g.compute, &g.alone),
		shows:  []reading{held, cpuUse},
		try:    "raise the container's CPU quota, or use fewer workers",
	}, true
}

// without is the growth of the time, on logs, caused by a share of the capacity
// that is gone: computing is stretched by it, and waiting is not.
func (c *change) without(which reading) float64 {
	stretch := (1 - min(c.floor(which), mostGone)) / (1 - min(c.after[which], mostGone))
	return math.Log(1 + c.busyShare()*(stretch-1))
}

// mostGone is the most of the CPUs that is believed to be gone. A higher share
// means that there was little else to do, and not that the little work waited
// that long.
const mostGone = 0.9

// busyShare is the part of an operation's time before that was spent computing.
// Where that is unknown it is 1 for work that computes, and 0 otherwise.
func (c *change) busyShare() float64 {
	switch {
	case c.before.known(cpuPerItem, busyPerItem) && c.before[busyPerItem] > 0:
		return min(1, c.before[cpuPerItem]/c.before[busyPerItem])
	case c.computes:
		return 1
	}
	return 0
}
