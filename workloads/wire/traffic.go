package wire

import (
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// Traffic is the requests of one leg: a session for each worker, and what was
// measured of all of them.
type Traffic struct {
	sessions []*Session
	inFlight atomic.Int64 // written and not yet answered
	peak     atomic.Int64
	firsts   answerTimes // from the request's end to the answer's first byte
	bodies   answerTimes // from there to its last one
}

// answerTimes are times of all answers of a leg. The sessions share one histogram:
// one for each would be most of what they need, and the lock costs little beside a
// request.
type answerTimes struct {
	mutex  sync.Mutex
	times  *stats.Histogram
	summed time.Duration
}

func (b *answerTimes) record(took time.Duration) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.times.Record(took)
	b.summed += took
}

func (b *answerTimes) reset() {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.times.Reset()
	b.summed = 0
}

// summary returns the sum, the mean, and the quantiles 0.50 and 0.99.
func (b *answerTimes) summary() (summed, mean, p50, p99 time.Duration) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.summed, b.times.Mean(), b.times.Quantile(0.50), b.times.Quantile(0.99)
}

// Traffic opens a session for each of the given number of workers.
func (t *Transport) Traffic(workers int) *Traffic {
	all := &Traffic{firsts: answerTimes{times: stats.NewHistogram()}, bodies: answerTimes{times: stats.NewHistogram()}}
	for range workers {
		all.sessions = append(all.sessions, newSession(t, all))
	}
	return all
}

// Session returns the session of a worker, counted from 0.
func (t *Traffic) Session(worker int) *Session { return t.sessions[worker] }

// Workers is the number of sessions.
func (t *Traffic) Workers() int { return len(t.sessions) }

// InFlight is how many requests are on the wire now.
func (t *Traffic) InFlight() int64 { return t.inFlight.Load() }

// Reset makes the traffic new for another leg. The sessions must not be in use.
func (t *Traffic) Reset() {
	for _, s := range t.sessions {
		s.reset()
	}
	t.peak.Store(0)
	t.firsts.reset()
	t.bodies.reset()
}

// Evidence sums up what was measured. It leaves out the mean in flight, which
// depends on the makespan. The runner computes that.
func (t *Traffic) Evidence() engine.WireEvidence {
	e := engine.WireEvidence{InFlightMax: t.peak.Load(), Statuses: map[string]int64{}}
	var server time.Duration
	for _, s := range t.sessions {
		e.Requests += s.requests
		e.RateLimited += s.rateLimited
		e.Cached += s.cached
		s.counts.addTo(&e)
		e.ServerTimeCount += s.served
		server += s.serverTime
		for status, count := range s.statuses {
			e.Statuses[strconv.Itoa(status)] += count
		}
	}
	_, e.FirstByteMean, e.FirstByteP50, e.FirstByteP99 = t.firsts.summary()
	e.BodyTime, e.BodyMean, e.BodyP50, e.BodyP99 = t.bodies.summary()
	if e.ServerTimeCount > 0 {
		e.ServerTime = server / time.Duration(e.ServerTimeCount)
	}
	return e
}

func (c *wireCounts) addTo(e *engine.WireEvidence) {
	e.Connections += c.connections.Load()
	e.Reused += c.reused.Load()
	e.Retries += c.retries.Load()
	e.ConnectTime += time.Duration(c.connect.Load())
	e.TLSTime += time.Duration(c.tls.Load())
	e.ConnectionWait += time.Duration(c.wait.Load())
}

// fly counts a request that is on the wire. land stops counting it when it is
// answered.
func (t *Traffic) fly() {
	now := t.inFlight.Add(1)
	for {
		peak := t.peak.Load()
		if now <= peak || t.peak.CompareAndSwap(peak, now) {
			return
		}
	}
}

func (t *Traffic) land() { t.inFlight.Add(-1) }
