package simulator

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// passage is what happens to a call on its way through the simulator, apart from its content.
type passage struct {
	endpoint endpoint // that latency and counts go by
	counted  bool
	arrival  time.Time
	number   uint64 // of the request, from 1
	timing   timing
	fault    *fault // what goes wrong by design; nil = nothing
	limited  bool   // refused by the rate limit
}

// serve takes a request all the way: it is routed, let through the gate, answered, held until its time, and sent.
func (s *Simulator) serve(a alarm, w http.ResponseWriter, r *http.Request) {
	arrival := time.Now()
	e, id, allow := route(r.Method, r.URL.Path)
	if e == metrics {
		s.writeMetrics(w)
		return
	}
	c := newCall(r, s.now())
	c.passage = passage{endpoint: e, arrival: arrival, number: s.requests.Add(1)}
	s.counts.begin(c)
	defer s.finish(c) // also when a fault aborts the connection, which is done by a panic
	problem := s.gate(c)
	if problem == nil && !c.fault.silent() {
		problem = s.answer(c, id, allow)
	}
	if c.as != noEndpoint {
		c.endpoint = c.as
	}
	if problem != nil {
		c.fail(problem)
	}
	c.spoil()
	c.pack()
	c.hearOut()
	s.delay(a, c, problem != nil)
	if allow != "" {
		w.Header()["Allow"] = []string{allow}
	}
	if c.interrupts() {
		w.Header()["Connection"] = closeConnection // the rest of this request could be taken for the next one
		defer stopReading(w)
	}
	s.send(a, w, c)
}

func (s *Simulator) finish(c *call) {
	s.count(c)
	c.release()
}

// count counts the call, once. It is called before a connection is cut off, since the client may then ask for the
// counts at once, while the handler of the closed connection still runs.
func (s *Simulator) count(c *call) {
	if !c.counted {
		c.counted = true
		s.counts.end(c)
	}
}

// gate refuses a request above the rate limit, and applies the fault whose turn it is.
func (s *Simulator) gate(c *call) *apiError {
	if c.endpoint.internal() {
		return nil
	}
	if s.limits != nil && !s.limits.allow(c.endpoint, c.arrival) {
		c.limited = true
		return errRateLimited
	}
	if s.faults == nil {
		return nil
	}
	c.fault = s.faults.next(c.endpoint)
	switch {
	case c.fault == nil:
		return nil
	case c.fault.silent():
		_ = c.receive() // a server learns that its client has gone only when it has read what was sent
	}
	return c.fault.refusal
}

// answer answers a request that has passed the gate. A path that does not exist is 404 with any key.
func (s *Simulator) answer(c *call, id, allow string) *apiError {
	switch {
	case allow != "":
		return errMethodNotAllowed
	case c.endpoint == noEndpoint:
		return errNotFound
	case c.endpoint == health:
		c.out = append(c.out, `{"status":"ok"}`...)
		return nil
	}
	if c.endpoint.lists() && s.outbox.full() {
		return errUnread
	}
	m, problem := authenticate(c.request.Header["Authorization"])
	if problem != nil {
		return problem
	}
	c.world = s.worlds[m]
	return c.answer(c.endpoint, id)
}

// delay waits until the answer is due. The delay is counted from the request's arrival, so it includes the work.
func (s *Simulator) delay(a alarm, c *call, failed bool) {
	t := &c.timing
	switch {
	case c.endpoint.internal():
	case c.fault != nil && c.fault.kind == faultStall:
		t.injected = c.fault.stall
	default:
		t.injected = s.profile.delay(c.endpoint, failed, mix(s.seed)^c.number)
	}
	t.work = time.Since(c.arrival)
	if t.injected <= t.work || c.overdue() {
		t.waited = t.injected
		return
	}
	t.cut = !a.wait(c.request.Context(), c.arrival.Add(t.injected))
	t.waited = time.Since(c.arrival)
	if t.cut && !c.fault.silent() {
		c.cutShort()
	}
}

// cutShort replaces an answer whose delay was cut short.
func (c *call) cutShort() {
	c.fault = nil // its time has not come
	if !errors.Is(context.Cause(c.request.Context()), errStopping) {
		c.status = unanswered // the client has gone
		return
	}
	c.packed = c.packed[:0]
	c.fail(errShuttingDown)
}

// send sends the answer, if there is one.
func (s *Simulator) send(a alarm, w http.ResponseWriter, c *call) {
	size := int64(len(c.out) + len(c.packed))
	switch {
	case c.status == unanswered:
	case s.outbox.take(size):
		defer s.outbox.give(size)
	default:
		c.fault, c.packed = nil, c.packed[:0]
		c.fail(errUnread)
	}
	now := time.Now()
	c.timing.total = now.Sub(c.arrival)
	giveTimeToTake(w, now)
	switch {
	case c.fault == nil && c.status != unanswered:
		_, _ = w.Write(c.head(w, s.requestIDs)) // the error is ignored: the client has left
	case c.fault == nil:
		s.count(c)
		abort() // otherwise the library would answer 200
	case c.fault.silent():
		c.status = unanswered
		s.count(c)
		hangUp(w, c.fault.kind == faultReset)
	default:
		s.sendFaulty(a, w, c)
	}
}
