package diagnose

import "math"

const (
	// limitedBound is the share of answers 429 from which on they are reported.
	limitedBound = 0.01
	// waitBound is the share of the time inside operations from which on
	// waiting for a connection is a cause.
	waitBound = 0.20
	// reuseBound is the share of requests that must go out on a connection
	// used before.
	reuseBound = 0.95
	// requestsBound is by how much the requests per item must have grown.
	requestsBound = 1.05
	// bodyBound is by how much longer answers must take to arrive.
	bodyBound = 1.05
	// loadBound is by how much more the first byte must take under load, and
	// serverBound without concurrent requests.
	loadBound, serverBound = 1.05, 1.03
	// unevenBound is by how much the lateness of the latest answers over the mean
	// one must have grown.
	unevenBound = 1.1

	oneRequestAtATime = "a server that answers one request at a time"
)

// rateLimited is a server that refuses requests; clients wait and ask again.
func rateLimited(c *change, g *growth) (part, bool) {
	if c.risen(limited) < limitedBound {
		return part{}, false
	}
	return part{
		cause: "a rate limit", amount: take(math.Inf(1), &g.rest, &g.requests, &g.load, &g.idle),
		shows: []reading{limited, requestsPerItem, inFlight},
		try:   "use fewer workers, or a key with a higher limit: the server answers 429, and waiting for it is part of the time",
	}, true
}

// connectionLimit is workers that wait for each other's connections.
func connectionLimit(c *change, g *growth) (part, bool) {
	if c.after.or(waitShare, 0) < waitBound || c.after.or(inFlight, 0) >= c.after[activeWorkers] {
		return part{}, false
	}
	return part{
		cause: "a limit on connections", amount: take(g.wait, &g.wait),
		shows: []reading{waitShare, inFlight, inFlightMost, activeWorkers},
		try:   "raise the client's limit of connections per host, or use fewer workers",
	}, true
}

// freshConnections is connections that are made for nearly every request.
func freshConnections(c *change, g *growth) (part, bool) {
	if !c.dropsConnections() {
		return part{}, false
	}
	return part{
		cause: "connections that are not used again", amount: take(g.connect, &g.connect),
		shows: []reading{reuse, connectPerItem},
		try:   "keep connections alive: read answers to their end, allow as many idle connections as workers, and see whether the server closes them",
	}, true
}

// dropsConnections tells whether connections are made for nearly every request,
// and were not before.
func (c *change) dropsConnections() bool {
	return c.after.or(reuse, 1) < reuseBound && c.after[reuse] < c.before.or(reuse, 1)
}

func moreRequests(c *change, g *growth) (part, bool) {
	if !c.grew(requestsPerItem, requestsBound) {
		return part{}, false
	}
	return part{
		cause: "more requests for each item", amount: take(g.requests, &g.requests),
		shows: []reading{requestsPerItem},
		try:   "look for what asks more than once for the same item",
	}, true
}

// slowBodies is answers that begin in time and take long to arrive.
func slowBodies(c *change, g *growth) (part, bool) {
	if !c.grew(bodyTime, bodyBound) {
		return part{}, false
	}
	return part{
		cause: "answers that arrive slowly once they have begun", amount: take(g.body, &g.body),
		shows: []reading{bodyTime, firstByte},
		try:   "look at what the server still does after an answer's first byte, at how large answers are, and at how much the way to it carries",
	}, true
}

// serverUnderLoad is a server that answers a single request in time, but not
// several at once.
func serverUnderLoad(c *change, g *growth) (part, bool) {
	if !c.grew(firstByte, loadBound) || g.load < least {
		return part{}, false
	}
	share := c.serversShare()
	p := c.underLoad(part{
		cause: "a server that is slower under load", amount: take(share*g.load, &g.load),
		shows: []reading{firstByte, inFlight, serverTime, unevenness},
		try:   "look at what requests share in the server: a lock, a pool, its CPUs",
	})
	if share >= halfShare {
		p.amount += take(c.uneven(), &g.idle)
	}
	if width := c.serverWidth(); width > 0 && width < 1.5 {
		p.cause = oneRequestAtATime
	}
	return p, true
}

