package diagnose

import (
	"fmt"
	"math"
)

const (
	// longBound is how many times as long as the median operation the longest one
	// must be, and longGrowth by what factor that ratio must have grown. Workers
	// that stand in line reach a ratio of 2.
	longBound, longGrowth = 3, 1.5
	// longReach is the part of a pass that the longest operation must last.
	longReach = 0.5
	// equalBound is the largest ratio of the 80 % quantile of operations' times to
	// the 20 % quantile at which operations take about equally long. Times are of
	// sequential legs.
	equalBound = 1.3
	// endBound is by how much the serial end's share must have grown.
	endBound = 0.05
	// oneAtOnce is the serial fraction from which on all work is called serial.
	oneAtOnce = 0.75
	// plateau is the largest part of the possible requests in flight that is
	// reached where something holds workers back.
	plateau = 0.75
)

// fewerWorkers counts the workers that carried out an operation, and not the
// workers that were asked for. Fewer workers are idle less; that gain is
// subtracted. Equal operations go in waves. Fewer workers may need one more
// wave, in which some stand idle; that idle time counts here too.
func fewerWorkers(c *change, g *growth) (part, bool) {
	could := c.before[activeWorkers]
	if c.ownCeiling() {
		could = c.possible
	}
	if could-c.after[activeWorkers] < 1 {
		return part{}, false
	}
	gain := min(g.idle, 0)
	g.idle -= gain
	amount := take(g.workers, &g.workers) + gain
	amount += take(c.moreWaves(could)-amount, &g.idle)
	p := part{
		cause: "fewer workers at work", amount: amount,
		shows: []reading{activeWorkers, inFlight, inFlightMost},
		try:   "look at the number of workers, and at how the work is divided into operations",
	}
	if c.ownCeiling() {
		p.detail = "of " + digits(could) + " that could be"
		p.extra = []extra{{"workers that could be active", "", "plan: workers and operations of a pass; host: CPUs for work that computes", could}}
	}
	return p, true
}

// moreWaves is the growth, on logs, that the number of active workers makes. It
// compares a pass on them with a pass on as many workers as could be active, of
// operations that take as long as alone. It is 0 where that is not known.
func (c *change) moreWaves(could float64) float64 {
	now, then := int(math.Round(c.after[activeWorkers])), int(math.Round(could))
	if c.spec.Operations < 1 || now < 1 || then < 1 {
		return 0
	}
	l, ok := newLine(c.spec.Operations, now, latenciesOf(c.legs.sequential))
	if !ok {
		return 0
	}
	few := l.usual()
	many := few
	many.workers = then
	return math.Log(few.through(now).pass / many.through(then).pass)
}

// alone are the sequential legs that parallel ones are compared with.
func (c *change) alone() *readings {
	if c.ownCeiling() {
		return &c.before
	}
	return c.aloneAfter
}

// oneLongOperation is imbalance: one operation goes on when the others are
// done.
func oneLongOperation(c *change, g *growth) (part, bool) {
	long := c.after.or(longest, 0) >= longBound && c.after.or(longestShare, 0) >= longReach
	if !long || g.idle < least || !c.ownCeiling() && !c.grew(longest, longGrowth) {
		return part{}, false
	}
	return part{
		cause:  "one operation far longer than the others",
		amount: take(c.untilTheLongest(), &g.idle) + take(c.risen(excessPerItem)/g.scale, &g.compute, &g.rest, &g.body, &g.load, &g.alone),
		shows:  []reading{longest, longestShare, occupied},
		try:    "divide the largest operation: the others wait for it at the end of each pass",
	}, true
}

// untilTheLongest is the most growth, on logs, that waiting for the longest
// operation makes: the part of a pass that it takes beyond the median one.
func (c *change) untilTheLongest() float64 {
	over := func(r *readings) float64 {
		if !r.known(longest, longestShare) || r[longest] <= 0 {
			return 0
		}
		return min(r[longestShare], mostGone) * (1 - 1/max(r[longest], 1))
	}
	return math.Log((1 - c.earlier(over)) / (1 - over(&c.after)))
}

