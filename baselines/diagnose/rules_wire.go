package diagnose

import "math"

const (
	// limitedBound is the share of answers 429 that is worth a word.
	limitedBound = 0.01
	// waitBound is the share of the time inside operations from which on
	// waiting for a connection is a cause.
	waitBound = 0.20
	// reuseBound is the share of requests that must go out on a connection
	// used before.
	reuseBound = 0.95
	// requestsBound is by how much the requests per item must have grown.
	requestsBound = 1.05
	// loadBound is by how much more the first byte must take under load, and
	// serverBound with nobody else asking.
	loadBound, serverBound = 1.05, 1.03
)

// rateLimited is a server that refuses, and whoever then waits and asks again.
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
	if c.after.or(reuse, 1) >= reuseBound || c.after[reuse] >= c.before.or(reuse, 1) {
		return part{}, false
	}
	return part{
		cause: "connections that are not used again", amount: take(g.connect, &g.connect),
		shows: []reading{reuse, connectPerItem},
		try:   "keep connections alive: read answers to their end, allow as many idle connections as workers, and see whether the server closes them",
	}, true
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

// serverUnderLoad is a server that answers one request in time, and several
// not.
func serverUnderLoad(c *change, g *growth) (part, bool) {
	if !c.grew(firstByte, loadBound) || g.load < least {
		return part{}, false
	}
	p := part{
		cause: "a server that is slower under load",
		shows: []reading{firstByte, inFlight, serverTime},
		try:   "look at what requests share in the server: a lock, a pool, its CPUs",
	}
	if width := c.serverWidth(); width > 0 {
		p.detail = "as if it answered " + digits(width) + " at once"
		p.extra = []extra{{"requests answered at once", "", "wire: requests in flight x time to first byte alone / in parallel", width}}
		if width < 1.5 {
			p.cause = "a server that answers one request at a time"
		}
	}
	p.amount = take(g.load, &g.load)
	return p, true
}

// serverWidth is how many requests the server answers in the time of one that
// comes alone; 0 where that can't be told.
func (c *change) serverWidth() float64 {
	alone := c.aloneAfter
	if alone == nil {
		alone = &c.before
	}
	if !alone.known(firstByte) || !c.after.known(inFlight, firstByte) {
		return 0
	}
	return c.after[inFlight] * alone[firstByte] / c.after[firstByte]
}

// slowerServer is a server that answers later whoever asks.
func slowerServer(c *change, g *growth) (part, bool) {
	if c.ownCeiling() || !c.aloneBefore.known(firstByte) || !c.aloneAfter.known(firstByte) ||
		c.aloneAfter[firstByte] < serverBound*c.aloneBefore[firstByte] {
		return part{}, false
	}
	return part{
		cause: "a slower server", amount: take(g.alone, &g.alone),
		shows: []reading{firstByte, serverTime},
		try:   "look at the server and the way to it: the client waits, and did not get slower itself",
	}, true
}
