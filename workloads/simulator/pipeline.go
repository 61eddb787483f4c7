package simulator

import (
	"context"
	"errors"
	"net/http"
	"time"

	"ep-benchmark/engine/alarm"
	"ep-benchmark/workloads/simulator/api"
	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/faults"
	"ep-benchmark/workloads/simulator/httpserver"
	"ep-benchmark/workloads/simulator/metrics"
	"ep-benchmark/workloads/simulator/splitmix"
	"ep-benchmark/workloads/simulator/wire"
)

// serve takes a request all the way: it is routed, let through the gate, answered, held until its time, and sent.
func (s *Simulator) serve(a alarm.Alarm, w http.ResponseWriter, r *http.Request) {
	arrival := time.Now()
	e, id, allow := endpoint.Route(r.Method, r.URL.Path)
	if e == endpoint.Metrics {
		s.writeMetrics(w)
		return
	}
	x := newExchange(r, s.now())
	x.passage = passage{endpoint: e, arrival: arrival, number: s.requests.Add(1)}
	s.counts.Begin(e)
	defer s.finish(x) // also when a fault aborts the connection, which is done by a panic
	problem := s.gate(x)
	if problem == nil && !x.fault.Silent() {
		problem = s.answer(x, id, allow)
	}
	if x.As != endpoint.None {
		x.endpoint = x.As
	}
	if problem != nil {
		x.Fail(problem)
	}
	x.breakBody()
	x.compress()
	x.ReadRest()
	s.delay(a, x, problem != nil)
	if allow != "" {
		w.Header()["Allow"] = []string{allow}
	}
	if x.Interrupts() {
		w.Header()["Connection"] = closeConnection // the rest of this request could be taken for the next one
		defer httpserver.StopReading(w)
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
		s.counts.End(x.served())
	}
}

// gate refuses a request above the rate limit, and applies the fault whose turn it is.
func (s *Simulator) gate(x *exchange) *wire.Error {
	if x.endpoint.Internal() {
		return nil
	}
	if s.limits != nil && !s.limits.allow(x.endpoint, x.arrival) {
		x.limited = true
		return wire.ErrRateLimited
	}
	if s.faults == nil {
		return nil
	}
	x.fault = s.faults.Next(x.endpoint)
	switch {
	case x.fault == nil:
		return nil
	case x.fault.Silent():
		_ = x.Receive() // a server learns that its client has gone only when it has read what was sent
	}
	return x.fault.Refusal
}

// answer answers a request that has passed the gate. A path that does not exist is 404 with any key.
func (s *Simulator) answer(x *exchange, id, allow string) *wire.Error {
	switch {
	case allow != "":
		return wire.ErrMethodNotAllowed
	case x.endpoint == endpoint.None && endpoint.IsAccountData(x.Request.URL.Path):
		return wire.ErrNotSimulated
	case x.endpoint == endpoint.None:
		return wire.ErrNotFound
	case x.endpoint == endpoint.Health:
		x.Out = append(x.Out, `{"status":"ok"}`...)
		return nil
	case x.endpoint == endpoint.GetFile:
		return x.File(s.stores[:], id)
	}
	if x.endpoint.Lists() && s.outbox.Full() {
		return wire.ErrUnread
	}
	m, problem := api.Authenticate(x.Request.Header["Authorization"])
	if problem != nil {
		return problem
	}
	x.Store = s.stores[m]
	return x.Answer(x.endpoint, id)
}

// delay waits until the answer is due. The delay is counted from the request's arrival, so it includes the work.
func (s *Simulator) delay(a alarm.Alarm, x *exchange, failed bool) {
	t := &x.timing
	switch {
	case x.endpoint.Internal():
	case x.fault != nil && x.fault.Kind == faults.Stall:
		t.injected = x.fault.Stall
	default:
		t.injected = s.profile.Delay(x.endpoint, failed, splitmix.Mix(s.seed)^x.number)
	}
	t.work = time.Since(x.arrival)
	if t.injected <= t.work || x.Overdue() {
		t.waited = t.injected
		return
	}
	t.cut = !a.Wait(x.Request.Context(), x.arrival.Add(t.injected))
	t.waited = time.Since(x.arrival)
	if t.cut && !x.fault.Silent() {
		x.cutShort()
	}
}

// cutShort replaces an answer whose delay was cut short.
func (x *exchange) cutShort() {
	x.fault = nil // its time has not come
	if !errors.Is(context.Cause(x.Request.Context()), httpserver.ErrStopping) {
		x.Status = metrics.Unanswered // the client has gone
		return
	}
	x.packed = x.packed[:0]
	x.Fail(wire.ErrShuttingDown)
}

// send sends the answer, if there is one.
func (s *Simulator) send(a alarm.Alarm, w http.ResponseWriter, x *exchange) {
	size := int64(len(x.Out) + len(x.packed))
	switch {
	case x.Status == metrics.Unanswered:
	case s.outbox.Take(size):
		defer s.outbox.Give(size)
	default:
		x.fault, x.packed = nil, x.packed[:0]
		x.Fail(wire.ErrUnread)
	}
	now := time.Now()
	x.timing.total = now.Sub(x.arrival)
	httpserver.ExtendWriteDeadline(w, now)
	switch {
	case x.fault == nil && x.Status != metrics.Unanswered:
		_, _ = w.Write(x.head(w, s.requestIDs)) // the error is ignored: the client has left
	case x.fault == nil:
		s.count(x)
		httpserver.Abort() // otherwise the library would answer 200
	case x.fault.Silent():
		x.Status = metrics.Unanswered
		s.count(x)
		httpserver.HangUp(w, x.fault.Kind == faults.Reset)
	default:
		s.sendFaulty(a, w, x)
	}
}
