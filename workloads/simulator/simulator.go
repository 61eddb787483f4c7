package simulator

import (
	"log"
	"sync/atomic"
	"time"

	"ep-benchmark/workloads/simulator/courier"
	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/faults"
	"ep-benchmark/workloads/simulator/httpserver"
	"ep-benchmark/workloads/simulator/latency"
	"ep-benchmark/workloads/simulator/metrics"
	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/ring"
	"ep-benchmark/workloads/simulator/state"
	"ep-benchmark/workloads/simulator/store"
)

// DefaultMaxObjects is how many objects of each kind and mode are kept unless Options say otherwise. A process that is
// full of shipments, with their addresses and parcels, was measured to take 134 MB.
const DefaultMaxObjects = 100_000

// Options configure a Simulator. The zero value is usable.
type Options struct {
	// Seed is what all ids and random delays derive from.
	Seed uint64
	// Latency is how late answers are.
	Latency latency.Profile
	// Limit is how many requests a second are let through; above it they are refused with 429.
	Limit Limit
	// Faults are the faults that are injected; nil stands for none. Two Simulators must not share them.
	Faults *faults.Rules
	// MaxObjects bounds the memory: it is how many objects of each kind (addresses, parcels, shipments, trackers) are kept
	// in each mode. The newest object displaces the oldest one. 0 or less stands for DefaultMaxObjects.
	MaxObjects int
	// Bounds are how much time and how many connections clients may take.
	Bounds httpserver.Bounds
	// Log receives what a server can't say in an answer: that there are too many connections, or that TLS failed. nil
	// stands for the standard logger.
	Log *log.Logger
	// WebhooksAnywhere lets events be sent to other machines than this one.
	WebhooksAnywhere bool
	// TimeScale is how many times faster than the clock bought parcels travel; 0: they stay where they are. With 0 what
	// an answer shows follows from the sequence of requests alone.
	TimeScale float64
	// Drift is how prices change over time, drawn from Seed; the zero Drift leaves them as they are.
	Drift rating.Drift
	// Now returns the time with which objects are stamped; nil stands for time.Now. Delays follow the real clock.
	Now func() time.Time
}

// Simulator is an EasyPost API server. Its methods may be called from many goroutines.
type Simulator struct {
	seed       uint64
	profile    latency.Profile
	limits     *buckets      // nil = no limit
	faults     *faults.Rules // nil = none
	now        func() time.Time
	stores     [objects.Modes]*store.Store
	requestIDs ring.Identity
	requests   atomic.Uint64
	counts     metrics.Counts
	server     *httpserver.Server
	outbox     httpserver.Outbox
	courier    *courier.Courier
}

// New makes a Simulator with nothing in it.
func New(o Options) *Simulator {
	s := &Simulator{seed: o.Seed, profile: o.Latency, limits: o.Limit.buckets(), faults: o.Faults, now: o.Now}
	if s.now == nil {
		s.now = time.Now
	}
	size := o.MaxObjects
	if size <= 0 {
		size = DefaultMaxObjects
	}
	drift := o.Drift
	drift.Seed = o.Seed
	s.courier = courier.New(o.WebhooksAnywhere)
	for m := range objects.Modes {
		s.stores[m] = store.New(o.Seed, m, size)
		s.stores[m].Courier = s.courier
		s.stores[m].IDs.Travel(o.TimeScale, s.now)
		s.stores[m].IDs.Drift = drift
	}
	s.server = httpserver.New(o.Bounds, max(o.Latency.Longest(), o.Faults.LongestStall()), o.Log)
	s.requestIDs = objects.NewRequestIDs(o.Seed)
	return s
}

// ServedAt says by which URL clients reach the simulator, "http://127.0.0.1:8080", for the addresses of labels, forms and
// reports. It must be called before the first request; without it they lead to the port 8080 of this machine.
func (s *Simulator) ServedAt(url string) {
	for m := range objects.Modes {
		s.stores[m].IDs.Files = url + endpoint.FilesPath
	}
}

// KeepIn loads what a state file holds, and has the file follow every change from then on. It must be called before the
// first request; closing the file writes what is left.
func (s *Simulator) KeepIn(path string) (*state.File, error) {
	return state.Open(path, s.seed, s.stores[:])
}
