package diagnose

import "math"

const (
	// apart is how much, on logs, the mean operation must differ between a limit
	// and the next one for the number to be exact.
	apart = 0.05
)

// limitAtOnce is a server, or something before it, that answers a limited
// number of requests at once and lets the others wait. The wire does not show
// the limit, since all requests are under way there. The times show it:
// requests that come first take as long as alone, and requests that wait take
// that time more for each wave before them.
func limitAtOnce(c *change, g *growth) (part, bool) {
	waiting := logRatio(c.answering(&c.before), c.answering(&c.after))
	if c.dropsConnections() { // the time is for making connections, however long: many at once wait for the CPUs
		waiting = logRatio(c.before[firstByte], c.after[firstByte])
	}
	if waiting < math.Log(loadBound) || g.load+max(g.connect, 0) < least {
		return part{}, false
	}
	limit, ok := c.atOnce()
	if !ok {
		return part{}, false
	}
	// The waiting counts as the limit's, as far as it fits. Of standing idle, only
	// what the last wave leaves counts.
	amount := take(math.Inf(1), &g.load)
	if !c.dropsConnections() {
		amount += take(math.Inf(1), &g.connect)
	}
	amount += take(limit.growth-amount, &g.idle)
	number := digits(float64(limit.atOnce))
	p := part{
		cause:  "a limit on requests at once",
		amount: amount,
		shows:  []reading{firstByte, serverTime, inFlightMost},
		detail: "at most " + limit.about + number + ", " + c.whereLimited(),
		extra:  []extra{{"most requests answered at once", "", "times of operations in parallel and alone", float64(limit.atOnce)}},
		try:    "look for a limit of " + limit.about + number + " on connections, workers or requests, in the server and in what stands before it",
	}
	if limit.atOnce == 1 {
		p.cause = oneRequestAtATime
	}
	if c.risen(connectPerItem) > c.risen(firstByte)*c.after[requestsPerItem] { // they wait before they are sent
		p.shows = append([]reading{connectPerItem}, p.shows...)
	}
	return p, true
}

// whereLimited says where requests wait, as far as the server reports it.
func (c *change) whereLimited() string {
	alone := c.alone()
	switch longer := c.answering(&c.after) - c.answering(alone); {
	case !alone.known(serverTime) || !c.after.known(serverTime):
		return "in the server or before it"
	case c.after[serverTime]-alone[serverTime] >= halfShare*longer:
		return "in the server, whose own time grew"
	}
	return "before the server, whose own time did not grow"
}

// answering is how long a request waits for its answer, a new connection
// included: where connections are limited, making one takes long.
func (c *change) answering(r *readings) float64 {
	if !r.known(firstByte, requestsPerItem) || r[requestsPerItem] <= 0 {
		return 0
	}
	return r[firstByte] + r.or(connectPerItem, 0)/r[requestsPerItem]
}

// A limit is how many requests are answered at once.
type limit struct {
	atOnce int
	about  string  // "about ", where the next number fits nearly as well
	growth float64 // of the time, on logs, that it makes
}

// atOnce finds the limit that explains the parallel legs, from the times of
// single operations in the sequential ones. It is false where no limit explains
// them.
func (c *change) atOnce() (limit, bool) {
	operations, workers := c.spec.Operations, int(math.Round(c.after[activeWorkers]))
	alone := c.alone()
	factor := c.answering(&c.after) / c.answering(alone)
	if c.joined || c.saturated() || workers < 2 || !(factor > 1) || !c.oneRequestEach(operations) {
		return limit{}, false
	}
	l, ok := newLine(operations, workers, latenciesOf(c.legs.sequential))
	if !ok {
		return limit{}, false
	}
	for _, l := range []line{l.usual(), l.steady()} {
		if found, ok := c.fits(&l, factor); ok {
			return found, true
		}
	}
	return limit{}, false
}

// fits tells whether a limit explains the parallel legs, simulated by one line.
func (c *change) fits(l *line, factor float64) (limit, bool) {
	pass := c.after[timePerItem] / c.alone()[busyPerItem] * float64(l.operations) // in times of one operation alone
	seen := passed{mean: factor, pass: pass, quick: l.quickOf(c.legs.parallel)}
	n := l.fit(min(l.workers, l.operations)-1, seen)
	expected := l.through(n)
	if !c.moreAsk(n) || !expected.like(seen) {
		return limit{}, false
	}
	found := limit{atOnce: n, growth: math.Log(expected.pass / c.passBefore(l))}
	if math.Log(expected.mean/l.through(n+1).mean) < apart {
		found.about = "about "
	}
	return found, true
}

// moreAsk tells whether more than n requests are on the wire, or whether
// requests wait for a new connection.
func (c *change) moreAsk(n int) bool {
	return c.after.or(inFlightMost, 0) > float64(n) || c.answering(&c.after) > loadBound*c.after[firstByte]
}

// oneRequestEach tells whether operations are one request each, so that their
// times are those of requests.
func (c *change) oneRequestEach(operations int) bool {
	if operations < 2 || c.spec.Size < 1 {
		return false
	}
	each := c.after.or(requestsPerItem, 0) * float64(c.spec.Size) / float64(operations)
	return each > 0.95 && each < requestsBound
}

// passBefore is the time of a pass without the limit, in that of an operation:
// a baseline's, or, without one, what operations as long as alone would take on
// all workers.
func (c *change) passBefore(l *line) float64 {
	if c.ownCeiling() || !c.aloneBefore.known(busyPerItem) {
		return l.through(l.workers).pass
	}
	return c.before[timePerItem] / c.aloneBefore[busyPerItem] * float64(l.operations)
}