// earlier is a measure of the legs before, where they are a baseline's.
// Otherwise it is 0, since the single worker of a sequential leg never waits
// for others.
func (c *change) earlier(measure func(*readings) float64) float64 {
	if c.ownCeiling() {
		return 0
	}
	return measure(&c.before)
}

// idleWorkers is for workers that stand idle without a known cause: operations
// don't divide evenly among them, or passes are so short that they end before
// all workers have begun.
func idleWorkers(c *change, g *growth) (part, bool) {
	if !c.ownCeiling() {
		return part{}, false // beside a baseline the idle time is what waiting in line leaves at the end
	}
	atWork := c.after[activeWorkers] * c.after[occupied]
	return part{
		cause: "workers without an operation", amount: take(g.idle, &g.idle),
		shows:  []reading{occupied, activeWorkers, longest},
		detail: "on average " + digits(atWork) + " of " + digits(c.possible) + " at work",
		extra: []extra{
			{"workers inside operations, on average", "", "workers' clocks", atWork},
			{"workers that could be", "", "plan: workers and operations of a pass; host: CPUs for work that computes", c.possible},
		},
		try: "divide the work so that all workers finish at the same time; where a pass takes less than a millisecond, make it larger, since starting the workers takes as long",
	}, true
}

// longerEnd is the serial end of a pass.
func longerEnd(c *change, g *growth) (part, bool) {
	if c.risen(finishShare) < endBound {
		return part{}, false
	}
	return part{
		cause: "a longer serial end of each pass", amount: take(g.end, &g.end),
		shows: []reading{finishShare},
		try:   "do the end of a pass in parallel, or make it smaller: no worker helps with it",
	}, true
}

// inClient is for requests that go out one after another though there are
// workers for more: the client itself serialises them.
func inClient(c *change, g *growth) (part, bool) {
	if c.after.or(inFlightMost, 0) != 1 || c.after[activeWorkers] < 2 || c.widestBefore() < 2 {
		return part{}, false
	}
	return c.serially(take(math.Inf(1), &g.lock, &g.rest), inFlightMost, inFlight, lockPerItem), true
}

// widestBefore is the most requests that could have been in flight at once.
func (c *change) widestBefore() float64 {
	if c.ownCeiling() {
		return c.after[activeWorkers]
	}
	return c.before.or(inFlightMost, 0)
}

// fewerAtOnce is for requests of which fewer are in flight at once than there
// are workers, though waiting for connections or locks does not explain it.
func fewerAtOnce(c *change, g *growth) (part, bool) {
	most := c.after.or(inFlightMost, 0)
	if most < 2 || most > plateau*c.widestBefore() || most > plateau*c.after[activeWorkers] || g.wait > g.rest || g.lock > g.rest {
		return part{}, false
	}
	return part{
		cause: "fewer workers at work", amount: take(g.rest, &g.rest),
		shows:  []reading{inFlightMost, inFlight, activeWorkers},
		detail: "at most " + digits(most) + " at once",
		extra:  []extra{{"most requests in flight", "", "wire", most}},
		try:    "look for what limits requests in flight: a semaphore, a channel, a queue in the client",
	}, true
}

// locks is time that goroutines waited for a lock.
func locks(c *change, g *growth) (part, bool) {
	if g.lock < least || c.after[activeWorkers] < 2 {
		return part{}, false
	}
	return c.serially(take(g.lock, &g.lock), lockPerItem, cpuUse, inFlight), true
}

// serially builds a part that reports the serial fraction.
func (c *change) serially(amount float64, shows ...reading) part {
	p := part{
		amount: amount, shows: shows,
		cause:  "work that is partly serial in the client",
		detail: fmt.Sprintf("serial fraction %s", digits(c.serial)),
		extra:  []extra{{"serial fraction", "", "Karp and Flatt, by the speedup and its ceiling", c.serial}},
		try:    "look for the lock that the workers share: a run in debug mode takes a mutex and a block profile",
	}
	if c.serial >= oneAtOnce {
		p.cause = "work that is serial in the client"
	}
	return p
}
