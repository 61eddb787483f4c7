package simulator

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// serve takes a request all the way: it is routed, let through the gate, answered, held until its time, and sent.
func (s *Simulator) serve(a alarm, w http.ResponseWriter, r *http.Request) {
	arrival := time.Now()
	e, id, allow := route(r.Method, r.URL.Path)
	if e == metrics {
		s.writeMetrics(w)
		return
	}
	x := newExchange(r, s.now())
	x.passage = passage{endpoint: e, arrival: arrival, number: s.requests.Add(1)}
	s.counts.begin(e)
	defer s.finish(x) // also when a fault aborts the connection, which is done by a panic
	problem := s.gate(x)
	if problem == nil && !x.fault.silent() {
		problem = s.answer(x, id, allow)
	}
	if x.as != noEndpoint {
		x.endpoint = x.as
	}
	if problem != nil {
		x.fail(problem)
	}
	x.spoil()
	x.pack()
	x.hearOut()
	s.delay(a, x, problem != nil)
	if allow != "" {
		w.Header()["Allow"] = []string{allow}
	}
	if x.interrupts() {
		w.Header()["Connection"] = closeConnection // the rest of this request could be taken for the next one
		defer stopReading(w)
	}
	s.send(a, w, x)
}

func (s *Simulator) finish(x *exchange) {
	s.count(x)
	x.release()
}

// count counts the call, once. It is called before a connection is cut off, since the client may then ask for the
// counts at once, while the handler of the closed connection still runs.
func (s *Simulator) count(x *exchange) {
	if !x.counted {
		x.counted = true
		s.counts.end(x.served())
	}
}

// gate refuses a request above the rate limit, and applies the fault whose turn it is.
func (s *Simulator) gate(x *exchange) *apiError {
	if x.endpoint.internal() {
		return nil
	}
	if s.limits != nil && !s.limits.allow(x.endpoint, x.arrival) {
		x.limited = true
		return errRateLimited
	}
	if s.faults == nil {
		return nil
	}
	x.fault = s.faults.next(x.endpoint)
	switch {
	case x.fault == nil:
		return nil
	case x.fault.silent():
		_ = x.receive() // a server learns that its client has gone only when it has read what was sent
	}
	return x.fault.refusal
}

// answer answers a request that has passed the gate. A path that does not exist is 404 with any key.
func (s *Simulator) answer(x *exchange, id, allow string) *apiError {
	switch {
	case allow != "":
		return errMethodNotAllowed
	case x.endpoint == noEndpoint:
		return errNotFound
	case x.endpoint == health:
		x.out = append(x.out, `{"status":"ok"}`...)
		return nil
	}
	if x.endpoint.lists() && s.outbox.full() {
		return errUnread
	}
	m, problem := authenticate(x.request.Header["Authorization"])
	if problem != nil {
		return problem
	}
	x.store = s.stores[m]
	return x.answer(x.endpoint, id)
}

// delay waits until the answer is due. The delay is counted from the request's arrival, so it includes the work.
func (s *Simulator) delay(a alarm, x *exchange, failed bool) {
	t := &x.timing
	switch {
	case x.endpoint.internal():
	case x.fault != nil && x.fault.kind == faultStall:
		t.injected = x.fault.stall
	default:
		t.injected = s.profile.delay(x.endpoint, failed, mix(s.seed)^x.number)
	}
	t.work = time.Since(x.arrival)
	if t.injected <= t.work || x.overdue() {
		t.waited = t.injected
		return
	}
	t.cut = !a.wait(x.request.Context(), x.arrival.Add(t.injected))
	t.waited = time.Since(x.arrival)
	if t.cut && !x.fault.silent() {
		x.cutShort()
	}
}

// cutShort replaces an answer whose delay was cut short.
func (x *exchange) cutShort() {
	x.fault = nil // its time has not come
	if !errors.Is(context.Cause(x.request.Context()), errStopping) {
		x.status = unanswered // the client has gone
		return
	}
	x.packed = x.packed[:0]
	x.fail(errShuttingDown)
}

// send sends the answer, if there is one.
func (s *Simulator) send(a alarm, w http.ResponseWriter, x *exchange) {
	size := int64(len(x.out) + len(x.packed))
	switch {
	case x.status == unanswered:
	case s.outbox.take(size):
		defer s.outbox.give(size)
	default:
		x.fault, x.packed = nil, x.packed[:0]
		x.fail(errUnread)
	}
	now := time.Now()
	x.timing.total = now.Sub(x.arrival)
	giveTimeToTake(w, now)
	switch {
	case x.fault == nil && x.status != unanswered:
		_, _ = w.Write(x.head(w, s.requestIDs)) // the error is ignored: the client has left
	case x.fault == nil:
		s.count(x)
		abort() // otherwise the library would answer 200
	case x.fault.silent():
		x.status = unanswered
		s.count(x)
		hangUp(w, x.fault.kind == faultReset)
	default:
		s.sendFaulty(a, w, x)
	}
}