// uneven is the most growth, on logs, that unevenly late answers make: workers
// whose answers came earlier stand idle until the pass is over.
func (c *change) uneven() float64 {
	if !c.grew(unevenness, unevenBound) || c.spec.Operations < 1 || c.after[activeWorkers] < 2 {
		return 0
	}
	workers := int(math.Round(c.after[activeWorkers]))
	l, ok := newLine(c.spec.Operations, workers, latenciesOf(c.legs.parallel))
	if !ok {
		return 0
	}
	return math.Log(l.through(workers).pass / math.Ceil(float64(l.operations)/float64(workers)))
}

// underLoad adds how many requests seem to be answered at once.
func (c *change) underLoad(p part) part {
	if width := c.serverWidth(); width > 0 {
		p.detail = "as if it answered " + about(width) + " at once"
		if c.joined {
			p.detail += ", beside what the run's other workloads ask"
		}
		p.extra = []extra{{"requests answered at once", "", "wire: requests in flight x time to first byte alone / in parallel", width}}
	}
	return p
}

// about renders an estimate of a number that is counted in whole ones.
func about(n float64) string {
	if n < 1.5 {
		return digits(math.Round(10*n) / 10)
	}
	return "about " + digits(math.Round(n))
}

// serverWidth is how many requests the server answers in the time of one that
// comes alone; 0 where that is unknown.
func (c *change) serverWidth() float64 {
	alone := c.alone()
	if !alone.known(firstByte) || !c.after.known(inFlight, firstByte) {
		return 0
	}
	return c.after[inFlight] * alone[firstByte] / c.after[firstByte]
}

// wayUnderLoad is requests that wait under load, by a wait that the server's
// own time does not contain.
func wayUnderLoad(c *change, g *growth) (part, bool) {
	if !c.grew(firstByte, loadBound) || !c.grew(onTheWay, loadBound) || g.load < least {
		return part{}, false
	}
	return c.underLoad(part{
		cause: "a way to the server that is slower under load", amount: take(g.load, &g.load) + take(c.uneven(), &g.idle),
		shows: []reading{onTheWay, serverTime, firstByte, inFlight, unevenness},
		try:   "look at what stands before the server: its queue, a proxy, the network; the server's own time does not have this in it",
	}), true
}

// slowerServer is a server that answers later, with or without load.
func slowerServer(c *change, g *growth) (part, bool) {
	if !c.laterAlone() {
		return part{}, false
	}
	p := part{
		cause: "a slower server", amount: take(shareOf(serverTime, c.aloneBefore, c.aloneAfter)*g.alone, &g.alone),
		shows: []reading{firstByte, serverTime}, sequential: true,
		try: "look at the server: the client only waits for it",
	}
	if !c.aloneBefore.known(serverTime) || !c.aloneAfter.known(serverTime) {
		p.detail = "or a slower way to it: the server does not say how long it takes"
		p.try = "look at the server and the way to it: the client only waits for them"
	}
	return p, true
}

// slowerWay is a delay that the server's own time does not contain: the server
// reports the same time as before, but its answers come later.
func slowerWay(c *change, g *growth) (part, bool) {
	if !c.laterAlone() || c.aloneAfter.or(onTheWay, 0) <= c.aloneBefore.or(onTheWay, math.Inf(1)) {
		return part{}, false
	}
	return part{
		cause: "a slower way to the server, or a queue before it", amount: take(g.alone, &g.alone),
		shows: []reading{onTheWay, serverTime, firstByte}, sequential: true,
		try: "look at the network and at what stands before the server, such as a proxy or its queue: the server's own time does not have this in it",
	}, true
}

// laterAlone tells whether answers come later without concurrent requests.
func (c *change) laterAlone() bool {
	return !c.ownCeiling() && c.aloneBefore.known(firstByte) && c.aloneAfter.known(firstByte) &&
		c.aloneAfter[firstByte] >= serverBound*c.aloneBefore[firstByte]
}

// serversShare is the part of later first bytes that the server reports as its
// own. Without a baseline, later is what parallel legs wait longer than
// sequential ones.
func (c *change) serversShare() float64 {
	if c.ownCeiling() {
		return shareOf(serverTime, &c.before, &c.after)
	}
	return shareOf(serverTime, c.aloneAfter, &c.after)
}

// shareOf is the part of a growth of the time to first byte that comes from one
// of its components; 1 where that is not known.
func shareOf(which reading, before, after *readings) float64 {
	if !before.known(which, firstByte) || !after.known(which, firstByte) || after[firstByte] <= before[firstByte] {
		return 1
	}
	return min(1, max(0, (after[which]-before[which])/(after[firstByte]-before[firstByte])))
}
