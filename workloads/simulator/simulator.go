package simulator

import (
	"log"
	"sync/atomic"
	"time"
)

// DefaultMaxObjects is how many objects of each kind and mode are kept unless Options say otherwise. A process that is
// full of shipments, with their addresses and parcels, was measured to take 134 MB.
const DefaultMaxObjects = 100_000

// Options configure a Simulator. The zero value is usable.
type Options struct {
	// Seed is what all ids and random delays derive from.
	Seed uint64
	// Latency is how late answers are.
	Latency Profile
	// Limit is how many requests a second are let through; above it they are refused with 429.
	Limit Limit
	// Faults are the faults that are injected; nil stands for none. Two Simulators must not share them.
	Faults *Faults
	// MaxObjects bounds the memory: it is how many objects of each kind (addresses, parcels, shipments, trackers) are kept
	// in each mode. The newest object displaces the oldest one. 0 or less stands for DefaultMaxObjects.
	MaxObjects int
	// Bounds are how much time and how many connections clients may take.
	Bounds Bounds
	// Log receives what a server can't say in an answer: that there are too many connections, or that TLS failed. nil
	// stands for the standard logger.
	Log *log.Logger
	// Now returns the time with which objects are stamped; nil stands for time.Now. Delays follow the real clock.
	Now func() time.Time
}

// Simulator is an EasyPost API server. Its methods may be called from many goroutines.
type Simulator struct {
	seed       uint64
	profile    Profile
	limits     *buckets // nil = no limit
	faults     *Faults  // nil = none
	now        func() time.Time
	stores     [modes]*Store
	requestIDs identity
	requests   atomic.Uint64
	counts     Counts
	server     *Server
	outbox     outbox
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
	for m := range modes {
		s.stores[m] = newStore(o.Seed, m, size)
	}
	s.server = newServer(o.Bounds, max(o.Latency.longest(), o.Faults.longestStall()), o.Log)
	s.requestIDs = newRequestIDs(o.Seed)
	return s
}
