package simulator

import (
	"net/http"
	"sync"
	"time"

	"ep-benchmark/workloads/simulator/api"
	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/faults"
	"ep-benchmark/workloads/simulator/metrics"
)

const largestPooled = 1 << 20 // bytes: larger buffers are left to the garbage collector

// exchange is a call together with what happens to it on its way through the simulator. Exchanges are pooled.
type exchange struct {
	api.Call
	packed []byte // the answer compressed
	passage
}

// passage is what happens to a call on its way through the simulator, apart from its content.
type passage struct {
	endpoint endpoint.Endpoint // that latency and counts go by
	counted  bool
	arrival  time.Time
	number   uint64 // of the request, from 1
	timing   timing
	fault    *faults.Fault // what goes wrong by design; nil = nothing
	limited  bool          // refused by the rate limit
}

// timing is how long a request took. The answer reports the first three.
type timing struct {
	injected time.Duration // the delay that was asked for, from the request's arrival on
	work     time.Duration // until the answer was ready; it hides inside the delay
	total    time.Duration // until the answer left
	waited   time.Duration // the actual delay: longer than injected by how late the wait ended
	cut      bool          // the wait ended before its time
}

var exchanges = sync.Pool{New: func() any { return &exchange{Call: api.NewCall()} }}

func newExchange(r *http.Request, now time.Time) *exchange {
	x := exchanges.Get().(*exchange)
	x.Begin(r, now)
	x.packed = x.packed[:0]
	return x
}

func (x *exchange) release() {
	x.passage = passage{}
	if x.End()+cap(x.packed) <= largestPooled {
		exchanges.Put(x)
	}
}

// served is what is counted of the exchange.
func (x *exchange) served() *metrics.Served {
	r := &metrics.Served{
		Endpoint: x.endpoint, Status: x.Status, Arrival: x.arrival, Limited: x.limited,
		Cut: x.timing.cut, Injected: x.timing.injected, Waited: x.timing.waited,
	}
	if x.fault != nil {
		r.Faulty, r.Fault = true, x.fault.Kind
	}
	return r
}
